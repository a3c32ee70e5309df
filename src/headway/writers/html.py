"""Scorecard, plan, board summary and index as pages: one file each, without script.

A page asks for nothing from elsewhere: its style is inside, its drawings are SVG inside, and its
own policy forbids anything more. It prints, and it works at 320 pixels and without sight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from headway.domain.notes import notes_of, plan_notes
from headway.domain.plan import PlanSummary
from headway.domain.plan_sentences import told_apart_sentence, unreadable_ratings
from headway.domain.scorecard import Scorecard
from headway.domain.side_by_side import lines_not_told, lines_that_differ, verdict_counts
from headway.domain.summary import BoardSummary, board_summary
from headway.domain.taken_away import TakenAway
from headway.writers.html_charts import RatingCharts, SignalCharts, trend_charts
from headway.writers.html_page import Paper, fill
from headway.writers.html_views import by_topic, rating_rows, sections_of


@dataclass(frozen=True, slots=True)
class IndexLink:
    """A link of an index page: the file's name beside it, what it is called, what it holds."""

    href: str
    text: str
    about: str = ""

    def __post_init__(self) -> None:
        # An index stands in the folder of its files; an address of any other kind is a mistake.
        if not self.href or self.href.startswith("/") or ":" in self.href or "\\" in self.href:
            raise ValueError(f"“{self.href}” is not the name of a file beside the index")

    @property
    def address(self) -> str:
        """The file's name as a link needs it: "August #2.html" gives "August%20%232.html"."""
        return quote(self.href)


def scorecard_page(scorecard: Scorecard, taken: TakenAway | None = None) -> str:
    """Return a scorecard as a page; it prints on A3 landscape.

    ``taken`` is what a copy says of itself that is taken away.
    """
    values = {
        "scorecard": scorecard,
        "summary": board_summary(scorecard),
        "sections": sections_of(scorecard),
        "said": [row for row in scorecard.rows if row.commentary],
        "counts": verdict_counts(scorecard),
        "differing": lines_that_differ(scorecard),
        "not_told": lines_not_told(scorecard),
        "notes_by_topic": by_topic(notes_of(scorecard)),
        "trend": trend_charts(scorecard),
        "signal_charts": SignalCharts(),
        "charted": [row for row in scorecard.rows if row.signals.drawn or row.signals.compared],
        "uncertain": any(not cell.certain for row in scorecard.rows for cell in row.cells),
    }
    page = "edition.html" if scorecard.edition else "scorecard.html"
    return fill(page, Paper.A3_LANDSCAPE, values, taken=taken)


def plan_page(summary: PlanSummary) -> str:
    """Return a plan's ratings as a page; it prints on A4 landscape."""
    told_apart = [
        told_apart_sentence(summary, priority)
        for review in summary.reviews
        for priority in review.priorities
        if priority.told_apart
    ]
    values = {
        "plan": summary.plan,
        "summary": summary,
        "told_apart": told_apart,
        "unreadable": unreadable_ratings(summary.plan),
        "notes_by_topic": by_topic(plan_notes(summary)),
        **_ratings(summary),
    }
    return fill("plan.html", Paper.A4_LANDSCAPE, values)


def board_page(summary: BoardSummary, plan_summary: PlanSummary | None = None) -> str:
    """Return what a board is told as one page, which prints on A4 portrait."""
    values = {
        "summary": summary,
        "scorecard": summary.scorecard,
        "plan_summary": plan_summary,
        "trend": trend_charts(summary.scorecard),
        "signal_charts": SignalCharts(),
        **(_ratings(plan_summary) if plan_summary else {}),
    }
    return fill("board.html", Paper.A4_PORTRAIT, values, layout="narrow one-side")


def index_page(title: str, links: Sequence[IndexLink]) -> str:
    """Return a page of links to the files beside it."""
    values = {"heading": title, "links": links}
    return fill("index.html", Paper.A4_PORTRAIT, values, layout="narrow")


def _ratings(summary: PlanSummary) -> dict[str, object]:
    return {
        "labels": [review.review.label for review in summary.reviews],
        "rating_rows": rating_rows(summary),
        "rating_chart": RatingCharts(summary),
    }
