"""Groups of an indicator beside each other, from loaded exports."""

import csv
import io

OPEN = "early-help-cases-open"


def compared(headway, council, *more):
    return headway("compare-groups", OPEN, "--data", council / "data", "--period", "2026-09", *more)


def test_localities_add_up_and_are_compared(headway, council):
    code, text, complaint = compared(headway, council, "--by", "locality", "--format", "csv")
    assert code == 0, complaint
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {row["rate_method"] for row in rows if row["state"] == "number"} <= {"Byar", ""}
    assert all(row["said"] for row in rows)
    assert not any(row["count"] in {"1", "2", "3", "4"} for row in rows)


def test_ethnicities_without_a_population_are_counted_and_not_compared(headway, council):
    code, text, _ = compared(headway, council, "--by", "ethnicity")
    assert code == 0
    said = [line for line in text.splitlines() if line.startswith("* ")]
    assert said
    # A council this small tells few of them, and none is set beside another.
    assert all("withheld" in one or "no population is known" in one for one in said)


def test_a_page_is_made(headway, council, tmp_path):
    out = tmp_path / "ages.html"
    code, _, complaint = compared(headway, council, "--by", "age", "--out", out)
    assert code == 0, complaint
    assert "Byar" in out.read_text(encoding="utf-8")


def test_what_does_not_part_the_figure_is_refused(headway, council):
    code, _, complaint = compared(headway, council, "--by", "shoes")
    assert code
    assert "Choose one of" in complaint
    code, _, complaint = compared(headway, council, "--by", "age", "--against", "99-100")
    assert code
    assert "none of the groups" in complaint
