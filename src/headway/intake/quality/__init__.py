"""Rules of data quality, one to a file. To add one, write its file and its line here."""

from typing import Final

from headway.intake.quality.alike_units import ALIKE_UNITS
from headway.intake.quality.born_when import BORN_WHEN
from headway.intake.quality.contradictions import CONTRADICTIONS
from headway.intake.quality.different_cells import DIFFERENT_CELLS
from headway.intake.quality.duplicate_rows import DUPLICATE_ROWS
from headway.intake.quality.far_from_others import FAR_FROM_OTHERS
from headway.intake.quality.faulty_cells import FAULTY_CELLS
from headway.intake.quality.future_dates import FUTURE_DATES
from headway.intake.quality.keys_twice import KEYS_TWICE
from headway.intake.quality.missing_cells import MISSING_CELLS
from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.intake.quality.needed_cells import NEEDED_CELLS
from headway.intake.quality.not_recorded import NOT_RECORDED
from headway.intake.quality.one_of_cells import ONE_OF_CELLS
from headway.intake.quality.only_one_cell import ONLY_ONE_CELL
from headway.intake.quality.order_of_cells import ORDER_OF_CELLS
from headway.intake.quality.orphans import ORPHANS
from headway.intake.quality.outside_life import OUTSIDE_LIFE
from headway.intake.quality.overlaps import OVERLAPS
from headway.intake.quality.recorded_early import RECORDED_EARLY
from headway.intake.quality.same_event import SAME_EVENT
from headway.intake.quality.unknown_units import UNKNOWN_UNITS

RULES: Final = (
    FAULTY_CELLS,
    MISSING_CELLS,
    ORDER_OF_CELLS,
    DIFFERENT_CELLS,
    ONLY_ONE_CELL,
    ONE_OF_CELLS,
    NEEDED_CELLS,
    FUTURE_DATES,
    RECORDED_EARLY,
    NOT_RECORDED,
    BORN_WHEN,
    DUPLICATE_ROWS,
    KEYS_TWICE,
    SAME_EVENT,
    CONTRADICTIONS,
    OVERLAPS,
    OUTSIDE_LIFE,
    ORPHANS,
    UNKNOWN_UNITS,
    ALIKE_UNITS,
    FAR_FROM_OTHERS,
)

__all__ = ["RULES", "Phase", "Question", "Rule", "Scope"]
