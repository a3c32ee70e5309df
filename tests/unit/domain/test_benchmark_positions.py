"""Positions in words, what is not compared, and figures that cannot be right."""

from dataclasses import replace
from datetime import date

import pytest

from headway.domain.benchmarks.links import NationalMeasure
from headway.domain.benchmarks.measures import Measure
from headway.domain.benchmarks.neighbours import Neighbour, NeighbourModel
from headway.domain.benchmarks.places import Area, Level
from headway.domain.benchmarks.plausibility import implausible
from headway.domain.benchmarks.position import NotCompared, position_of, position_of_measure
from headway.domain.benchmarks.standing import standing_rows
from headway.domain.benchmarks.years import YearType
from headway.domain.indicator import Frequency, Indicator, Part, Unit
from headway.domain.periods import financial_year, month
from headway.domain.polarity import Polarity, Quality
from headway.domain.published import Comparator
from headway.domain.values import number
from tests.unit.domain.benchmark_makers import KEY, SHARE, areas, load

OURS = Indicator(
    "re-referrals", "Re-referrals", Part.HOW_WELL, Polarity.LOWER, Unit.PERCENTAGE,
    Frequency.MONTHLY, decimals=1,
)  # fmt: skip
SAME = NationalMeasure("LAIT", "Share")
OTHER = NationalMeasure("LAIT", "Share", differs="theirs is of families, ours of children")
# Beside 6.8: the mean of these is 6.1 and the median 7.05, as in the real figures.
SPLIT = {"101": "6.8", "102": "1.6", "103": "7.5", "104": "6.6", "105": "8.7", "england": "5.6",
         "north": "7", "south": "5"}  # fmt: skip
GROUP = {"101": ["102", "103", "104", "105"]}
FINANCIAL = replace(SHARE, year_type=YearType.FINANCIAL, published=date(2025, 10, 1))


def position(cells=SPLIT, measure=SHARE, links=(SAME,), indicator=OURS, **more):
    benchmarks = load({"2025": cells}, measure, groups=GROUP)
    return position_of(indicator, links, "Ash", benchmarks, **more)


def test_where_mean_and_median_disagree_the_sentence_says_both():
    found = position()
    assert found.sentence == (
        "Ash, 6.8%, is worse than its neighbours by the mean (6.1%), better than them by the "
        "median (7.05%)."
    )
    assert found.methods_disagree
    assert (found.against_mean, found.against_median) == (Quality.WORSE, Quality.BETTER)
    assert (found.against_region, found.against_england) == (Quality.BETTER, Quality.WORSE)


@pytest.mark.parametrize(
    ("cells", "indicator", "sentence"),
    [
        ({"101": "5"}, OURS, "is better than its neighbours by the mean (6.1%) and by the median"),
        ({"101": "7.05"}, OURS, "by the mean (6.10%), the same as theirs by the median (7.05%)"),
        ({"101": "c"}, OURS, "Ash has no figure for 2025 (c: suppressed, to protect people"),
        ({}, replace(OURS, polarity=Polarity.NONE), "neither way is better in itself."),
        (dict.fromkeys(GROUP["101"], "-"), OURS, "Ash, 6.8%: no neighbour has a figure."),
    ],
)
def test_every_case_has_its_sentence(cells, indicator, sentence):
    assert sentence in position({**SPLIT, **cells}, indicator=indicator).sentence


def test_the_distance_in_time_is_told():
    late = position(measure=FINANCIAL, period=month(2026, 10), own=number("7.9"))
    assert late.vintage == (
        "Our October 2026 beside England 2024-25, published October 2025; it ends 19 months "
        "later: too far apart for a close comparison."
    )
    assert (late.own, late.period) == (number("7.9"), month(2026, 10))
    near = position(measure=FINANCIAL, period=month(2025, 4))
    assert near.vintage.endswith("published October 2025; it ends 1 month later.")
    same = position(measure=FINANCIAL, period=financial_year(2024))
    assert same.vintage == "Our 2024/25 beside England 2024-25, published October 2025."
    assert position(period=month(2026, 10)).vintage.startswith(
        "Our October 2026 beside England 2025"
    )
    assert position().vintage == "National figures of 2025, publication not stated."


