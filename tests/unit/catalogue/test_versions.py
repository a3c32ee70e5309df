"""Versions of a definition as a file gives them: read, checked, and told where they are wrong."""

from datetime import date

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.breaks import BreakKind
from headway.domain.calculation import Count
from headway.domain.problems import DefinitionMistake
from tests.unit.catalogue.catalogue_makers import INDICATOR

TWO = """\
version: 2
versions:
  - number: 1
    calculation:
      kind: count
      from: assessment
      when: completed_on
  - number: 2
    starts: 2026-04-01
    comparable: no
    change: >-
      Assessments closed for other reasons
      are no longer counted.
"""
CALCULATION = """\
calculation:
  kind: count
  from: assessment
  when: completed_on
  where:
    outcome: {is_known: yes}
"""


def loaded(tmp_path, versions, calculation=CALCULATION):
    folder = tmp_path / "indicators"
    folder.mkdir()
    text = INDICATOR.replace("version: 1\n", versions) + calculation
    (folder / "visits.yaml").write_text(text, encoding="utf-8")
    return load_catalogue(tmp_path)


def test_versions_are_read_with_their_calculations(tmp_path):
    one = loaded(tmp_path, TWO).indicators["visits"]
    first, second = one.versions
    assert (first.number, first.starts, first.comparable) == ("1", None, True)
    assert isinstance(first.calculation, Count)
    assert second.starts == date(2026, 4, 1)
    assert second.kind is BreakKind.DEFINITION
    assert not second.comparable
    assert second.change == "Assessments closed for other reasons are no longer counted."


@pytest.mark.parametrize(
    ("was", "now", "line", "said"),
    [
        ("number: 2", "number: 3", 11, "the last version is 3"),
        ("starts: 2026-04-01", "starts: 2026-04-02", 12, "no month begins"),
        ("    comparable: no\n", "", 11, "may be compared"),
        ("    starts: 2026-04-01\n", "", 11, "from when version 2 applies"),
        ("when: completed_on\n  - ", "when: finished_on\n  - ", 10, "finished_on"),
        ("      when: completed_on\n  - ", "  - ", 7, "when"),
        ("      from: assessment\n", "      from: assessment\n      whence: no\n", 10, "whence"),
        ("kind: count", "kind: sum", 1, "“kind” of “calculation” is “sum”"),
        ("comparable: no", "comparable: no\n    kind: organisation", 14, "kind"),
    ],
)
def test_each_mistake_is_told_with_its_line(tmp_path, was, now, line, said):
    assert was in TWO
    with pytest.raises(DefinitionMistake) as caught:
        loaded(tmp_path, TWO.replace(was, now))
    finding = caught.value.findings[0]
    assert said in str(finding)
    assert finding.place.line == line


def test_an_entered_figure_keeps_no_calculation_of_earlier_days(tmp_path):
    with pytest.raises(DefinitionMistake, match="none of its own rows"):
        loaded(tmp_path, TWO, "")
