"""Editions in the office: listed and read by those they are meant for, taken, withdrawn."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import COUNCIL, Level
from headway.domain.disclosure.policy import Audience
from headway.domain.frozen_edition import WIDER_FIRST
from headway.domain.roles import Access, Role
from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.trail.actions import record
from headway.services.analysis.published import (
    PublishedEdition,
    files_of_edition,
    list_editions,
    withdraw_edition,
)
from headway.services.office.edition_figures import FigureShown, read_edition
from headway.services.office.figures import TRAIL

OUTSIDE = frozenset({Role.BOARD_MEMBER})
MAY_READ_OWN = frozenset(Role) - {Role.BOARD_MEMBER, Role.TRAIL_AUDITOR, Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class EditionShown:
    """An edition as it was published: what it says of itself, and the council's figures."""

    edition: PublishedEdition
    words: tuple[tuple[str, str], ...]
    figures: tuple[FigureShown, ...]
    signs: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


def open_to(access: Access) -> frozenset[Audience]:
    """Give the audiences whose editions somebody may read.

    Staff who see the whole council read all. Everybody else is shown what is for the outside:
    an edition for the council's own staff withholds nothing of other teams.
    """
    if access.may(MAY_READ_OWN, COUNCIL):
        return frozenset(Audience)
    if access.any_of(OUTSIDE):
        return frozenset({Audience.PARTNERS, Audience.PUBLIC})
    return frozenset({WIDER_FIRST[0]})


def editions_for(data: Path, access: Access) -> tuple[PublishedEdition, ...]:
    """Give the editions that somebody may read, newest first."""
    if not (data / TRAIL).exists():
        return ()
    allowed = open_to(access)
    return tuple(one for one in reversed(list_editions(data)) if one.audience in allowed)


def may_read_withdrawn(access: Access) -> bool:
    """Say whether somebody reads editions that were withdrawn: staff who see the whole council."""
    return access.may(MAY_READ_OWN, COUNCIL)


def edition_for(data: Path, catalogue: Catalogue, access: Access, name: str) -> EditionShown | None:
    """Give an edition that somebody may read; None for any other, and for one withdrawn.

    One that was withdrawn is shown to those who may read the council's own alone.
    """
    found = next((one for one in editions_for(data, access) if one.name == name), None)
    if found is None or (found.withdrawn and not may_read_withdrawn(access)):
        return None
    files = files_of_edition(data, name)
    read = read_edition(files, catalogue, found.card)
    figures = read.figures.get(Level.COUNCIL.value, ())
    return EditionShown(found, read.words, figures, read.signs, tuple(sorted(files)))


def take_file(data: Path, edition: EditionShown, name: str, by: Actor) -> bytes | None:
    """Give a file of an edition as it was frozen; that it was taken goes on the trail."""
    if name not in edition.files:
        return None
    contents = files_of_edition(data, edition.edition.name)[name]
    with transaction.atomic():
        subject = f"edition {edition.edition.name}"
        record(verb=Verb.TOOK_AWAY, subject=subject, by=by.email, details={"file": name})
    return contents


def withdraw(data: Path, name: str, reason: str, by: Actor) -> None:
    """Withdraw an edition, saying why. Raises Refused for one that was withdrawn already."""
    withdraw_edition(data, name, reason, by=by.email, at=timezone.now())
