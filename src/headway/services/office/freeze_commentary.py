"""What was signed off, frozen in the data folder once its month is approved.

From there scorecards and editions take it, as they take answers collected on workbooks: of what
was said of an indicator and a month, the latest.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from headway.domain.entries import LONGEST_COMMENTARY, Entry, EntryKind
from headway.domain.problems import Place
from headway.domain.roles import Role
from headway.register.accounts.people import Actor
from headway.services.analysis.keeping import keep_entries, kept_entries
from headway.services.office.sign_off import SignOffLine, SignOffShown

FILE = "commentary signed off in the office"
TAKEN_BACK = "What was said of this before is taken back: it is no longer signed off."


def freeze_commentary(data: Path, shown: SignOffShown, by: Actor) -> int:
    """Keep the month's signed commentary; give how many. Its writers are named by their role.

    What was frozen when the month was approved before, and is not signed off any more, is taken
    back in words: an edition never shows what nobody stands by.
    """
    now = timezone.now()
    entries = list(_entries(shown, _said(data, shown), now))
    if entries:
        about = {"commentary": shown.title, "period": str(shown.key.month)}
        keep_entries(entries, data, about, by=by.email, at=now)
    return sum(1 for one in entries if one.value != TAKEN_BACK)


def _said(data: Path, shown: SignOffShown) -> Mapping[str, str]:
    """Give what was frozen of the month's indicators before."""
    return {
        one.indicator: str(one.value)
        for one in (kept_entries(data) if data.exists() else ())
        if one.place.file == FILE and one.period == shown.key.month
    }


def _entries(shown: SignOffShown, said: Mapping[str, str], now: datetime) -> Iterator[Entry]:
    for line in shown.lines:
        text = _text(line, shown) if line.is_signed else ""
        if text:
            yield _entry(line, shown, text, Role.INDICATOR_OWNER, now)
        elif said.get(line.key.indicator, TAKEN_BACK) != TAKEN_BACK:
            yield _entry(line, shown, TAKEN_BACK, Role.HEAD_OF_SERVICE, now)


def _entry(line: SignOffLine, shown: SignOffShown, text: str, by: Role, now: datetime) -> Entry:
    """Write a commentary as an entry. Its row is the version of the month.

    So what is said again, after something else was said in between, is another artefact, and the
    latest: the same contents would be stored once, in the place of the first.
    """
    return Entry(
        line.key.indicator,
        shown.key.month,
        EntryKind.COMMENTARY,
        text,
        by.value,
        timezone.localtime(now).date(),
        place=Place(FILE, row=shown.stands.version),
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
