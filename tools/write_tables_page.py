"""Write docs/tables.md again, after a change of the tables."""

from pathlib import Path

from headway.tables.documentation import docs_page

PAGE = Path(__file__).resolve().parents[1] / "docs" / "tables.md"

if __name__ == "__main__":
    PAGE.write_text(docs_page(), encoding="utf-8", newline="\n")
    print(f"written: {PAGE.name}")
