"""Write the manual: one page for each indicator, from its definition and examples.

Run it after changing a definition, an example, a column map or how statements are written:
``python tools/write_indicator_pages.py``. A test fails while a page is out of date.
"""

from pathlib import Path

from headway.services.analysis.explain import manual

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "indicators"


def pages() -> dict[str, str]:
    """Give the text of every page by its file name, the list of them all included."""
    return manual()


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
