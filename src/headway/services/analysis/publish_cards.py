"""The scorecards of an edition: worked out of the figures that are shown, and of nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from headway.catalogue.model import Catalogue, CataloguedScorecard
from headway.domain.calculation_results import COUNCIL
from headway.domain.disclosure.policy import PartsUsed, Policy
from headway.domain.disclosure.release import Outcome, Released
from headway.domain.entries import Entry
from headway.domain.frozen_edition import EditionNote
from headway.domain.history import History, Sourced, history_of
from headway.domain.indicator import Indicator, Unit
from headway.domain.periods import Period
from headway.domain.problems import Finding
from headway.domain.published import Figure
from headway.domain.rounding import round_to
from headway.domain.scorecard import Scorecard, ScorecardRow, build_scorecard
from headway.domain.signalling import Beside, Placed
from headway.domain.signals import Cases
from headway.domain.values import Absent, Number, State, Summary, Value, number
from headway.services.analysis.calculated_scorecard import sheet_of
from headway.services.analysis.entered import entries_of, with_entered_commentary
from headway.services.analysis.own_targets import without_targets_for_counts
from headway.services.analysis.publish_counts import Behind, Counts
from headway.services.analysis.publish_material import UnitMaterial
from headway.services.analysis.publish_protect import Decided
from headway.services.analysis.signals import cases_behind, signalled

WITHHELD = "withheld to protect people"
NOT_JUDGED = "withheld: how many are behind it is not known"
_SCALES = {Unit.PERCENTAGE: 100, Unit.PER_10_000: 10_000, Unit.PER_100_000: 100_000}


@dataclass(frozen=True, slots=True)
class Shown:
    """What all scorecards of an edition have in common."""

    note: EditionNote
    known: Catalogue
    card: CataloguedScorecard
    counts: Counts
    decided: Decided
    entries: Sequence[Entry] = ()
    placed: Placed | Finding | None = None


def edition_card(one: UnitMaterial, shown: Shown) -> Scorecard:
    """Return one unit's scorecard, with what is withheld in its place.

    Where a policy withholds or rounds, only what stands is shown: no restatement, and no
    commentary, whose words cannot be checked.
    """
    policy = shown.note.policy
    history = one.history if _plain(policy) else _protected(one, shown)
    sheet = sheet_of(one.title, shown.note.period, shown.known, shown.card)
    if one.unit != COUNCIL:
        sheet = without_targets_for_counts(sheet, shown.known.indicators)
    if _plain(policy):
        sheet = with_entered_commentary(sheet, entries_of(shown.entries, one.unit))
    built = build_scorecard(
        sheet,
        history,
        shown.known.indicators,
        shown.card.rules,
        sources=(f"edition {shown.note.name}, snapshot {shown.note.snapshot}",),
        breaks=one.breaks,
    )
    if _plain(policy):
        cases = cases_behind(one.results, one.history, shown.known.indicators)
    else:
        cases = dict(_cases(one, shown))
        built = replace(
            built, rows=tuple(_row(row, policy) for row in built.rows), repeats=(), restatements=()
        )
    done = signalled(built, Beside(cases=cases), shown.placed)
    return replace(done, made_on=shown.note.at.date(), edition=shown.note)


def _plain(policy: Policy) -> bool:
    return not policy.withholds and policy.rounding_base == 1


def _protected(one: UnitMaterial, shown: Shown) -> History:
    source = f"edition {shown.note.name}"
    return history_of(
        Sourced(
            sourced.indicator,
            _figure(sourced.figure, shown_value(one, sourced, shown)),
            source,
            sourced.standing,
        )
        for sourced in one.history.standing.values()
    )


def _figure(figure: Figure, value: Value) -> Figure:
    return Figure(figure.period, value, figure.column, unit=figure.unit, certain=figure.certain)


def shown_value(one: UnitMaterial, sourced: Sourced, shown: Shown) -> Value:
    """Return what an edition shows of a figure: a number, the policy's symbol, or its absence."""
    value, policy = sourced.figure.value, shown.note.policy
    behind = shown.counts.behind.get((one.unit, sourced.indicator, sourced.figure.period))
    if isinstance(value, Absent):
        nothing = behind is None or not behind.keys or _of_none(behind, shown.decided.released)
        return value if nothing else _withheld(behind, shown)
    if behind is None or not behind.keys:
        return value if not policy.withholds else _absent(policy.symbols.others, NOT_JUDGED)
    released = shown.decided.released
    if any(released.outcomes[key] is not Outcome.SHOWN for key in behind.keys):
        return _withheld(behind, shown)
    if behind.whole is not None:
        return released.value(behind.whole)
    return derived_value(behind, value.amount, released, shown.known.indicators[sourced.indicator])


