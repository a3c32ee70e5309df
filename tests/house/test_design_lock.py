"""The office's design package is pinned, checked, and fetched from nowhere in particular."""

import json
from pathlib import Path

from tools import set_up

ROOT = Path(__file__).resolve().parents[2]
LOCK = json.loads((ROOT / "design/package-lock.json").read_text(encoding="utf-8"))


def test_every_package_has_a_hash_and_names_no_host():
    fetched = {name: one for name, one in LOCK["packages"].items() if name}
    assert fetched
    assert [name for name, one in fetched.items() if not one.get("integrity")] == []
    assert [name for name, one in fetched.items() if "resolved" in one] == []


def test_the_style_sheet_is_compiled_without_what_only_the_government_may_use():
    assert set_up.is_compiled(), "run the set-up again: make test compiles it"
    text = (set_up.STATIC / "office.css").read_text(encoding="utf-8")
    assert "GDS Transport" not in text
    assert "@font-face" not in text
    assert not list(set_up.STATIC.glob("*crest*"))
    assert "govuk-error-summary" in text
