"""The real national files: every worked example equal, every known trap found and no other."""

import csv
from fractions import Fraction

import pytest

from headway.domain.benchmarks.comparing import compare
from headway.domain.benchmarks.marks import MARKS, is_mark
from headway.domain.benchmarks.places import find_authority
from headway.domain.benchmarks.plausibility.england_within_regions import (
    england_within_regions,
    is_level,
)
from headway.domain.benchmarks.rates import published_rate
from headway.domain.rounding import round_to
from headway.domain.values import Absent, Number, Value, divide
from headway.intake.benchmarks.kept import files_of, read_kept_benchmarks
from headway.intake.benchmarks.reading import read_benchmarks

pytestmark = pytest.mark.xdist_group("real national files")  # read once, in one process
SOUTHAMPTON = "852"
QUARTERS = ("q0", "q25", "q50", "q75", "q100")


@pytest.fixture(scope="module")
def loaded(reference):
    """Everything at once: 641,070 rows and 26 other files."""
    return read_benchmarks([reference / name for name in ("lait", "dfe_csc", "ees_cin")])


@pytest.fixture(scope="module")
def examples(reference):
    path = reference / "lait" / "worked_benchmark_examples.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def agrees(value: Value, printed: str) -> bool:
    """Whether an exact value is the one printed: to the digits printed, or as a float of it."""
    if not isinstance(value, Number):
        return printed in {"", "-"}
    decimals = len(printed.partition(".")[2])
    if decimals > 6:  # printed as a computer stores it
        return float(value.amount) == pytest.approx(float(printed), rel=1e-15)
    return Fraction(round_to(value.amount, decimals)) == Fraction(printed)


def test_every_cell_of_every_worked_example_comes_out_equal(loaded, examples):
    wrong = []
    for row in examples:
        area = find_authority(row["la"], loaded.areas.values())
        found = compare(loaded, f"LAIT: {row['measure_short']}", area, loaded.model("2025"))
        numbers = {
            "value": found.value, "prev_value": found.change.base, "change": found.change.value,
            "sn_mean": found.mean.value, "sn_median": found.median.value,
            "region_value": found.region_value, "england": found.england,
        }  # fmt: skip
        for name, point in zip(
            ("q0", "q25", "q50", "q75", "q100"), found.quartiles.points, strict=True
        ):
            numbers[name] = Number(point)
        wrong += [(row, name) for name, v in numbers.items() if not agrees(v, row[name])]
        texts = {
            "measure": found.measure.title, "la_code": found.area.code, "la": found.area.name,
            "year": found.year.label, "prev_year": found.change.since.label,
            "sn_n": str(found.mean.known), "region": found.region.name,
            "n_las": str(found.quartiles.of),
            "rank": str(found.rank.place) if found.rank else "-",
            "band": found.band.value if found.band else "-",
            "polarity": {"higher": "High", "lower": "Low"}.get(
                found.measure.polarity.name.lower(), "-"
            ),
        }  # fmt: skip
        assert texts.keys() | numbers.keys() | {"measure_short"} == row.keys()
        wrong += [(row, name) for name, text in texts.items() if text != row[name]]
    assert wrong == []
    assert len(examples) == 42


def test_published_figures_are_made_again_from_their_parts(loaded):
    def value(key: str, year: str) -> Value:
        return next(each for each in loaded.years(key) if each.year.label == year).value(
            SOUTHAMPTON
        )

    def dfe(column: str, year: str) -> Value:
        return value(f"DfE: {column}", year)

    def parts(prefix: str, year: str, *columns: str) -> Value:
        values = [dfe(f"{prefix}: {column}", year) for column in columns]
        return Number(sum((each.amount for each in values), Fraction(0)))

    source = "Source of referral"
    days = "Duration of assessment"
    within_45 = ("Same_day", "1-10_days", "11-20_days", "21-30_days", "31-40_days", "41-45_days")
    icpc = "Section 47s and Initial Child Protection Conferences"
    referrals = "Referrals and Re-referrals: referral_count"
    made = {
        "CPP_Total_Rateper10,000 2025": rate(loaded, dfe(referrals, "2025"), 2025),
        "ReReferral 2025": divide(
            dfe("Referrals and Re-referrals: rereferral_count", "2025"), dfe(referrals, "2025"), 100
        ),
        "CIN 2025": rate(loaded, dfe("Children in Need: At31_episodes", "2025"), 2025),
        "Continue_Assess_Comp 2024": divide(
            parts(days, "2024", *within_45), dfe(f"{days}: Assessments_completed", "2024"), 100
        ),
        "CP_conf_15days 2024": divide(
            parts(icpc, "2024", "Duration_0-10_days", "Duration_11-15_days"),
            dfe(f"{icpc}: ICPC", "2024"), 100,
        ),
        "CPP_rate 2025": rate(
            loaded, dfe("Child Protection Plans by length of time: CPP_At31", "2025"), 2025
        ),
        "RefBySource_Schl_% 2024": divide(
            dfe(f"{source}: Schools", "2024"), dfe(f"{source}: Referrals", "2024"), 100
        ),
    }  # fmt: skip
    for asked, exact in made.items():
        measure, year = asked.rsplit(" ", 1)
        printed = value(f"LAIT: {measure}", year)
        assert Fraction(round_to(exact.amount, 1)) == printed.amount, asked
    assert round_to(made["CPP_Total_Rateper10,000 2025"].amount, 2) == round_to(
        Fraction(54514, 100), 2
    )


