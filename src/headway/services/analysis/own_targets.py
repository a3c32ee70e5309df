"""The targets of a council's own definitions, put before those that its sheet prints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from headway.domain.indicator import Indicator, Unit
from headway.domain.problems import Finding, Severity
from headway.domain.published import PublishedDataset, PublishedRow
from headway.domain.target_words import target_words
from headway.domain.targets import Target
from headway.services.analysis.editions import Editions


def with_own_targets(
    dataset: PublishedDataset, editions: Editions
) -> tuple[PublishedDataset, tuple[Finding, ...]]:
    """Give each row the catalogue's targets; a printed one stays for a period that has none.

    The findings name each period for which the sheet prints another goal; both are in it.
    """
    targets = editions.catalogue.targets
    rows = tuple(_with(row, targets.get(row.indicator, ())) for row in dataset.rows)
    differing = tuple(
        finding
        for row in dataset.rows
        for finding in _differing(
            row, targets.get(row.indicator, ()), editions.indicators[row.indicator].unit
        )
    )
    return replace(dataset, rows=rows), differing


def _with(row: PublishedRow, own: Sequence[Target]) -> PublishedRow:
    periods = {target.period for target in own}
    printed = (target for target in row.targets if target.period not in periods)
    return replace(row, targets=(*own, *printed)) if own else row


def _differing(row: PublishedRow, own: Sequence[Target], unit: Unit) -> Iterator[Finding]:
    by_period = {target.period: target for target in own}
    for printed in row.targets:
        ours = by_period.get(printed.period)
        if ours is not None and (ours.goal, ours.high) != (printed.goal, printed.high):
            yield Finding(
                row.place,
                Severity.NOTED,
                f"{row.reference or row.title}: for {printed.period} the sheet prints the target "
                f"“{printed.text or target_words(printed, unit)}”, and your definitions say "
                f"“{target_words(ours, unit)}”",
                "The figure is set against your definitions",
                "If the target was changed, say so under its “revisions”",
            )


def without_targets_for_counts(
    sheet: PublishedDataset, indicators: Mapping[str, Indicator]
) -> PublishedDataset:
    """Return the sheet of a part of the council, without the council's targets for counts.

    How many the whole council should reach says nothing of a team; a percentage or a length of
    time is asked of every team alike.
    """
    counted = (Unit.NUMBER, Unit.POUNDS)
    rows = tuple(
        replace(row, targets=())
        if indicators[row.indicator].unit in counted and indicators[row.indicator].ratio is None
        else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)
