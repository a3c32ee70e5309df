"""One answer on a team's sheet: a number, "not applicable", "awaited", or nothing yet."""

import re
from dataclasses import dataclass
from fractions import Fraction

from headway.domain.entries import Limits
from headway.domain.indicator import Unit
from headway.domain.values import Absent, Number, State, Value

ANSWER_STATES = (State.NOT_APPLICABLE, State.AWAITED)
LONGEST_NOTE = 1_000
LONGEST_FIGURE = 30
_FIGURE = re.compile(
    r"(?P<sign>[-\u2212\u2013]?)(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))?"
)


class NoFigure(ValueError):
    """What was typed is no figure, or none that can be; its text says what and what to do."""


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """A value, or None while there is none, and what the team says of it."""

    value: Value | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if isinstance(self.value, Absent) and self.value.state not in ANSWER_STATES:
            raise ValueError("in place of a number a team says “not applicable” or “awaited”")
        if len(self.note) > LONGEST_NOTE:
            raise ValueError(f"a note has up to {LONGEST_NOTE:,} characters")

    @property
    def is_blank(self) -> bool:
        """Whether the question is still open."""
        return self.value is None

    @property
    def amount(self) -> Fraction | None:
        """The number, where it is one."""
        return self.value.amount if isinstance(self.value, Number) else None


BLANK = SheetAnswer()


def read_figure_text(text: str, limits: Limits) -> Number | None:
    """Read a typed figure: "1,204", "6.8%", "£12"; nothing typed gives None.

    Raises ``NoFigure`` for what is no number, and for one that cannot be.
    """
    typed = re.sub(r"\s", "", text)
    if not typed:
        return None
    if limits.unit is Unit.PERCENTAGE:
        typed = typed.removesuffix("%")
    if limits.unit is Unit.POUNDS:
        typed = typed.removeprefix("£")
    found = _FIGURE.fullmatch(typed) if len(typed) <= LONGEST_FIGURE else None
    if found is None:
        raise NoFigure("it is not a number: write figures only, such as 12")
    part = found["part"] or ""
    digits = found["whole"].replace(",", "") + part
    amount = Fraction(int(digits), 10 ** len(part)) * (-1 if found["sign"] else 1)
    if why := limits.broken_by(Number(amount)):
        raise NoFigure(why)
    return Number(amount)
