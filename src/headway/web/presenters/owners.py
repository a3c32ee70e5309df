"""Who owns which indicator, as a page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from headway.catalogue.model import Catalogue
from headway.register.commentary.owned import Owned
from headway.services.office.owners import Owners


@dataclass(frozen=True, slots=True)
class OwnerText:
    """Somebody who owns an indicator; ``is_able`` is no where they hold the role no longer."""

    number: int
    name: str
    since: date
    is_able: bool


@dataclass(frozen=True, slots=True)
class OwnedText:
    """An indicator, and whoever owns it today."""

    id: str
    title: str
    owners: tuple[OwnerText, ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OwnedGroup:
    """The indicators that the definitions give to one owner, by the name of a role."""

    owner: str
    lines: tuple[OwnedText, ...]
    is_chosen: bool


def groups_of(
    catalogue: Catalogue, indicators: Iterable[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Put indicators together by the owner that their definitions name, the largest first."""
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(indicators):
        found.setdefault(catalogue.indicators[name].owner, []).append(name)
    ranked = sorted(found, key=lambda one: (-len(found[one]), one))
    return tuple((owner, tuple(found[owner])) for owner in ranked)


def owned_groups(
    catalogue: Catalogue,
    groups: Sequence[tuple[str, Sequence[str]]],
    owned: Iterable[Owned],
    owners: Owners,
    chosen: Sequence[str] = (),
) -> tuple[OwnedGroup, ...]:
    """Make the texts of the groups; ``chosen`` are the indicators and groups that were sent."""
    able = {one.number for one in owners.holders}
    of: dict[str, list[OwnerText]] = {}
    for one in owned:
        text = OwnerText(one.number, one.name, one.since, one.person in able)
        of.setdefault(one.indicator, []).append(text)
    return tuple(
        OwnedGroup(
            owner,
            tuple(
                OwnedText(
                    name, catalogue.indicators[name].title, tuple(of.get(name, ())), name in chosen
                )
                for name in names
            ),
            owner in chosen,
        )
        for owner, names in groups
    )
