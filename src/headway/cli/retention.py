"""``headway retention``: what may be kept no longer, and its erasure."""

import argparse
from datetime import UTC, date, datetime, time
from pathlib import Path

from headway.cli.arguments import actor, add_actor, day_argument
from headway.cli.commands import Commands
from headway.cli.office import add_office, opened_office
from headway.cli.printing import erased_words, say
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.erase import erase_lapsed, lapsed, let_trail_go, old_trail


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "retention",
        help="list, and erase, what is past its retention",
        description="Say what of every snapshot is past its table's retention on a day. With "
        "--carry-out it is erased from all of them, which cannot be undone. With --trail YEARS the "
        "same for entries of the trail: of the data folder, and of the office with --office.",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=day_argument,
        default=datetime.now(UTC).date(),
        help="the day, as 2026-10-31 (default: today)",
    )
    parser.add_argument(
        "--trail",
        metavar="YEARS",
        type=_years,
        help="the trail instead of case rows: entries older than so many years",
    )
    add_office(parser, "with --trail: the office's folder, for its trail as well")
    parser.add_argument(
        "--reason",
        metavar="TEXT",
        default="past the time that the trail is kept",
        help="with --trail: why, for the entry that stands for those that go",
    )
    parser.add_argument("--carry-out", action="store_true", help="erase what is listed")
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run the command."""
    if chosen.carry_out:
        _refuse_a_day_to_come(chosen.on)
    if chosen.trail is not None:
        return _trail(chosen)
    found = lapsed(chosen.data, chosen.on)
    for one in found:
        if one.rows:
            say(f"{one.snapshot}: " + _counts(one.rows))
        if one.still_open:
            say(f"{one.snapshot}: old, but never ended, so kept: " + _counts(one.still_open))
    rows = sum(count for one in found for _, count in one.rows)
    if not rows:
        say(f"Nothing is past its retention on {chosen.on.isoformat()}.")
    elif not chosen.carry_out:
        are, them = ("row is past its", "it") if rows == 1 else ("rows are past their", "them")
        say(f"{rows:,} {are} retention. Say --carry-out to erase {them}.")
    else:
        done = erase_lapsed(chosen.data, chosen.on, by=actor(chosen), at=datetime.now(UTC))
        say(erased_words(done.rows, len(done.snapshots)))
    return 0


def _trail(chosen: argparse.Namespace) -> int:
    before = datetime.combine(_years_before(chosen.on, chosen.trail), time.min, tzinfo=UTC)
    kept_for = "1 year" if chosen.trail == 1 else f"{chosen.trail} years"
    told = {"kept_for": kept_for, "reason": chosen.reason, "by": actor(chosen)}
    old = old_trail(chosen.data, before)
    counts = {"data folder": old.count if old else 0}
    office = opened_office(chosen) if chosen.office is not None else None
    if office is not None:
        counts["office"] = office.office_entries_before(before)
    if not any(counts.values()):
        say(f"No entry that may go is from before {before.date().isoformat()}.")
        return 0
    if chosen.carry_out:
        let_trail_go(chosen.data, before, at=datetime.now(UTC), **told)
        if office is not None:
            office.let_office_trail_go(before, **told)
    done = "let go" if chosen.carry_out else "past their time"
    for name, count in counts.items():
        say(f"The trail of the {name}: {count:,} entries {done}.")
    if not chosen.carry_out:
        say("Say --carry-out to let them go. What says what is stored or erased stays.")
    return 0


def _refuse_a_day_to_come(on: date) -> None:
    """Refuse to let go, or to erase, today what is past its time on a later day."""
    if on > datetime.now(UTC).date():
        place, found = Place("--on"), f"{on.isoformat()} is still to come"
        allowed = "What is past its time goes, and nothing before. Nothing was changed"
        step = "Leave --on out, or leave --carry-out out to see what would go then"
        raise Refused(Finding(place, Severity.STOPS, found, allowed, step))


def _years(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 100:
        raise argparse.ArgumentTypeError("give whole years, from 1 to 100")
    return int(text)


def _years_before(on: date, years: int) -> date:
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    return on.replace(year=on.year - years, day=day)


def _counts(rows: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{table} {count:,}" for table, count in rows)
