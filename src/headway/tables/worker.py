"""Workers, by an identifier."""

from typing import Final

from headway.tables.code_lists import PROFESSION
from headway.tables.columns import code, identifier, recorded_on
from headway.tables.schema import Key, Subject, Table

WORKER: Final = Table(
    name="worker",
    title="Worker",
    description=(
        "One row for each person who works with families, under an identifier that is not a name."
        " Where they work, how much and for how many families is said, with dates, by"
        " worker_placement."
    ),
    subject=Subject.WORKER,
    columns=(
        identifier("worker_id", "The case system's identifier.", personal=True, example="W0031"),
        code("profession", "The worker's profession.", PROFESSION),
        recorded_on(),
    ),
    key=Key(("worker_id",)),
    recorded_date="recorded_on",
)
