"""Reading the trail."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from headway.domain.problems import Finding
from headway.domain.trail import TrailEntry, Verb, check_chain
from headway.register.trail.models import Entry


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries: by a person, of a verb, between two days (both counted)."""

    by: str = ""
    verb: Verb | None = None
    first_day: date | None = None
    last_day: date | None = None


def as_entry(record: Entry) -> TrailEntry:
    """Give a record as the domain's entry."""
    return TrailEntry(
        number=record.number,
        at=record.at.astimezone(UTC),
        by=record.by,
        verb=Verb(record.verb),
        subject=record.subject,
        details=tuple(sorted(record.details.items())),
        previous=record.previous,
        digest=record.digest,
    )


def entries(asked: Asked, limit: int, before: int | None = None) -> tuple[TrailEntry, ...]:
    """Give the newest entries first, ``limit`` of them, those before a number when one is given."""
    found = Entry.objects.order_by("-number")
    if before is not None:
        found = found.filter(number__lt=before)
    if asked.by:
        found = found.filter(by__icontains=asked.by)
    if asked.verb:
        found = found.filter(verb=asked.verb.value)
    if asked.first_day:
        found = found.filter(at__gte=_start_of(asked.first_day))
    if asked.last_day:
        found = found.filter(at__lt=_start_of(asked.last_day + timedelta(days=1)))
    return tuple(as_entry(one) for one in found[:limit])


def check() -> list[Finding]:
    """Go through the whole chain and say where it does not hold; nothing where it does."""
    return list(check_chain(list(_all()), file="the office’s trail"))


def _all() -> Iterator[TrailEntry]:
    records: Iterable[Entry] = Entry.objects.order_by("number").iterator()
    return (as_entry(one) for one in records)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
