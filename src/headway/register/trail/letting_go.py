"""Letting the office's old entries go, after the time that the council keeps them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from headway.domain.problems import Refused
from headway.domain.trail import Verb
from headway.register.trail.actions import record
from headway.register.trail.checking import check_whole_chain
from headway.register.trail.models import Entry, Seal


@dataclass(frozen=True, slots=True)
class OldEntries:
    """Entries that are past their time: the numbers of the first and last, and their times."""

    first: int
    last: int
    oldest: datetime
    newest: datetime

    @property
    def count(self) -> int:
        """How many there are."""
        return self.last - self.first + 1


def old_entries(before: datetime) -> OldEntries | None:
    """Give the entries from before a time that no younger one stands among; None for none."""
    young = Entry.objects.filter(at__gte=before).order_by("number").first()
    old = Entry.objects.order_by("number")
    if young is not None:
        old = old.filter(number__lt=young.number)
    first, last = old.first(), old.last()
    if first is None or last is None:
        return None
    return OldEntries(first.number, last.number, first.at, last.at)


@transaction.atomic
def let_go(*, before: datetime, kept_for: str, reason: str, by: str) -> OldEntries | None:
    """Remove the entries from before a time, and leave a sealed entry that stands for them.

    The seal names the last of them with its digest, how many there were, who let them go, when and
    why; what stays is chained to it. Raises Refused where the chain does not hold beforehand, for
    then nobody could tell any more what was removed, and ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("entries are let go for a reason")
    checked = check_whole_chain()
    if checked.findings:
        raise Refused(checked.findings)
    old = old_entries(before)
    if old is None:
        return None
    digest = Entry.objects.get(number=old.last).digest
    told = {
        "through": str(old.last),
        "digest": digest,
        "entries": str(old.count),
        "kept for": kept_for,
        "reason": reason.strip(),
    }
    entry = record(verb=Verb.LET_GO, subject="the office's trail", by=by, details=told)
    Seal.objects.create(through=old.last, digest=digest, told_in=entry.number)
    Entry.objects.filter(number__lte=old.last).delete()
    return old
