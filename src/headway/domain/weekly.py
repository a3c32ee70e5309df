"""A week beside the week before and the four before it; which teams stand out, by a said rule."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from headway.domain.breaks import Break, lasting, latest_between
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.domain.show import show
from headway.domain.small_numbers import protected
from headway.domain.values import Absent, Number, State, Summary, Value, mean

WEEKS_BEFORE = 4
LEAST_DIFFERENCE, LEAST_SHARE = 5, Fraction(1, 2)
STAND_OUT_RULE = (
    f"a team stands out where it differs from its own average of the {WEEKS_BEFORE} weeks before "
    f"by {LEAST_DIFFERENCE} or more, and by half or more"
)

Series = Mapping[Period, Value]


@dataclass(frozen=True, slots=True)
class TeamFigure:
    """A team's figure of the week, withheld where it is small; ``stands_out`` in words, if so."""

    team: str
    value: Value
    stands_out: str = ""


@dataclass(frozen=True, slots=True)
class WeeklyLine:
    """One indicator of a week: the council's figures and its teams'."""

    indicator: Indicator
    week: Value
    before: Value
    average: Summary
    teams: tuple[TeamFigure, ...]
    broken: str = ""


@dataclass(frozen=True, slots=True)
class LoadFindings:
    """What was found in one load of exports: its export day, and how many cells or rows."""

    export_day: str
    found: int


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """The page of one week. ``incomplete`` says why the week is not whole; empty where it is."""

    title: str
    week: Period
    incomplete: str
    sections: tuple[tuple[str, tuple[WeeklyLine, ...]], ...]
    findings: tuple[LoadFindings, ...]
    minimum: int
    source: str
    team_names: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> tuple[WeeklyLine, ...]:
        """Every line, in order."""
        return tuple(line for _, lines in self.sections for line in lines)


def weekly_line(
    indicator: Indicator,
    weeks: Sequence[Period],
    council: Series,
    teams: Mapping[str, Series],
    breaks: Sequence[Break],
    minimum: int,
) -> WeeklyLine:
    """Work one line out. ``weeks`` are in order, the one reported on last.

    Across a break nothing is compared: the week before and the average hold only what came
    since. Teams whose figures are withheld never stand out.
    """
    *earlier, week = weeks
    across = latest_between(lasting(breaks), weeks[0], week)
    like = [one for one in earlier if across is None or one.start >= across.day]
    shown = protected({name: series[week] for name, series in teams.items()}, minimum)
    figures = tuple(
        TeamFigure(name, value, _stands_out(value, [teams[name][one] for one in like], minimum))
        for name, value in shown.items()
    )
    return WeeklyLine(
        indicator,
        council[week],
        _week_before(council, earlier, like, across),
        mean(council[one] for one in like),
        figures,
        across.sentence if across else "",
    )


def _week_before(
    council: Series, earlier: Sequence[Period], like: Sequence[Period], across: Break | None
) -> Value:
    if across is not None and earlier[-1] not in like:
        return Absent(State.NOT_APPLICABLE, f"not compared: {across.said}")
    return council[earlier[-1]]


def _stands_out(value: Value, before: Sequence[Value], minimum: int) -> str:
    usual = mean(before)
    if not isinstance(value, Number) or not isinstance(usual.value, Number):
        return ""
    average = usual.value.amount
    difference = value.amount - average
    if abs(difference) < max(Fraction(LEAST_DIFFERENCE), average * LEAST_SHARE):
        return ""
    # An average under the minimum would tell small counts of earlier weeks.
    about = show(usual.value) if average >= minimum else f"under {minimum}"
    return f"{'more' if difference > 0 else 'fewer'} than its usual {about}"


def title_of(indicator: Indicator) -> str:
    """Return an indicator's title without the month that most of them name."""
    return re.sub(r" (in|on the last day of) the month$", "", indicator.title)


def teams_sentence(line: WeeklyLine) -> str:
    """Say the teams with something to tell, most first, and those that are withheld.

    "T03 12; T01 9; withheld: T02, T05". Teams with none, and those that did not stand, are left
    out.
    """
    if isinstance(line.week, Absent):
        return line.week.state.value
    unit, decimals = line.indicator.unit, line.indicator.decimals
    known = [one for one in line.teams if isinstance(one.value, Number) and one.value.amount]
    told = sorted(known, key=_most_first)
    said = [f"{one.team} {show(one.value, unit, decimals)}" for one in told]
    withheld = [
        one.team
        for one in line.teams
        if isinstance(one.value, Absent) and one.value.state is State.SUPPRESSED
    ]
    if withheld:
        said.append(f"withheld: {', '.join(withheld)}" if told else "withheld")
    return "; ".join(said) or "none"


def _most_first(one: TeamFigure) -> tuple[Fraction, str]:
    amount = one.value.amount if isinstance(one.value, Number) else Fraction(0)
    return (-amount, one.team)


def outstanding(report: WeeklyReport) -> tuple[str, ...]:
    """Say each team that stands out: "T03 Central team: 12 plans opened, more than ..."."""
    return tuple(
        f"{one.team}: {show(one.value)}, {one.stands_out} ({title_of(line.indicator)})"
        for line in report.lines
        for one in line.teams
        if one.stands_out
    )
