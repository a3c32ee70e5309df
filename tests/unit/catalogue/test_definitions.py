"""The shipped definitions: tidy, complete, in our own words, and known to the real documents."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from headway.catalogue.loading import load_catalogue
from headway.catalogue.recognition import How, recognise
from headway.catalogue.schema import IndicatorFile, ScaleFile, ScorecardFile
from headway.domain.calculation import Entered
from headway.domain.indicator import Frequency, Status, Unit
from headway.domain.polarity import Polarity
from headway.domain.values import Absent, Number, State, number

ROOT = Path(__file__).resolve().parents[3] / "src" / "headway" / "catalogue"
KINDS: dict[str, type[BaseModel]] = {
    "indicators": IndicatorFile,
    "scorecards": ScorecardFile,
    "scales": ScaleFile,
}
FILES = sorted(path for kind in KINDS for path in (ROOT / kind).glob("*.yaml"))
CATALOGUE = load_catalogue()
INDICATORS = tuple(CATALOGUE.indicators.values())
NAMES = [indicator.id for indicator in INDICATORS]


# --- the files -----------------------------------------------------------------------------


def keys_of(node: yaml.Node, model: type[BaseModel]) -> None:
    """Check that the keys of a group, and of the groups in it, stand in the schema's order."""
    assert isinstance(node, yaml.MappingNode)
    keys = [key.value for key, _ in node.value]
    assert keys == [name for name in model.model_fields if name in keys]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_files_are_tidy(path):
    text = path.read_bytes().decode("utf-8")
    keys_of(yaml.compose(text), KINDS[path.parent.name])
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [line for line in text.splitlines() if len(line) > 100 or line != line.rstrip()] == []


def test_what_is_shipped():
    assert set(CATALOGUE.scorecards) == {
        "early-help-monthly",
        "early-help-quarterly",
        "development-plan-indicators",
        "early-help-service",
        "early-help-weekly",
        "early-help-programmes",
        "social-care-trackers",
    }
    assert set(CATALOGUE.scales) == {"five-point", "brag"}
    assert len(INDICATORS) == len(list((ROOT / "indicators").iterdir()))


def test_most_are_worked_out_and_the_others_say_so():
    entered = [one.id for one in INDICATORS if isinstance(one.calculation, Entered)]
    assert [one.id for one in INDICATORS if one.calculation is None] == []
    assert len(INDICATORS) - len(entered) >= 75
    assert set(entered) == {"entries-complete-percentage", "entries-on-time-percentage"}


# --- what they say -------------------------------------------------------------------------


@pytest.mark.parametrize("indicator", INDICATORS, ids=NAMES)
def test_every_definition_is_whole(indicator):
    assert indicator.printed_as or indicator.calculation
    assert len(indicator.definition) > 60
    assert indicator.status in (Status.LIVE, Status.RETIRED)
    assert date(2026, 11, 1) <= indicator.reviewed <= date(2026, 11, 30)
    assert indicator.next_review.year == 2027


@pytest.mark.parametrize("indicator", INDICATORS, ids=NAMES)
def test_percentages_say_so_in_their_titles(indicator):
    is_said = "percentage" in indicator.title.casefold()
    assert is_said is (indicator.unit is Unit.PERCENTAGE)


@pytest.mark.parametrize("indicator", INDICATORS, ids=NAMES)
def test_what_is_judged_is_not_the_upper_part_of_a_percentage(indicator):
    parts = {each.ratio.numerator for each in INDICATORS if each.ratio}
    assert indicator.id not in parts or indicator.polarity is Polarity.NONE


@pytest.mark.parametrize(
    ("name", "polarity"),
    [
        ("children-in-need-all", Polarity.NONE),
        ("child-in-need-cases-open", Polarity.NONE),
        ("child-protection-plans", Polarity.NONE),
        ("children-in-care", Polarity.NONE),
        ("early-help-assessments-started", Polarity.NONE),
        ("early-help-assessments-completed-all-ages", Polarity.HIGHER),
        ("neet-or-not-known-16-17", Polarity.LOWER),
        ("first-time-entrants-youth-justice", Polarity.LOWER),
        ("families-attached", Polarity.HIGHER),
        ("payment-by-results-claims", Polarity.HIGHER),
        ("level-2-escalation-percentage", Polarity.LOWER),
        ("days-from-care-to-adoptive-placement", Polarity.LOWER),
        ("social-work-vacancies-and-agency-staff", Polarity.LOWER),
    ],
)
def test_which_way_is_better(name, polarity):
    assert CATALOGUE.indicators[name].polarity is polarity


def test_sections_are_called_alike_in_definitions_and_in_the_scorecards_they_come_from():
    # The service's own scorecards draw on several documents and have headings of their own.
    for card in CATALOGUE.scorecards.values():
        if card.id in {"early-help-service", "early-help-weekly"}:
            continue
        for name in card.indicators:
            assert CATALOGUE.indicators[name].section == card.section_of(name)


