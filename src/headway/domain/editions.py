"""Several published sheets side by side: which belong together, and what one carried over."""

from collections.abc import Sequence
from dataclasses import replace

from headway.domain.history import Sourced
from headway.domain.published import Commentary, PublishedDataset, PublishedRow

SHORTEST_CARRIED = 20  # characters: "See above" or "No change" may well be meant anew


def in_order(datasets: Sequence[PublishedDataset]) -> tuple[PublishedDataset, ...]:
    """Return the editions oldest first, by the period they are about."""
    return tuple(sorted(datasets, key=lambda dataset: (dataset.period, dataset.edition)))


def families(datasets: Sequence[PublishedDataset]) -> tuple[tuple[PublishedDataset, ...], ...]:
    """Group editions of the same sheet, oldest first in each group.

    Two sheets belong together where they are of the same kind of period and share at least
    half of the indicators of the smaller one.
    """
    groups: list[list[PublishedDataset]] = []
    for dataset in in_order(datasets):
        home = next((g for g in groups if any(_related(dataset, other) for other in g)), None)
        if home is None:
            groups.append([dataset])
        else:
            home.append(dataset)
    return tuple(tuple(group) for group in groups)


def _related(one: PublishedDataset, other: PublishedDataset) -> bool:
    if one.period.kind is not other.period.kind:
        return False
    ours, theirs = ({row.indicator for row in each.rows} for each in (one, other))
    return 2 * len(ours & theirs) >= max(1, min(len(ours), len(theirs)))


def sourced_figures(datasets: Sequence[PublishedDataset]) -> tuple[Sourced, ...]:
    """Return every figure of the editions with the edition it stands in."""
    return tuple(
        Sourced(row.indicator, figure, dataset.edition)
        for dataset in datasets
        for row in dataset.rows
        for figure in row.figures
    )


def with_carried_commentary(
    current: PublishedDataset, earlier: Sequence[PublishedDataset]
) -> PublishedDataset:
    """Mark each commentary of ``current`` whose very words an earlier edition has already.

    Words carried over say nothing of the new figures, and a reader should know.
    """
    said = {
        (row.indicator, _words(row.commentary)): dataset.edition
        for dataset in reversed(in_order(earlier))
        for row in dataset.rows
        if row.commentary and len(row.commentary.text) >= SHORTEST_CARRIED
    }
    return replace(current, rows=tuple(_marked(row, said) for row in current.rows))


def _marked(row: PublishedRow, said: dict[tuple[str, str], str]) -> PublishedRow:
    if row.commentary is None:
        return row
    edition = said.get((row.indicator, _words(row.commentary)), "")
    return replace(row, commentary=replace(row.commentary, carried_from=edition))


def _words(commentary: Commentary) -> str:
    return " ".join(commentary.text.casefold().split())