def _of_none(behind: Behind, released: Released) -> bool:
    """Whether there is nothing to divide by, and that is shown."""
    key = behind.below
    if key is None:
        return True
    return released.release.counts[key] == 0 and released.outcomes[key] is Outcome.SHOWN


def _withheld(behind: Behind | None, shown: Shown) -> Absent:
    symbols, released = shown.note.policy.symbols, shown.decided.released
    outcomes = {released.outcomes[key] for key in behind.keys} if behind else set()
    return _absent(symbols.small if Outcome.SMALL in outcomes else symbols.others, WITHHELD)


def _absent(sign: str, why: str) -> Absent:
    return Absent(State.SUPPRESSED, why, sign)


def derived_value(
    behind: Behind, exact: Fraction, released: Released, indicator: Indicator
) -> Value:
    """Return a percentage, rate or average whose parts are shown, by the policy."""
    policy = released.policy
    counts = released.release.counts
    if behind.below is not None and counts[behind.below] < policy.percentages.minimum_denominator:
        return _absent(policy.symbols.others, "withheld: of too few")
    amount = exact
    both = behind.above is not None and behind.below is not None
    if policy.percentages.parts is PartsUsed.ROUNDED or policy.rounding_base > 1:
        if not both or indicator.unit not in _SCALES:
            return _absent(policy.symbols.others, NOT_JUDGED)
        scale = indicator.ratio.scale if indicator.ratio else _SCALES[indicator.unit]
        above, below = (policy.shown(counts[key]) for key in (behind.above, behind.below) if key)
        if below == 0:
            return Absent(State.NOT_APPLICABLE, "nothing to divide by")
        amount = Fraction(above * scale, below)
    under_half = policy.symbols.under_half
    if under_half and amount > 0 and round_to(amount, indicator.decimals) == 0:
        return _absent(under_half, "above nought, but rounded to it")
    return number(amount)


def _cases(one: UnitMaterial, shown: Shown) -> Iterator[tuple[tuple[str, Period], Cases]]:
    """Give the counts behind the figures that are shown, as they are shown."""
    released = shown.decided.released
    for sourced in one.history.standing.values():
        about = (sourced.indicator, sourced.figure.period)
        behind = shown.counts.behind.get((one.unit, *about))
        if behind is None or behind.below is None:
            continue
        if all(released.outcomes[key] is Outcome.SHOWN for key in behind.keys):
            unit = shown.known.indicators[sourced.indicator].unit
            keys = (behind.above, behind.below)
            above, below = (_amount(released.value(key)) if key else None for key in keys)
            yield about, Cases(unit, above, below)


def _amount(value: Value) -> Fraction | None:
    return value.amount if isinstance(value, Number) else None


def _row(row: ScorecardRow, policy: Policy) -> ScorecardRow:
    """Withhold an average and a highest figure over withheld ones."""
    sign = policy.symbols.others
    return replace(row, average=_summary(row.average, sign), maximum=_summary(row.maximum, sign))


def _summary(summary: Summary, sign: str) -> Summary:
    if not dict(summary.left_out).get(State.SUPPRESSED):
        return summary
    return replace(summary, value=_absent(sign, "withheld: figures of it are"))
