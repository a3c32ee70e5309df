"""Units and their names as the settings show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headway.domain.days import day_words
from headway.domain.problems import sentence
from headway.domain.unit_naming import OwnNames, UnitName
from headway.services.analysis.organisation import Organisation
from headway.services.analysis.unit_naming import naming_findings, units_named
from headway.web.presenters.settings import UnitRow, unit_row


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name of a unit: since when, whose it is, and how it came to be."""

    name: str
    since: str
    history: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A unit with its days and what it is called today; ``may_be_named`` where that can change."""

    row: UnitRow
    may_be_named: bool
    others: tuple[str, ...]


def named_rows(organisation: Organisation, own: OwnNames, today: date) -> tuple[NamedRow, ...]:
    """Make a row of each unit, with its name of a day and its other names."""
    named = {ref.id: ref for ref in units_named(organisation)}
    rows = []
    for one in organisation.units:
        held = own.of(named[one.id]) if one.id in named else ()
        names = [(None, one.name), *((each.start, each.name) for each in held)]
        since = [each.since <= today for each in held]
        at = since.count(True)
        others = [_other(start, name, past=place < at)
                  for place, (start, name) in enumerate(names) if place != at]  # fmt: skip
        rows.append(NamedRow(unit_row(one, names[at][1]), one.id in named, tuple(others)))
    return tuple(rows)


def name_lines(loaded: str, held: Sequence[UnitName]) -> tuple[NameLine, ...]:
    """Make the texts of a unit's names, the latest first, that of the exports last."""
    own = tuple(
        NameLine(
            one.name,
            f"from {day_words(one.start)}" if one.start else "always",
            tuple(_history(one)),
        )
        for one in reversed(held)
    )
    return (*own, NameLine(loaded, "in the exports", ()))


def told_of_names(organisation: Organisation, own: OwnNames) -> tuple[str, ...]:
    """Say what is to be known of the council's own names; nothing where all is well."""
    return tuple(
        " ".join(filter(None, (f"{one.place}:", sentence(one.found), sentence(one.done),
                               sentence(one.next_step))))
        for one in naming_findings(organisation, own)
    )  # fmt: skip


def _other(start: date | None, name: str, *, past: bool) -> str:
    if past:
        return f"before: {name}"
    return f"from {day_words(start)}: {name}" if start else name


def _history(name: UnitName) -> list[str]:
    return [
        f"Before, “{one.was}”. {sentence(one.reason)} Approved by the {one.approved_by}"
        + (f" on {day_words(one.on)}." if one.on else ".")
        for one in name.revisions
    ]
