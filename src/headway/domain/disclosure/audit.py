"""What an audit finds, and the proof it gives. Values only; see ``headway.protection.audit``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from headway.domain.disclosure.cells import CellKey
from headway.domain.disclosure.release import Released
from headway.domain.problems import Finding, Place, Severity

Unknown: TypeAlias = tuple[CellKey, int]
"""A count as one or more editions knew it. A restated count is another unknown."""


class Weakness(Enum):
    """How far a withheld figure can be worked out."""

    EXPOSED = "can be worked out"
    NEARLY = "can nearly be worked out"
    UNPROVED = "cannot be proved safe"


@dataclass(frozen=True, slots=True)
class Combination:
    """Released figures, each times its weight: together they bound a withheld one, exactly.

    ``rows`` names what was combined: a relation by its total, or a derived figure by its name.
    """

    rows: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Weak:
    """A withheld figure that the release does not protect enough.

    ``low`` to ``high`` is what it must lie in, certified exactly; ``insiders`` are the counts that
    somebody must know to get there, none for an outsider. ``before`` says that the earlier editions
    alone give it away, whatever this one does.
    """

    key: CellKey
    weakness: Weakness
    low: int | None = field(default=None, repr=False)
    high: int | None = field(default=None, repr=False)
    insiders: tuple[CellKey, ...] = ()
    before: bool = False
    combination: Combination = Combination(())

    def finding(self, place: str) -> Finding:
        """Say it without giving any value away."""
        who = "by someone who knows the only one counted in another figure" if self.insiders else ""
        found = f"{self.key}: withheld, but it {self.weakness.value} {who}".strip()
        if self.before:
            found += ", from earlier editions alone"
        step = (
            "What is out cannot be called back: accept it by name, or leave the figure out."
            if self.before
            else "Give fewer breakdowns or periods together, or leave this figure out altogether."
        )
        return Finding(Place(place), Severity.STOPS, found, "Nothing was released", step)


@dataclass(frozen=True, slots=True)
class Proof:
    """Other counts that everything released is equally true of: nobody can tell which are true.

    ``alternatives`` hold, for each, only the counts that differ from the true ones. ``check``
    them with ``headway.protection.proof.check``: it needs no solver and trusts nothing else.
    """

    alternatives: tuple[Mapping[Unknown, int], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Audit:
    """Whether everything released together keeps what is withheld.

    ``checked`` counts the figures looked at; ``only_unnamed`` those that are safe as long as nobody
    is told which of the withheld figures are the small ones (one symbol for all).
    """

    exposed: tuple[Weak, ...] = ()
    nearly: tuple[Weak, ...] = ()
    unproved: tuple[Weak, ...] = ()
    checked: int = 0
    only_unnamed: int = 0
    certificate: Proof = Proof()

    @property
    def passed(self) -> bool:
        """Whether it may be released."""
        return not (self.exposed or self.nearly or self.unproved)

    @property
    def weak(self) -> tuple[Weak, ...]:
        """Everything that is not safe."""
        return (*self.exposed, *self.nearly, *self.unproved)


@dataclass(frozen=True, slots=True)
class Protected:
    """A release that may go out, with its proof."""

    released: Released
    audit: Audit

    def __post_init__(self) -> None:
        if not self.audit.passed:
            raise ValueError("nothing is released while the audit fails")


@dataclass(frozen=True, slots=True)
class NotReleased:
    """A release that may not go out, and why; no value is given away."""

    findings: tuple[Finding, ...]
    audit: Audit


Decision: TypeAlias = Protected | NotReleased
