"""Entries of both trails as sentences, and what is known of their chains."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from headway.domain.asked_work import AskedWork
from headway.domain.days import day_words
from headway.domain.problems import Finding
from headway.register.trail.checking import ON_A_PAGE, Checked
from headway.register.trail.queries import Line, Place, Source
from headway.services.office.folder_trail import FolderTrail
from headway.web.presenters.data import AskedText

KEPT_SHORT = 16
DIGESTS = {"digest", "manifest", "seen"}


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry, as a row of a table."""

    number: int
    source: str
    at: datetime
    by: str
    verb: str
    subject: str
    details: str

    @property
    def by_parts(self) -> tuple[str, str]:
        """Who, in front of the @ of an address and from there on: a line may break between."""
        name, at, rest = self.by.partition("@")
        return name, at + rest


@dataclass(frozen=True, slots=True)
class ChainLine:
    """What is known of a chain: whose it is, in words, and what is wrong."""

    name: str
    words: str
    findings: tuple[Finding, ...]


def lines_of(found: Iterable[Line]) -> tuple[TrailLine, ...]:
    """Make a line of each entry; digests are shown by their beginning."""
    return tuple(
        TrailLine(
            one.entry.number,
            one.source.value,
            one.entry.at,
            one.entry.by,
            one.entry.verb.value,
            one.entry.subject,
            "; ".join(f"{name}: {_short(name, value)}" for name, value in one.entry.details),
        )
        for one in found
    )


def chains(office: Checked, folder: FolderTrail) -> tuple[ChainLine, ...]:
    """Say of both chains whether they hold, and how far that was looked at."""
    is_all = office.followed < ON_A_PAGE
    said = f"{office.link.number:,} entries" if is_all else f"up to entry {office.link.number:,}"
    if office.whole_at is None:
        said += ", not yet checked from the first to the last"
    else:
        at = timezone.localtime(office.whole_at)
        said += (
            f". Each was checked on {day_words(at)} at {at:%H:%M} up to entry"
            f" {office.whole_to:,}, those since then now"
        )
    if not is_all:
        said += ". The rest is looked at when the page is opened again"
    read = f"{folder.number:,} entries, each checked as it was read in"
    if not folder.is_whole:
        read += ". There are more: look again in a moment"
    return (
        ChainLine(f"The trail of {Source.OFFICE.value}", said, office.findings),
        ChainLine(f"The trail of {Source.DATA.value}", read, folder.findings),
    )


def check_text(work: AskedWork) -> AskedText:
    """Make the texts of a check of every entry, by how far it has come and what was found."""
    if not work.state.has_ended:
        title = "Every entry of both trails is being checked"
    elif not work.result:
        title = "The trails were not checked"
    elif work.result["findings"]:
        title = "A trail does not hold"
    else:
        title = "Every entry of both trails was checked: the chains are whole"
    entries, folder = work.result.get("entries", 0), work.result.get("folder", 0)
    done = f"{entries:,} entries of the office and {folder:,} of the data folder were looked at."
    if work.result.get("findings"):
        done = "Touch nothing, and have both folders copied before anything else is done."
    return AskedText(title, done, "trail", "Back to the trail", "trail")


def written(place: Place) -> str:
    """Write a place for an address."""
    return f"{place.at:%Y%m%dT%H%M%S%f}-{place.source.name[0]}-{place.number}"


def place_of(text: str) -> Place | None:
    """Read a place from an address; None for what is none."""
    at, _, rest = text.partition("-")
    letter, _, number = rest.partition("-")
    sources = {one.name[0]: one for one in Source}
    if letter not in sources or not number.isdecimal() or len(number) > 18:
        return None
    try:
        return Place(
            datetime.strptime(f"{at}+0000", "%Y%m%dT%H%M%S%f%z"), sources[letter], int(number)
        )
    except ValueError:
        return None


def _short(name: str, value: str) -> str:
    return f"{value[:KEPT_SHORT]}…" if name in DIGESTS and len(value) > KEPT_SHORT else value
