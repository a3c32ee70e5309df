"""The newest edition that somebody may read, and what is new in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.roles import Access
from headway.domain.values import Absent
from headway.services.analysis.frozen_figures import FrozenFigure, FrozenFigures, frozen_figures
from headway.services.analysis.published import PublishedEdition
from headway.services.office.published_editions import editions_for

Printed = Mapping[tuple[str, str], str]
"""The council's figures as an edition prints them, by indicator and period."""


@dataclass(frozen=True, slots=True)
class Reads:
    """A figure as the newest edition prints it, and as the one before did."""

    title: str
    period: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class NewestEdition:
    """An edition, the one before it for the same readers, and what they print differently.

    ``later`` are figures of the edition's own period beside those of the period of the one before;
    ``restated`` figures of one period that the two print differently. ``added`` names indicators
    that the one before did not print.
    """

    edition: PublishedEdition
    before: PublishedEdition | None
    later: tuple[Reads, ...] = ()
    restated: tuple[Reads, ...] = ()
    added: tuple[str, ...] = ()


def newest_edition(data: Path, catalogue: Catalogue, access: Access) -> NewestEdition | None:
    """Give the newest edition that stands and that somebody may read; None where there is none.

    Both editions are read as they were published: nothing is compared that their readers did not
    see.
    """
    stand = [one for one in editions_for(data, access) if not one.withdrawn]
    if not stand:
        return None
    newest = stand[0]
    before = next((one for one in stand[1:] if _alike(one, newest)), None)
    if before is None:
        return NewestEdition(newest, None)
    ours, others = frozen_figures(data, newest), frozen_figures(data, before)
    now, then = _printed(ours), _printed(others)
    period, earlier = str(ours.period), str(others.period)
    titles = {name: one.title for name, one in catalogue.indicators.items()}
    return NewestEdition(
        newest,
        before,
        tuple(_later(now, then, (period, earlier), titles)),
        tuple(_restated(now, then, titles)),
        tuple(titles.get(one, one) for one in _names(now) if one not in _names(then)),
    )


def _alike(one: PublishedEdition, other: PublishedEdition) -> bool:
    """Whether two editions are for the same readers and of the same scorecard."""
    return (one.audience, one.card) == (other.audience, other.card)


def _later(
    now: Printed, then: Printed, periods: tuple[str, str], titles: Mapping[str, str]
) -> Iterable[Reads]:
    period, before = periods
    if period == before:
        return
    for (name, of), printed in now.items():
        earlier = then.get((name, before))
        if of == period and earlier is not None and earlier != printed:
            yield Reads(titles.get(name, name), period, printed, earlier)


def _restated(now: Printed, then: Printed, titles: Mapping[str, str]) -> Iterable[Reads]:
    for (name, of), printed in now.items():
        earlier = then.get((name, of))
        if earlier is not None and earlier != printed:
            yield Reads(titles.get(name, name), of, printed, earlier)


def _names(printed: Printed) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name, _ in printed))


def _printed(edition: FrozenFigures) -> Printed:
    return {(one.indicator, str(one.period)): _shown(one) for one in edition.of_council}


def _shown(one: FrozenFigure) -> str:
    return one.value.symbol if isinstance(one.value, Absent) else one.shown
