"""The weekly report as a page shows it."""

from dataclasses import dataclass

from headway.domain.days import day_words
from headway.domain.show import in_words, show
from headway.domain.values import Absent, Value
from headway.domain.weekly import (
    STAND_OUT_RULE,
    WeeklyLine,
    WeeklyReport,
    outstanding,
    teams_sentence,
    title_of,
)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One indicator of the week; figures that are absent say why."""

    id: str
    title: str
    week: str
    before: str
    average: str
    teams: str
    broken: str


@dataclass(frozen=True, slots=True)
class WeekText:
    """All that the page shows."""

    title: str
    week: str
    incomplete: str
    sections: tuple[tuple[str, tuple[WeekRow, ...]], ...]
    stand_out: tuple[str, ...]
    rule: str
    has_teams: bool
    teams: tuple[str, ...]


def week_text(report: WeeklyReport) -> WeekText:
    """Make the texts of a week."""
    last = report.week.last_day
    return WeekText(
        report.title,
        f"Week to Sunday {day_words(last)}",
        report.incomplete,
        tuple((title, tuple(map(_row, lines))) for title, lines in report.sections if lines),
        outstanding(report),
        STAND_OUT_RULE,
        any(line.teams for line in report.lines),
        tuple(f"{team} {name}" for team, name in report.team_names if name),
    )


def _row(line: WeeklyLine) -> WeekRow:
    one = line.indicator
    return WeekRow(
        one.id,
        title_of(one),
        _said(line.week, line),
        _said(line.before, line),
        show(line.average.value, one.unit, max(1, one.decimals)),
        teams_sentence(line) if line.teams else "",
        line.broken,
    )


def _said(value: Value, line: WeeklyLine) -> str:
    if isinstance(value, Absent):
        return in_words(value)
    return show(value, line.indicator.unit, line.indicator.decimals)
