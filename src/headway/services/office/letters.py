"""Letters to people who work with the office: a link and nothing else, each on the trail."""

import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.mail import EmailMessage, get_connection

from headway.register.accounts.people import Person
from headway.register.editions.actions.claim_letter import claim_letter
from headway.register.editions.actions.letter_not_sent import letter_not_sent
from headway.register.editions.actions.letter_sent import letter_sent
from headway.register.editions.letters import LetterKind

_REFUSED = {
    smtplib.SMTPAuthenticationError: "the mail server refused the name or the password",
    smtplib.SMTPRecipientsRefused: "the mail server refused the address",
    smtplib.SMTPSenderRefused: "the mail server refused the sender",
    smtplib.SMTPServerDisconnected: "the mail server ended the connection",
    TimeoutError: "the mail server did not answer in time",
    ConnectionRefusedError: "nothing answers where the mail server should be",
    FileNotFoundError: "the folder for letters is not there",
}


@dataclass(frozen=True, slots=True)
class LetterTo:
    """A letter to somebody, and what it is about as the trail alone names it."""

    person: Person
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotSent:
    """A letter that could not be sent, and why; it is tried again the next time."""

    person: Person
    why: str


@dataclass(frozen=True, slots=True)
class Posted:
    """How many letters were sent, and which were not."""

    sent: int
    failed: tuple[NotSent, ...] = ()


def post(
    kind: LetterKind, day: date, letters: Iterable[LetterTo], words: tuple[str, str], by: str
) -> Posted:
    """Send each letter that nobody sent before; ``words`` are its subject and its text.

    What goes wrong with one keeps no other from being sent. Nothing of the register is held while
    the mail server is waited for.
    """
    subject, text = words
    connection, sent, failed = get_connection(), 0, []
    for one in letters:
        number = claim_letter(kind=kind, person=one.person.number, day=day)
        if number is None:
            continue
        letter = EmailMessage(subject, text, to=[one.person.email], connection=connection)
        try:
            letter.send()
        except OSError as problem:  # what goes wrong with a mail server is all of this kind
            letter_not_sent(number=number, why=_why(problem), by=by)
            failed.append(NotSent(one.person, _why(problem)))
        else:
            letter_sent(number=number, of=one.of, by=by)
            sent += 1
    return Posted(sent, tuple(failed))


def _why(problem: OSError) -> str:
    """Say why in our words: a server's own may quote what was sent."""
    known = (said for kind, said in _REFUSED.items() if isinstance(problem, kind))
    return next(known, f"the mail server could not be used ({type(problem).__name__})")
