"""Small definitions and folders for the tests of the catalogue."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from headway.catalogue.definitions import Definitions, Entry
from headway.catalogue.model import Catalogue, CataloguedScorecard, Section
from headway.catalogue.yaml_text import Document
from headway.domain.indicator import Frequency, Indicator, Part, PrintedAs, Unit
from headway.domain.polarity import Polarity
from headway.domain.ratings import RatingScale
from headway.domain.scorecard import ScorecardRules

INDICATOR = """\
id: visits
title: Visits made
status: live
version: 1
part: how much
polarity: higher is better
unit: number
decimals: 0
frequency: monthly
at_a_date: no
section: Work
counts: a visit
definition: Visits made in the month.
why_it_matters: Families are seen.
outcome: Families are met.
owner: head of early help
reporter: data officer
source: case system
reviewed: 2026-11-20
next_review: 2027-11-20
"""

MOVEMENT = """\
movement:
  change_in: percent
  threshold: 10
  decimals: 0
  rounding: half up
  on_rounded: yes
  small_base: 30
"""

SCORECARD = f"""\
id: monthly
title: The month
columns: 6
{MOVEMENT}sections:
  - title: Work
    indicators:
      - visits
"""

SCALE = """\
id: three
title: Three steps
decimals: 1
not_yet_rated: [""]
steps:
  - mark: "1"
    score: 1
    name: Low
    meaning: Little.
  - mark: "2"
    score: none
    name: Put off
    meaning: It does not count.
"""

TARGETS = """\
targets:
  visits:
    - period: 2026/27
      form: at least
      goal: 5
"""


def folder_of(root: Path, **files: str) -> Path:
    """Write an overlay folder: ``indicators__visits="..."`` is indicators/visits.yaml."""
    for name, text in files.items():
        kind, stem = name.split("__")
        path = root / kind / f"{stem.replace('_', '-')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return root


def indicator(name: str = "visits", **changes: object) -> Indicator:
    """Return an indicator that every rule accepts."""
    plain = Indicator(
        name,
        f"Title of {name}",
        Part.HOW_MUCH,
        Polarity.NONE,
        Unit.NUMBER,
        Frequency.MONTHLY,
        definition=f"Definition of {name}.",
        owner="head of service",
        reporter="data officer",
        reviewed=date(2026, 11, 20),
        next_review=date(2027, 11, 20),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def named(name: str, title: str, *printed: PrintedAs, **changes: object) -> Indicator:
    """Return an indicator with what it is recognised by."""
    return indicator(name, title=title, printed_as=printed, **changes)


def entry(value, stem: str = "", lines: dict | None = None) -> Entry:
    """Put a value into the file it would come from."""
    stem = stem or value.id
    return Entry(value, stem, Document(f"{stem}.yaml", {}, lines or {}))


def definitions(
    *values: Indicator,
    scorecards: tuple[CataloguedScorecard, ...] = (),
    scales: tuple[RatingScale, ...] = (),
    today: date | None = None,
) -> Definitions:
    """Return loaded definitions for a rule to look at."""
    return Definitions(
        tuple(map(entry, values)),
        tuple(map(entry, scorecards)),
        tuple(map(entry, scales)),
        today=today,
    )


def scorecard(*names: str) -> CataloguedScorecard:
    """Return a scorecard of one section."""
    return CataloguedScorecard("card", "Card", ScorecardRules("Card"), (Section("One", names),))


def catalogue(*values: Indicator) -> Catalogue:
    """Return a catalogue of these indicators alone."""
    nothing: MappingProxyType = MappingProxyType({})
    return Catalogue(MappingProxyType({v.id: v for v in values}), nothing, nothing, "test")


def short_card(*indicators: str) -> str:
    """Write ``short-card``, a scorecard of a council's own: three months of a few indicators."""
    lines = "".join(f"      - {one}\n" for one in indicators)
    return f"""\
id: short-card
title: A short scorecard of the council's own
columns: 3
{MOVEMENT}sections:
  - title: Early help
    indicators:
{lines}"""
