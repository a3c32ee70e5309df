"""Measures how much more is withheld than need be, on tables small enough to try everything.

Run as ``python tools/measure_protection.py [TABLES]``; it prints the rows of the table in
``docs/disclosure.md``. What is best is found by trying every set of figures, the cheapest first,
with the same audit, so both are equally safe.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from headway.domain.calculation_results import COUNCIL, Breakdown, Level, UnitRef  # noqa: E402
from headway.domain.disclosure.audit import Protected  # noqa: E402
from headway.domain.disclosure.cells import Cell, CellKey  # noqa: E402
from headway.domain.disclosure.hierarchy import Adding, hierarchy  # noqa: E402
from headway.domain.disclosure.policy import Audience, Contributors, Policy  # noqa: E402
from headway.domain.disclosure.release import Outcome, Release  # noqa: E402
from headway.domain.periods import month  # noqa: E402
from headway.protection.audit import audit  # noqa: E402
from headway.protection.costs import costs  # noqa: E402
from headway.protection.draft import Draft  # noqa: E402
from headway.protection.protect import protect  # noqa: E402

OUTSIDERS = Policy(
    "outsiders",
    "Under 5, against outsiders",
    frozenset(Audience),
    5,
    contributors=Contributors.NOBODY,
)
ALONE = Policy("alone", "Under 5, and those counted alone", frozenset(Audience), 5)


@dataclass(slots=True)
class Tally:
    """What was withheld besides what is small, in tables where something had to be."""

    tables: int = 0
    equal: int = 0
    ours: int = 0
    best: int = 0
    our_cost: int = 0
    best_cost: int = 0


def main() -> None:
    """Print one row for each shape and policy."""
    tables = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    print("| Table | Policy | Tables | Equal | Withheld | At best | Cost over best |")
    print("|---|---|---|---|---|---|---|")
    for name, rows, columns, mean in (
        ("4 teams", 4, 1, 6),
        ("3 teams × 2 sexes", 3, 2, 7),
        ("3 teams × 3 ages", 3, 3, 9),
        ("4 teams × 3 ages", 4, 3, 12),
    ):
        for policy in (OUTSIDERS, ALONE):
            tally = measured(policy, rows, columns, mean, tables)
            over = 100 * (tally.our_cost - tally.best_cost) / max(1, tally.best_cost)
            print(
                f"| {name} | {policy.title} | {tally.tables} | {tally.equal} | "
                f"{tally.ours} | {tally.best} | {over:.0f}% |",
                flush=True,
            )


def measured(policy: Policy, rows: int, columns: int, mean: int, tables: int) -> Tally:
    """Protect made-up tables both ways."""
    tally, dice = Tally(), random.Random(rows * 100 + columns)  # noqa: S311
    while tally.tables < tables:
        release = table(dice, rows, columns, mean)
        decision = protect(release, policy)
        if not isinstance(decision, Protected):
            continue
        outcomes = decision.released.outcomes
        ours = [key for key, outcome in outcomes.items() if outcome is Outcome.OTHER]
        if not ours:
            continue
        price = costs(release)
        best = cheapest(release, policy, sum(price[key] for key in ours), ours)
        tally.tables += 1
        tally.ours += len(ours)
        tally.best += len(best)
        cost, least = (sum(price[key] for key in some) for some in (ours, best))
        tally.equal += cost == least
        tally.our_cost += cost
        tally.best_cost += least
    return tally


def table(dice: random.Random, rows: int, columns: int, mean: int) -> Release:
    """Make a table up: teams by a breakdown, with all margins."""
    counts: dict[CellKey, int] = {}
    for row in range(rows):
        for column in range(columns):
            count = dice.randint(0, 2 * mean)
            parts = (Breakdown("age", f"age {column}"),)
            for unit in (UnitRef(Level.TEAM, f"T{row}"), COUNCIL):
                for some in ((), parts) if columns > 1 else ((),):
                    key = CellKey("plans", month(2026, 9), unit, some)
                    counts[key] = counts.get(key, 0) + count
    nesting = {UnitRef(Level.TEAM, f"T{row}"): COUNCIL for row in range(rows)}
    cells = [Cell(key, count) for key, count in counts.items()]
    found = hierarchy(cells, [nesting], {"plans": Adding()})
    return Release("table", found.cells, found.relations)


def cheapest(
    release: Release, policy: Policy, limit: int, otherwise: Sequence[CellKey]
) -> Sequence[CellKey]:
    """Return the cheapest set that passes the same audit; ours where none is cheaper."""
    draft = Draft(release, policy, (), ())
    for cost, some in sorted(_sets(draft, limit), key=lambda one: one[0]):
        if cost >= limit:
            break
        if audit(draft.released(some)).passed:
            return some
    return otherwise


def _sets(draft: Draft, limit: int) -> Iterator[tuple[int, tuple[CellKey, ...]]]:
    keys = sorted(draft.candidates, key=lambda key: draft.candidates[key])
    for size in range(len(keys) + 1):
        if sum(draft.candidates[key] for key in keys[:size]) >= limit:
            return
        for some in combinations(keys, size):
            cost = sum(draft.candidates[key] for key in some)
            if cost < limit:
                yield cost, some


if __name__ == "__main__":
    main()
