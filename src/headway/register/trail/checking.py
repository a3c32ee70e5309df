"""Whether the office's chain holds: whole, or on from where it was found whole before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from headway.domain.problems import Finding
from headway.domain.trail import Link, TrailEntry, Verb, broken_trail, follow
from headway.register.trail.models import Checkpoint, Entry, Seal

WHOLE, ON = "whole", "on"
KEPT_EVERY = 200  # entries: so many are followed again before a new place is kept
ON_A_PAGE = 10_000  # entries that are followed at most while somebody waits for a page
AT_ONCE = 2_000
FILE = "the office’s trail"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to.

    ``link`` is the last place at which the chain holds, ``followed`` how many entries were followed
    to it, ``whole_at`` and ``whole_by`` tell of the last check of every entry.
    """

    link: Link
    followed: int
    findings: tuple[Finding, ...]
    whole_at: datetime | None = None
    whole_by: str = ""
    whole_to: int = 0


def check_whole_chain() -> Checked:
    """Follow the chain from its seal, or its beginning, to its end; nothing is kept."""
    return _check(_sealed())


def check_whole_for(by: str) -> Checked:
    """Check as ``check_whole_chain`` does, and keep that it was done, where it holds."""
    found = check_whole_chain()
    if not found.findings:
        for kind in (WHOLE, ON):
            _keep(kind, found.link, by)
    return found


def check_on() -> Checked:
    """Check what was added since the chain was last found to hold, and that nothing is missing.

    That an entry is gone shows at once, wherever it stood; that one was changed shows here where it
    stands behind the place that was kept, and in front of it with the next whole check. At most
    ``ON_A_PAGE`` entries are followed: a trail that nobody looked at for long takes several times.
    """
    whole = Checkpoint.objects.filter(kind=WHOLE).first()
    start, problem = _kept()
    if problem:
        return _told(Checked(start, 0, (broken_trail(FILE, problem),)), whole)
    found = _check(start, ON_A_PAGE)
    if not found.findings and found.followed >= KEPT_EVERY:
        _keep(ON, found.link, FILE)
    return _told(found, whole)


def _check(start: Link, limit: int | None = None) -> Checked:
    problem = _missing() or _seal_problem()
    if problem:
        return Checked(start, 0, (broken_trail(FILE, problem),))
    end, problem = follow(_entries(start.number, limit), start)
    findings = (broken_trail(FILE, problem),) if problem else ()
    return Checked(end, end.number - start.number, findings)


def _entries(after: int, limit: int | None) -> Iterator[TrailEntry]:
    fields = ("number", "at", "by", "verb", "subject", "details", "previous", "digest")
    found = Entry.objects.filter(number__gt=after).order_by("number").values_list(*fields)
    if limit is not None:
        found = found[:limit]
    for number, at, by, verb, subject, details, previous, digest in found.iterator(AT_ONCE):
        yield TrailEntry(
            number=number,
            at=at.astimezone(UTC),
            by=by,
            verb=Verb(verb),
            subject=subject,
            details=tuple(sorted(details.items())),
            previous=previous,
            digest=digest,
        )


def _kept() -> tuple[Link, str]:
    """Give the place from which to go on, and what is wrong with it."""
    sealed = _sealed()
    place = Checkpoint.objects.filter(kind=ON).first()
    if place is None or place.through <= sealed.number:
        return sealed, ""
    link = Link(place.through, place.digest)
    there = Entry.objects.filter(number=link.number).values_list("digest", flat=True).first()
    if there is None:
        return link, f"entry {link.number} was removed: the trail was whole up to it before"
    if there != link.digest:
        return link, f"entry {link.number} was replaced: another one was found whole before"
    return link, ""


def _sealed() -> Link:
    seal = Seal.objects.last()
    return Link(seal.through, seal.digest) if seal else Link()


def _missing() -> str:
    """Say which entry is not there; numbers follow each other without a gap."""
    # One question each: together they would read every entry, apart each reads an index.
    numbers = Entry.objects.order_by().values_list("number", flat=True)
    first, last = numbers.order_by("number").first(), numbers.order_by("-number").first()
    sealed = _sealed().number
    if first is None or last is None:
        return "every entry was removed" if sealed or Checkpoint.objects.exists() else ""
    if first != sealed + 1:
        return f"entry {sealed + 1} was removed: entry {first} is the first"
    if Entry.objects.count() == last - sealed:
        return ""
    if Entry.objects.filter(number__lte=last).count() == last - sealed:
        return ""  # others were added since the last was asked for
    low, high = sealed, last  # up to low all are there, up to high one is not
    while high - low > 1:
        middle = (low + high) // 2
        if Entry.objects.filter(number__lte=middle).count() == middle - sealed:
            low = middle
        else:
            high = middle
    return f"entry {high} was removed"


def _seal_problem() -> str:
    """Say where entries were let go and the trail does not tell so in the same words."""
    seal = Seal.objects.last()
    if seal is None:
        return ""
    told = Entry.objects.filter(number=seal.told_in, verb=Verb.LET_GO.value).first()
    words = {"through": str(seal.through), "digest": seal.digest}
    if told is None or words.items() - told.details.items():
        return f"entries up to {seal.through} are gone, and no entry tells that they were let go"
    return ""


@transaction.atomic
def _keep(kind: str, link: Link, by: str) -> None:
    kept = {"through": link.number, "digest": link.digest, "at": timezone.now(), "by": by}
    Checkpoint.objects.update_or_create(kind=kind, defaults=kept)


def _told(found: Checked, whole: Checkpoint | None) -> Checked:
    if whole is None:
        return found
    return Checked(found.link, found.followed, found.findings, whole.at, whole.by, whole.through)
