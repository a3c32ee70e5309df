"""A council's own targets stand before printed ones, and the difference is told."""

from fractions import Fraction

import pytest

from headway.domain.indicator import Unit
from headway.domain.periods import financial_year, month
from headway.domain.problems import Severity
from headway.domain.published import PublishedDataset
from headway.domain.targets import Rag, Target, TargetForm
from headway.services.analysis.editions import read_editions
from headway.services.analysis.own_targets import without_targets_for_counts
from headway.services.analysis.scorecards import build_scorecards
from tests.builders import indicator, published_row

SHEET = (
    "Ref.,Indicator,Aug-26,Sep-26,Target 2025/26,Target 2026/27\n"
    "B1,Percentage of assessments completed within 45 working days,88.0%,{figure},{old},{new}\n"
)
TARGETS = """\
targets:
  assessments-within-45-days-percentage:
    - period: 2026/27
      form: at least
      goal: 90
      tolerance: 5
"""


@pytest.fixture
def scored(tmp_path):
    """The scorecard of one row, with the targets above as the council's own."""

    def build(figure="86.5%", old="", new="", targets=TARGETS):
        sheet = tmp_path / "september.csv"
        sheet.write_text(SHEET.format(figure=figure, old=old, new=new), encoding="utf-8")
        own = tmp_path / "own" / "targets"
        own.mkdir(parents=True, exist_ok=True)
        (own / "ours.yaml").write_text(targets, encoding="utf-8")
        (card,) = build_scorecards(read_editions([sheet], catalogue=tmp_path / "own"))
        return card

    return build


@pytest.mark.parametrize(
    ("figure", "rag"),
    [("90%", Rag.GREEN), ("89.9%", Rag.AMBER), ("85%", Rag.AMBER), ("84.9%", Rag.RED)],
)
def test_a_sheet_without_targets_gets_the_councils_colours(scored, figure, rag):
    assert scored(figure).rows[0].standing.rag is rag


def test_a_printed_target_that_says_the_same_is_not_remarked_on(scored):
    card = scored(new="90%")
    assert card.rows[0].standing.rag is Rag.AMBER
    assert [finding for finding in card.findings if "target" in finding.found] == []


def test_where_the_goals_differ_both_are_told_and_the_councils_own_counts(scored):
    card = scored(new="80%")
    assert card.rows[0].standing.rag is Rag.AMBER
    (finding,) = [each for each in card.findings if "your definitions" in each.found]
    assert finding.severity is Severity.NOTED
    assert "2026/27 the sheet prints the target “80%”" in finding.found
    assert "“at least 90%”" in finding.found
    assert finding.place.line == 2


def test_a_printed_target_for_another_period_stays(scored):
    targets = scored(old="85%", new="80%").rows[0].targets
    assert [(each.period, each.goal) for each in targets] == [
        (financial_year(2026), 90),
        (financial_year(2025), 85),
    ]


def test_one_still_to_be_confirmed_stands_before_print_too(scored):
    unsettled = TARGETS.split("      form", maxsplit=1)[0] + "      form: to be confirmed\n"
    card = scored(new="80%", targets=unsettled)
    assert card.rows[0].target.form is TargetForm.TO_BE_CONFIRMED
    assert card.rows[0].standing.rag is Rag.NONE
    assert any("“to be confirmed”" in each.found for each in card.findings)


def test_what_the_whole_council_should_count_is_not_asked_of_a_team():
    year = Target(financial_year(2026), TargetForm.AT_LEAST, Fraction(80))
    ones = {
        "opened": indicator("opened"),
        "on-time": indicator("on-time", unit=Unit.PERCENTAGE),
    }
    rows = tuple(published_row(name, "", (), targets=(year,)) for name in ones)
    last = month(2026, 9)
    sheet = PublishedDataset("A team", "2026-09", last, (last,), rows)
    kept = without_targets_for_counts(sheet, ones)
    assert [row.targets for row in kept.rows] == [(), (year,)]
