"""The settings as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from headway.catalogue.differences import target_in_words
from headway.catalogue.model import Catalogue
from headway.domain.days import day_words
from headway.domain.definition_changes import ChangeKind, ChangeState
from headway.domain.problems import Finding, Severity, sentence
from headway.domain.targets import Target
from headway.register.overlay.changes import Change
from headway.services.analysis.organisation import UnitLine

COLOURS = {
    ChangeState.WAITING: "yellow",
    ChangeState.TAKEN: "green",
    ChangeState.REFUSED: "red",
    ChangeState.WITHDRAWN: "grey",
}
MOST_FINDINGS = 100
SHORT = {
    ChangeState.WAITING: "Waiting",
    ChangeState.TAKEN: "Approved",
    ChangeState.REFUSED: "Turned down",
    ChangeState.WITHDRAWN: "Taken back",
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change as a row, and as a page of its own."""

    number: int
    title: str
    told: tuple[str, ...]
    reason: str
    asked_by: str
    asked_at: datetime
    state: str
    colour: str
    is_waiting: bool
    decided_by: str
    decided_at: datetime | None
    note: str
    contents: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    """An indicator with a target for each of its periods, and how each came to be."""

    name: str
    title: str
    targets: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its days."""

    kind: str
    name: str
    id: str
    days: str
    within: tuple[str, ...]


def change_line(change: Change) -> ChangeLine:
    """Make the texts of a change."""
    first = change.told[0] if change.told else change.kind.value
    whole = change.kind is ChangeKind.WHOLE
    return ChangeLine(
        number=change.number,
        title="A whole folder of definitions" if whole else first,
        told=change.told,
        reason=change.reason,
        asked_by=change.asked_by_name,
        asked_at=change.asked_at,
        state=SHORT[change.state],
        colour=COLOURS[change.state],
        is_waiting=change.state is ChangeState.WAITING,
        decided_by=change.decided_by_name,
        decided_at=change.decided_at,
        note=change.note,
        contents=change.contents[:12],
    )


def change_lines(changes: Iterable[Change]) -> tuple[ChangeLine, ...]:
    """Make the texts of several changes."""
    return tuple(map(change_line, changes))


def target_line(catalogue: Catalogue, name: str) -> TargetLine:
    """Make the texts of an indicator's targets, the newest period first."""
    known = catalogue.indicators[name]
    held = sorted(catalogue.targets.get(name, ()), key=_when, reverse=True)
    shown = tuple(
        (str(one.period), target_in_words(one, known.unit), _history(one)) for one in held
    )
    return TargetLine(name, known.title, shown)


def target_lines(catalogue: Catalogue) -> tuple[TargetLine, ...]:
    """Make the texts of every indicator that has a target."""
    named = sorted(catalogue.targets, key=lambda one: catalogue.indicators[one].title)
    return tuple(target_line(catalogue, one) for one in named)


def without_target(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Give the indicators that have none, by title."""
    names = [one for one in catalogue.indicators if one not in catalogue.targets]
    return tuple(sorted(((one, catalogue.indicators[one].title) for one in names), key=_title))


def finding_lines(findings: Iterable[Finding]) -> tuple[tuple[str, str, str, str], ...]:
    """Give of each finding where, what, what is allowed, and what to do.

    What does not stop comes after what does; of very many, the last line says how many more.
    """
    ranked = sorted(findings, key=lambda one: one.severity is not Severity.STOPS)
    lines = [
        (str(one.place), sentence(one.found), sentence(one.done), sentence(one.next_step))
        for one in ranked[:MOST_FINDINGS]
    ]
    if len(ranked) > MOST_FINDINGS:
        more = f"{len(ranked) - MOST_FINDINGS:,} more findings."
        lines.append(("Besides", more, "", "Put these right first, and upload again."))
    return tuple(lines)


def unit_row(unit: UnitLine, name: str) -> UnitRow:
    """Make a row of a unit under a name of the council's own, or that of the exports."""
    days = _days(unit.opened, unit.closed)
    return UnitRow(unit.kind.capitalize(), name or unit.id, unit.id, days, _within(unit.within))


def _within(within: Iterable[tuple[str, str, date, date | None]]) -> tuple[str, ...]:
    """Say what a unit lies in: once where it does so in several ways over the same days."""
    found: dict[tuple[str, date, date | None], list[str]] = {}
    for grouping, above, start, end in within:
        found.setdefault((above, start, end), []).append(grouping.replace("_", " "))
    return tuple(
        f"{above} ({', '.join(ways)}), {_days(start, end)}"
        for (above, start, end), ways in found.items()
    )


def _days(start: date | None, end: date | None) -> str:
    if start and end:
        return f"from {day_words(start)} until {day_words(end)}"
    if end:
        return f"until {day_words(end)}"
    return f"since {day_words(start)}" if start else "always"


def _history(target: Target) -> tuple[str, ...]:
    return tuple(
        f"{one.was} until {day_words(one.on)}: {sentence(one.reason)}"
        f" Approved by the {one.approved_by}."
        if one.on
        else f"{one.was}: {sentence(one.reason)}"
        for one in target.revisions
    )


def _when(target: Target) -> tuple[date, date]:
    return target.period.start, target.period.end


def _title(one: tuple[str, str]) -> str:
    return one[1]
