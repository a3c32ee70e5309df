"""The versions of a definition in their order: which applies when, and where the line breaks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from headway.domain.breaks import Break, BreakKind, break_on
from headway.domain.calculation import Calculation, Entered, PartOf, Rate, Ratio
from headway.domain.indicator import Indicator
from headway.domain.periods import Period, month_of
from headway.domain.versions import Version

Wrong = tuple[int, str, str]
"""Which version, counted from nought; under which key; what is wrong."""


def wrong_versions(indicator: Indicator) -> Iterator[Wrong]:
    """Yield what is wrong with the order, the dates and the words of an indicator's versions."""
    versions = indicator.versions
    if not versions:
        return
    if versions[-1].number != indicator.version:
        last, own = versions[-1].number, indicator.version
        yield -1, "number", f"the last version is {last}, and the definition's “version” is {own}"
    seen: set[str] = set()
    for place, each in enumerate(versions):
        if each.number in seen:
            yield place, "number", f"version {each.number} stands here twice"
        seen.add(each.number)
        yield from ((place, *found) for found in _wrong_one(indicator, place))


def _wrong_one(indicator: Indicator, place: int) -> Iterator[tuple[str, str]]:
    versions, each = indicator.versions, indicator.versions[place]
    if place and not each.change:
        yield "change", f"nothing says what changed with version {each.number}"
    if place and each.starts is None:
        yield "starts", f"nothing says from when version {each.number} applies"
    before = versions[place - 1].starts if place else None
    if each.starts and before and each.starts <= before:
        yield "starts", f"version {each.number} starts on {each.starts}, not after {before}"
    if each.starts and not _begins(each.starts, indicator):
        yield (
            "starts",
            (
                f"version {each.number} starts on {each.starts}, on which no "
                f"{indicator.frequency.period_kind.value} begins"
            ),
        )
    if each.calculation is not None:
        yield from _wrong_calculation(indicator, place)


def _wrong_calculation(indicator: Indicator, place: int) -> Iterator[tuple[str, str]]:
    if place == len(indicator.versions) - 1:
        yield "calculation", "the last version is worked out by the definition's own calculation"
    elif indicator.calculation is None or isinstance(
        indicator.calculation, Entered | Ratio | PartOf | Rate
    ):
        why = "the definition has none of its own rows; versions with one belong to its parts"
        yield "calculation", why


def _begins(day: date, indicator: Indicator) -> bool:
    return day.day == 1 and (day.month - 4) % indicator.frequency.months == 0


def version_sentences(indicator: Indicator) -> tuple[str, ...]:
    """Say each version after the first: "2, from July 2026 (not comparable with ...): ..."."""
    return tuple(
        f"{each.number}, from {month_of(each.starts)}"
        f"{'' if each.comparable else ' (earlier figures are not comparable)'}: {each.change}"
        for each in indicator.versions[1:]
        if each.starts is not None
    )


def version_on(indicator: Indicator, day: date) -> Version | None:
    """Return the version that applies to a period beginning on a day; None without versions."""
    found = None
    for each in indicator.versions:
        if found is None or (each.starts is not None and each.starts <= day):
            found = each
    return found


def worked_out_as(indicator: Indicator, day: date) -> Version | None:
    """Return the version by which figures of a day's version can be worked out.

    A version that kept no calculation is worked out by the next that did: the last at the latest.
    """
    applies = version_on(indicator, day)
    if applies is None:
        return None
    last = indicator.versions[-1]
    later = indicator.versions[indicator.versions.index(applies) :]
    return next((each for each in later if each is last or each.calculation is not None), last)


def calculation_on(indicator: Indicator, day: date) -> Calculation | None:
    """Return the calculation for a period beginning on a day."""
    found = worked_out_as(indicator, day)
    if found is None or found is indicator.versions[-1]:
        return indicator.calculation
    return found.calculation


def definition_breaks(
    indicator: Indicator,
    known: Mapping[str, Indicator] | None = None,
    basis: date | None = None,
) -> tuple[Break, ...]:
    """Return the breaks that an indicator's versions make, its parts' included, oldest first.

    ``known`` holds the indicators that a ratio or rate is made of. With ``basis`` all figures are
    worked out by the version of that day, and every break of the definition is restated.
    """
    found = list(_own_breaks(indicator, basis))
    days = {each.day for each in found}
    for name in parts_of(indicator):
        part = (known or {}).get(name)
        if part is not None and part.id != indicator.id:
            found += [each for each in _own_breaks(part, basis) if each.day not in days]
    unique = {(each.day, each.words): each for each in found}
    return tuple(sorted(unique.values(), key=lambda each: each.day))


def _own_breaks(indicator: Indicator, basis: date | None) -> Iterator[Break]:
    for each in indicator.versions[1:]:
        if each.comparable or each.starts is None:
            continue
        yield break_on(each.starts, each.kind, each.change, _restated(indicator, each, basis))


def _restated(indicator: Indicator, new: Version, basis: date | None) -> str:
    """Say on which version both sides are worked out; empty where they are not on one.

    A change of source is in the data: no calculation undoes it.
    """
    if new.starts is None or new.kind is BreakKind.SOURCE or indicator.calculation is None:
        return ""
    before = worked_out_as(indicator, basis or new.starts - timedelta(days=1))
    after = worked_out_as(indicator, basis or new.starts)
    if before is None or after is None or before is not after:
        return ""
    return f"definition {after.number}"


def parts_of(indicator: Indicator) -> Sequence[str]:
    """Name the indicators that a ratio, a rate or a part of one is made of; none for others."""
    if isinstance(indicator.calculation, Rate | PartOf):
        return (indicator.calculation.of,)
    if indicator.ratio is not None:
        return (indicator.ratio.numerator, indicator.ratio.denominator)
    return ()


def definitions_on(known: Mapping[str, Indicator], day: date) -> Mapping[str, Indicator]:
    """Return all indicators with the calculations that worked them out on a day.

    An indicator without earlier calculations is the very same value.
    """
    changed = {
        name: replace(one, calculation=calculation_on(one, day))
        for name, one in known.items()
        if any(each.calculation is not None for each in one.versions)
    }
    return {**known, **changed} if changed else known


def by_definition(
    known: Mapping[str, Indicator], periods: Sequence[Period], basis: date | None = None
) -> list[tuple[Mapping[str, Indicator], list[Period]]]:
    """Put periods together that are worked out by the same definitions, with those definitions.

    Each period has the definitions of its own first day, or with ``basis`` all those of one day.
    """
    found: list[tuple[Mapping[str, Indicator], list[Period]]] = []
    for period in periods:
        definitions = definitions_on(known, basis or period.start)
        for others, taken in found:
            if others == definitions:
                taken.append(period)
                break
        else:
            found.append((definitions, [period]))
    return found
