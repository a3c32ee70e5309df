"""What a council printed, set against what its own parts give."""

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from headway.domain.rounding import Rounding, decimals_of, round_to
from headway.domain.values import Absent, Value


class Verdict(Enum):
    """How a printed figure compares with the one worked out from its parts."""

    AGREES = "agrees"
    CUT = "cut, not rounded"
    DIFFERS = "differs"
    CANNOT_TELL = "cannot be told from what is given"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One printed figure beside its reworking. ``what`` names it; ``printed`` is the text."""

    what: str
    printed: str
    worked_out: Value
    verdict: Verdict
    why: str = ""


_FIGURE = re.compile(r"[-−–+]?\s*£?\s*\d[\d,]*(?:\.\d+)?")


def figure_in(text: str) -> Fraction | None:
    """Return the one figure a printed cell holds ("↓ -21%" gives -21), or None."""
    found = _FIGURE.findall(text)
    if len(found) != 1:
        return None
    digits = re.sub(r"[,£+\s]", "", found[0]).replace("−", "-").replace("–", "-")
    return Fraction(digits)


def compare_exact(what: str, printed: str, worked_out: Value) -> Comparison:
    """Compare a printed figure with an exact one at as many decimals as were printed."""
    shown = figure_in(printed)
    if shown is None or isinstance(worked_out, Absent):
        return _compare_absent(what, printed, shown, worked_out)
    verdict = verdict_on(worked_out.amount, shown, decimals_of(printed))
    why = {
        Verdict.CUT: "the rest was cut off rather than rounded half up",
        Verdict.DIFFERS: "its own parts give something else",
    }.get(verdict, "")
    return Comparison(what, printed, worked_out, verdict, why)


def verdict_on(exact: Fraction, shown: Fraction, decimals: int) -> Verdict:
    """Say by which rounding, if any, ``exact`` is printed as ``shown`` at ``decimals`` places."""
    if Fraction(round_to(exact, decimals)) == shown:
        return Verdict.AGREES
    if Fraction(round_to(exact, decimals, Rounding.CUT)) == shown:
        return Verdict.CUT
    return Verdict.DIFFERS


def _compare_absent(
    what: str, printed: str, shown: Fraction | None, worked_out: Value
) -> Comparison:
    if isinstance(worked_out, Absent):
        if shown is None:
            return Comparison(what, printed, worked_out, Verdict.AGREES, "neither is a number")
        why = worked_out.note or worked_out.state.value
        return Comparison(what, printed, worked_out, Verdict.CANNOT_TELL, why)
    return Comparison(
        what, printed, worked_out, Verdict.CANNOT_TELL, "what is printed is not a number"
    )
