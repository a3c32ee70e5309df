"""The manual's pages are those that the definitions and examples make, and say what they must."""

from pathlib import Path

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation import Entered, PartOf, Rate, Ratio
from headway.engine.columns_used import columns_used
from headway.tables import TABLES
from tools.write_indicator_pages import FOLDER, pages

STEP = "run: python tools/write_indicator_pages.py"
KNOWN = load_catalogue().indicators
PAGES = pages()


def test_the_manual_is_up_to_date():
    kept = {one.name: one.read_text(encoding="utf-8") for one in Path(FOLDER).glob("*.md")}
    assert sorted(kept) == sorted(PAGES), STEP
    stale = [name for name in PAGES if kept[name] != PAGES[name]]
    assert not stale, STEP


def test_there_is_a_page_for_each_indicator_and_the_index_names_them_by_section():
    index = PAGES["README.md"]
    assert set(PAGES) == {f"{name}.md" for name in KNOWN} | {"README.md"}
    for one in KNOWN.values():
        assert f"\n## {one.section}\n" in index
        assert index.count(f"]({one.id}.md)") == 1
    assert index.count("**entered**") == sum(
        isinstance(one.calculation, Entered) for one in KNOWN.values()
    )


@pytest.mark.parametrize("indicator", KNOWN.values(), ids=KNOWN)
def test_a_page_has_words_first_and_its_statement_last(indicator):
    page = PAGES[f"{indicator.id}.md"]
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    made_of_others = isinstance(indicator.calculation, Ratio | PartOf | Rate | Entered)
    assert headings[0] == "## How it is worked out"
    assert ("## Its statement" in headings) is not made_of_others
    if not made_of_others:
        assert headings[-1] == "## Its statement"
        assert page.rstrip().endswith("</details>")
    assert ("people enter it" in page) is isinstance(indicator.calculation, Entered)
    assert "\nshows:" not in page
    assert all(printed.document in page for printed in indicator.printed_as)


def test_a_figure_names_every_column_that_it_rests_on():
    used = columns_used(KNOWN["early-help-assessments-completed-children"], KNOWN)
    assert used == {
        "person": ("month_of_birth", "expected_month"),
        "assessment": ("kind", "completed_on", "team_id"),
        "assessment_subject": ("assessment_id", "person_id"),
    }


def test_a_figure_made_of_others_rests_on_what_they_rest_on():
    used = columns_used(KNOWN["pathway-plans-current-percentage"], KNOWN)
    assert used["timed_event"] == ("person_id", "kind", "done_on", "lapses_on")
    assert set(used) == {"tier_episode", "episode_team", "timed_event"}
    assert columns_used(KNOWN["entries-complete-percentage"], KNOWN) == {}


def test_what_is_named_is_there():
    for one in KNOWN.values():
        for table, columns in columns_used(one, KNOWN).items():
            assert set(columns) <= set(TABLES[table].column_names), one.id


def test_an_export_of_other_kinds_of_events_does_not_bring_these():
    page = PAGES["pre-proceedings-open.md"]
    (line,) = [one for one in page.splitlines() if one.startswith("- [Timed event]")]
    assert "Annex A" not in line
    assert "Children in need census" in line
    assert "Standard Safeguarding Dataset" in line
    page = PAGES["initial-conferences-within-15-days-percentage.md"]
    (line,) = [one for one in page.splitlines() if one.startswith("- [Timed event]")]
    assert "Annex A" in line
