"""``headway load``: exports into the data folder, with what became of every row."""

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor, day_argument
from headway.cli.commands import Commands
from headway.cli.printing import complain, note, say
from headway.domain.show import show
from headway.services.analysis.load_exports import Loaded, load_exports
from headway.services.analysis.moved_figures import moved_figures

EVERY = 0.2  # seconds between two changes of the progress line
MOST_MOVED = 10
MOST_TOLD = 25


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "load",
        help="load exports of case systems into a data folder",
        description="Read exports (Headway's templates, Annex A workbooks, the tables of the "
        "Standard Safeguarding Dataset, the CIN census, or any file with a column map), check "
        "every row, and store one snapshot. Ends with a reconciliation: every row of the source "
        "was loaded, rejected with a reason, or told twice.",
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help="exports, or folders of them"
    )
    parser.add_argument(
        "--into", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    parser.add_argument(
        "--map", metavar="FILE", type=Path, action="append", default=[],
        help="a column map that a person confirmed; it comes before those of Headway",
    )  # fmt: skip
    parser.add_argument(
        "--as-of", metavar="DATE", type=day_argument,
        help="the day of the export, as 2026-10-31 (default: what a file states, else today)",
    )  # fmt: skip
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Load, and say what came of it."""
    line = _ProgressLine()
    try:
        loaded = load_exports(
            chosen.files,
            chosen.into,
            maps=chosen.map,
            by=actor(chosen),
            at=datetime.now(UTC),
            as_of=chosen.as_of,
            progress=line,
        )
    finally:
        line.clear()
    complain(loaded.findings)
    for text in _told(loaded, chosen.into):
        say(text)
    for text in _moved(loaded, chosen.into):
        say(text)
    return 0


def _moved(loaded: Loaded, into: Path) -> list[str]:
    """Say which of the council's figures are otherwise now than after the load before."""
    if not loaded.before or loaded.same_files:
        return []
    found = moved_figures(into, loaded.before, loaded.snapshot)
    if not found:
        return ["No figure of the council up to the load before has moved."]
    lines = [f"{len(found)} of the council's figures up to the load before have moved; the latest:"]
    for one in sorted(found, key=lambda each: each.period, reverse=True)[:MOST_MOVED]:
        unit, decimals = one.indicator.unit, one.indicator.decimals
        before, after = (show(value, unit, decimals) for value in (one.before, one.after))
        lines.append(f"  {one.period}: {one.indicator.title}, {before} then, {after} now")
    return lines


def _told(loaded: Loaded, into: Path) -> list[str]:
    lines = [
        f"{one.name}: {one.rows:,} {'row' if one.rows == 1 else 'rows'}" for one in loaded.files
    ]
    lines += ["", *_reconciliation(loaded), "", *_findings(loaded), ""]
    if loaded.moved:
        lines += [f"Since the load before ({loaded.before}):"]
        lines += [f"  {'! ' if one.ask else '  '}{one.table} {one.said}" for one in loaded.moved]
        lines += [""]
    lines += [f"Stored as snapshot {loaded.snapshot}, as of {loaded.export_day}."]
    return lines + _against_before(loaded, into)


def _against_before(loaded: Loaded, into: Path) -> list[str]:
    """What a person may not have meant: an older export over a newer one, the same one again."""
    if not loaded.before:
        return []
    back = f"headway snapshots --data {into} --withdraw {loaded.snapshot} --reason WHY"
    if loaded.before_day and loaded.export_day.isoformat() < loaded.before_day:
        older = (
            f"! It is older than the load before, which is as of {loaded.before_day}, and figures"
        )
        return [f"{older} are now worked out from it. If that was not meant, take it back: {back}"]
    if loaded.same_files:
        same = "! Its files are the very files of the load before."
        return [f"{same} If that was not meant, take it back: {back}"]
    return []


def _reconciliation(loaded: Loaded) -> list[str]:
    heads = ("table", "in source", "set aside", "loaded", "rejected", "twice", "from", "to")
    rows = [
        (
            one.table, f"{one.source:,}", f"{one.set_aside:,}", f"{one.loaded:,}",
            f"{one.rejected:,}", f"{one.duplicates:,}", str(one.first or ""), str(one.last or ""),
        )
        for one in loaded.tables
    ]  # fmt: skip
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    return [
        "  ".join(
            cell.ljust(width) if at in {0, 6, 7} else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (heads, *rows)
    ]


def _findings(loaded: Loaded) -> list[str]:
    if not loaded.counted:
        return ["No row has anything to be put right."]
    order = {"fatal": 0, "emptied": 1, "told": 2}
    ranked = sorted(loaded.counted, key=lambda one: (order[one.severity], -one.rows))
    lines = [f"  {one.rows:>9,}  {one.severity:<7}  {one.code}" for one in ranked[:MOST_TOLD]]
    more = len(ranked) - MOST_TOLD
    lines += [f"  and {more} other kinds"] if more > 0 else []
    return ["To be put right (rows, what became of it, what it is):", *lines]


class _ProgressLine:
    """One line that changes on a terminal; elsewhere a line for each thing that is begun."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._last = 0.0
        self._what = ""
        self._shown = 0

    def __call__(self, what: str, done: int) -> None:
        now = time.monotonic()
        if not self._is_terminal:
            if what != self._what:
                note(f"{what} ...")
        elif what != self._what or now - self._last > EVERY:
            self.clear()
            text = f"{what}: {done:,} rows" if done else f"{what} ..."
            self._shown = len(text)
            print(f"\r{text}", end="", file=sys.stderr, flush=True)
            self._last = now
        self._what = what

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            print("\r" + " " * self._shown + "\r", end="", file=sys.stderr, flush=True)
            self._shown = 0
