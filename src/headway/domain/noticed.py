"""What was noticed about a scorecard, in plain sentences: repeats, restatements, findings."""

from collections.abc import Iterable

from headway.domain.history import Restatement
from headway.domain.indicator import Unit
from headway.domain.problems import Finding, Severity
from headway.domain.scorecard import Scorecard
from headway.domain.show import show
from headway.domain.side_by_side import name_of_row
from headway.domain.suspicions import Repeat
from headway.domain.values import Absent, State, Value


def by_severity(findings: Iterable[Finding]) -> tuple[tuple[Severity, tuple[Finding, ...]], ...]:
    """Group findings by how much they matter, the gravest first; empty groups are left out."""
    items = tuple(findings)
    groups = (
        (level, tuple(each for each in items if each.severity is level)) for level in Severity
    )
    return tuple((level, group) for level, group in groups if group)


def reference_of(scorecard: Scorecard, indicator: str) -> str:
    """Return the reference by which a scorecard knows an indicator, or its identifier."""
    row = scorecard.row(indicator)
    return name_of_row(row) if row else indicator


def repeat_sentence(scorecard: Scorecard, repeat: Repeat) -> str:
    """Say a suspicious repeat: which periods, which indicators, what to ask."""
    names = ", ".join(reference_of(scorecard, name) for name in repeat.indicators)
    return (
        f"{repeat.earlier} and {repeat.later} hold the very same figure on "
        f"{len(repeat.indicators)} of {repeat.of} indicators ({names}): "
        "ask whether one was copied from the other"
    )


def other_shown(restatement: Restatement) -> Value:
    """Return the figure that lost its place, withheld where the one that stands is."""
    stands = restatement.stands.figure.value
    if isinstance(stands, Absent) and stands.state is State.SUPPRESSED:
        return Absent(State.SUPPRESSED)
    return restatement.other.figure.value


def restatement_sentence(scorecard: Scorecard, restatement: Restatement) -> str:
    """Say which figure stands in a place and which other was given for it, by whom."""
    row = scorecard.row(restatement.indicator)
    unit, decimals = (row.indicator.unit, row.indicator.decimals) if row else (Unit.NUMBER, 0)
    stands = show(restatement.stands.figure.value, unit, decimals)
    other = show(other_shown(restatement), unit, decimals)
    return (
        f"{reference_of(scorecard, restatement.indicator)}, {restatement.period}: "
        f"{stands} stands, from {restatement.stands.source}; "
        f"{restatement.other.source} gives {other}"
    )
