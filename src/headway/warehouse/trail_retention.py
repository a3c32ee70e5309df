"""Letting old entries of the data folder's trail go: those on which nothing rests later.

What says which artefacts and snapshots are there, withdrawn or erased, stays for good. Of an entry
that only tells that somebody saw or checked something, its place in the chain stays: its number,
its time and its digest. An entry tells how many there are of them, so that no other can go with
them; the digests that are kept apart stay as they are.
"""

from dataclasses import dataclass
from datetime import datetime

from headway.domain.trail import SHORT_LIVED, TrailEntry, Verb, left_out, may_be_left_out
from headway.warehouse.disk import in_plain_words
from headway.warehouse.folder import DataFolder
from headway.warehouse.seen import let_seen_go
from headway.warehouse.trail_file import append_entry, write_again


@dataclass(frozen=True, slots=True)
class OldOnes:
    """Entries past their time: how many, and the times of the first and the last."""

    count: int
    oldest: datetime
    newest: datetime


def old_ones(folder: DataFolder, before: datetime) -> OldOnes | None:
    """Give what is past its time; nothing is changed."""
    return _told(may_be_left_out(folder.trail(), before))


def let_old_go(
    folder: DataFolder, before: datetime, *, kept_for: str, reason: str, by: str, at: datetime
) -> OldOnes | None:
    """Take what is past its time out of the trail, and tell so on it; None where nothing is.

    A command that is stopped in between leaves the entries as they were: repeat it. Raises Refused
    where the trail cannot be relied on, and ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("entries are let go for a reason")
    with in_plain_words(folder.path), folder.writing(by, at) as trail:
        old = may_be_left_out(trail.entries, before)
        if not old:
            return None
        # Not before what was let go already: an entry of a clock that went ahead goes after others.
        told_of = [one for one in trail.entries if one.verb is Verb.LET_GO]
        through = max([old[-1].number, *(int(one.detail("through")) for one in told_of)])
        last = trail.entries[through - 1]
        kinds = {*SHORT_LIVED, Verb.LEFT_OUT}
        held = sum(one.number <= last.number and one.verb in kinds for one in trail.entries)
        details = (
            ("through", str(last.number)),
            ("digest", last.digest),
            ("entries", str(held)),
            ("let go now", str(len(old))),
            ("verbs", ", ".join(sorted(one.value for one in SHORT_LIVED))),
            ("kept for", kept_for),
            ("reason", reason.strip()),
        )
        told = append_entry(
            folder.path,
            folder.disk,
            trail,
            at=at,
            by=by,
            verb=Verb.LET_GO,
            subject="the data folder's trail",
            details=details,
        )
        gone = {one.number for one in old}
        kept = [left_out(one) if one.number in gone else one for one in trail.entries]
        write_again(folder.path, folder.disk, [*kept, told])
        let_seen_go(folder.path, folder.disk, kept)
    return _told(old)


def _told(old: tuple[TrailEntry, ...]) -> OldOnes | None:
    return OldOnes(len(old), old[0].at, old[-1].at) if old else None
