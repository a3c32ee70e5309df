"""What commands do to the office's register: they find this module by name, as they start it."""

from datetime import datetime
from pathlib import Path

from headway.domain.problems import Finding
from headway.web import server
from headway.web.reminding import refuse_without_register


def open_register(office: Path, data: Path, database: str = "") -> None:
    """Set the office up in this process; its register is brought up to date, and nothing starts.

    Refused where there is no register: one begun here would be empty, and tell of nobody.
    """
    refuse_without_register(office.resolve(), database)
    server.prepare(office.resolve(), data.resolve(), database=database)


def check_installed() -> None:
    """Import what the office is made of; ImportError where something is missing."""
    server.check_installed()


def office_entries_before(before: datetime) -> int:
    """Count the entries of the office's trail that are past their time; nothing is changed."""
    from headway.register.trail.letting_go import old_entries  # noqa: PLC0415 - once it is set up

    old = old_entries(before)
    return old.count if old else 0


def let_office_trail_go(before: datetime, *, kept_for: str, reason: str, by: str) -> int:
    """Let the entries from before a time go, under a seal; give how many there were."""
    from headway.register.trail.letting_go import let_go  # noqa: PLC0415

    gone = let_go(before=before, kept_for=kept_for, reason=reason, by=by)
    return gone.count if gone else 0


def check_office_trail(by: str) -> tuple[int, tuple[Finding, ...]]:
    """Check every entry of the office's trail; give the last number, and what is wrong."""
    from headway.register.trail.checking import check_whole_for  # noqa: PLC0415

    checked = check_whole_for(by)
    return checked.link.number, checked.findings


def take_words_out(
    identifiers: tuple[str, ...], *, person: str, reason: str, by: str
) -> tuple[str, ...]:
    """Take a person's identifiers out of what people wrote; give the places in words."""
    from headway.register.trail.taking_out import take_out  # noqa: PLC0415

    done = take_out(identifiers=identifiers, person=person, reason=reason, by=by)
    return tuple(map(str, done))
