"""Small documents for the plan's tests, and a plan's figures in a form that is easy to compare."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from headway.domain.plan import Plan
from headway.domain.problems import Severity
from headway.domain.ratings import RatingScale, RatingStep
from headway.domain.values import Number, Value
from headway.readers.grid import BLANK, Cell, CellKind, Document, Row, Sheet

FIVE = RatingScale(
    "five", "Five points", tuple(RatingStep(str(n), n, f"step {n}") for n in range(1, 6))
)
BRAG = RatingScale(
    "brag",
    "BRAG",
    (
        RatingStep("Red", 1, "Off course"),
        RatingStep("Amber", 2, "At risk"),
        RatingStep("Green", 3, "On course"),
        RatingStep("Blue", 4, "Complete"),
    ),
    not_yet_rated=("",),
)
HEADINGS = [
    "Priority 1",
    "Outcome",
    "Action",
    "Success measure(s)",
    "Lead",
    "Responsible officer",
    "Time",
    "RAG initial",
    "RAG 01/18",
    "Progress update",
]
Content = str | int | None | dt.date | tuple[str, dt.date]


def a_cell(content: Content) -> Cell:
    match content:
        case None | "":
            return BLANK
        case dt.date():
            return Cell(f"{content:%d/%m/%Y}", CellKind.DATE, date=content)
        case (text, day):
            return Cell(text, CellKind.DATE, date=day)
        case int():
            return Cell(str(content), CellKind.NUMBER, number=Fraction(content))
        case _:
            return Cell(content, CellKind.TEXT)


def a_sheet(name: str, *rows: Sequence[Content], hidden: bool = False, file: str = "") -> Sheet:
    cells = (tuple(a_cell(content) for content in row) for row in rows)
    return Sheet(
        name, tuple(Row(at, row) for at, row in enumerate(cells, 1)), hidden, file or "plan.xlsx"
    )


def a_workbook(*sheets: Sheet) -> Document:
    return Document("plan.xlsx", sheets, True, (), "")


def a_text(*rows: Sequence[Content], file: str = "plan.txt") -> Document:
    return Document(file, (a_sheet("", *rows, file=file),), True, (), "")


def a_row(
    *,
    action: str = "Do what was agreed",
    success: str = "It is shown to work",
    lead: str = "Head of service",
    due: Content = "Jan-18",
    first: Content = 2,
    second: Content = 3,
    progress: str = "Going well",
    outcome: str = "",
    priority: str = "",
) -> list[Content]:
    """A row under ``HEADINGS``."""
    return [priority, outcome, action, success, lead, "", due, first, second, progress]


def shown(value: Value) -> str:
    return str(value.amount) if isinstance(value, Number) else value.state.symbol


def ratings(plan: Plan, number: int, review: int = 0) -> list[str]:
    """One review's ratings of a priority; an absent one as its symbol."""
    priority = next(each for each in plan.priorities if each.number == number)
    return [shown(action.ratings[review].value) for action in priority.actions]


def told(plan: Plan, severity: Severity, *words: str) -> list[str]:
    """The findings of a severity that hold all of these words."""
    texts = [str(finding) for finding in plan.findings if finding.severity is severity]
    return [text for text in texts if all(word in text for word in words)]
