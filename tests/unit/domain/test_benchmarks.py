"""National figures: labels, marks, places, averages, ranks and bands, each worked by hand."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.benchmarks.averages import Method, neighbour_average
from headway.domain.benchmarks.comparing import compare
from headway.domain.benchmarks.marks import MARKS, published_value, sign_of, tidy_text
from headway.domain.benchmarks.measures import Measure, unit_of
from headway.domain.benchmarks.places import Area, Level, find_authority, name_key, region_code
from headway.domain.benchmarks.ranking import Band, band_of, quantile, quartiles, rank_of
from headway.domain.benchmarks.rates import published_rate
from headway.domain.benchmarks.years import YearType, read_year
from headway.domain.indicator import Unit
from headway.domain.periods import PeriodKind, financial_year
from headway.domain.polarity import Arrow, Polarity, Quality
from headway.domain.problems import Refused
from headway.domain.values import Absent, Number, State, number
from tests.unit.domain.benchmark_makers import KEY, areas, load

FIGURES = {"101": "20", "102": "18.5", "103": "-", "104": "23", "105": "9", "england": "19",
           "north": "19.5", "south": "16"}  # fmt: skip


# Years


@pytest.mark.parametrize(
    ("label", "first", "last", "split", "years", "mark"),
    [
        ("2025", 2025, 2025, False, 1, ""),
        ("2016-17", 2016, 2017, True, 1, ""),
        ("2024-25 (OT)", 2024, 2025, True, 1, "OT"),
        ("2023/24", 2023, 2024, True, 1, ""),
        ("1999-00", 1999, 2000, True, 1, ""),
        ("2024-2025", 2024, 2025, True, 1, ""),
        ("202425", 2024, 2025, True, 1, ""),
        ("2014-16", 2014, 2016, False, 3, ""),
        ("2013/14-15/16", 2013, 2016, True, 3, ""),
        ("2025 (prov)", 2025, 2025, False, 1, "prov"),
        (" 2020 (Final) ", 2020, 2020, False, 1, "Final"),
    ],
)
def test_year_labels_are_read_without_loss(label, first, last, split, years, mark):
    found = read_year(label)
    assert (found.first, found.last, found.split) == (first, last, split)
    assert (found.years, found.mark, found.label) == (years, mark, label.strip())


@pytest.mark.parametrize(
    "label", ["0", "", "-", "25", "202413", "2025-20", "1700", "2013/15-15/16", "April 2024", "NA"]
)
def test_what_is_no_year_is_none(label):
    assert read_year(label) is None


@pytest.mark.parametrize(
    ("later", "earlier", "follows"),
    [
        ("2025", "2024", True),
        ("2025", "2023", False),
        ("2025 (prov)", "2024", True),
        ("2024-25 (OT)", "2023-24 (OT)", True),
        ("2024-25", "2024", False),
        ("2015-17", "2014-16", True),
        ("2014/15-16/17", "2013/14-15/16", True),
        ("2025", "2024-25", False),
    ],
)
def test_only_the_very_next_year_of_one_form_follows(later, earlier, follows):
    assert read_year(later).follows(read_year(earlier)) is follows


def test_a_final_edition_of_a_year_stands_after_a_provisional_one():
    labels = ["2025 (Final)", "2025 (prov)", "2024-25", "2025", "2025 (Rev)"]
    ordered = sorted(labels, key=lambda each: read_year(each).order)
    assert ordered == ["2024-25", "2025 (prov)", "2025", "2025 (Rev)", "2025 (Final)"]


def test_a_year_is_named_and_dated_by_the_kind_of_year_it_is():
    year = read_year("2025")
    assert year.words(YearType.FINANCIAL) == "2024-25"
    assert year.words(YearType.CALENDAR) == year.words() == "2025"
    assert year.period(YearType.FINANCIAL) == financial_year(2024)
    calendar = year.period(YearType.CALENDAR)
    assert (calendar.kind, calendar.start) == (PeriodKind.ROLLING_12, date(2025, 1, 1))
    assert read_year("2024-25").period(YearType.ACADEMIC).end == date(2025, 9, 1)
    assert year.period(YearType.UNSTATED) is None
    assert read_year("2014-16").period(YearType.FINANCIAL) is None


# Marks and numbers


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("c", State.SUPPRESSED), ("C", State.SUPPRESSED), ("*", State.SUPPRESSED),
        ("k", State.NOT_COLLECTED), ("low", State.NOT_COLLECTED), ("u", State.NOT_COLLECTED),
        ("x", State.NOT_COLLECTED), ("z", State.NOT_APPLICABLE), ("-", State.NOT_COLLECTED),
        ("..", State.NOT_COLLECTED), (":", State.NOT_COLLECTED), ("", State.NOT_COLLECTED),
        ("N/A", State.NOT_APPLICABLE), ("twelve", State.BROKEN), ("1.2.3", State.BROKEN),
        ("12a", State.BROKEN), ("NaN", State.BROKEN), ("inf", State.BROKEN),
    ],
)  # fmt: skip
def test_a_mark_keeps_its_meaning_and_is_never_a_number(text, state):
    found = published_value(tidy_text(text))
    assert isinstance(found, Absent)
    assert found.state is state


def test_what_rounds_to_nought_says_that_it_is_not_nought():
    for sign in ("k", "low"):
        found = published_value(sign)
        assert found.note == f"{sign}: rounds to nought but is not nought"
        assert sign_of(found) == sign
    assert {sign_of(published_value(sign)) for sign in MARKS} == set(MARKS)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("18.100000000000001", "18.1"), ("7.0000000000000007E-2", "0.07"), ("-0.5", "-0.5"),
        ("1,234", "1234"), ("0", "0"), ("246.27499999999998", "246.27499999999998"),
        (".5", "0.5"), ("12183016", "12183016"),
    ],
)  # fmt: skip
def test_numbers_lose_the_noise_of_a_computer_and_nothing_else(text, amount):
    assert published_value(tidy_text(text)) == published_value(text) == number(amount)


# Places


def test_spellings_of_one_place_are_one():
    assert region_code("London (Inner)") == region_code("Inner London") == "inner-london"
    both = {region_code(each) for each in ("Yorkshire and The Humber", "Yorkshire & the Humber")}
    assert both == {"yorkshire-and-the-humber"}
    assert name_key("Bristol, City of") == name_key("City of Bristol")


def test_an_authority_is_found_by_code_name_or_part_and_never_guessed():
    places = areas(
        x=Area("840", "County Durham", Level.AUTHORITY, "north", ons="E06000047", last_year=2025),
        y=Area("838", "Dorset", Level.AUTHORITY, "south", last_year=2025),
        z=Area("835", "Dorset (Pre LG)", Level.AUTHORITY, "south", spellings=("Dorset",),
               last_year=2019),
        w=Area("929", "North Elm", Level.AUTHORITY, "north", last_year=2025),
    ).values()  # fmt: skip
    for asked, code in {
        "840": "840", "E06000047": "840", "durham": "840", "Durham County": "840",
        "Dorset": "838", "835": "835", "Elm": "105", "north elm": "929",
    }.items():  # fmt: skip
        assert find_authority(asked, places).code == code
    with pytest.raises(Refused, match="is no authority"):
        find_authority("Nowhere", places)
    with pytest.raises(Refused, match="Ash"):
        find_authority("Ashh", places)
    with pytest.raises(Refused):
        find_authority("", places)


# Averages, ranks, bands: the quick way beside an obvious one

AMOUNTS = st.lists(st.fractions(-1000, 1000, max_denominator=100), min_size=1, max_size=40)


@given(AMOUNTS, st.sampled_from([Fraction(n, 4) for n in range(5)]))
def test_quantiles_are_those_of_type_7(amounts, share):
    ordered = sorted(amounts)
    theirs = np.quantile([float(each) for each in ordered], float(share))
    assert float(quantile(ordered, share)) == pytest.approx(theirs, abs=1e-9)


@given(AMOUNTS, st.booleans())
def test_a_rank_counts_who_is_better(amounts, higher):
    values = [Number(each) for each in amounts]
    polarity = Polarity.HIGHER if higher else Polarity.LOWER
    ordered = sorted(amounts, reverse=higher)
    for value in values:
        found = rank_of(value, values, polarity)
        assert found.place == ordered.index(value.amount) + 1
        assert found.of == len(amounts)
        assert found.equals == amounts.count(value.amount)
    assert rank_of(values[0], values, Polarity.NONE) is None


@given(AMOUNTS)
def test_bands_are_the_same_by_their_written_rule(amounts):
    values = [Number(each) for each in amounts]
    found = quartiles(values)
    points = found.points
    for value in values:
        amount = value.amount
        if points[0] <= amount <= points[1]:
            low, high = Band.A, Band.D
        elif points[1] < amount <= points[2]:
            low, high = Band.B, Band.C
        elif points[2] < amount <= points[3]:
            low, high = Band.C, Band.B
        else:
            low, high = Band.D, Band.A
        assert band_of(value, found, Polarity.LOWER) is low
        assert band_of(value, found, Polarity.HIGHER) is high
    assert band_of(values[0], found, Polarity.NONE) is None


def test_an_average_leaves_out_who_has_no_figure_and_says_so():
    values = [number("4"), published_value("c"), number("1"), number("10"), published_value("-")]
    mean = neighbour_average(values, Method.MEAN, "2025")
    median = neighbour_average(values, Method.MEDIAN, "2025")
    assert (mean.value, median.value) == (number("5"), number("4"))
    assert "mean of 3 of 5 neighbours (model 2025)" in mean.words
    nothing = neighbour_average([published_value("c")], Method.MEAN, "2025")
    assert isinstance(nothing.value, Absent)
    assert nothing.known == 0


# One authority beside others


def ash(benchmarks, model="2025"):
    chosen = benchmarks.model(model) if model else None
    return compare(benchmarks, KEY, benchmarks.areas["101"], chosen)


def test_an_authority_is_set_beside_all_others():
    found = ash(load({"2024": {"101": "25"}, "2025": FIGURES}))
    assert found.value == number("20")
    assert [each.name for each in found.neighbours] == ["Birch", "Cedar", "Dale"]
    assert found.mean.value == found.median.value == number("20.75")
    assert (found.mean.known, found.mean.of, found.mean.model) == (2, 3, "2025")
    assert [each.name for each in found.best] == ["Birch"]
    assert (found.region.name, found.region_value) == ("North", number("19.5"))
    assert found.england == number("19")
    assert (found.rank.place, found.rank.of) == (3, 4)
    assert found.band is Band.C
    assert found.change.value == number("-5")
    assert (found.change.arrow, found.change.quality) == (Arrow.DOWN, Quality.BETTER)
    assert [year.label for year, _ in found.series] == ["2024", "2025"]


def test_a_change_is_refused_where_the_year_before_is_missing():
    change = ash(load({"2022": {"101": "25"}, "2025": FIGURES})).change
    assert isinstance(change.value, Absent)
    assert "just before 2025 is not published; the last one is 2022" in change.value.note
    assert change.arrow is Arrow.NONE
    absent = ash(load({"2024": {"101": "c"}, "2025": FIGURES})).change
    assert absent.value.note == "no figure for 2024"


def test_equal_figures_share_a_rank_and_the_best_place():
    found = ash(load({"2025": {**FIGURES, "103": "18.5", "105": "20"}}))
    assert (found.rank.place, found.rank.equals) == (3, 2)
    assert [each.name for each in found.best] == ["Birch", "Cedar"]


def test_without_a_better_direction_nothing_is_ranked_or_called_best():
    neither = Measure("LAIT", "Share", "A share", Polarity.NONE, "Rate per 10,000")
    found = ash(load({"2024": {"101": "25"}, "2025": FIGURES}, neither))
    assert (found.rank, found.band, found.best) == (None, None, ())
    assert found.change.quality is Quality.NOT_JUDGED
    assert found.quartiles.of == 4


def test_a_measure_without_bands_keeps_its_rank():
    plain = Measure("LAIT", "Share", "A share", Polarity.LOWER, "%", bands=False)
    found = ash(load({"2025": FIGURES}, plain))
    assert found.band is None
    assert found.rank.place == 3


def test_an_authority_that_had_ended_is_not_ranked():
    places = areas()
    places["105"] = Area("105", "Elm", Level.AUTHORITY, "south", first_year=2020, last_year=2021)
    found = ash(load({"2025": FIGURES}, places=places))
    assert (found.rank.place, found.rank.of) == (2, 3)
    assert "left out of the ranking, since they had ended: Elm" in found.notes
    beside = compare(
        load({"2025": FIGURES}, groups={"101": ["105"]}, places=places), KEY, places["101"],
        load({}, groups={"101": ["105"]}).models[0],
    )  # fmt: skip
    assert "ended in 2021" in beside.neighbours[0].value.note


def test_inner_and_outer_london_fall_back_to_london():
    places = areas(
        london=Area("london", "London", Level.REGION),
        inner=Area("inner-london", "Inner London", Level.REGION),
    )
    places["inner-london"] = places.pop("inner")
    places["101"] = Area("101", "Ash", Level.AUTHORITY, "inner-london", last_year=2025)
    without = ash(load({"2025": {**FIGURES, "london": "17"}}, places=places))
    assert (without.region.name, without.region_value) == ("London", number("17"))
    own = ash(load({"2025": {**FIGURES, "london": "17", "inner-london": "18"}}, places=places))
    assert own.region.name == "Inner London"


def test_figures_published_for_two_together_are_named_so():
    both = Area("101 / 102", "Ash / Birch", Level.AUTHORITY, "north", last_year=2025)
    cells = {code: text for code, text in FIGURES.items() if code not in {"101", "102"}}
    places = {**areas(), both.code: both}
    found = ash(load({"2025": {**cells, both.code: "30"}}, places=places))
    assert found.value.note == "published only together, as “Ash / Birch”"
    assert found.rank is None


def test_no_model_and_no_neighbours_are_said():
    benchmarks = load({"2025": FIGURES}, groups={"102": ["101"]})
    assert "model 2025 gives Ash no neighbours" in ash(benchmarks).notes
    assert "no neighbour model is loaded" in ash(benchmarks, "").notes
    with pytest.raises(Refused, match="Loaded: 2025"):
        benchmarks.model("1999")


def test_a_rate_divides_by_the_children_of_the_middle_of_the_year_before():
    benchmarks = load(
        {"2025": FIGURES}, population={"2024": {"101": "50941"}, "2025": {"101": "9"}}
    )
    rate = published_rate(benchmarks, number("2777"), "101", 2025)
    assert rate.amount == Fraction(27_770_000, 50941)
    assert isinstance(published_rate(benchmarks, number("1"), "101", 2030), Absent)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("% of referrals", Unit.PERCENTAGE), ("Rate per 10,000", Unit.PER_10_000),
        ("Rate per 100,000 of 10-17 population", Unit.PER_100_000),
        ("rate_per_10000", Unit.PER_10_000), ("rereferral_percent", Unit.PERCENTAGE),
        ("Spend", Unit.POUNDS), ("Number CPP", Unit.NUMBER), ("Case Load", None),
        ("turnover rate fte", None),
    ],
)  # fmt: skip
def test_a_unit_is_read_from_a_sources_words(words, unit):
    assert unit_of(words) is unit
