"""Who did what and when: entries that each carry the digest of the one before.

Because of the digests an entry cannot be removed, changed or moved without it showing. One thing
a chain cannot show alone: that its last entries are gone. Whoever keeps a trail therefore also
keeps the digests of what was acknowledged, apart from it, and hands them to ``check_chain``.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from headway.domain.problems import Finding, Place, Severity

START = "0" * 64  # what the first entry names as the digest before it

_FIELDS = {"number", "at", "by", "verb", "subject", "details", "previous", "digest"}


class Verb(Enum):
    """What can be done that is worth remembering."""

    LOADED_HISTORY = "loaded history"
    COLLECTED_ENTRIES = "collected entries"
    LOADED_BENCHMARKS = "loaded benchmarks"
    KEPT_PLAN = "kept a plan"
    WORKED_OUT = "worked figures out"
    PUBLISHED = "published an edition"
    KEPT_COUNTS = "kept the counts behind an edition"
    WITHDREW_EDITION = "withdrew an edition"
    PUT_BACK = "put back"  # contents stored before, whose folder had gone, were stored again
    VERIFIED = "verified"
    LOADED_SNAPSHOT = "loaded a snapshot"
    WITHDREW_SNAPSHOT = "withdrew a snapshot"
    ERASED = "erased"  # rows about a person, or rows past their retention, from every snapshot
    LOOKED_UP = "looked up"  # everything kept about one person was written out
    READ_ROWS = "read rows"  # the rows behind a figure were written out
    BACKED_UP = "backed up"
    RESTORED = "restored"
    UPGRADED = "upgraded"
    SIGNED_IN = "signed in"
    SIGN_IN_REFUSED = "sign-in refused"
    SIGNED_OUT = "signed out"
    ADDED_PERSON = "added a person"
    INVITED = "invited to set a password"
    CLOSED_ACCOUNT = "closed an account"
    OPENED_ACCOUNT = "opened an account again"
    GAVE_ROLE = "gave a role"
    ENDED_ROLE = "ended a role"
    TOOK_AWAY = "took figures away"
    READ_TRAIL = "read the trail"
    ASKED_FOR_WORK = "asked for work"
    ENDED_WORK = "ended work"
    ASKED_FOR_CHANGE = "asked for a change of definitions"
    APPROVED_CHANGE = "approved a change of definitions"
    TURNED_CHANGE_DOWN = "turned a change of definitions down"
    TOOK_FACTOR_AWAY = "took a second factor away"
    CHANGED_PASSWORD = "changed a password"  # noqa: S105 - what was done, not one
    SAVED_ENTRIES = "saved a team's sheet"
    SUBMITTED_ENTRIES = "handed in a team's sheet"
    RETURNED_ENTRIES = "returned a team's sheet"
    ACCEPTED_ENTRIES = "accepted a team's sheet"
    REOPENED_ENTRIES = "opened a team's sheet again"
    CLOSED_PERIOD = "closed a period for entry"
    OPENED_PERIOD = "opened a period for entry again"
    SAVED_COMMENTARY = "saved a commentary"
    SUBMITTED_COMMENTARY = "submitted a commentary"
    RETURNED_COMMENTARY = "returned a commentary"
    SIGNED_COMMENTARY = "signed a commentary off"
    PUT_MONTH_FORWARD = "put a month forward"
    SENT_MONTH_BACK = "sent a month back"
    APPROVED_MONTH = "approved a month"
    OPENED_MONTH_AGAIN = "opened a month again"
    REMINDED = "reminded"
    LET_GO = "let old entries go"  # entries past their time, of the trail that this stands on
    LEFT_OUT = "let go"  # the place of such an entry, where its place must stay
    TOOK_WORDS_OUT = "took words out"  # words about a person, out of a text that people wrote
    TOLD_OF_WEEK = "sent word of the weekly report"
    COULD_NOT_WRITE = "could not send a letter"
    NAMED_OWNER = "named an owner of an indicator"
    ENDED_OWNER = "ended who owns an indicator"


SHORT_LIVED = frozenset({Verb.READ_ROWS, Verb.LOOKED_UP, Verb.VERIFIED, Verb.BACKED_UP})
"""What only tells that somebody saw or checked something: nothing rests on it later."""

NOBODY = "-"


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One thing that was done: built by ``chain``, or by ``entry_of`` from a written line.

    ``number`` counts from 1. ``at`` is in UTC and given by the caller. ``by`` says who, ``subject``
    what it was done to; ``details`` are named texts, each name once. ``previous`` is the digest of
    the entry before. The digest is not checked here, so that a changed entry can be held and
    shown: that is the work of ``check_chain``.
    """

    number: int
    at: datetime
    by: str
    verb: Verb
    subject: str
    details: tuple[tuple[str, str], ...]
    previous: str
    digest: str

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("the entries of a trail count from 1")
        if self.at.utcoffset() != timedelta(0):
            raise ValueError("an entry's time is given in UTC")
        if not self.by.strip() or not self.subject.strip():
            raise ValueError("an entry says who did it, and to what")
        names = [name for name, _ in self.details]
        if len(set(names)) != len(names) or "" in names:
            raise ValueError("each detail of an entry has a name, and no two the same")
        if self.verb is Verb.LEFT_OUT and (self.by, self.subject, names) != (NOBODY, NOBODY, []):
            raise ValueError("of an entry that was let go nothing is said any more")

    def detail(self, name: str) -> str:
        """Return the detail of that name; empty where there is none."""
        return dict(self.details).get(name, "")


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a chain: the number of an entry and its digest; 0 before the first."""

    number: int = 0
    digest: str = START


def chain(
    previous: TrailEntry | None,
    *,
    at: datetime,
    by: str,
    verb: Verb,
    subject: str,
    details: Sequence[tuple[str, str]] = (),
) -> TrailEntry:
    """Make the entry that follows ``previous`` (None for the first); ValueError for a wrong one."""
    after = Link(previous.number, previous.digest) if previous else Link()
    return chain_after(after, at=at, by=by, verb=verb, subject=subject, details=details)


def chain_after(
    after: Link,
    *,
    at: datetime,
    by: str,
    verb: Verb,
    subject: str,
    details: Sequence[tuple[str, str]] = (),
) -> TrailEntry:
    """Make the entry that follows a place in a chain; ValueError for a wrong one."""
    if verb is Verb.LEFT_OUT:
        raise ValueError("nothing is added to a trail as let go")
    entry = TrailEntry(
        number=after.number + 1,
        at=at,
        by=by,
        verb=verb,
        subject=subject,
        details=tuple(details),
        previous=after.digest,
        digest="",
    )
    return replace(entry, digest=digest_of(entry))


def digest_of(entry: TrailEntry) -> str:
    """Return the SHA-256, in hexadecimal, of everything in an entry except its own digest."""
    fields = _fields_of(entry)
    del fields["digest"]
    return hashlib.sha256(canonical_json(fields).encode("ascii")).hexdigest()


def canonical_json(value: object) -> str:
    """Write a value as JSON in the one way that is hashed: sorted names, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def utc_text(at: datetime) -> str:
    """Write a time in UTC, always in one form: "2026-11-21T09:30:00.000000Z"."""
    if at.utcoffset() != timedelta(0):
        raise ValueError("a time is given in UTC")
    return at.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def line_of(entry: TrailEntry) -> str:
    """Write an entry as one line of text, without the end of the line."""
    return canonical_json(_fields_of(entry))


