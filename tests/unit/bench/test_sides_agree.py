"""The benchmark's own machinery: its sides come to the same, and it notices where they do not."""

import pytest

from bench.figures import LAST_DAY, Figures, derive, differences, put, read, save
from bench.larger import put_together
from bench.plot import plot
from bench.recipes import COVERED, NOT_COVERED
from bench.report import Budget
from bench.run import unlisted
from bench.with_headway import compared as by_headway
from bench.with_sql import compared as by_hand
from bench.work import Places
from headway.cli.main import main as headway

pytestmark = pytest.mark.xdist_group("bench")  # one council for all of them


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    made = ["synthetic", "--out", str(folder / "exports"), "--children", "500", "--years", "4",
            "--seed", "3", "--until", LAST_DAY, "--forms", "headway"]  # fmt: skip
    assert headway(made) == 0
    found = Places(folder)
    loaded = ["load", str(found.exports), "--into", str(found.data), "--as-of", "2026-11-01"]
    assert headway([*loaded, "--by", "a test"]) == 0
    return found


def _worked_out(side, places):
    with side(places) as work:
        result = work.run()
        return work.figures(result), work.hidden(result)


@pytest.fixture(scope="module")
def ours(places):
    return _worked_out(by_headway, places)


def test_sql_by_hand_and_headway_come_to_the_same_figures(places, ours):
    figures, hidden = ours
    by_sql, _ = _worked_out(by_hand, places)
    assert differences({"Headway": figures, "SQL": by_sql}, hidden, COVERED) == []
    with_figures = {name for name, *_ in figures}
    assert len(with_figures) > len(COVERED) - 25


def test_copies_of_a_snapshot_give_so_many_times_its_figures(places, ours, tmp_path):
    rows = put_together(places.data, 3, tmp_path / "data")
    figures, hidden = _worked_out(by_headway, Places(tmp_path))
    once, _ = ours
    counts = {cell: above for cell, (above, below) in once.items() if not below}
    counted = {cell: above for cell, (above, below) in figures.items() if not below}
    assert counted == {cell: 3 * above for cell, above in counts.items()}
    assert len(counts) > 1_000
    by_sql, _ = _worked_out(by_hand, Places(tmp_path))
    assert differences({"Headway": figures, "SQL": by_sql}, hidden, COVERED) == []
    assert rows > 3 * 10_000


def test_pandas_and_headway_come_to_the_same_figures(places, ours):
    pytest.importorskip("pandas")
    from bench.with_pandas import from_files, from_memory

    figures, hidden = ours
    sides = {"Headway": figures}
    sides["files"], _ = _worked_out(from_files, places)
    sides["memory"], _ = _worked_out(from_memory, places)
    assert differences(sides, hidden, COVERED) == []


def test_an_indicator_on_no_list_is_told():
    assert unlisted(COVERED, COVERED) == ""
    said = unlisted(frozenset({"new-one", "kept"}), frozenset({"kept", "old-one"}))
    assert "on no side's list: new-one\n" in said
    assert "no longer calculated: old-one\n" in said
    assert not COVERED & NOT_COVERED.keys()


def test_a_figure_that_differs_is_told_and_a_hidden_one_is_not():
    cell, other = ("a", "2026-10", "team", "T1"), ("a", "2026-10", "council", "")
    one, two = {cell: (1, 0), other: (5, 0)}, {cell: (2, 0), other: (6, 0)}
    (told,) = differences({"one": one, "two": two}, frozenset({other}), frozenset({"a"}))
    assert "two differs from one in 1 figures (a)" in told
    assert differences({"one": one, "two": two}, frozenset({cell, other}), frozenset({"a"})) == []
    assert differences({"one": one, "two": two}, frozenset(), frozenset({"b"})) == []


def test_figures_are_kept_and_derived(tmp_path):
    figures: Figures = {}
    put(figures, ("exploitation-screenings", "2026-10", "team", "T1"), 4, 0)
    put(figures, ("exploitation-risk-medium-or-high", "2026-10", "team", "T1"), 1, None)
    put(figures, ("nothing", "2026-10", "team", "T1"), 0, None)
    made = derive(figures, {}, [])
    share = ("exploitation-risk-medium-or-high-percentage", "2026-10", "team", "T1")
    assert made[share] == (1_000_000, 4_000_000)
    assert len(made) == 3
    save(made, tmp_path / "figures.json", [share])
    assert read(tmp_path / "figures.json") == (made, frozenset({share}))


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        (Budget("a", 1.5, at_most=1.5), "at most 1.5: met"),
        (Budget("a", 1.51, at_most=1.5), "at most 1.5: MISSED"),
        (Budget("a", 6.9, at_least=7), "at least 7: MISSED"),
        (Budget("a", 0.03, at_most=0.03, percent=True), "at most 3%: met"),
        (Budget("a", 3), ""),
    ],
)
def test_a_budget_says_whether_it_is_met(budget, said):
    assert budget.judged == said


def test_a_plot_tells_its_points_in_words_too():
    drawn = plot("Cost", "rows", {"A & B": [(1_000, 0.5), (1_000_000, 12)]}, log=True)
    assert "A &amp; B: 1,000: 0.5 s, 1 million: 12 s" in drawn
    assert drawn.startswith("<svg")
    assert drawn.count("<circle") == 2