@pytest.mark.parametrize(
    ("links", "indicator", "reason"),
    [
        ((), OURS, "no national measure is mapped"),
        ((OTHER,), OURS, "LAIT: Share is of another definition: theirs is of families"),
        ((NationalMeasure("LAIT", "Gone"),), OURS, "LAIT: Gone is not among the files loaded"),
        ((SAME,), replace(OURS, unit=Unit.PER_10_000), "is a percentage, and ours a rate per 10"),
        ((SAME,), replace(OURS, unit=Unit.NUMBER), "is a percentage, and ours a number"),
    ],
)
def test_what_is_not_the_same_is_not_compared(links, indicator, reason):
    found = position(links=links, indicator=indicator)
    assert isinstance(found, NotCompared)
    assert reason in found.reason
    assert found.sentence.startswith("not compared: ")


def test_the_direction_is_the_sources_where_it_says_one_and_else_ours():
    unsaid = position(measure=replace(SHARE, polarity=Polarity.NONE, described=False))
    assert unsaid.comparison.rank.place == 3
    other = position(measure=replace(SHARE, polarity=Polarity.HIGHER))
    assert other.comparison.rank.place == 3
    assert "ranked by its source's direction, higher is better" in other.comparison.notes[-1]
    assert other.against_mean is Quality.WORSE


def test_an_average_may_be_counted_in_numbers():
    caseload = replace(OURS, unit=Unit.NUMBER)
    measure = replace(SHARE, counted_in="Case Load")
    assert "7.05" in position(measure=measure, indicator=caseload).sentence
    money = replace(SHARE, counted_in="Spend")
    refused = position(measure=money, indicator=caseload)
    assert "depends on the size of the area" in refused.reason


def test_the_first_measure_that_is_the_same_and_loaded_is_taken():
    links = (OTHER, NationalMeasure("LAIT", "Gone"), SAME)
    assert position(links=links).link == SAME
    assert isinstance(position(measure=replace(SHARE, code="Other")), NotCompared)


def test_a_scorecards_row_gets_benchmarks_with_year_and_method():
    rows = position(measure=FINANCIAL).benchmarks()
    kinds = [row.comparator for row in rows]
    assert kinds == [Comparator.STATISTICAL_NEIGHBOURS] * 2 + [
        Comparator.REGION,
        Comparator.ENGLAND,
    ]
    assert rows[0].method.startswith("mean of 4 of 4 neighbours (model 2025)")
    assert {row.year for row in rows} == {financial_year(2024)}
    assert rows[2].name == "North"


def test_a_measure_can_be_asked_for_by_its_own_name():
    found = position_of_measure(KEY, "101", load({"2025": SPLIT}, groups=GROUP))
    assert found.indicator is None
    assert found.polarity is Polarity.LOWER
    empty = position_of_measure(KEY, "101", load({"2025": {"101": "c"}}, groups=GROUP))
    assert isinstance(empty, NotCompared)


# Plausibility, one planted fault each


def said(benchmarks) -> str:
    return "\n".join(str(finding) for finding in implausible(benchmarks))


def test_a_sound_load_has_nothing_to_remark():
    years = {str(year): {**SPLIT, "101": f"6.{year % 10}"} for year in range(2020, 2026)}
    assert said(load(years)) == ""


def test_an_england_that_is_the_sum_of_its_regions_is_found_and_not_judged():
    benchmarks = load({"2024": SPLIT, "2025": {**SPLIT, "england": "13"}}, groups=GROUP)
    assert "LAIT: Share, 2025: England is 13.0, outside its regions (5.0 to 7.0)" in said(
        benchmarks
    )
    found = position_of(OURS, (SAME,), "Ash", benchmarks)
    assert found.against_england is Quality.NOT_JUDGED
    assert "cannot be right" in standing_rows(found)[-1].note


