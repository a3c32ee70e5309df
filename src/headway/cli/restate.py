"""``headway restate``: which figures moved between two snapshots, by how much, and why."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor, add_output
from headway.cli.calculate import UNITS, period_argument
from headway.cli.commands import Commands
from headway.cli.printing import can_show_arrows, note, say, width
from headway.domain.periods import Period, index_of, month_at
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.output import write_file
from headway.services.analysis.restate import RestateAsked, Restated, restate
from headway.services.analysis.restated_rows import RowsOfChange, write_restated_rows
from headway.writers.restated import printed_otherwise, restated_csv, restated_json, restated_text
from headway.writers.terminal_page import Page

FORMATS = ("terminal", "csv", "json")
MOST_SHOWN = 40


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "restate",
        help="say which figures moved between two snapshots, and which rows did it",
        description="Work the same figures out from two snapshots, and explain each that moved: "
        "how much of it was recorded late, corrected, withdrawn, erased, redefined or "
        "reorganised. The parts add up to the difference exactly.",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    parser.add_argument(
        "--from", dest="before", metavar="A", required=True,
        help="a snapshot by its name, a day on which it was current (2026-09-05), or an edition "
        "that was kept (edition:2026-08)",
    )  # fmt: skip
    parser.add_argument(
        "--to", dest="after", metavar="B", default="",
        help="the later snapshot, by name or day (default: the current one)",
    )  # fmt: skip
    parser.add_argument(
        "--months", metavar=("FIRST", "LAST"), nargs=2, type=period_argument,
        help="the months whose figures are compared, such as 2026-04 2026-09 (default: the last "
        "thirteen that the earlier exports reach)",
    )  # fmt: skip
    parser.add_argument(
        "--units", choices=list(UNITS), default="council", help="the level of organisation"
    )
    parser.add_argument(
        "--indicators", metavar="NAME", nargs="+", default=[], help="only these indicators"
    )
    parser.add_argument(
        "--catalogue", metavar="FOLDER", type=Path, help="the council's own definitions"
    )
    parser.add_argument(
        "--catalogue-before", metavar="FOLDER", type=Path,
        help="the council's own definitions as they stood earlier, where they have changed",
    )  # fmt: skip
    parser.add_argument(
        "--rows", metavar="FILE", type=Path,
        help="write the rows that did it to this csv file: personal data, only with --purpose",
    )  # fmt: skip
    parser.add_argument(
        "--purpose", metavar="TEXT", default="", help="what the rows are for; it goes on the trail"
    )
    parser.add_argument("--all", action="store_true", help="show every figure on the screen")
    parser.add_argument("--format", choices=FORMATS, default="terminal", help="how it is given")
    add_output(parser)
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Compare, and give what moved in the chosen form."""
    asked = RestateAsked(
        chosen.before,
        chosen.after,
        _months(chosen.months),
        UNITS[chosen.units],
        tuple(chosen.indicators),
        chosen.catalogue,
        chosen.catalogue_before,
    )
    if chosen.rows is not None:
        return _rows(chosen, asked)
    found = restate(chosen.data, asked)
    written = _written(found, chosen)
    if chosen.out is None:
        say(written.rstrip("\n"))
        return 0
    encoding = "utf-8-sig" if chosen.format == "csv" else "utf-8"
    made = write_file(chosen.out, written.encode(encoding), "restatement", replace=chosen.replace)
    say(f"Wrote {made.what}: {made.path}")
    return 0


def _rows(chosen: argparse.Namespace, asked: RestateAsked) -> int:
    wanted = RowsOfChange(asked, chosen.purpose, actor(chosen), datetime.now(UTC))
    made = write_restated_rows(chosen.data, wanted, chosen.rows, replace=chosen.replace)
    rows = "1 row" if made.rows == 1 else f"{made.rows:,} rows"
    say(f"Wrote {rows} behind {made.figures:,} figures: {made.written.path}")
    if made.withheld:
        note(f"{made.withheld:,} more are of restricted records: they are never listed")
    note("These rows are personal data: keep them as your council keeps case data.")
    return 0


def _written(found: Restated, chosen: argparse.Namespace) -> str:
    if chosen.format == "csv":
        return restated_csv(found.figures, found.unit_names)
    if chosen.format == "json":
        about = {"from": found.before.words, "to": found.after.words}
        return restated_json(found.figures, found.indicators, found.unit_names, about)
    page = Page(width(), can_show_arrows())
    for line in _heading(found):
        page.lines += page.wrapped(line, page.width)
    page.blank()
    shown = found.figures if chosen.all else found.figures[:MOST_SHOWN]
    published = found.edition.figures if found.edition else {}
    for line in printed_otherwise(found.figures, found.indicators, published):
        page.lines += page.wrapped(line, page.width)
    page.blank()
    text = restated_text(shown, found.indicators, found.unit_names, page, published)
    more = len(found.figures) - len(shown)
    return text + (f"\nand {more:,} more: say --all, or --format csv.\n" if more else "")


def _heading(found: Restated) -> list[str]:
    lines = [f"From {found.before.words}", f"To {found.after.words}"]
    if found.edition is not None:
        kept = found.edition.kept.isoformat()
        lines[0] = (
            f"From the edition {found.edition.name}, kept on {kept}, and {found.before.words}"
        )
    moved = len(found.figures)
    parts = [f"{moved:,} of {found.compared:,} figures that both give moved, most moved first"]
    if found.newly_known:
        parts.append(f"{found.newly_known:,} had no figure then and have one now")
    if found.no_longer:
        parts.append(f"{found.no_longer:,} had one then and have none now")
    return [*lines, "; ".join(parts) + "."]


def _months(ends: list[Period] | None) -> tuple[Period, ...]:
    if not ends:
        return ()
    first, last = ends
    found = tuple(month_at(one) for one in range(index_of(first.start), index_of(last.end)))
    if not found:
        raise Refused(
            Finding(
                Place("--months"),
                Severity.STOPS,
                f"{first} comes after {last}",
                "Nothing was compared",
                "Give the first month, then the last",
            )
        )
    return found