def entry_of(line: str) -> TrailEntry:
    """Read an entry from its line.

    Raises ValueError, in words for a person, unless it is exactly a line that ``line_of`` writes.
    """
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("the line is not a whole entry") from None
    if not isinstance(fields, dict) or set(fields) != _FIELDS:
        raise ValueError("the line does not have the fields of an entry")
    entry = _entry_from(fields)
    if line_of(entry) != line:
        raise ValueError("the line is not in the form in which Headway writes entries")
    return entry


def check_chain(
    entries: Sequence[TrailEntry], acknowledged: Sequence[str] = (), file: str = ""
) -> tuple[Finding, ...]:
    """Name the first entry that was removed, changed or moved; nothing for a whole chain.

    ``acknowledged`` holds the digests kept apart from the trail, from entry 1 on; it may end
    before the trail does. ``file`` is the trail's file, for the place of the finding.
    """
    before, numbers = START, {entry.number for entry in entries}
    for position, entry in enumerate(entries, start=1):
        problem = _problem(entry, position, before, numbers) or _replaced(entry, acknowledged)
        if problem:
            return (_broken(Place(file, line=position), problem),)
        before = entry.digest
    if len(acknowledged) > len(entries):
        problem = f"entry {len(entries) + 1} was removed: the trail ends before it"
        return (_broken(Place(file), problem),)
    problem = _not_told(entries)
    return (_broken(Place(file), problem),) if problem else ()


def follow(entries: Iterable[TrailEntry], after: Link) -> tuple[Link, str]:
    """Follow a chain on from a place where it held; however long it is, one entry is held.

    Returns the last place at which it holds, and what is wrong behind that; empty where nothing is.
    ``check_chain`` is the slow, obvious way: from the beginning both find the same.
    """
    for entry in entries:
        problem = _problem(entry, after.number + 1, after.digest, set())
        if problem:
            return after, problem
        after = Link(entry.number, entry.digest)
    return after, ""