@pytest.mark.parametrize("counted_in", ["Number of children", "Spend", ""])
def test_numbers_and_sums_of_money_may_add_up(counted_in):
    sums = {"101": "1", "102": "2", "103": "3", "104": "4", "105": "5", "north": "6", "south": "9",
            "england": "15"}  # fmt: skip
    measure = Measure("LAIT", "Share", "Things", Polarity.NONE, counted_in)
    assert "outside its regions" not in said(load({"2025": sums}, measure))


def test_an_unknown_measure_is_judged_by_whether_its_regions_lie_between_their_authorities():
    measure = Measure("DfE", "caseload_fte", "caseload", Polarity.NONE, "")
    cells = {**SPLIT, "south": "7.5", "england": "13"}
    assert "outside its regions" in said(load({"2025": cells}, replace(measure, code="thing")))
    few = {code: text for code, text in cells.items() if code != "south"}
    assert "outside its regions" not in said(load({"2025": few}, replace(measure, code="thing")))


def test_labels_and_codes_that_do_not_fit_are_found():
    places = areas()
    places["101"] = replace(places["101"], spellings=("Ash", "Birch"))
    places["106"] = Area("106", "Cedar", Level.AUTHORITY, "north", last_year=2025)
    text = said(load({"2025": SPLIT}, places=places))
    assert "the code 101 stands beside different names: “Ash”, “Birch”" in text
    assert "“Cedar” has several codes: 103, 106" in text


def test_a_tiny_authority_that_ranks_first_is_named():
    children = {"2024": {"101": "50000", "102": "319"}}
    assert "Birch, with 319 children, ranks first in 1 measure: Share 2025" in said(
        load({"2025": SPLIT}, population=children)
    )
    assert "ranks first" not in said(load({"2025": {**SPLIT, "103": "0"}}, population=children))
    assert "ranks first" not in said(load({"2025": SPLIT}))


def test_mixed_labels_of_years_are_named():
    marked = load({"2024": SPLIT, "2025 (prov)": SPLIT})
    assert "years labelled in different ways: 2024, 2025 (prov); so in Share" in said(marked)
    assert "the marks are kept" in said(marked).lower()
    mixed = said(load({"2023": SPLIT, "2024-25": SPLIT}))
    assert "never taken for one after the other" in mixed


def test_reorganised_authorities_and_neighbours_that_are_gone_are_named():
    places = areas()
    places["102"] = replace(places["102"], last_year=2022)
    places["103"] = replace(places["103"], first_year=2023)
    benchmarks = load({"2025": SPLIT}, places=places)
    former = NeighbourModel("2021", {"102": (Neighbour("101"),)}, former=frozenset({"102"}))
    text = said(replace(benchmarks, models=(former, *benchmarks.models)))
    assert "Birch (102) has none after 2022; among the former ones of model 2021" in text
    assert "Cedar (103) first has figures in 2023" in text
    assert "102 (Birch) is a neighbour of 1 authority and has no figures" in text


def test_spellings_of_a_region_are_named():
    places = areas()
    places["north"] = replace(places["north"], spellings=("North", "North (The)"))
    assert "one region is spelt in 2 ways" in said(load({"2025": SPLIT}, places=places))


def test_a_year_that_repeats_the_year_before_and_a_stuck_figure_are_named():
    codes = [str(code) for code in range(201, 241)]
    places = {**areas(), **{c: Area(c, f"P{c}", Level.AUTHORITY, "north") for c in codes}}
    first = {code: f"{int(code) * 7 % 97}.{code[-2:]}" for code in codes}
    again = said(load({"2024": first, "2025": first}, places=places, groups={}))
    assert "2025 repeats 2024 for 40 of 40 authorities" in again
    years = {
        str(year): {code: f"{int(code) + year}.{year % 7}3" for code in codes}
        for year in range(2018, 2026)
    }
    for year in ("2020", "2021", "2022", "2023"):
        years[year]["201"] = "14.27"
    stuck = said(load(years, places=places, groups={}))
    assert "one figure for 4 years or more running: P201 (4 years)" in stuck
    years["2021"]["201"] = "14.28"
    assert "running" not in said(load(years, places=places, groups={}))
