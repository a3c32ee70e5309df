"""Reading both trails: the office's own, and the data folder's as it was read in."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from heapq import merge
from itertools import islice

from django.db.models import Q

from headway.domain.trail import TrailEntry, Verb
from headway.register.trail.models import Entry, FolderEntry

FEW = 20


class Source(Enum):
    """Whose trail an entry stands on; of the same instant the office's is shown first."""

    OFFICE = "the office"
    DATA = "the data folder"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries: of whom, of a verb, between two days (both counted), of which trail."""

    by: str = ""
    verb: Verb | None = None
    first_day: date | None = None
    last_day: date | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry, and whose trail it stands on."""

    source: Source
    entry: TrailEntry

    @property
    def place(self) -> "Place":
        """Where it stands among all."""
        return Place(self.entry.at, self.source, self.entry.number)


@dataclass(frozen=True, slots=True)
class Place:
    """A place among the entries of both: what is older stands behind it."""

    at: datetime
    source: Source
    number: int

    @property
    def key(self) -> tuple[datetime, int, int]:
        """What both trails are ordered by together."""
        return self.at, -list(Source).index(self.source), self.number


def as_entry(record: Entry | FolderEntry) -> TrailEntry:
    """Give a record as the domain's entry."""
    told = record.details
    pairs = sorted(told.items()) if isinstance(told, dict) else ((one, two) for one, two in told)
    return TrailEntry(
        number=record.number,
        at=record.at.astimezone(UTC),
        by=record.by,
        verb=Verb(record.verb),
        subject=record.subject,
        details=tuple(pairs),
        previous=record.previous,
        digest=record.digest,
    )


def lines(asked: Asked, limit: int, behind: Place | None = None) -> tuple[Line, ...]:
    """Give the newest entries of both trails first, ``limit`` of them, those behind a place."""
    wanted = [asked.source] if asked.source else list(Source)
    found = [_newest(one, asked, limit, behind) for one in wanted]
    return tuple(islice(merge(*found, key=lambda one: one.place.key, reverse=True), limit))


def entries(asked: Asked, limit: int) -> tuple[TrailEntry, ...]:
    """Give the newest entries of the office's own trail first, ``limit`` of them."""
    found = lines(replace(asked, source=Source.OFFICE), limit)
    return tuple(one.entry for one in found)


def people_on(part: str) -> tuple[str, ...]:
    """Give whoever did something on either trail and whose address holds a part."""
    named: set[str] = set()
    for model in (Entry, FolderEntry):
        found = model.objects.order_by().values_list("by", flat=True)
        named |= set(found.filter(by__icontains=part).distinct())
    return tuple(sorted(named))


def _newest(source: Source, asked: Asked, limit: int, behind: Place | None) -> list[Line]:
    model = Entry if source is Source.OFFICE else FolderEntry
    found = model.objects.order_by("-at", "-number").filter(_condition(asked))
    if behind is not None:
        found = found.filter(_behind(source, behind))
    return [Line(source, as_entry(one)) for one in found[:limit]]


def _condition(asked: Asked) -> Q:
    wanted = Q()
    if asked.by:
        # Few are found by their index; where many are meant, the newest entries hold enough.
        meant = people_on(asked.by)
        wanted &= Q(by__in=meant) if len(meant) <= FEW else Q(by__icontains=asked.by)
    if asked.verb:
        wanted &= Q(verb=asked.verb.value)
    if asked.first_day:
        wanted &= Q(at__gte=_start_of(asked.first_day))
    if asked.last_day and asked.last_day < date.max:  # there is no day after that one
        wanted &= Q(at__lt=_start_of(asked.last_day + timedelta(days=1)))
    return wanted


def _behind(source: Source, place: Place) -> Q:
    order = list(Source)
    if order.index(source) > order.index(place.source):
        return Q(at__lte=place.at)
    if source is not place.source:
        return Q(at__lt=place.at)
    return Q(at__lt=place.at) | Q(at=place.at, number__lt=place.number)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
