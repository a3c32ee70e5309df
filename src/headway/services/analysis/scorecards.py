"""Editions joined into scorecards: one for each sheet that the files are editions of."""

from collections.abc import Sequence
from dataclasses import replace

from headway.catalogue.model import CataloguedScorecard
from headway.domain.editions import families, sourced_figures, with_carried_commentary
from headway.domain.entries import Entry
from headway.domain.history import Sourced, history_of
from headway.domain.problems import Finding
from headway.domain.published import PublishedDataset
from headway.domain.scorecard import Scorecard, ScorecardRules, build_scorecard
from headway.domain.signalling import NOTHING_BESIDE, Placed
from headway.services.analysis.editions import Editions, all_findings
from headway.services.analysis.entered import entered_figures, with_entered_commentary
from headway.services.analysis.own_targets import with_own_targets
from headway.services.analysis.signals import signalled


def build_scorecards(
    editions: Editions,
    entries: Sequence[Entry] = (),
    *,
    all_columns: bool = False,
    placed: Placed | Finding | None = None,
) -> tuple[Scorecard, ...]:
    """Return a scorecard for each group of editions, about the latest edition of the group.

    ``entries`` are figures and commentary that people gave: a figure fills what was not
    published, and never replaces print. ``placed`` finds the council's place among others.
    """
    return tuple(
        signalled(_build(editions, group, entries, all_columns=all_columns), NOTHING_BESIDE, placed)
        for group in families(editions.datasets)
    )


def _build(
    editions: Editions,
    group: Sequence[PublishedDataset],
    entries: Sequence[Entry],
    *,
    all_columns: bool,
) -> Scorecard:
    rules, catalogued = _rules(editions, group[-1])
    current = with_carried_commentary(group[-1], group[:-1])
    current = with_entered_commentary(current, entries)
    if catalogued:
        current = _in_sections(current, catalogued)
    current, overruled = with_own_targets(current, editions)
    figures: list[Sourced] = [*sourced_figures(group), *entered_figures(entries)]
    return build_scorecard(
        current,
        history_of(figures),
        editions.indicators,
        replace(rules, columns=0) if all_columns else rules,
        findings=(*all_findings(group), *overruled),
        sources=tuple(f"{each.edition}: {each.file}" for each in group),
    )


def _rules(
    editions: Editions, dataset: PublishedDataset
) -> tuple[ScorecardRules, CataloguedScorecard | None]:
    """Return the rules of the catalogued scorecard that shares most with the sheet, if half."""
    ours = {row.indicator for row in dataset.rows}
    found = sorted(
        editions.catalogue.scorecards.values(),
        key=lambda card: (-len(ours & set(card.indicators)), card.id),
    )
    if found and 2 * len(ours & set(found[0].indicators)) >= len(ours):
        return found[0].rules, found[0]
    return ScorecardRules(columns=0 if len(dataset.columns) <= SHOWN_WHOLE else 6), None


SHOWN_WHOLE = 12  # columns: a sheet that is no wider is shown as it was published


def _in_sections(dataset: PublishedDataset, card: CataloguedScorecard) -> PublishedDataset:
    """Give each row the catalogued heading it stands under, where the sheet prints none."""
    rows = tuple(
        row if row.section else replace(row, section=card.section_of(row.indicator))
        for row in dataset.rows
    )
    return replace(dataset, rows=rows)
