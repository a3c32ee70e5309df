"""The published datasets themselves, where they are at hand, figure by figure."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.periods import financial_year, month, quarter
from headway.domain.polarity import Arrow
from headway.domain.problems import Severity
from headway.domain.published import Comparator, Derived
from headway.domain.values import Number
from headway.intake.scorecards import read_scorecards
from headway.readers import read_document
from tests.unit.intake.scorecard_documents import months, not_taken, row_of, shown, told

EXAMPLES = Path(str(files("headway") / "examples"))
EDITIONS = ("2019-12", "2020-08")
PRINTED = {
    "change_previous": Derived.CHANGE_PREVIOUS,
    "change_same_period_last_year": Derived.CHANGE_LAST_YEAR,
    "quality": Derived.QUALITY,
    "average_12_months": Derived.AVERAGE_12,
    "maximum_12_months": Derived.MAXIMUM_12,
    "flag": Derived.FLAG,
}
BENCHMARKS = {
    "statistical_neighbours": Comparator.STATISTICAL_NEIGHBOURS,
    "england": Comparator.ENGLAND,
    "region": Comparator.REGION,
}
STATES = {"tbc": "awaited", "TBC": "awaited", "-": "not_collected"}


@pytest.fixture(scope="module")
def expected(reference):
    path = reference / "published" / "expected" / "southampton_scorecards.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
    for row in rows:
        row["ref"] = {"EH14": "EH14I"}.get(row["ref"], row["ref"])  # as this edition prints it
    return rows


@pytest.fixture(scope="module")
def editions(reference):
    folder = reference / "published"
    return {
        edition: only(folder / f"southampton-early-help-dataset-{edition}.txt")
        for edition in EDITIONS
    }


def only(path):
    (found,) = read_scorecards(read_document(path), load_catalogue())
    return found


def as_value(text):
    if text in STATES:
        return STATES[text]
    return str(text).rstrip("%")


def test_every_month_of_both_editions(expected, editions):
    assert len(expected) == 18
    for each in expected:
        row = row_of(editions[each["edition"]], each["ref"])
        found = months(row)
        for period, text in each["months"].items():
            if text is None:
                assert found[period] in ("incomplete", "not_due")
            else:
                figure = next(f for f in row.figures if f"{f.column.last_day:%Y-%m}" == period)
                assert figure.text == text
                assert shown(figure.value) == as_value(text) or "%" in text


def test_every_printed_figure_of_both_editions(expected, editions):
    for each in expected:
        row = row_of(editions[each["edition"]], each["ref"])
        for name, derived in PRINTED.items():
            if name in each["printed"]:
                cell = row.printed_as(derived)
                wanted = each["printed"][name]
                assert (cell.text if cell else None) == (None if wanted is None else str(wanted))


def test_every_benchmark_and_target_of_the_first_edition(expected, editions):
    for each in expected:
        if each["edition"] != "2019-12":
            continue
        row = row_of(editions["2019-12"], each["ref"])
        texts = {benchmark.comparator: benchmark.text for benchmark in row.benchmarks}
        assert texts == {kind: each["printed"][name] for name, kind in BENCHMARKS.items()}
        assert {b.year for b in row.benchmarks} == {financial_year(2017)}
        assert {b.updated for b in row.benchmarks} == {month(2019, 3)}
        targets = {target.period: target.text for target in row.targets}
        assert targets == {
            financial_year(int(year[:4])): text
            for year, text in each["printed"]["targets"].items()
            if text is not None
        }


def test_the_first_edition_needs_no_guessing(editions):
    assert told(editions["2019-12"]) == []
    arrows = [
        row.printed_as(Derived.CHANGE_PREVIOUS).arrow for row in editions["2019-12"].dataset.rows
    ]
    assert arrows == [Arrow.DOWN] * 4 + [Arrow.SIMILAR] + [None] * 4


def test_quarterly_figures_stand_for_their_quarter(editions):
    row = row_of(editions["2019-12"], "FM012")
    by_column = {figure.column: figure.period for figure in row.figures if figure.text}
    assert by_column == {month(2019, 9): quarter(2019, 2), month(2019, 12): quarter(2019, 3)}


def test_the_shifted_rows_of_the_second_edition_are_not_certain(editions):
    found = editions["2020-08"]
    for reference in ("YO2", "FM011", "FM012"):
        row = row_of(found, reference)
        texts = {f"{f.column.last_day:%Y-%m}": f.text for f in row.figures if f.text}
        assert texts == {"2020-06": "tbc", "2020-07": "tbc", "2020-08": "tbc"}
        assert not any(figure.certain for figure in row.figures)
    shifted = [text for text in told(found, Severity.INFERRED) if "3 columns left" in text]
    assert len(shifted) == 3
    neighbours = row_of(found, "YO2").benchmarks
    assert [b.text for b in neighbours] == ["417", "327", "256"]


def test_all_other_months_of_the_second_edition_are_certain(editions):
    rows = editions["2020-08"].dataset.rows
    numbers = [f for row in rows for f in row.figures if isinstance(f.value, Number)]
    assert len(numbers) == 30
    assert all(figure.certain for figure in numbers)


def test_what_the_second_edition_leaves_uncertain_is_told(editions):
    found = not_taken(editions["2020-08"])
    for text in ("224", "184", "166", "2437", "тв"):
        assert sum(f"“{text}”" in each for each in found) == 1
    assert sum("where an arrow belongs" in each for each in found) == 10
    assert sum("owner and reporter stand in one cell" in each for each in found) == 8
    assert not any(name in each for each in found for name in ("Sharon", "Denise", "Sean"))


def test_commentary_that_points_above(editions):
    row = row_of(editions["2020-08"], "EH1c")
    assert (row.commentary.text, row.commentary.points_to) == ("See above", "EH1a")


def test_both_editions_name_the_same_indicators(editions):
    first, second = ([row.indicator for row in editions[e].dataset.rows] for e in EDITIONS)
    assert first == second
    assert all(name in load_catalogue().indicators for name in first)


def test_the_eight_quarters(reference):
    folder = reference / "published"
    path = folder / "expected" / "derby_tables.json"
    wanted = json.loads(path.read_text(encoding="utf-8"))
    found = only(folder / "derby-early-help-report-2016-17.txt")
    assert [c.last_day.isoformat() for c in found.dataset.columns] == wanted["quarter_ends"]
    for title, numbers in wanted["rows"].items():
        row = row_of(found, title)
        assert [f.value.amount for f in row.figures] == numbers
    escalation = row_of(found, "Escalation %")
    assert [f.text for f in escalation.figures] == [
        each["printed"] for each in wanted["escalation_percent"]
    ]
    assert len(found.dataset.rows) == 8


@pytest.mark.parametrize(
    ("name", "rows", "period"),
    [
        ("early-help-monthly-2019-12.csv", 9, month(2019, 12)),
        ("early-help-monthly-2020-08.csv", 9, month(2020, 8)),
        ("early-help-quarters-2015-17.csv", 8, quarter(2016, 4)),
    ],
)
def test_the_example_files(name, rows, period):
    found = only(EXAMPLES / name)
    assert (len(found.dataset.rows), found.dataset.period) == (rows, period)
    assert all(each.indicator for each in found.recognitions)
    assert all(figure.certain for row in found.dataset.rows for figure in row.figures)
