"""An indicator's groups beside each other: age bands, sexes, ethnicities, needs, localities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue
from headway.domain.calculation import Rate
from headway.domain.calculation_results import COUNCIL, Level, Result, UnitRef
from headway.domain.due import due_period
from headway.domain.group_comparison import Group, GroupLine, Scale, compare_groups
from headway.domain.indicator import Indicator, Unit
from headway.domain.periods import Period
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.small_numbers import MINIMUM
from headway.domain.values import Absent, Number
from headway.engine.breakdowns import breakdowns_of
from headway.engine.population import People, people_for, population_of
from headway.engine.runner import tables_of
from headway.engine.source import Snapshot
from headway.engine.unit_names import unit_names
from headway.engine.units import Units, units_of
from headway.services.analysis.calculate import Wanted, calculate_from, chosen
from headway.tables.paths import AGE_BANDS, resolve
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_reading import open_snapshot

LOCALITY = "locality"
NOT_TOLD = frozenset({"", "U", "REFU", "NOBT", "not_known"})
"""Codes that say that the group is not known; each keeps a line of its own."""
PER, OLDEST_CHILD = 10_000, 17


@dataclass(frozen=True, slots=True)
class GroupsWanted:
    """Which indicator and period, and by what: a word such as sex, a column, or locality."""

    indicator: str
    period: Period
    by: str
    against: str = ""
    minimum: int = MINIMUM


@dataclass(frozen=True, slots=True)
class GroupsCompared:
    """What came of it. ``why_not`` says why there is nothing to compare; empty where there is."""

    indicator: Indicator
    period: Period
    by: str
    scale: Scale
    lines: tuple[GroupLine, ...]
    minimum: int
    source: str
    why_not: str = ""


def compare(data: Path, wanted: GroupsWanted, catalogue: Path | None = None) -> GroupsCompared:
    """Compare the groups of an indicator, from the current snapshot of a data folder.

    Raises Refused for a breakdown that the definition does not allow, a group nobody knows, a
    period in which nothing is due, and a figure that is neither a count nor a part of a whole.
    """
    known = load_catalogue(catalogue)
    (indicator,) = chosen(known, [wanted.indicator])
    period = due_period(wanted.period, indicator.frequency)
    if period is None:
        raise _refused("--period", f"no figure is due for {wanted.period}", "Ask for another")
    if wanted.minimum < 2:
        raise _refused("--minimum", f"{wanted.minimum} withholds nothing", "Give 2 or more")
    column = _column(indicator, known, wanted.by)
    with open_snapshot(open_folder(data)) as snapshot:
        results = _results(snapshot, known, indicator, wanted, column)
        units = units_of(snapshot)
        people = population_of(snapshot, units)
        units_called = unit_names(snapshot, known.unit_names.on(period.last_day))
        names = units_called if column == LOCALITY else _meanings(indicator, known, column)
        source = f"the case rows of snapshot {snapshot.snapshot_id}"
    scale = _scale(indicator)
    groups = _groups(results, column, names, scale, period, people, units)
    if isinstance(absent := _why_not(results), str):
        return GroupsCompared(
            indicator, period, wanted.by, scale, (), wanted.minimum, source, absent
        )
    try:
        lines = compare_groups(groups, scale, wanted.against, wanted.minimum)
    except ValueError as wrong:
        codes = ", ".join(one.code for one in groups if one.known)
        step = f"Choose one of {codes}" if wanted.against else "Choose a count or a percentage"
        raise _refused("headway compare-groups", str(wrong), step) from wrong
    return GroupsCompared(indicator, period, wanted.by, scale, lines, wanted.minimum, source)


def _results(
    snapshot: Snapshot, known: Catalogue, indicator: Indicator, wanted: GroupsWanted, column: str
) -> list[Result]:
    asked = Wanted(wanted.period, (Level.COUNCIL,), (indicator.id,), column)
    if column == LOCALITY:
        asked = replace(asked, levels=(Level.LOCALITY,), breakdown="")
    return list(calculate_from(snapshot, known, asked).results)


def _why_not(results: Sequence[Result]) -> str | None:
    """Say why nothing was worked out; None where something was."""
    if any(isinstance(one.value, Number) or one.numerator is not None for one in results):
        return None
    notes = [one.value.note for one in results if isinstance(one.value, Absent)]
    return next(iter(notes), "nothing was counted")


def _column(indicator: Indicator, known: Catalogue, by: str) -> str:
    if by == LOCALITY:
        return by
    allowed = breakdowns_of(indicator, known.indicators)
    ends = {"age": "age_band"}.get(by, by)
    found = sorted(one for one in allowed if one == by or one.rpartition(".")[2] == ends)
    if found:
        return found[0]
    may = ", ".join([*sorted(allowed), LOCALITY])
    raise _refused("--by", f"“{by[:40]}” does not part “{indicator.id}”", f"Choose one of {may}")


def _scale(indicator: Indicator) -> Scale:
    if indicator.unit is Unit.PERCENTAGE:
        return Scale(proportion=True, per=100, words="%")
    if indicator.unit is not Unit.NUMBER or isinstance(indicator.calculation, Rate):
        raise _refused(
            indicator.id,
            f"a figure in {indicator.unit.value} has no parts to compare",
            "Choose a count or a percentage",
        )
    return Scale(proportion=False, per=PER, words=f"per {PER:,} children aged 0 to {OLDEST_CHILD}")


def _meanings(indicator: Indicator, known: Catalogue, column: str) -> Mapping[str, str]:
    calculation = indicator.calculation
    if calculation is None or not tables_of(calculation):
        part = known.indicators[indicator.ratio.numerator] if indicator.ratio else indicator
        calculation = part.calculation
    if calculation is None:
        return {}
    found = resolve(tables_of(calculation)[0], column)
    return {code.value: code.meaning for code in found.column.codes}


def _groups(
    results: Sequence[Result],
    column: str,
    names: Mapping[str, str],
    scale: Scale,
    period: Period,
    people: Sequence[People],
    units: Units,
) -> list[Group]:
    found = []
    for one in results:
        code = one.unit.id if column == LOCALITY else one.breakdown.value if one.breakdown else ""
        count = int(one.numerator or 0)
        base: int | None = int(one.denominator or 0)
        if not scale.proportion:
            base = _people(code, column, period, people, units)
        name = names.get(code, code) or "not recorded"
        if column.endswith("age_band") and code:
            name = f"aged {code}"
        found.append(Group(code, name, count, base, code not in NOT_TOLD))
    # In the order of the list of codes, and what is not known last.
    order = {code: at for at, code in enumerate(names)}
    return sorted(found, key=lambda each: (not each.known, order.get(each.code, 0), each.code))


def _people(
    code: str, column: str, period: Period, people: Sequence[People], units: Units
) -> int | None:
    """Give the people of a group, in the middle of the year before; None where nobody says."""
    unit, low, high, rows = COUNCIL, 0, OLDEST_CHILD, list(people)
    if column == LOCALITY:
        if not code:
            return None
        unit = UnitRef(Level.LOCALITY, code)
    elif column.endswith("age_band"):
        lows = dict(AGE_BANDS)
        if code not in lows or lows[code] > OLDEST_CHILD:
            return None
        low = lows[code]
        high = min(each for each in (*lows.values(), OLDEST_CHILD + 1) if each > low) - 1
    elif column.endswith(".sex") or column == "sex":
        rows = [one for one in rows if one.sex == code]
    else:
        return None
    rate = Rate(of="", per=PER, age_from=low, age_to=high)
    taken = people_for(rate, period, unit, rows, units)
    return None if taken is None else int(taken)


def _refused(place: str, found: str, step: str) -> Refused:
    return Refused(Finding(Place(place), Severity.STOPS, found, "", step))
