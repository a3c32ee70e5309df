"""Reading the data folder's trail in, so that both are looked through as one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from headway.domain.trail import TrailEntry, Verb
from headway.register.trail.models import FolderEntry, FolderPlace

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class ReadTo:
    """How far the file was read in: its last entry, where its line begins, and where it ends."""

    number: int = 0
    digest: str = ""
    line_at: int = 0
    end: int = 0


def read_to() -> ReadTo:
    """Give how far the data folder's trail was read in."""
    place = FolderPlace.objects.first()
    return ReadTo(place.number, place.digest, place.line_at, place.read_to) if place else ReadTo()


def last_let_go() -> int:
    """Give the number of the latest entry read in that tells of others let go; 0 for none."""
    told = FolderEntry.objects.filter(verb=Verb.LET_GO.value).order_by("number").last()
    return told.number if told else 0


@transaction.atomic
def read_in(entries: Sequence[TrailEntry], *, after: ReadTo, now: ReadTo) -> bool:
    """Take entries in that follow those that are there; False where somebody else was faster."""
    FolderPlace.objects.get_or_create(key=1)
    place = FolderPlace.objects.select_for_update().get(key=1)
    if place.number != after.number:
        return False
    FolderEntry.objects.bulk_create((_record(one) for one in entries), batch_size=AT_ONCE)
    place.number, place.digest = now.number, now.digest
    place.line_at, place.read_to = now.line_at, now.end
    place.save()
    return True


@transaction.atomic
def forget_what_was_read() -> None:
    """Begin again: the file was written anew, or another one stands there."""
    FolderEntry.objects.all().delete()
    FolderPlace.objects.all().delete()


def _record(entry: TrailEntry) -> FolderEntry:
    return FolderEntry(
        number=entry.number,
        at=entry.at,
        by=entry.by[:200],
        verb=entry.verb.value,
        subject=entry.subject,
        details=[list(pair) for pair in entry.details],
        previous=entry.previous,
        digest=entry.digest,
    )
