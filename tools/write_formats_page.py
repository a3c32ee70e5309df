"""Write docs/formats.md again, after a change of the JSON or of the csv tables."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from headway.writers.history_files import tables_of
from headway.writers.json_shape_edition import EDITION_LIST_SHAPES
from headway.writers.json_shape_parts import SHARED, Shape
from headway.writers.json_shape_plan import PLAN_SHAPES
from headway.writers.json_shape_scorecard import SCORECARD_SHAPES
from headway.writers.tables import Column, dictionary_of
from headway.writers.tidy_csv import TABLES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "formats.md"

HEAD = """\
# Files for other programs

Made from the code by `python tools/write_formats_page.py`. Do not change it by hand.

## What holds everywhere

- **Exact numbers.** A number is exact, as decimal text (`6.8`) or, where no decimals end it, as
  a fraction (`13/7`). How it is shown to people stands beside it.
- **Absent is not nought.** A figure has a *state*: `number`, or `not applicable`,
  `not collected`, `awaited`, `not due`, `incomplete`, `suppressed` or `broken`. Only a number
  has a value. A withheld figure of a scorecard carries neither text nor note.
- **Periods** have a name, a kind, and a first and last day, both of which belong to them.
- **csv** follows RFC 4180, in UTF-8. Files begin with the byte order mark, which Excel needs; what
  is printed or redirected does not. Text that a spreadsheet could run (it begins with `=`, `+`,
  `-` or `@`) has an apostrophe in front.
- **Nothing goes quietly.** JSON has a version, which rises when a key goes or changes its meaning.
"""

EDITION_LIST = """\
`headway publish` writes `edition.json` beside an edition's scorecards. Editions made before it had
`scorecards` have none: there the name of a scorecard alone tells of whom it is.
"""

ASKED_BY = {
    "figures": "headway scorecard FILE … --format csv",
    "comparisons": "headway scorecard FILE … --table comparisons",
    "signals": "headway scorecard FILE … --table signals",
    "ratings": "headway plan FILE … --format csv",
    "actions": "headway plan FILE … --table actions",
}


def page() -> str:
    """Return the page's text."""
    history = tables_of(())
    parts = [
        HEAD,
        "## csv: one table at a time\n",
        *(_csv(f"`{name}`: `{ASKED_BY[name]}`", columns) for name, columns in TABLES.items()),
        "## csv: kept history\n",
        "`headway history FILE … --into FOLDER` keeps these files together.\n",
        *(_csv(f"`{table.name}`", table.columns) for table in (*history, dictionary_of(history))),
        "## JSON: what both share\n",
        *_objects(SHARED),
        "## JSON: a scorecard\n",
        "`headway scorecard FILE … --format json` writes one *scorecard*.\n",
        *_objects(SCORECARD_SHAPES),
        "## JSON: a plan\n",
        "`headway plan FILE … --format json` writes one *plan*.\n",
        *_objects(PLAN_SHAPES),
        "## JSON: an edition's own list\n",
        EDITION_LIST,
        *_objects(EDITION_LIST_SHAPES),
    ]
    return "\n".join(parts)


def _csv(title: str, columns: Iterable[Column]) -> str:
    rows = [(f"`{each.name}`", each.type.value, each.meaning) for each in columns]
    return _table(title, ("Column", "Holds", "Meaning"), rows)


def _objects(shapes: Mapping[str, Shape]) -> Iterator[str]:
    for name, shape in shapes.items():
        rows = [(f"`{key}`", kind, meaning) for key, (kind, meaning) in shape.items()]
        yield _table(name.capitalize(), ("Key", "Is", "Meaning"), rows)


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (heads, ("---",) * len(heads), *rows)]
    return f"### {title}\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"written: {PAGE.name}")
