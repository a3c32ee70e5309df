"""Letters to people who work with the office: a link and nothing else, each on the trail."""

import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

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
    connection, down = _open()
    sent, failed = 0, []
    for one in letters:
        number = claim_letter(kind=kind, person=one.person.number, day=day)
        if number is None:
            continue
        letter = EmailMessage(subject, text, to=[one.person.email], connection=connection)
        why = down or _send(letter)
        if why:
            letter_not_sent(number=number, why=why, by=by)
            failed.append(NotSent(one.person, why))
        else:
            letter_sent(number=number, of=one.of, by=by)
            sent += 1
    if connection is not None:
        connection.close()
    return Posted(sent, tuple(failed))


def _open() -> tuple[BaseEmailBackend | None, str]:
    """Open the way to the mail server once for all letters, or say why it cannot be."""
    try:
        connection = get_connection()
        connection.open()
    except ImproperlyConfigured:
        return None, "the folder for letters cannot be written to"
    except OSError as problem:  # what goes wrong with a mail server is all of this kind
        return None, _why(problem)
    return connection, ""


def _send(letter: EmailMessage) -> str:
    """Send a letter; say why where it cannot be sent, and nothing where it was."""
    try:
        letter.send()
    except OSError as problem:
        if letter.connection is not None:
            letter.connection.close()  # the next letter opens it anew
        return _why(problem)
    return ""


def _why(problem: OSError) -> str:
    """Say why in our words: a server's own may quote what was sent."""
    known = (said for kind, said in _REFUSED.items() if isinstance(problem, kind))
    return next(known, f"the mail server could not be used ({type(problem).__name__})")
