"""One version of a definition: from when it applied, what changed, and what can be compared."""

from dataclasses import dataclass
from datetime import date

from headway.domain.breaks import BreakKind
from headway.domain.calculation import Calculation


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a definition.

    It applies to periods that begin on ``starts`` or later (None: from the beginning). ``change``
    says in plain words what is different from the version before; ``comparable`` whether figures
    before and after may be set against each other all the same. ``kind`` is DEFINITION, or SOURCE
    where the same is counted from another source. An earlier version may keep the ``calculation``
    with which its figures were worked out; the last one's is the definition's own.
    """

    number: str
    starts: date | None = None
    change: str = ""
    comparable: bool = True
    kind: BreakKind = BreakKind.DEFINITION
    calculation: Calculation | None = None

    def __post_init__(self) -> None:
        if not self.number.strip():
            raise ValueError("a version has a number")
        if self.kind is BreakKind.ORGANISATION:
            raise ValueError("a version changes what is counted, or its source")
