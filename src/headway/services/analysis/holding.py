"""A data folder held while something else is done that must go together with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from headway.warehouse.folder import open_folder
from headway.warehouse.marker import is_marked


@contextmanager
def holding(data: Path, *, by: str, at: datetime) -> Iterator[None]:
    """Let nobody else write into a data folder meanwhile; where there is none yet, do nothing.

    Whoever changes a register as well takes the data folder first: nobody then waits for a data
    folder with a register in hand that others need. Raises Refused where it is not free in time.
    """
    if not is_marked(data):
        yield
        return
    with open_folder(data).held(by, at):
        yield
