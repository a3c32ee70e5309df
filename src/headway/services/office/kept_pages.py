"""The files that pages read among the kept figures, each read once."""

import json
from functools import lru_cache
from typing import Any

from headway.domain.exact import read_exact
from headway.domain.values import Absent, Number, State, Value
from headway.services.analysis.kept_figures import KeptFigures


@lru_cache(maxsize=128)
def page_file(figures: KeptFigures, name: str) -> Any:  # noqa: ANN401 - each page knows the form of its own file
    """Give the contents of a page's file; None where these figures were kept without it."""
    return json.loads(figures.files[name]) if name in figures.files else None


def value_of(cell: list[str] | None) -> Value | None:
    """Read a value as it was kept; None where none was."""
    if cell is None:
        return None
    if len(cell) == 1:
        return Number(read_exact(cell[0]))
    return Absent(State[cell[0]], cell[1])
