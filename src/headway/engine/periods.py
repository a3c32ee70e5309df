"""The periods asked for, as relations a statement can join."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from headway.domain.calculation_results import NOT_ALLOCATED, Level
from headway.domain.periods import Period
from headway.engine.sql import day, values, whole
from headway.engine.units import Units


@dataclass(frozen=True, slots=True)
class Span:
    """The periods of one calculation, in order, and the units by which they are cut."""

    periods: tuple[Period, ...]
    units: Units

    @property
    def start(self) -> date:
        """The first day of them all."""
        return min(one.start for one in self.periods)

    @property
    def end(self) -> date:
        """The day after the last of them all."""
        return max(one.end for one in self.periods)

    def buckets(self) -> list[tuple[int, date]]:
        """Give the buckets of them all, each with its first day."""
        return self.units.buckets(self.start, self.end)

    def periods_of(self, bucket_start: date) -> Sequence[int]:
        """Give the places of the periods that hold a bucket: a month may lie in several."""
        return [place for place, one in enumerate(self.periods) if bucket_start in one]

    def calendar(self) -> exp.Select:
        """Give a row for each period and each bucket of it."""
        rows = [
            (whole(place), whole(bucket))
            for bucket, first in self.buckets()
            for place in self.periods_of(first)
        ]
        return values(rows, "t", ("period", "bucket"))

    def ends(self) -> exp.Select:
        """Give a row for each period: first and last day, the day after, and its last bucket."""
        rows = [
            (
                whole(place),
                whole(self.units.bucket_of(one.last_day)),
                day(one.start),
                day(one.last_day),
                day(one.end),
            )
            for place, one in enumerate(self.periods)
        ]
        return values(rows, "t", ("period", "bucket", "first_day", "last_day", "day_after"))

    def placed(self) -> exp.Select:
        """Give where each unit stood, from one bucket up to another."""
        rows = []
        for unit, number in self.units.numbers.items():
            for first, after, locality, service in self._stretches(unit):
                cells = [number, first, after, self._number(locality), self._number(service)]
                rows.append([exp.convert(cell) for cell in cells])
        return values(rows, "t", ("unit", "first_bucket", "after_bucket", "locality", "service"))

    def _number(self, unit: str) -> int | None:
        return None if unit == NOT_ALLOCATED else self.units.numbers[unit]

    def _stretches(self, unit: str) -> list[tuple[int, int, str, str]]:
        found: list[tuple[int, int, str, str]] = []
        for bucket, first in self.buckets():
            locality = self.units.place(unit, Level.LOCALITY, first).id
            service = self.units.place(unit, Level.SERVICE, first).id
            if not locality and not service:
                continue
            if found and found[-1][1:] == (bucket, locality, service):
                found[-1] = (found[-1][0], bucket + 1, locality, service)
            else:
                found.append((bucket, bucket + 1, locality, service))
        return found
