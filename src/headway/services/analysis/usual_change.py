"""How much figures usually move after they are first reported, from the snapshots themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue
from headway.domain.calculation import Count, OpenAtEnd, PartOf, Rate, Transition
from headway.domain.calculation_results import COUNCIL, Key, Level, Result
from headway.domain.indicator import Indicator
from headway.domain.periods import Period, month_of
from headway.domain.rounding import round_to
from headway.domain.show import show_decimal
from headway.domain.usual_change import (
    LikelyChange,
    Observation,
    age_in_months,
    likely_change,
    likely_words,
)
from headway.domain.values import Number, Value
from headway.engine.source import Snapshot
from headway.services.analysis.restate import figures_of
from headway.warehouse.folder import DataFolder, open_folder
from headway.warehouse.snapshot_engine import EngineSettings
from headway.warehouse.snapshot_listing import ListedSnapshot, snapshots_on
from headway.warehouse.snapshot_reading import open_listed

MOST_SNAPSHOTS = 13  # a year of months: what is older says little about how records are kept now
MONTHS_BACK = 12


@dataclass(frozen=True, slots=True)
class UsualChange:
    """What was seen of each indicator, and up to which month the snapshot that is read reaches."""

    observations: Mapping[str, tuple[Observation, ...]]
    known_until: Period
    snapshots: int

    def likely(self, indicator: Indicator, period: Period, value: Value) -> LikelyChange | None:
        """Say by how much a council's figure is still likely to move; None where not known."""
        if not isinstance(value, Number):
            return None
        age = age_in_months(period, self.known_until)
        if age < 0:
            return None
        seen = self.observations.get(indicator.id, ())
        return likely_change(seen, age, value.amount, in_proportion=grows(indicator))

    def words(self, indicator: Indicator, period: Period, value: Value) -> str:
        """Say it for a reader; nothing where too little is known or nothing would show."""
        found = self.likely(indicator, period, value)
        if found is None:
            return ""
        amount = round_to(abs(found.amount), indicator.decimals)
        return likely_words(found, show_decimal(amount, indicator.unit))


def grows(indicator: Indicator) -> bool:
    """Say whether an indicator's figures are counted, and so grow in proportion."""
    return isinstance(indicator.calculation, Count | OpenAtEnd | Transition | PartOf | Rate)


def usual_change(
    data: Path,
    indicators: Sequence[str],
    catalogue: Path | None = None,
    as_known: date | None = None,
) -> UsualChange | None:
    """Work out from the last snapshots of a data folder how its council's figures moved.

    Of each month only the last snapshot counts, and none that was withdrawn. With ``as_known``
    only those loaded by the end of that day. None where no snapshot says which days it covers.
    """
    folder, known = open_folder(data), load_catalogue(catalogue)
    seen = [
        one
        for one in (_seen(folder, listed, known, indicators) for listed in _used(folder, as_known))
        if one is not None
    ]
    if not seen:
        return None
    by_month = dict(seen)
    months = sorted(by_month)
    return UsualChange(_observed(by_month, months), months[-1], len(months))


def _used(folder: DataFolder, as_known: date | None) -> list[ListedSnapshot]:
    entries = [one for one in folder.trail() if as_known is None or one.at.date() <= as_known]
    now = snapshots_on(folder.trail())
    offered = [one for one in snapshots_on(entries).values() if not one.withdrawn]
    return [now[one.snapshot] for one in offered[-MOST_SNAPSHOTS:]]


def _seen(
    folder: DataFolder, listed: ListedSnapshot, catalogue: Catalogue, names: Sequence[str]
) -> tuple[Period, dict[Key, Result]] | None:
    """Give the council's figures of a snapshot, and the last month that it holds in full."""
    with open_listed(folder, listed, settings=EngineSettings()) as snapshot:
        until = _last_whole_month(snapshot)
        if until is None:
            return None
        months = [until.shift(-back) for back in range(MONTHS_BACK + 1)]
        return until, figures_of(snapshot, catalogue, names, months, (Level.COUNCIL,))


def _last_whole_month(snapshot: Snapshot) -> Period | None:
    days = [cover[1] for table in snapshot.covered_tables if (cover := snapshot.coverage(table))]
    if not days:
        return None
    last = month_of(max(days))
    return last if max(days) == last.last_day else last.shift(-1)


def _observed(
    by_month: Mapping[Period, Mapping[Key, Result]], months: Sequence[Period]
) -> dict[str, tuple[Observation, ...]]:
    found: dict[str, list[Observation]] = {}
    for earlier, later in pairwise(months):
        for key, then in by_month[earlier].items():
            now = by_month[later].get(key)
            ages = (age_in_months(key.period, earlier), age_in_months(key.period, later))
            if now is None or key.unit != COUNCIL or ages[0] < 0:
                continue
            if isinstance(then.value, Number) and isinstance(now.value, Number):
                seen = Observation(*ages, then.value.amount, now.value.amount)
                found.setdefault(key.indicator, []).append(seen)
    return {name: tuple(ones) for name, ones in found.items()}


def likely_words_of(
    usual: UsualChange | None, results: Iterable[Result], known: Mapping[str, Indicator]
) -> dict[Key, str]:
    """Say of each figure of the council by how much it is still likely to move."""
    if usual is None:
        return {}
    return {
        one.key: words
        for one in results
        if one.unit == COUNCIL and one.breakdown is None
        if (words := usual.words(known[one.indicator], one.period, one.value))
    }
