"""What was signed off, frozen in the data folder once its month is approved.

From there scorecards and editions take it, as they take answers collected on workbooks.
"""

from datetime import datetime
from pathlib import Path

from django.utils import timezone

from headway.domain.entries import LONGEST_COMMENTARY, Entry, EntryKind
from headway.domain.problems import Place
from headway.domain.roles import Role
from headway.register.accounts.people import Actor
from headway.services.analysis.keeping import keep_entries
from headway.services.office.sign_off import SignOffLine, SignOffShown

FILE = "commentary signed off in the office"


def freeze_commentary(data: Path, shown: SignOffShown, by: Actor) -> int:
    """Keep the month's signed commentary; give how many. Its writers are named by their role."""
    now = timezone.now()
    entries = [_entry(line, shown, now) for line in shown.lines if line.is_signed]
    found = [one for one in entries if one is not None]
    if found:
        about = {"commentary": shown.title, "period": str(shown.key.month)}
        keep_entries(found, data, about, by=by.email, at=now)
    return len(found)


def _entry(line: SignOffLine, shown: SignOffShown, now: datetime) -> Entry | None:
    text = _text(line, shown)
    if not text:
        return None
    return Entry(
        line.key.indicator,
        shown.key.month,
        EntryKind.COMMENTARY,
        text,
        Role.INDICATOR_OWNER.value,
        timezone.localtime(now).date(),
        place=Place(FILE),
    )


def _text(line: SignOffLine, shown: SignOffShown) -> str:
    """Give the words; a pointer to another indicator names it."""
    if line.written is None:
        return ""
    words = line.written.words
    titles = {one.key.indicator: one.title for one in shown.lines}
    there = titles.get(words.points_to, "")
    parts = [words.text.strip(), f"See: {there}." if there else ""]
    return " ".join(part for part in parts if part)[:LONGEST_COMMENTARY]
