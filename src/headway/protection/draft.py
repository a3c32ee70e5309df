"""A release on its way: what is withheld so far, and what follows for the derived figures."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from headway.domain.disclosure.cells import CellKey
from headway.domain.disclosure.claims import FromShown, Statement
from headway.domain.disclosure.policy import Policy
from headway.domain.disclosure.release import Outcome, Release, Released
from headway.protection.costs import costs


@dataclass(slots=True)
class Draft:
    """What is to be released, and what is withheld of it so far.

    ``candidates`` could still be withheld to protect others, each at its cost: printed, not small,
    not nought (an outsider often knows that a nought is one), and not out already.
    """

    release: Release
    policy: Policy
    earlier: Sequence[Released]
    accepted: Collection[CellKey]
    withheld: set[CellKey] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    candidates: dict[CellKey, int] = field(default_factory=dict)
    prices: Mapping[CellKey, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the candidates."""
        known = {
            (cell.key, cell.count)
            for released in self.earlier
            for cell in released.release.cells
            if released.outcomes[cell.key] is Outcome.SHOWN or cell.key in self.accepted
        }
        price = self.prices or costs(self.release)
        for cell in self.release.cells:
            small = self.policy.is_small(cell.count)
            out = (cell.key, cell.count) in known
            if cell.printed and cell.count and not small and not out:
                self.candidates[cell.key] = price[cell.key]
        self.withheld |= self.withheld_before() & set(self.candidates)

    def withheld_before(self) -> set[CellKey]:
        """Return what an earlier edition withheld and that has not changed: it stays withheld."""
        counts = self.release.counts
        return {
            cell.key
            for released in self.earlier
            for cell in released.release.cells
            if released.outcomes[cell.key].withheld and counts.get(cell.key) == cell.count
        }

    def withhold(self, keys: Iterable[CellKey]) -> None:
        """Withhold more."""
        self.withheld.update(keys)

    def left(self) -> dict[CellKey, int]:
        """Return the candidates that are still shown, with their costs."""
        return {key: cost for key, cost in self.candidates.items() if key not in self.withheld}

    def released(self, withheld: Collection[CellKey] | None = None) -> Released:
        """Return the release as it now stands, or with just ``withheld`` besides what is small."""
        others = self.withheld if withheld is None else withheld
        outcomes = {
            cell.key: Outcome.NOT_PRINTED
            if not cell.printed
            else Outcome.SMALL
            if self.policy.is_small(cell.count)
            else Outcome.OTHER
            if cell.key in others
            else Outcome.SHOWN
            for cell in self.release.cells
        }
        names = frozenset(
            one.name
            for one in self.release.statements
            if one.name in self.withdrawn or self._must_go(one, outcomes)
        )
        return Released(self.release, self.policy, outcomes, names)

    def everything_withheld(self) -> Released:
        """Return the release with every candidate and every derived figure withheld."""
        most = self.released(self.candidates)
        return replace(most, withheld=frozenset(one.name for one in self.release.statements))

    def _must_go(self, statement: Statement, outcomes: Mapping[CellKey, Outcome]) -> bool:
        """Say whether the policy withholds a derived figure, whatever the audit says."""
        found = [outcomes[key] for key in statement.claim.keys]
        if statement.denominator is not None:
            least = self.policy.percentages.minimum_denominator
            if self.release.counts[statement.denominator] < least:
                return True
        if isinstance(statement.claim, FromShown):
            return any(outcome is not Outcome.SHOWN for outcome in found)
        allowed = statement.kind in self.policy.derived
        return not allowed and any(outcome.withheld for outcome in found)
