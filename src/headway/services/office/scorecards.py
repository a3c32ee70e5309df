"""A scorecard as the office shows it: from kept figures, what was published, and entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import COUNCIL, Result, UnitRef
from headway.domain.due import due_period
from headway.domain.entries import Entry
from headway.domain.indicator import Unit
from headway.domain.movement import ChangeIn, Movement, MovementRule, movement
from headway.domain.periods import Period
from headway.domain.problems import Finding
from headway.domain.published import PublishedDataset
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.signalling import Placed
from headway.domain.values import Absent, State
from headway.services.analysis.calculated_scorecard import card_of, joined, sheet_of
from headway.services.analysis.entered import entries_of
from headway.services.analysis.keeping import kept_editions, kept_entries
from headway.services.analysis.kept_figures import KeptFigures, UnitFigures
from headway.services.analysis.own_targets import without_targets_for_counts
from headway.services.analysis.signals import placed_among_others
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import current_figures, grown

REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Shown:
    """Which scorecard is shown, of which unit, for which month."""

    unit: UnitRef
    period: Period
    card: str


def office_scorecard(data: Path, overlay: Path | None, shown: Shown) -> Scorecard | None:
    """Give a scorecard; None while no figures are kept, or for a unit that they do not have.

    The same scorecard is built once, until something is stored in the data folder.
    """
    figures = current_figures(data)
    if figures is None or figures.unit(shown.unit) is None:
        return None
    return _scorecard(data, grown(data), figures, current_catalogue(overlay), shown)


def difference(row: ScorecardRow, other: ScorecardRow) -> Movement:
    """Give how far an indicator's current figure on one scorecard is from that on another."""
    percentage = row.indicator.unit is Unit.PERCENTAGE
    change_in = ChangeIn.POINTS if percentage else ChangeIn.ABSOLUTE
    rule = MovementRule(change_in=change_in, decimals=row.indicator.decimals)
    return movement(row.current, other.current, rule)


@lru_cache(maxsize=REMEMBERED)
def _scorecard(
    data: Path,
    as_of: tuple[int, int],
    figures: KeptFigures,
    catalogue: Catalogue,
    shown: Shown,
) -> Scorecard:
    card = card_of(catalogue, shown.card)
    own = figures.of(shown.unit)
    lines = [one for name in card.indicators for one in own.results.get(name, ())]
    until = [one for one in lines if one.period.end <= shown.period.end]
    results = [*until, *_did_not_stand(figures, own, catalogue, card.indicators, shown)]
    title = card.title
    if shown.unit != COUNCIL:
        title = f"{card.title}: {shown.unit.label(figures.names_on(shown.period.last_day))}"
    kept = _editions(data, as_of) if shown.unit == COUNCIL else ()
    entries = entries_of(_entries(data, as_of), shown.unit)
    sheet = sheet_of(title, shown.period, catalogue, card)
    if shown.unit != COUNCIL:
        sheet = without_targets_for_counts(sheet, catalogue.indicators)
    placed = _placed(data, as_of, catalogue) if shown.unit == COUNCIL else None
    source = f"snapshot {figures.snapshot}"
    return joined(sheet, results, catalogue, card, source, kept, entries, own.breaks, placed=placed)


@lru_cache(maxsize=2)
def _placed(data: Path, as_of: tuple[int, int], catalogue: Catalogue) -> Placed | Finding | None:
    return placed_among_others(data, catalogue)


def _did_not_stand(
    figures: KeptFigures,
    own: UnitFigures,
    catalogue: Catalogue,
    indicators: Sequence[str],
    shown: Shown,
) -> list[Result]:
    """Say why the unit has no figure of a month in which it did not stand."""
    unit = figures.unit(shown.unit)
    why = Absent(State.NOT_APPLICABLE, unit.no_figure if unit else "")
    months = [shown.period.shift(-back) for back in range(figures.months)]
    found = []
    for name in indicators:
        if name not in figures.indicators:
            continue
        have = {one.period for one in own.results.get(name, ())}
        frequency = catalogue.indicators[name].frequency
        due = {due_period(month, frequency) for month in months} - have - {None}
        found += [
            Result(name, period, shown.unit, None, None, None, why)
            for period in due
            if period is not None and figures.first <= period.start
        ]
    return found


@lru_cache(maxsize=2)
def _editions(data: Path, as_of: tuple[int, int]) -> tuple[PublishedDataset, ...]:
    return kept_editions(data)


def entries_kept(data: Path) -> tuple[Entry, ...]:
    """Give everything that was entered and accepted; it is read again when the trail grows."""
    return _entries(data, grown(data))


@lru_cache(maxsize=2)
def _entries(data: Path, as_of: tuple[int, int]) -> tuple[Entry, ...]:
    return kept_entries(data)
