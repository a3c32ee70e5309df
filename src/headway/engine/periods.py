"""The periods asked for, as relations a statement can join."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlglot import exp

from headway.domain.calculation_results import NOT_ALLOCATED, Level
from headway.domain.periods import Period
from headway.engine.sql import listed
from headway.engine.units import Units


@dataclass(frozen=True, slots=True)
class Span:
    """The periods of one calculation, in order, and the units by which they are cut."""

    periods: tuple[Period, ...]
    units: Units
    _placed: dict[str, list[int | None]] = field(default_factory=dict, repr=False, compare=False)

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
            (place, bucket) for bucket, first in self.buckets() for place in self.periods_of(first)
        ]
        places, buckets = [one for one, _ in rows], [one for _, one in rows]
        return listed({"period": places, "bucket": buckets}, {})

    def ends(self) -> exp.Select:
        """Give a row for each period: first and last day, the day after, and its last bucket."""
        buckets = [self.units.bucket_of(one.last_day) for one in self.periods]
        return listed(
            {"period": range(len(self.periods)), "bucket": buckets},
            {
                "first_day": [one.start for one in self.periods],
                "last_day": [one.last_day for one in self.periods],
                "day_after": [one.end for one in self.periods],
            },
        )

    def placed(self) -> exp.Select:
        """Give where each unit stood, from one bucket up to another."""
        if not self._placed:
            rows = self._all_stretches()
            names = ("unit", "first_bucket", "after_bucket", "locality", "service")
            self._placed.update({name: [row[at] for row in rows] for at, name in enumerate(names)})
        return listed(self._placed, {})

    def _all_stretches(self) -> list[tuple[int | None, ...]]:
        buckets = self.buckets()
        return [
            (number, first, after, self._number(locality), self._number(service))
            for unit, number in self.units.numbers.items()
            for first, after, locality, service in self._stretches(unit, buckets)
        ]

    def _number(self, unit: str) -> int | None:
        return None if unit == NOT_ALLOCATED else self.units.numbers[unit]

    def _stretches(
        self, unit: str, buckets: Sequence[tuple[int, date]]
    ) -> list[tuple[int, int, str, str]]:
        found: list[tuple[int, int, str, str]] = []
        for bucket, first in buckets:
            locality = self.units.place(unit, Level.LOCALITY, first).id
            service = self.units.place(unit, Level.SERVICE, first).id
            if not locality and not service:
                continue
            if found and found[-1][1:] == (bucket, locality, service):
                found[-1] = (found[-1][0], bucket + 1, locality, service)
            else:
                found.append((bucket, bucket + 1, locality, service))
        return found
