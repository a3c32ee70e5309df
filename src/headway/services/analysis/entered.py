"""What people gave in place of a missing figure or commentary, joined to what was published."""

from collections.abc import Sequence
from dataclasses import replace

from headway.domain.entries import Entry, EntryKind
from headway.domain.history import Sourced, Standing
from headway.domain.published import Commentary, Figure, PublishedDataset, PublishedRow


def entered_figures(entries: Sequence[Entry]) -> tuple[Sourced, ...]:
    """Return the figures among ``entries``; each later answer to a question outranks an earlier."""
    found = []
    for at, entry in enumerate(entries):
        value = entry.figure
        if value is not None:
            figure = Figure(entry.period, value, entry.period, entry.written, entry.place)
            source = f"collected {entry.on.isoformat()} ({at:05})"
            found.append(Sourced(entry.indicator, figure, source, Standing.ENTERED, entry.by))
    return tuple(found)


def with_entered_commentary(
    dataset: PublishedDataset, entries: Sequence[Entry]
) -> PublishedDataset:
    """Put the latest commentary given for the sheet's period in place of what it printed."""
    said = {
        entry.indicator: entry
        for entry in entries
        if entry.what is EntryKind.COMMENTARY and entry.period == dataset.period
    }
    return replace(dataset, rows=tuple(_with(row, said.get(row.indicator)) for row in dataset.rows))


def _with(row: PublishedRow, entry: Entry | None) -> PublishedRow:
    if entry is None or not isinstance(entry.value, str):
        return row
    said = Commentary(entry.value, entry.period, entry.by, written=entry.on, place=entry.place)
    return replace(row, commentary=said)
