"""Reminders of what is asked for: to whoever is asked, with a link and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from headway.domain.commentary import MAY_SIGN, MAY_WRITE
from headway.domain.sign_off import SignOffState
from headway.register.accounts.people import Person
from headway.register.editions.letters import LetterKind
from headway.register.editions.queries.reminders import reminded
from headway.services.office.letters import LetterTo, Posted, post
from headway.services.office.owners import Owners, holders, owners_on
from headway.services.office.sign_off import (
    MAY_APPROVE,
    MAY_PUT_FORWARD,
    SignOffLine,
    SignOffShown,
)

DAYS_BEFORE = 3  # reminders begin so many days before something is due
SUBJECT = "Headway: something is asked of you"
LETTER = """Something is asked of you in Headway. Sign in to see what, and by when:

{address}

This message holds a link only. You get it because of your role in your council's Headway.
"""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that somebody is asked for, as the trail names it, and by when."""

    person: Person
    of: str
    by: date

    def is_soon(self, today: date) -> bool:
        """Whether it is due, or soon: before that nobody is written to."""
        return today >= self.by - timedelta(days=DAYS_BEFORE)


@dataclass(frozen=True, slots=True)
class ToRemind:
    """Somebody who is asked for something, when they were reminded last, and of what now."""

    person: Person
    last: date | None
    of: tuple[str, ...] = ()


def month_asks(shown: SignOffShown, today: date, owners: Owners | None = None) -> tuple[Due, ...]:
    """Give those for whom a month waits now; nobody is asked to sign or approve their own."""
    found = _waited_for(shown, today, owners or owners_on(today))
    people = {one.number: one for one in found}
    return tuple(Due(one, shown.key.subject, shown.due) for one in people.values())


def to_remind(shown: SignOffShown, today: date) -> tuple[ToRemind, ...]:
    """Give those to remind of a month: it is due, or soon, and they were not reminded today."""
    return who_to_remind(month_asks(shown, today), today)


def who_to_remind(asked: Iterable[Due], today: date) -> tuple[ToRemind, ...]:
    """Give each person once, with all that is due or soon; nobody who was reminded today."""
    last, of = reminded(LetterKind.REMINDER), dict[int, list[Due]]()
    for one in asked:
        if one.is_soon(today):
            of.setdefault(one.person.number, []).append(one)
    found = (
        ToRemind(dues[0].person, last.get(number), tuple(dict.fromkeys(each.of for each in dues)))
        for number, dues in of.items()
    )
    return tuple(one for one in found if one.last != today)


def send_reminders(wanted: Iterable[ToRemind], today: date, address: str, by: str) -> Posted:
    """Write to everybody who is to be reminded. Each letter is on the trail, sent or not."""
    letters = [LetterTo(one.person, one.of) for one in wanted]
    words = (SUBJECT, LETTER.format(address=address))
    return post(LetterKind.REMINDER, today, letters, words, by)


def _waited_for(shown: SignOffShown, today: date, owners: Owners) -> Iterator[Person]:
    state = shown.stands.state
    if state is SignOffState.PUT_FORWARD:
        for one in holders(MAY_APPROVE, today):
            if one.number != shown.stands.put_forward_by:
                yield one
    elif state is SignOffState.OPEN and not shown.unsigned:
        yield from holders(MAY_PUT_FORWARD, today)
    elif state is SignOffState.OPEN:
        signers = holders(MAY_SIGN, today)
        for line in shown.lines:
            yield from asked_of_line(line, owners, signers)


def asked_of_line(
    line: SignOffLine, owners: Owners, signers: tuple[Person, ...]
) -> tuple[Person, ...]:
    """Give those whom an indicator's commentary waits for: its owners, or who may sign it."""
    if line.asks == MAY_WRITE:
        return owners.of(line.key.indicator)
    if line.asks == MAY_SIGN:
        own = line.written.writers if line.written else frozenset()
        return tuple(one for one in signers if one.number not in own)
    return ()
