"""Small made-up councils for the tests, each made once."""

from collections import defaultdict
from functools import lru_cache

from headway.synthetic.calendar import number_of
from headway.synthetic.dials import Dials
from headway.synthetic.rows import Value, rows
from headway.synthetic.world import make_world
from headway.tables import TABLES

USUAL = Dials(children=6_000, years=2, seed=4)


class Tables(dict[str, list[dict[str, Value]]]):
    """Tables by name as plain rows, made plain when they are first asked for."""

    def __init__(self, dials: Dials) -> None:
        super().__init__()
        self._known = defaultdict(list)
        for frames in make_world(dials)[1]:
            for frame in frames:
                self._known[frame.table].append(frame.as_known(number_of(dials.day)))

    def __missing__(self, table: str) -> list[dict[str, Value]]:
        names = TABLES[table].column_names
        self[table] = [
            row for known in self._known[table] for row in rows({n: known[n] for n in names})
        ]
        return self[table]


@lru_cache(maxsize=6)
def tables_of(dials: Dials = USUAL) -> Tables:
    """Every table as the case system shows it on the day."""
    return Tables(dials)
