"""Each indicator's latest figures by group, worked out with all others and kept for its page.

A file for each indicator that its definition lets be parted: by sex, age, need and the like. For
the whole council the file also says which of them may not be shown to those who read no rows.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import COUNCIL, Key, Level, Result
from headway.domain.due import due_period
from headway.domain.exact import exact_text
from headway.domain.indicator import Frequency, Indicator
from headway.domain.period_labels import short_label
from headway.domain.periods import Period
from headway.domain.values import Absent, Number
from headway.engine.breakdowns import breakdowns_of
from headway.engine.runner import tables_of
from headway.engine.source import Snapshot
from headway.engine.unit_names import unit_names
from headway.services.analysis.calculate import Wanted, calculate_periods, chosen
from headway.services.analysis.group_protection import policy_for_groups, withheld_groups
from headway.tables.paths import AGE_BANDS, NoSuchPath, resolve

SHOWN = 6  # the latest periods that are kept of what comes each month
YEAR_BACK = 13  # months in which a quarterly indicator has four or five figures
FORMAT = 1
GROUPS = "groups-"


def group_file(indicator: str) -> str:
    """Name the file of an indicator's groups."""
    return f"{GROUPS}{indicator}.json"


def group_files(snapshot: Snapshot, known: Catalogue, last: Period) -> dict[str, bytes]:
    """Give a file for each indicator that may be parted; ``last`` is the last month."""
    columns = _columns(last)
    found: dict[str, dict[str, object]] = {}
    names = unit_names(snapshot, known.unit_names.on(last.last_day))
    wholes = _wholes(snapshot, known, columns)
    for by, ones in _by_column(known).items():
        results = _latest(_parted(snapshot, known, columns, by, ones))
        of_council = [one for one in results if one.unit == COUNCIL]
        their = {(one.indicator, one.period) for one in of_council}
        beside = [one for one in wholes if (one.indicator, one.period) in their]
        withheld = withheld_groups(of_council, beside, known, policy_for_groups(known))
        for one in ones:
            mine = [each for each in results if each.indicator == one.id]
            if mine:
                words = _group_words(one, known, by, names)
                found.setdefault(one.id, {})[by] = _breakdown(mine, words, withheld)
    return {group_file(name): _json({"format": FORMAT, "by": by}) for name, by in found.items()}


def _columns(last: Period) -> list[Period]:
    """Give the latest months, and of those before the last month of each quarter."""
    months = [last.shift(-back) for back in reversed(range(YEAR_BACK))]
    latest = months[-SHOWN:]
    return [one for one in months if one in latest or due_period(one, Frequency.QUARTERLY)]


def _by_column(known: Catalogue) -> dict[str, list[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for one in chosen(known, ()):
        for by in sorted(breakdowns_of(one, known.indicators)):
            found.setdefault(by, []).append(one)
    return dict(sorted(found.items()))


def _wholes(snapshot: Snapshot, known: Catalogue, columns: Sequence[Period]) -> list[Result]:
    names = tuple(one.id for one in chosen(known, ()) if breakdowns_of(one, known.indicators))
    if not names:
        return []
    wanted = Wanted(columns[-1], (Level.COUNCIL,), names)
    return list(calculate_periods(snapshot, known, columns, wanted).results)


def _parted(
    snapshot: Snapshot,
    known: Catalogue,
    columns: Sequence[Period],
    by: str,
    ones: Sequence[Indicator],
) -> Iterator[Result]:
    wanted = Wanted(columns[-1], tuple(Level), tuple(one.id for one in ones), by)
    for one in calculate_periods(snapshot, known, columns, wanted).results:
        if one.breakdown is not None:
            yield one


def _latest(results: Iterator[Result]) -> list[Result]:
    """Keep the latest periods of each indicator."""
    found = list(results)
    periods: dict[str, set[Period]] = {}
    for one in found:
        periods.setdefault(one.indicator, set()).add(one.period)
    latest = {name: set(sorted(ones)[-SHOWN:]) for name, ones in periods.items()}
    return [one for one in found if one.period in latest[one.indicator]]


def _breakdown(
    results: Sequence[Result], words: Mapping[str, str], withheld: frozenset[Key]
) -> dict[str, object]:
    units: dict[str, dict[str, dict[str, list[object]]]] = {}
    for one in sorted(results, key=lambda each: each.period):
        code = one.breakdown.value if one.breakdown else ""
        unit = units.setdefault(f"{one.unit.level.name}:{one.unit.id}", {})
        unit.setdefault(code, {})[short_label(one.period)] = [*_figure(one), one.key in withheld]
    codes = {code for unit in units.values() for code in unit}
    place = {code: at for at, code in enumerate(words)}
    order = sorted(codes, key=lambda code: (code == "", place.get(code, len(place)), code))
    return {"groups": [[code, words.get(code, code)] for code in order], "units": units}


def _figure(result: Result) -> list[object]:
    """Write a figure, the parts it is made of, and why there is none."""
    value = result.value
    return [
        exact_text(value.amount) if isinstance(value, Number) else None,
        exact_text(result.numerator) if result.numerator is not None else None,
        exact_text(result.denominator) if result.denominator is not None else None,
        *([value.state.name, value.note] if isinstance(value, Absent) else ["", ""]),
    ]


def _group_words(
    indicator: Indicator, known: Catalogue, by: str, names: Mapping[str, str]
) -> Mapping[str, str]:
    """Say what the codes of a breakdown mean, in the order of their list."""
    if by.rpartition(".")[2] == "age_band":
        return {band: _ages(band) for band, _ in AGE_BANDS}
    calculation = indicator.calculation
    if calculation is not None and not tables_of(calculation):
        part = indicator.ratio.numerator if indicator.ratio else getattr(calculation, "of", "")
        calculation = known.indicators[part].calculation if part in known.indicators else None
    if calculation is None or not tables_of(calculation):
        return names
    try:
        column = resolve(tables_of(calculation)[0], by).column
    except NoSuchPath:
        return names
    return {one.value: one.meaning for one in column.codes} or names


def _ages(band: str) -> str:
    low, _, high = band.partition("-")
    return f"Aged {low} to {high}" if high else f"Aged {band.removesuffix('+')} and over"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
