"""Every variable of the environment that the program reads is in the administrators' guide."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"HEADWAY_[A-Z]+(?:_[A-Z]+)*")
GUIDE = ROOT / "docs" / "administrators-guide.md"


def test_each_has_a_row_of_the_table_and_no_row_is_of_one_that_is_not_read():
    read = set()
    for path in (ROOT / "src" / "headway").rglob("*.py"):
        read |= set(re.findall(rf'"({NAME.pattern})"', path.read_text(encoding="utf-8")))
    assert {"HEADWAY_MAIL", "HEADWAY_OFFICE", "HEADWAY_SIGN_IN_SECRET"} <= read
    text = GUIDE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(HEADWAY_[A-Z_]+)` \| (.+) \|$", text, re.MULTILINE)
    assert {name for name, _ in rows} == read
    assert len(rows) == len(read)
    assert all(len(said.split()) > 2 for _, said in rows)
    assert set(NAME.findall(text)) <= read
