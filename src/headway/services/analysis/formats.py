"""Every form in which a result can be handed over, each made only when it is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from headway.domain.plan import PlanSummary
from headway.domain.scorecard import Scorecard
from headway.domain.summary import board_summary
from headway.domain.taken_away import TakenAway
from headway.domain.weekly import WeeklyReport
from headway.writers.group_comparison import (
    GroupsShown,
    groups_csv,
    groups_page,
    groups_text,
)
from headway.writers.html import board_page, plan_page, scorecard_page
from headway.writers.json_file import plan_json, scorecard_json
from headway.writers.terminal import plan_text, scorecard_text, summary_text
from headway.writers.tidy_csv import (
    actions_csv,
    comparisons_csv,
    plan_csv,
    scorecard_csv,
    signals_csv,
)
from headway.writers.weekly import weekly_page, weekly_text
from headway.writers.workbook import workbook_bytes
from headway.writers.workbook_plan import plan_workbook_bytes

Makers = Mapping[str, Callable[[], bytes]]

SCORECARD_FORMATS = ("terminal", "html", "xlsx", "csv", "json")
PLAN_FORMATS = ("terminal", "html", "xlsx", "csv", "json")
BOARD_FORMATS = ("html", "terminal")
GROUPS_FORMATS = ("terminal", "html", "csv")
WEEKLY_FORMATS = ("terminal", "html")
SCORECARD_TABLES = ("figures", "comparisons", "signals")
PLAN_TABLES = ("ratings", "actions")
FOR_EXCEL = "utf-8-sig"  # without the mark in front Excel takes csv for Windows-1252


@dataclass(frozen=True, slots=True)
class Paper:
    """What a result is printed on: the screen's width and signs, the day, the marking.

    ``taken`` is what a scorecard says of itself where it is taken out of the office, as a page, a
    workbook or figures in csv.
    """

    on: date
    width: int = 100
    unicode: bool = True
    marking: str = ""
    taken: TakenAway | None = None


def scorecard_formats(scorecard: Scorecard, paper: Paper, table: str = "") -> Makers:
    """Return how to make a scorecard in each of ``SCORECARD_FORMATS``.

    ``table`` is which of ``SCORECARD_TABLES`` the csv holds; the first where it is empty.
    """
    tables = {"comparisons": comparisons_csv, "signals": signals_csv}
    taken = paper.taken
    if taken is not None and table in tables:
        raise ValueError("of a scorecard its figures alone are taken away in csv")
    return {
        "terminal": lambda: scorecard_text(scorecard, paper.width, paper.unicode).encode(),
        "html": lambda: scorecard_page(scorecard, taken).encode(),
        "xlsx": lambda: workbook_bytes(
            scorecard, made_on=paper.on, marking=paper.marking, taken=taken
        ),
        "csv": lambda: (
            tables[table](scorecard) if table in tables else scorecard_csv(scorecard, taken)
        ).encode(FOR_EXCEL),
        "json": lambda: scorecard_json(scorecard).encode(),
    }


def plan_formats(summary: PlanSummary, paper: Paper, table: str = "") -> Makers:
    """Return how to make a plan's summary in each of ``PLAN_FORMATS``.

    ``table`` is which of ``PLAN_TABLES`` the csv holds; the first where it is empty.
    """
    in_csv = actions_csv if table == "actions" else plan_csv
    return {
        "terminal": lambda: plan_text(summary, paper.width, paper.unicode).encode(),
        "html": lambda: plan_page(summary).encode(),
        "xlsx": lambda: plan_workbook_bytes(summary, made_on=paper.on, marking=paper.marking),
        "csv": lambda: in_csv(summary).encode(FOR_EXCEL),
        "json": lambda: plan_json(summary).encode(),
    }


def groups_formats(shown: GroupsShown, paper: Paper) -> Makers:
    """Return how to make a comparison of groups in each of ``GROUPS_FORMATS``."""
    return {
        "terminal": lambda: groups_text(shown, paper.width, paper.unicode).encode(),
        "html": lambda: groups_page(shown).encode(),
        "csv": lambda: groups_csv(shown).encode(FOR_EXCEL),
    }


def weekly_formats(report: WeeklyReport, paper: Paper) -> Makers:
    """Return how to make a weekly report in each of ``WEEKLY_FORMATS``."""
    return {
        "terminal": lambda: weekly_text(report, paper.width, paper.unicode).encode(),
        "html": lambda: weekly_page(report).encode(),
    }


def board_formats(scorecard: Scorecard, plan: PlanSummary | None, paper: Paper) -> Makers:
    """Return how to make the one-page summary for a board in each of ``BOARD_FORMATS``."""
    summary = board_summary(scorecard)
    return {
        "html": lambda: board_page(summary, plan).encode(),
        "terminal": lambda: summary_text(summary, plan, paper.width, paper.unicode).encode(),
    }
