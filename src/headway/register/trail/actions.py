"""Adding to the trail: always within the transaction of what is told."""

from collections.abc import Mapping

from django.db import connection, transaction
from django.utils import timezone

from headway.domain.trail import Link, TrailEntry, Verb, chain_after
from headway.register.trail.models import Entry

ONE_AT_A_TIME = 4_211_406_115  # any number will do, as long as nothing else locks it


def record(
    *, verb: Verb, subject: str, by: str, details: Mapping[str, str] | None = None
) -> TrailEntry:
    """Add an entry to the trail and give it back.

    Call it inside the transaction that does what the entry tells: both are kept, or neither is.
    Raises ``TransactionManagementError`` outside of one. Never hand it anything of a child.
    """
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
