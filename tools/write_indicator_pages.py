"""Write the manual: one page for each calculated indicator, from its definition and examples.

Run it after changing a definition or an example: ``python tools/write_indicator_pages.py``. A
test fails while a page is out of date.
"""

from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.engine.examples import shipped_examples
from headway.engine.explained import manual_page

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "indicators"


def pages() -> dict[str, str]:
    """Give the text of every page by its file name, the list of them all included."""
    examples = shipped_examples()
    found = {
        f"{one.id}.md": manual_page(one, examples.get(one.id, ()))
        for one in load_catalogue().indicators.values()
        if one.calculation is not None
    }
    known = load_catalogue().indicators
    lines = [f"- [{known[name[:-3]].title}]({name})" for name in sorted(found)]
    head = "# Indicators that are worked out from case rows\n\nMade from their definitions and "
    head += "worked examples by `python tools/write_indicator_pages.py`.\n\n"
    return found | {"README.md": head + "\n".join(lines) + "\n"}


def main() -> None:
    """Write every page, and take away those of indicators that are no more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"Wrote {len(made)} pages to {FOLDER}")


if __name__ == "__main__":
    main()
