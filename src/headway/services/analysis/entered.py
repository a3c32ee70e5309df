"""What people gave in place of a missing figure or commentary, joined to what was published."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.domain.entries import TEAM_SHEETS, Entry, EntryKind
from headway.domain.history import Sourced, Standing
from headway.domain.periods import Period
from headway.domain.published import Commentary, Figure, PublishedDataset, PublishedRow


def entries_of(entries: Sequence[Entry], unit: UnitRef) -> tuple[Entry, ...]:
    """Return the entries of one unit, as those of the sheet that is about it and nothing else."""
    return tuple(replace(one, unit=COUNCIL) for one in entries if one.unit == unit)


def entered_figures(entries: Sequence[Entry]) -> tuple[Sourced, ...]:
    """Return the figures among ``entries``; each later answer to a question outranks an earlier.

    What is of a part of the council is left out: see ``entries_of``.

    Of what came from teams' sheets only the latest speaks: what was accepted anew, or is awaited
    again, takes the place of what was accepted before.
    """
    found = []
    for at, entry in _speaking(entries):
        value = entry.figure
        if value is not None:
            figure = Figure(entry.period, value, entry.period, entry.written, entry.place)
            source = f"collected {entry.on.isoformat()} ({at:05})"
            found.append(Sourced(entry.indicator, figure, source, Standing.ENTERED, entry.by))
    return tuple(found)


def _speaking(entries: Sequence[Entry]) -> Iterator[tuple[int, Entry]]:
    """Yield the council's entries with their places, without those that a later sheet replaced."""
    ours = [(at, entry) for at, entry in enumerate(entries) if entry.unit == COUNCIL]
    latest = {_question(one): at for at, one in ours if one.place.file == TEAM_SHEETS}
    for at, entry in ours:
        if entry.place.file != TEAM_SHEETS or latest[_question(entry)] == at:
            yield at, entry


def _question(entry: Entry) -> tuple[str, Period, EntryKind]:
    return (entry.indicator, entry.period, entry.what)


def with_entered_commentary(
    dataset: PublishedDataset, entries: Sequence[Entry]
) -> PublishedDataset:
    """Put the latest commentary given for the sheet's period in place of what it printed."""
    said = {
        entry.indicator: entry
        for entry in entries
        if entry.what is EntryKind.COMMENTARY
        and entry.period == dataset.period
        and entry.unit == COUNCIL
    }
    return replace(dataset, rows=tuple(_with(row, said.get(row.indicator)) for row in dataset.rows))


def _with(row: PublishedRow, entry: Entry | None) -> PublishedRow:
    if entry is None or not isinstance(entry.value, str):
        return row
    said = Commentary(entry.value, entry.period, entry.by, written=entry.on, place=entry.place)
    return replace(row, commentary=said)
