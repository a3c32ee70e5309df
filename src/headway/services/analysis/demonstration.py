"""The main job on the example files that come with Headway."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path

from headway.domain.plan import PlanSummary
from headway.domain.printed import Verdict
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.scorecard import Scorecard
from headway.services.analysis.benchmarks import load_benchmarks
from headway.services.analysis.demonstration_council import DEFINITIONS as CASE_DEFINITIONS
from headway.services.analysis.demonstration_council import CouncilShown, Tell, show_council
from headway.services.analysis.editions import Editions, read_editions
from headway.services.analysis.formats import (
    Makers,
    Paper,
    board_formats,
    plan_formats,
    scorecard_formats,
)
from headway.services.analysis.keeping import keep_history
from headway.services.analysis.output import write_file
from headway.services.analysis.plans import plan_summary
from headway.services.analysis.scorecards import build_scorecards
from headway.services.analysis.signals import placed_among_others
from headway.writers.html import IndexLink, index_page

MONTHLY = ("early-help-monthly-2019-12.csv", "early-help-monthly-2020-08.csv")
QUARTERLY = ("early-help-quarters-2015-17.csv",)
PLAN = ("development-plan-2018.csv",)
# Targets in every colour need a council of its own: none may be made up for a real one's figures.
MADE_UP = Path("made-up-council")
MADE_UP_MONTHS = ("monthly-2026-08.csv", "monthly-2026-09.csv")
OWN_DEFINITIONS = "definitions"
NATIONAL = "benchmarks"  # made-up national figures
INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was made: the index page, the scorecards, the plan, and each file with its meaning."""

    index: Path
    scorecards: tuple[Scorecard, ...]
    plan: PlanSummary
    council: CouncilShown
    made: tuple[IndexLink, ...]


def demonstrate(
    into: Path, paper: Paper, *, at: datetime, tell: Tell = lambda _: None
) -> Demonstration:
    """Run the main job on the example files and write every result into the folder ``into``.

    The folder is made if it is new; ``tell`` hears what is being done. Raises ``Refused`` where
    the folder holds something else.
    """
    _make_ready(into)
    tell("reading the published sheets and the plan")
    with ExitStack() as stack:
        examples = stack.enter_context(as_file(files("headway") / "examples"))
        december = read_editions([examples / MONTHLY[0]])
        both = read_editions([examples / name for name in MONTHLY])
        quarters = read_editions([examples / name for name in QUARTERLY])
        made_up = _made_up_council(examples / MADE_UP)
        plan = plan_summary([examples / name for name in PLAN])
        for each in (both, quarters):
            keep_history(each, into / "data", by="headway demo", at=at)
        national = examples / MADE_UP / NATIONAL
        load_benchmarks([national], into / "data", by="headway demo", at=at)
        placed = placed_among_others(into / "data", made_up.catalogue)
        cards = (
            *(card for each in (december, both, quarters) for card in build_scorecards(each)),
            *build_scorecards(made_up, placed=placed),
        )
        own = examples / CASE_DEFINITIONS
        council = show_council(into, paper, own, national, at=at, tell=tell)
    made = (*_write_all(into, cards, plan, paper), *council.made)
    # What a person reads comes first; data for programs last.
    made = tuple(sorted(made, key=lambda link: list(_ABOUT).index(link.href.rpartition(".")[2])))
    page = index_page("Headway: the example results", made)
    write_file(into / INDEX, page.encode(), "the list of all results", replace=True)
    return Demonstration(into / INDEX, cards, plan, council, made)


def _made_up_council(folder: Path) -> Editions:
    months = [folder / name for name in MADE_UP_MONTHS]
    return read_editions(months, catalogue=folder / OWN_DEFINITIONS)


def printed_and_worked_out(card: Scorecard) -> Counter[Verdict]:
    """Count how a scorecard's printed derived figures compare with those worked out."""
    return Counter(
        check.verdict
        for row in card.rows
        for check in (*row.comparisons, *(each for _, each in row.ratio_checks))
    )


def _make_ready(into: Path) -> None:
    index = into / INDEX
    if into.exists() and any(into.iterdir()) and not index.exists():
        raise Refused(
            Finding(
                Place(str(into)),
                Severity.STOPS,
                "the folder holds something else",
                "The demonstration writes into a new or empty folder, or over an earlier one",
                "Name another folder with --out",
            )
        )
    into.mkdir(parents=True, exist_ok=True)


def _write_all(
    into: Path, cards: Sequence[Scorecard], plan: PlanSummary, paper: Paper
) -> Iterator[IndexLink]:
    december, august, quarters, made_up = cards
    forms = {
        "board-2020-08": (board_formats(august, plan, paper), "One-page summary for a board"),
        "scorecard-2020-08": (scorecard_formats(august, paper), "Monthly dataset, August 2020"),
        "scorecard-2019-12": (scorecard_formats(december, paper), "Monthly dataset, December 2019"),
        "quarters-2015-17": (scorecard_formats(quarters, paper), "Eight quarters, 2015 to 2017"),
        "plan-2018": (plan_formats(plan, paper), "Development plan, 2018"),
        "made-up-2026-09": (
            scorecard_formats(made_up, paper),
            "A made-up council with targets of its own, September 2026",
        ),
    }
    for name, (makers, title) in forms.items():
        yield from _write(into, name, makers, title)
    tables = {
        "scorecard-2020-08-comparisons": (
            scorecard_formats(august, paper, "comparisons"),
            "Monthly dataset, August 2020, print beside arithmetic",
        ),
        "plan-2018-actions": (
            plan_formats(plan, paper, "actions"),
            "Development plan, 2018, every action",
        ),
    }
    for name, (makers, title) in tables.items():
        yield from _write(into, name, {"csv": makers["csv"]}, title)


_ABOUT = {
    "html": "a page to read",
    "xlsx": "a workbook",
    "csv": "tidy data",
    "json": "everything, printed and worked out side by side",
}


def _write(into: Path, name: str, makers: Makers, title: str) -> Iterator[IndexLink]:
    for form, about in _ABOUT.items():
        if form in makers:
            path = into / f"{name}.{form}"
            write_file(path, makers[form](), title, replace=True)
            yield IndexLink(path.name, f"{title}: {form}", about)
