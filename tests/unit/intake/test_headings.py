import pytest

from headway.domain.period_labels import FORMS_OF, write_label
from headway.domain.periods import PeriodKind, financial_year, month, quarter
from headway.intake.heading_periods import PartLabel, complete, periods_in, whole_label, years_in
from headway.intake.headings import read_heading, region_name
from headway.intake.roles import Role


@pytest.mark.parametrize(
    ("role", "texts"),
    [
        (Role.REFERENCE, "Ref.|Ref|Reference|Ref No|Code|ID|KPI Ref|Indicator ID|PI No|No."),
        (Role.TITLE, "Indicator|Measure|PI|Description|• Case Type|Performance Indicator|KPI"),
        (Role.OWNER, "Owner|Lead officer|Responsible Officer|Accountable Manager|Service lead"),
        (Role.REPORTER, "Reporter|Reported by|Data provider|Analyst"),
        (Role.OWNER_REPORTER, "Owner Reporter|Owner / Reporter|Lead / analyst"),
        (Role.OUTCOME, "Outcome|Outcome (what difference it makes)|Why this is important"),
        (Role.SECTION, "Section|Theme|Priority|Priority area"),
        (Role.POLARITY, "Polarity|Good is|Bigger is better|High or low is good|Good to be"),
        (Role.UNIT, "Unit|Unit of measure|Format"),
        (Role.FREQUENCY, "Frequency|Reporting frequency|How often"),
        (
            Role.CHANGE_PREVIOUS,
            "% change from prev. period|Change on last month|% from last period|Month on month",
        ),
        (
            Role.CHANGE_LAST_YEAR,
            "% change from same period prev. yr|Change on same month last year|vs last year",
        ),
        (Role.CHANGE, "Change|% change|Variance|+/-"),
        (
            Role.MARK,
            "DoT|DOT|D.o.T|Direction of travel|Trend|Direction of Travel (from last month)",
        ),
        (
            Role.AVERAGE,
            "12-mnth avg|12 month average|Rolling 12 month average|Average of 12 months",
        ),
        (Role.MAXIMUM, "12-mnth max.|12 month maximum|Highest in 12 months"),
        (Role.YEAR_TO_DATE, "YTD|Year to date|Cumulative|YTD 2019/20|YTD Aug 2020"),
        (Role.FLAG, "%?|Flag|RAG|RAG rating|Status"),
        (Role.NEIGHBOURS, "SN|Stat neighbours|Statistical neighbour average|SN average|SN Avg"),
        (Role.ENGLAND, "ENG|England|National|National average|England 2017-18"),
        (Role.REGION, "Region|SE region|South East|East Midlands|Regional average"),
        (Role.TARGET, "Target|Target 18-19|2018/19 Target|Target 17- 18|Target 18 19|Goal"),
        (Role.COMMENTARY, "Comments|Commentary (Dec-19):|Narrative|Commentary"),
        (Role.NOTES, "Notes|Data notes|Source"),
        (Role.UNKNOWN, "Postcode|Number of referrals|Previous year"),
        (Role.UNLABELLED, ""),
    ],
)
def test_headings_are_known_by_what_they_say(role, texts):
    assert {text: read_heading(text).role for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), role
    )


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Target 17-18", 2017),
        ("2018/19 Target", 2018),
        ("Target 17- 18", 2017),
        ("Target 18 19", 2018),
        ("Target 2019/2020", 2019),
        ("England 2017-18", 2017),
    ],
)
def test_the_year_in_a_heading(text, year):
    assert read_heading(text).period == financial_year(year)


@pytest.mark.parametrize("text", ["3- Target 20", "Target 2020"])
def test_a_target_whose_year_is_damaged_has_none(text):
    heading = read_heading(text)
    assert (heading.role, heading.period, heading.certain) == (Role.TARGET, None, False)


@pytest.mark.parametrize(
    "text", ["from prev. riod", "% change f period p", "Mar-19. using ENG", "17-18 data) SE region"]
)
def test_damaged_headings_are_not_certain(text):
    assert not read_heading(text).certain


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Aug-20", month(2020, 8)),
        ("Aug 2020 (p)", month(2020, 8)),
        ("Apr 2020 Actual", month(2020, 4)),
        ("As at 31 January 2020", month(2020, 1)),
        ("Month ending 31/07/2020", month(2020, 7)),
        ("Position at Aug-20", month(2020, 8)),
        ("Q1 2019/20", quarter(2019, 1)),
        ("Q1 (Apr-Jun 2019)", quarter(2019, 1)),
        ("Apr - Jun 2019", quarter(2019, 1)),
        ("Quarter to June 2020", quarter(2020, 1)),
        ("30/06/2015", quarter(2015, 1)),
        ("Year ending March 2020", financial_year(2019)),
        ("2018/19 Outturn", financial_year(2018)),
        ("Baseline 2017/18", financial_year(2017)),
    ],
)
def test_periods_however_they_are_written(text, period):
    heading = read_heading(text)
    assert (heading.role, heading.period) == (Role.PERIOD, period)


@pytest.mark.parametrize("text", ["Apr-Sep 2020", "Quarter to May 2020", "2019", "32/01/2020"])
def test_what_is_no_single_period_is_not_read_as_one(text):
    assert read_heading(text).period is None


@pytest.mark.parametrize("period", [month(2020, 8), quarter(2017, 3), financial_year(2018)])
def test_every_label_headway_writes_is_read(period):
    for form in FORMS_OF[period.kind]:
        assert whole_label(write_label(period, form), period.kind) == period


def test_a_month_without_its_year_waits_for_one():
    assert read_heading("Jul").part == PartLabel(PeriodKind.MONTH, 7)
    assert read_heading("Q3").part == PartLabel(PeriodKind.QUARTER, 3)


def test_periods_and_years_in_a_line():
    line = "(Updated Mar-19, using 17-18 data), published in 2019"
    assert periods_in(line) == (month(2019, 3), financial_year(2017))
    assert years_in(line) == (2019,)
    assert periods_in("371 claims at 40% need 928 families by 31st March 2021") == (month(2021, 3),)


def test_months_take_their_years_from_a_neighbour():
    parts = [(3, PartLabel(PeriodKind.MONTH, 12)), (4, PartLabel(PeriodKind.MONTH, 1))]
    found = complete(parts, [(2, month(2019, 11))], None)
    assert found == {3: month(2019, 12), 4: month(2020, 1)}


def test_months_take_their_years_from_the_last_period_named():
    parts = [(at, PartLabel(PeriodKind.MONTH, number)) for at, number in enumerate((11, 12, 1, 2))]
    found = complete(parts, [], month(2020, 4))
    assert list(found.values()) == [
        month(2019, 11),
        month(2019, 12),
        month(2020, 1),
        month(2020, 2),
    ]


def test_nothing_tells_the_year():
    assert complete([(0, PartLabel(PeriodKind.MONTH, 4))], [], None) is None


def test_regions_by_their_short_names():
    assert region_name("SE region") == "South East"
    assert region_name("East of England average") == "East of England"
    assert region_name("Region") == ""
