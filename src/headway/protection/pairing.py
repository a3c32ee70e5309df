"""The first, plain step of protection: no sum may have one withheld part alone.

Where a sum leaves one unknown alone, the best other figure of it is withheld as well. That is
cheap and mostly enough; what it leaves, the audit finds and ``repair`` mends.
"""

from collections.abc import Sequence

from headway.domain.disclosure.cells import CellKey
from headway.domain.disclosure.policy import Contributors
from headway.protection.draft import Draft
from headway.protection.system import Row, System


def pair_up(draft: Draft, system: System) -> None:
    """Withhold until no sum of whole counts leaves one unknown, or one that an insider knows."""
    _Pairing(draft, system).run()


class _Pairing:
    def __init__(self, draft: Draft, system: System) -> None:
        self._draft = draft
        self._system = system
        self._price = {
            system.number[key, draft.release.counts[key]]: (key, cost)
            for key, cost in draft.left().items()
        }
        self._open = [not system.fixed(one) for one in range(len(system.truth))]
        # Of a relation, and a sum or nearly one; derived figures are left to the audit.
        self._rows = [
            row
            for row in system.rows
            if isinstance(row.source, CellKey) and row.low is not None and row.low == row.high
        ]
        self._rows_of: dict[int, list[int]] = {}
        for number, row in enumerate(self._rows):
            for one, _ in row.terms:
                self._rows_of.setdefault(one, []).append(number)
        self._insiders = draft.policy.contributors is not Contributors.NOBODY

    def run(self) -> None:
        waiting = list(range(len(self._rows)))[::-1]
        while waiting:
            number = waiting.pop()
            while self._short(number):
                chosen = self._best(self._rows[number])
                if chosen is None:
                    break
                self._open[chosen] = True
                self._draft.withhold([self._price[chosen][0]])
                waiting.extend(self._rows_of[chosen])

    def _short(self, number: int) -> bool:
        """Say whether a sum leaves an unknown that must be kept too much alone."""
        unknown = [one for one, _ in self._rows[number].terms if self._open[one]]
        if len(unknown) > 2 or not any(self._system.need[one] for one in unknown):
            return False
        return len(unknown) == 1 or (self._insiders and self._seen_through(unknown))

    def _seen_through(self, pair: Sequence[int]) -> bool:
        one, other = pair
        truth, small = self._system.truth, self._system.small
        return (truth[one] == 1 and small[other]) or (truth[other] == 1 and small[one])

    def _best(self, row: Row) -> int | None:
        """Choose what costs least for the sums it mends, and leaves fewest new ones short."""
        shown = [one for one, _ in row.terms if one in self._price and not self._open[one]]
        return min(shown, key=self._score, default=None)

    def _score(self, one: int) -> tuple[float, int]:
        mends = leaves = 0
        for number in self._rows_of[one]:
            unknown = sum(self._open[other] for other, _ in self._rows[number].terms)
            mends += unknown == 1
            leaves += unknown == 0
        return self._price[one][1] * (1 + leaves) / (1 + mends), one