def rate(loaded, count: Value, year: int) -> Value:
    return published_rate(loaded, count, SOUTHAMPTON, year)


def test_the_two_implausible_england_rows_are_found_and_no_other_measure_is_flagged(loaded):
    found = [finding.found.partition(":")[2] for finding in england_within_regions(loaded)]
    assert [each.partition(",")[0].strip() for each in found] == ["FirstYJS", "PreChildDea"]
    latest = {key: loaded.latest(key) for key in loaded.measures}
    levels = [key for key, each in latest.items() if each and is_level(loaded, key, each)]
    assert len(levels) > 350  # shares, rates and averages that were held against their regions


def test_reorganised_authorities_spellings_and_tiny_ones_are_told(loaded):
    text = "\n".join(str(each) for each in loaded.findings)
    for words in (
        "Cumbria (909) has none after 2023", "Northamptonshire (928) has none after 2021",
        "Dorset (Pre LG) (835) has none after 2019", "(836) has none after 2019",
        "(837) has none after 2019", "Cumberland (942) first has figures in 2023",
        "North Northamptonshire (940) first has figures in 2021",
        "909 (Cumbria) is a neighbour of 8 authorities",
        "Isles of Scilly, with 319 children, ranks first in", "City of London, with 847 children",
        "“Yorkshire and The Humber”, “Yorkshire and the Humber”", "“London (Outer)”",
        "CINPermExclusion: “0” is not a year", "2024, 2025 (prov); so in KS1P_all",
        "England (discontinued) (1000) is no authority",
    ):  # fmt: skip
        assert words in text, words
    assert "different neighbours" not in text  # the workbook and the csv of each model agree


def test_both_models_are_there_with_their_own_neighbours(loaded):
    old, new = loaded.models
    assert (old.name, new.name) == ("2021", "2025")
    mine = [{each.code for each in model.of(SOUTHAMPTON)} for model in (old, new)]
    assert [each.code for each in new.of(SOUTHAMPTON)][:3] == ["331", "831", "851"]
    assert len(mine[0] & mine[1]) == 6
    pairs = {(code, each.code) for code, group in new.groups.items() for each in group}
    assert any((theirs, own) not in pairs for own, theirs in pairs)  # not symmetric
    assert {len(group) for group in new.groups.values()} == {10}
    assert not old.of("942")
    area = loaded.areas[SOUTHAMPTON]
    means = [compare(loaded, "LAIT: CPP_rate", area, model).mean.value for model in (old, new)]
    assert [str(round_to(each.amount, 2)) for each in means] == ["51.61", "42.46"]


def test_every_cell_is_a_number_or_a_mark_with_its_meaning(loaded):
    signs = set()
    for years in loaded.figures.values():
        for each in years:
            for code, text in each.cells.items():
                value = each.value(code)
                if isinstance(value, Absent) and text:
                    assert is_mark(text), text
                    signs.add(text)
    assert signs == {"c", "k", "u", "x", "z", "low", "-"}
    assert signs <= set(MARKS)


def test_the_tools_files_alone_are_enough(reference, examples):
    alone = read_benchmarks([reference / "lait"])
    for row in examples:
        area = alone.areas[row["la_code"]]
        found = compare(alone, f"LAIT: {row['measure_short']}", area, alone.model("2025"))
        assert str(found.quartiles.of) == row["n_las"]
        assert (str(found.rank.place) if found.rank else "-") == row["rank"]


def test_a_real_load_is_kept_and_read_back_to_the_letter(loaded):
    files = files_of(loaded)
    again = read_kept_benchmarks(files)
    assert files_of(again) == files
    assert sum(map(len, files.values())) < 8_000_000
