"""What a chart says, in plain words: what happened, what it means, whether to rely on the target.

It never says why a figure moved: that is the owner's to say.
"""

from collections.abc import Callable
from dataclasses import dataclass

from headway.domain.control_charts.assurance import Assurance, Assured
from headway.domain.control_charts.points import ChartPoint, PointKind, Rule, Side
from headway.domain.control_charts.telling import Telling, range_words
from headway.domain.polarity import Polarity
from headway.domain.problems import sentence
from headway.domain.target_words import target_words
from headway.domain.values import Absent


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of what a chart says, each without a full stop; ``missing`` may be empty."""

    happened: str
    expected: str
    target: str
    missing: str = ""

    @property
    def sentence(self) -> str:
        """All of it, as sentences."""
        parts = (self.missing, f"{self.happened}: {self.expected}", self.target)
        return " ".join(sentence(part) for part in parts if part)


def say(telling: Telling, last: ChartPoint | None, assured: Assured) -> Said:
    """Say a chart; ``last`` is the point its variation icon is about, or None."""
    target = _target(telling, assured)
    missing = _missing(telling, last)
    if last is None:
        return Said("Nothing can be said of the last period", "it has no figure", target, missing)
    return Said(_happened(telling, last), _expected(telling, last), target, missing)


def _missing(telling: Telling, last: ChartPoint | None) -> str:
    end = telling.points[-1]
    if last is end:
        return ""
    if isinstance(end.value, Absent):
        return f"No figure for {end.period} ({end.value.state.value})"
    shown = telling.figure(end.value.amount)
    return f"{shown} in {end.period} may still change and is not judged yet"


def _happened(telling: Telling, last: ChartPoint) -> str:
    if last.amount is None:
        return f"No figure for {last.period}"
    figure = f"{telling.figure(last.amount, telling.more(last))} in {last.period}"
    if last.label is None or last.side is None:
        return figure
    return f"{figure}, {_SIGNS[last.label](telling, last, last.side)}"


def _outside(telling: Telling, last: ChartPoint, side: Side) -> str:
    beyond = "above" if side is Side.HIGH else "below"
    within = range_words(telling, last.limits, telling.more(last))
    return f"{beyond} the range to be expected ({within})"


def _trend(telling: Telling, last: ChartPoint, side: Side) -> str:
    moved = "rose" if side is Side.HIGH else "fell"
    level = " or stayed level" if telling.ties_pass else ""
    count = _running(telling, last, Rule.TREND, side)
    return f"the last of {count} figures running that {moved}{level} each time"


def _two_of_three(_telling: Telling, _last: ChartPoint, side: Side) -> str:
    edge = "top" if side is Side.HIGH else "foot"
    return (
        "one of at least two among the last three figures close to the "
        f"{edge} of the range to be expected"
    )


def _shift(telling: Telling, last: ChartPoint, side: Side) -> str:
    count = _running(telling, last, Rule.SHIFT, side)
    mean = "" if last.mean is None else f" ({telling.text(last.mean, telling.more(last))})"
    where = "above" if side is Side.HIGH else "below"
    return f"the last of {count} figures running {where} the average{mean}"


_SIGNS: dict[Rule, Callable[[Telling, ChartPoint, Side], str]] = {
    Rule.OUTSIDE: _outside,
    Rule.TREND: _trend,
    Rule.TWO_OF_THREE: _two_of_three,
    Rule.SHIFT: _shift,
}


def _running(telling: Telling, last: ChartPoint, rule: Rule, side: Side) -> int:
    """Count the figures up to the last that meet the rule on its side without one that does not."""
    count = 0
    for point in reversed(telling.points[: telling.points.index(last) + 1]):
        if not point.used:
            continue
        meets = any(each.rule is rule and each.side is side for each in point.fired)
        if not meets or point.segment != last.segment:
            break
        count += 1
    return count


def _expected(telling: Telling, last: ChartPoint) -> str:
    ordinary = f"ordinary variation from {telling.each} to {telling.each}"
    match last.kind:
        case PointKind.IMPROVEMENT:
            return f"more than {ordinary}, and for the better"
        case PointKind.CONCERN:
            return f"more than {ordinary}, and for the worse"
        case PointKind.NEUTRAL:
            near = telling.polarity is Polarity.NEAR_TARGET
            why = "closer to the target is better" if near else "neither way is better in itself"
            return f"more than {ordinary}; {why}"
        case _:
            within = range_words(telling, last.limits, telling.more(last))
            return f"within {ordinary} ({within})" if within else f"no sign of more than {ordinary}"


def _target(telling: Telling, assured: Assured) -> str:
    if assured.target is None:
        return f"No target is set for {telling.points[-1].period}"
    if assured.target.goal is None:
        return f"The target for {assured.target.period} is to be confirmed"
    asked = f"the target ({target_words(assured.target, telling.unit)})"
    each = telling.each
    match assured.assurance:
        case Assurance.MET:
            so = f"can be relied on: every {each} should meet it"
            return f"Unless something changes, {asked} {so}"
        case Assurance.MISSED:
            so = f"will not be met: every {each} should miss it"
            return f"Unless something changes, {asked} {so}"
        case Assurance.HIT_OR_MISS:
            return (
                f"T{asked[1:]} cannot be relied on: by chance alone it is met in some {each}s "
                "and missed in others"
            )
        case Assurance.NONE:
            return f"Whether {asked} can be relied on cannot be said: {assured.reason}"
