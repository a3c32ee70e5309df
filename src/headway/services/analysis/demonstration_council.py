"""The whole way on a made-up council: exports, loading, figures, scorecard, board summary."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from headway.domain.basis import NOW
from headway.domain.calculation_results import Level
from headway.domain.disclosure.policy import Audience
from headway.domain.periods import month
from headway.domain.scorecard import Scorecard
from headway.services.analysis.bases import Bases
from headway.services.analysis.benchmarks import load_benchmarks
from headway.services.analysis.calculated_scorecard import CardWanted, calculated_scorecard
from headway.services.analysis.formats import Paper, board_formats, scorecard_formats
from headway.services.analysis.load_exports import Loaded, load_exports
from headway.services.analysis.make_synthetic import make_exports
from headway.services.analysis.output import write_file
from headway.services.analysis.publish import PublishAsked, publish
from headway.synthetic.dials import Dials, faults_of
from headway.synthetic.exports import Form
from headway.writers.html import IndexLink

FOLDER = "made-up-council"
CHILDREN, YEARS, SEED, FAULTS = 15_000, 3, 2026, 0.01
EXPORT_DAYS = (date(2026, 9, 30), date(2026, 10, 31))  # a month apart, as real exports come
PERIOD = month(2026, 9)  # the last month that ends a quarter, as known at the second export
LOCALITY = "L1"
EDITIONS = {
    Audience.PUBLIC: "for the public, small numbers withheld",
    Audience.INTERNAL: "for the council's own staff, nothing withheld",
}
MERGED_ON, TEAM = date(2026, 6, 1), "T07"  # when another team became part of this one
DEFINITIONS = Path("made-up-council-cases") / "definitions"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class CouncilShown:
    """What came of it: both loads, the scorecards, and the files.

    The scorecards are of the council, a locality and a team; ``restated`` is the team's with its
    earlier months on the present map and by the present definitions.
    """

    loads: tuple[Loaded, ...]
    scorecards: tuple[Scorecard, ...]
    restated: Scorecard
    made: tuple[IndexLink, ...]


def show_council(
    into: Path,
    paper: Paper,
    definitions: Path,
    national: Path,
    *,
    at: datetime,
    tell: Tell = lambda _: None,
) -> CouncilShown:
    """Make two exports of a made-up council, load both, and work its scorecard out.

    One of its definitions changed (``definitions`` are the council's own), and one of its teams
    became part of another, whose scorecard is shown on the map of the time and on the present one.
    ``national`` holds made-up national figures for the council to stand beside.
    Everything is written below ``into``; an earlier run's exports are replaced, and its data
    folder takes the two loads again as new snapshots. ``tell`` hears what is being done.
    """
    home = into / FOLDER
    home.mkdir(parents=True, exist_ok=True)
    data = home / "data"
    loads = []
    for day in EXPORT_DAYS:
        tell(f"making the exports of {day:%d %B %Y} and loading them")
        exports = home / f"exports-{day:%Y-%m}"
        dials = Dials(
            children=CHILDREN,
            years=YEARS,
            seed=SEED,
            as_of=day,
            merged_on=MERGED_ON,
            faults=faults_of(FAULTS),
        )
        make_exports(exports, dials, forms=frozenset({Form.TEMPLATES}), replace=True)
        named = exports / Form.TEMPLATES.value
        loads.append(load_exports([named], data, by="headway demo", at=at, as_of=day))
    load_benchmarks([national], data, by="headway demo", at=at)
    tell("working the figures out")
    new_map = Bases(organisation=NOW, definitions=NOW)
    wanted = (
        CardWanted(PERIOD),
        CardWanted(PERIOD, LOCALITY),
        CardWanted(PERIOD, TEAM),
        CardWanted(PERIOD, TEAM, bases=new_map),
    )
    cards = tuple(calculated_scorecard(data, each, definitions) for each in wanted)
    tell("publishing an edition for the public and one for the council's own staff")
    editions = tuple(_editions(into, data, definitions, at))
    made = (*_write(into, cards, paper), *editions)
    return CouncilShown(tuple(loads), cards[:-1], cards[-1], made)


def _editions(into: Path, data: Path, definitions: Path, at: datetime) -> Iterator[IndexLink]:
    """Publish the same month for the public and for the staff, and link their pages."""
    for audience, words in EDITIONS.items():
        asked = PublishAsked(
            audience, PERIOD, "headway demo", at, (Level.LOCALITY,), catalogue=definitions
        )
        made = publish(data, asked)
        folder = into / f"edition-{audience.value}"
        folder.mkdir(exist_ok=True)
        for name, contents in made.files.items():
            write_file(folder / name, contents, name, replace=True)
        yield IndexLink(f"{folder.name}/council.html", f"Published {words}: html", "an edition")
        locality = f"{folder.name}/locality-{LOCALITY.casefold()}.html"
        yield IndexLink(locality, f"Published {words}, one locality: html", "an edition")


def _write(into: Path, cards: Sequence[Scorecard], paper: Paper) -> Iterator[IndexLink]:
    whole, locality, team, restated = cards
    made = {
        "service": (scorecard_formats(whole, paper), "Scorecard worked out from case rows"),
        "locality": (scorecard_formats(locality, paper), "The same for one locality"),
        "team": (scorecard_formats(team, paper), "A team that another became part of in June"),
        "team-restated": (
            scorecard_formats(restated, paper),
            "The same team, earlier months restated on the present map and definitions",
        ),
        "service-board": (board_formats(whole, None, paper), "Its one-page summary for a board"),
    }
    for name, (makers, title) in made.items():
        for form in ("html", "xlsx"):
            if form in makers:
                path = into / f"{name}-2026-09.{form}"
                write_file(path, makers[form](), title, replace=True)
                yield IndexLink(path.name, f"{title}: {form}", "a made-up council, September 2026")
