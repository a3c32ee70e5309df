"""What was noticed about a scorecard, in plain sentences: repeats, restatements, findings."""

from collections.abc import Iterable

from headway.domain.history import Restatement
from headway.domain.problems import Finding, Severity
from headway.domain.scorecard import Scorecard
from headway.domain.show import show
from headway.domain.side_by_side import name_of_row
from headway.domain.suspicions import Repeat


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


def restatement_sentence(scorecard: Scorecard, restatement: Restatement) -> str:
    """Say which figure stands in a place and which other was given for it, by whom."""
    row = scorecard.row(restatement.indicator)
    name = reference_of(scorecard, restatement.indicator)
    stands, other = (
        show(each.figure.value, row.indicator.unit, row.indicator.decimals)
        if row
        else show(each.figure.value)
        for each in (restatement.stands, restatement.other)
    )
    return (
        f"{name}, {restatement.period}: {stands} stands, from {restatement.stands.source}; "
        f"{restatement.other.source} gives {other}"
    )
