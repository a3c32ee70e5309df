"""Adding to the trail: always within the transaction of what is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from headway.domain.trail import Link, TrailEntry, Verb, chain_after
from headway.register.trail.models import Entry

FREE = ("reason", "purpose", "note", "asked for")
"""The details that people write themselves; all others are made of what the office knows."""

ONE_AT_A_TIME = 4_211_406_115  # any number will do, as long as nothing else locks it


class NamesSomebody(Exception):
    """What was written as a reason or a purpose holds the identifier of a child or family."""


@dataclass(slots=True)
class Guard:
    """Asks of a text whether it names somebody; the office sets how when it starts."""

    names_somebody: Callable[[str], bool] = field(default=lambda text: False)


GUARD = Guard()


def record(
    *, verb: Verb, subject: str, by: str, details: Mapping[str, str] | None = None
) -> TrailEntry:
    """Add an entry to the trail and give it back.

    Call it inside the transaction that does what the entry tells: both are kept, or neither is.
    Raises ``TransactionManagementError`` outside of one, and ``NamesSomebody`` where a reason or a
    purpose holds an identifier of case data. Never hand it anything of a child.
    """
    written = " ".join(value for name, value in (details or {}).items() if name in FREE)
    if written and GUARD.names_somebody(written):
        raise NamesSomebody("a reason or purpose names nobody")
    transaction.get_connection().validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the trail is added to within a transaction")
    _wait_for_our_turn()
    last = Entry.objects.order_by("-number").values_list("number", "digest").first()
    entry = chain_after(
        Link(*last) if last else Link(),
        at=timezone.now(),
        by=by,
        verb=verb,
        subject=subject,
        details=tuple(sorted((details or {}).items())),
    )
    Entry.objects.create(
        number=entry.number,
        at=entry.at,
        by=entry.by,
        verb=entry.verb.value,
        subject=entry.subject,
        details=dict(entry.details),
        previous=entry.previous,
        digest=entry.digest,
    )
    return entry


def _wait_for_our_turn() -> None:
    """Let one transaction at a time add to the chain. SQLite's own writers already queue."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