def test_the_monthly_scorecard_uses_the_published_rule():
    rules = CATALOGUE.scorecards["early-help-monthly"].rules
    assert rules.columns == 6
    assert rules.movement.words == (
        "change in percent, rounded half up to a whole number; an arrow at 10% or more either way, "
        "applied to the change as printed"
    )


def test_rates_and_quarterly_figures_of_the_monthly_sheet():
    found = {
        each.id: (each.unit, each.decimals, each.frequency)
        for each in INDICATORS
        if each.section in ("Young people", "Families programme")
    }
    assert found == {
        "neet-or-not-known-16-17": (Unit.PERCENTAGE, 1, Frequency.QUARTERLY),
        "first-time-entrants-youth-justice": (Unit.PER_100_000, 0, Frequency.QUARTERLY),
        "families-attached": (Unit.NUMBER, 0, Frequency.QUARTERLY),
        "payment-by-results-claims": (Unit.NUMBER, 0, Frequency.QUARTERLY),
    }


def test_the_escalation_percentage_is_worked_out_from_its_parts():
    ratio = CATALOGUE.indicators["level-2-escalation-percentage"].ratio
    assert ratio is not None
    assert (ratio.numerator, ratio.denominator, ratio.scale) == (
        "level-2-cases-escalated",
        "level-2-cases-open",
        100,
    )


def test_the_five_point_scale():
    scale = CATALOGUE.scales["five-point"]
    assert [scale.read(mark) for mark in "12345"] == [number(n) for n in range(1, 6)]
    for mark in ("", "0", " "):
        assert scale.read(mark) == Absent(State.AWAITED, "not yet rated")
    for mark in ("re", "Jan-00", "6", "2.5"):
        value = scale.read(mark)
        assert isinstance(value, Absent)
        assert value.state is State.BROKEN


def test_on_the_brag_scale_higher_is_better():
    scale = CATALOGUE.scales["brag"]
    scores = [scale.read(mark) for mark in ("RED", "amber", "Green", "blue")]
    assert scores == [number(n) for n in (1, 2, 3, 4)]
    assert all(isinstance(score, Number) for score in scores)


# --- the real documents --------------------------------------------------------------------


def rows_of(path: Path) -> Iterator[tuple[str, str]]:
    """Give reference and title of each indicator's row, found simply: by how its line begins."""
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2 or not cells[1]:
            continue
        if re.fullmatch(r"[A-Z]{2,4}[0-9]+[A-Za-z]?|P[0-9]", cells[0]):
            yield cells[0], cells[1]
        elif len(cells) == 9 and re.fullmatch(r"[0-9.]+%?", cells[8]):
            yield "", cells[0]


@pytest.mark.parametrize(
    ("document", "rows"),
    [
        ("southampton-early-help-dataset-2019-12.txt", 9),
        ("southampton-early-help-dataset-2020-08.txt", 9),
        ("derby-early-help-report-2016-17.txt", 8),
        ("thurrock-development-plan-2018.txt", 21),
    ],
)
def test_every_row_of_the_real_documents_is_recognised(reference, document, rows):
    found = list(rows_of(reference / "published" / document))
    recognised = [recognise(CATALOGUE, *row) for row in found]
    assert [each.reason for each in recognised if each.indicator is None] == []
    assert len(recognised) == len({each.indicator for each in recognised}) == rows
    how = How.REFERENCE_AND_TITLE if document.startswith("southampton") else How.TITLE
    assert {each.how for each in recognised} == {how}


def test_the_two_editions_hold_the_same_indicators(reference):
    old, new = (
        [
            recognise(CATALOGUE, *row).indicator
            for row in rows_of(
                reference / "published" / f"southampton-early-help-dataset-{edition}.txt"
            )
        ]
        for edition in ("2019-12", "2020-08")
    )
    assert old == new == list(CATALOGUE.scorecards["early-help-monthly"].indicators)


RUN = 8  # words in a row that make a sentence somebody else's


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def runs_of(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


@pytest.fixture(scope="module")
def printed_runs(reference) -> set[tuple[str, ...]]:
    documents = (reference / "published").glob("*.txt")
    return set().union(*(runs_of(path.read_text(encoding="utf-8")) for path in documents))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_definition_copies_a_sentence(printed_runs, path):
    """Titles under "printed_as" are labels to recognise rows by, and are left out."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data.pop("printed_as", None)
    copied = runs_of(" . ".join(free_texts(data))) & printed_runs
    assert [" ".join(run) for run in copied] == []


def free_texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        # Texts of different keys are kept apart by a word that stands in no document.
        yield f"{data} kapart"
    elif isinstance(data, dict):
        for value in data.values():
            yield from free_texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from free_texts(value)


def test_a_copied_sentence_would_be_seen(printed_runs):
    run = " ".join(next(iter(printed_runs)))
    assert runs_of(f"Before that {run.upper()}, and more") & printed_runs


def test_printed_titles_are_labels_not_sentences():
    for indicator in INDICATORS:
        for printed in indicator.printed_as:
            assert len(printed.title.split()) <= 16
            assert not printed.title.endswith(".")