def broken_trail(file: str, problem: str, line: int | None = None) -> Finding:
    """Give the finding of a trail that cannot be relied on."""
    return _broken(Place(file, line=line) if line else Place(file), problem)


def left_out(entry: TrailEntry) -> TrailEntry:
    """Give what stays of an entry that is let go: its number, its time, and its place in the chain.

    What it said is gone; that it stood here, and that it was this one, can still be proved to
    whoever holds a copy of it. An entry that is told by no later ``LET_GO`` may not be left out.
    """
    return replace(entry, by=NOBODY, verb=Verb.LEFT_OUT, subject=NOBODY, details=())


def may_be_left_out(entries: Sequence[TrailEntry], before: datetime) -> tuple[TrailEntry, ...]:
    """Give the entries that are past their time: older than ``before``, and nothing rests on them.

    Those that say what is stored, withdrawn or erased stay: without them nothing could be read.
    """
    return tuple(one for one in entries if one.at < before and one.verb in SHORT_LIVED)


def _not_told(entries: Sequence[TrailEntry]) -> str:
    """Say where an entry was left out that nothing tells of."""
    gone = [one for one in entries if one.verb is Verb.LEFT_OUT]
    told = next((one for one in reversed(entries) if one.verb is Verb.LET_GO), None)
    through = int(told.detail("through") or 0) if told else 0
    for one in gone:
        if one.number > through:
            return f"entry {one.number} was taken out, and no entry says so"
    if told is None:
        return ""
    if told.number <= through:
        return f"entry {told.number} tells of entries behind itself"
    kinds = {*told.detail("verbs").split(", "), Verb.LEFT_OUT.value}
    there = sum(one.number <= through and one.verb.value in kinds for one in entries)
    if str(there) != told.detail("entries"):
        return (
            f"entry {told.number} tells of {told.detail('entries')} entries that may be let go, "
            f"and {there} are there: another one was taken out"
        )
    return ""


def _problem(entry: TrailEntry, position: int, before: str, numbers: set[int]) -> str:
    if entry.verb is not Verb.LEFT_OUT and entry.digest != digest_of(entry):
        return f"entry {entry.number} was changed after it was written"
    if entry.number > position and position in numbers:
        return f"entry {entry.number} stands before entry {position}: their order was changed"
    if entry.number > position:
        return f"entry {position} was removed: entry {entry.number} stands in its place"
    if entry.number < position:
        return f"entry {entry.number} stands here a second time"
    if entry.previous != before and position == 1:
        return "entry 1 was replaced: it is not the beginning of a trail"
    if entry.previous != before:
        return f"entry {position - 1} was replaced: entry {position} follows a different one"
    return ""


def _replaced(entry: TrailEntry, acknowledged: Sequence[str]) -> str:
    if entry.number > len(acknowledged) or acknowledged[entry.number - 1] == entry.digest:
        return ""
    return f"entry {entry.number} was replaced: it is not the one that was acknowledged"


def _broken(place: Place, problem: str) -> Finding:
    return Finding(
        place,
        Severity.STOPS,
        problem,
        "This trail is not relied on",
        "Keep the file as it is for whoever looks into it, and put it back from a backup",
    )


def _fields_of(entry: TrailEntry) -> dict[str, object]:
    return {
        "number": entry.number,
        "at": utc_text(entry.at),
        "by": entry.by,
        "verb": entry.verb.value,
        "subject": entry.subject,
        "details": [list(pair) for pair in entry.details],
        "previous": entry.previous,
        "digest": entry.digest,
    }


def _entry_from(fields: Mapping[str, object]) -> TrailEntry:
    verbs = {verb.value: verb for verb in Verb}
    match fields:
        case {
            "number": int(number),
            "at": str(at),
            "by": str(by),
            "verb": str(verb),
            "subject": str(subject),
            "details": list(details),
            "previous": str(previous),
            "digest": str(digest),
        }:
            if verb not in verbs:
                raise ValueError(
                    f"this Headway does not know the verb “{verb}”: "
                    "a newer one wrote the line, or it is damaged"
                )
            return TrailEntry(
                number=number,
                at=_time(at),
                by=by,
                verb=verbs[verb],
                subject=subject,
                details=tuple(_pair(item) for item in details),
                previous=previous,
                digest=digest,
            )
    raise ValueError("a field of the entry is of the wrong kind")


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("the time of the entry cannot be read") from None


def _pair(item: object) -> tuple[str, str]:
    match item:
        case [str(name), str(value)]:
            return name, value
    raise ValueError("a detail of the entry is not a name with a text")
