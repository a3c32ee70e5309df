"""The manual's pages are those that the definitions and examples make."""

from pathlib import Path

from tools.write_indicator_pages import FOLDER, pages

STEP = "run: python tools/write_indicator_pages.py"


def test_the_manual_is_up_to_date():
    made = pages()
    kept = {one.name: one.read_text(encoding="utf-8") for one in Path(FOLDER).glob("*.md")}
    assert sorted(kept) == sorted(made), STEP
    stale = [name for name in made if kept[name] != made[name]]
    assert not stale, STEP
