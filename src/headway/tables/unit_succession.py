"""Units that were renamed, merged or split."""

from typing import Final

from headway.tables.columns import code, codes, day, recorded_on, unit_id
from headway.tables.constraints import Different
from headway.tables.schema import Key, Subject, Table

UNIT_SUCCESSION: Final = Table(
    name="unit_succession",
    title="Succession of units",
    description=(
        "Which unit took over from which. A merger or split is a break in the lines of the units"
        " it touches, and is marked there; the service above them goes on without one. Cases that"
        " pass over on that day are transfers: neither closures nor openings. A unit that only"
        " changed its name keeps its identifier and needs no row, unless the export gave it a new"
        " identifier too."
    ),
    subject=Subject.UNIT,
    columns=(
        unit_id("old_unit_id", "The unit that was.", required=True, example="T04"),
        unit_id("new_unit_id", "The unit that took over.", required=True, example="T11"),
        code(
            "kind",
            "What happened.",
            codes(
                renamed="The same unit under a new identifier: no break",
                merged="It became part of the new unit",
                split="The new unit is a part of it",
            ),
            required=True,
        ),
        day("happened_on", "The first day of the new unit's responsibility.", required=True),
        recorded_on(),
    ),
    key=Key(("old_unit_id", "new_unit_id")),
    event_date="happened_on",
    recorded_date="recorded_on",
    constraints=(
        Different(
            code="follows_itself",
            message="A unit is said to follow itself: name the unit that took over.",
            first="old_unit_id",
            second="new_unit_id",
        ),
    ),
)
