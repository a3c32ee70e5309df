"""What waits beside the tasks of *This month*: worklists, editions, the trail, people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from headway.domain.calculation_results import UnitRef
from headway.domain.days import day_words
from headway.domain.frozen_edition import for_whom
from headway.domain.period_labels import parse_period
from headway.domain.periods import PeriodKind
from headway.domain.problems import capital
from headway.domain.trail import Verb
from headway.register.accounts.people import Person
from headway.services.analysis.published import PublishedEdition
from headway.services.office.newest_edition import NewestEdition, Reads
from headway.services.office.people_waiting import NotIn, PeopleWaiting
from headway.services.office.reader_lists import ListsOfUnit
from headway.services.office.trail_state import TrailState
from headway.web.presenters.trail import ChainLine, chains


@dataclass(frozen=True, slots=True)
class ListsText:
    """The worklists of the reader's units: their names, and a line of numbers for each list."""

    units: tuple[str, ...]
    lines: tuple[tuple[str, tuple[tuple[str, int, int], ...]], ...]
    found: tuple[tuple[str, int], ...]
    known_to: date
    ahead_to: date


def lists_text(found: Sequence[ListsOfUnit], names: Mapping[str, str]) -> ListsText | None:
    """Put the worklists of units beside each other; None where there are none."""
    if not found:
        return None
    units = tuple(_called(one.unit, names) for one in found)
    lines = tuple(
        (
            line.kind.title,
            tuple(
                (name, one.lists[at].counts.late, one.lists[at].counts.soon)
                for name, one in zip(units, found, strict=True)
            ),
        )
        for at, line in enumerate(found[0].lists)
    )
    faults = tuple((name, one.found) for name, one in zip(units, found, strict=True))
    return ListsText(units, lines, faults, found[0].known_to, found[0].ahead_to)


def _called(unit: UnitRef, names: Mapping[str, str]) -> str:
    return capital(unit.label(names))


@dataclass(frozen=True, slots=True)
class EditionText:
    """The newest edition, and what is new in it."""

    name: str
    heading: str
    at: datetime
    before: str
    before_heading: str
    later: tuple[Reads, ...]
    restated: tuple[Reads, ...]
    added: tuple[str, ...]


def edition_text(found: NewestEdition) -> EditionText:
    """Make the texts of the newest edition."""
    before = found.before
    return EditionText(
        found.edition.name,
        _heading(found.edition),
        found.edition.at,
        before.name if before else "",
        _heading(before) if before else "",
        found.later,
        found.restated,
        found.added,
    )


def _heading(edition: PublishedEdition) -> str:
    return f"{parse_period(edition.period, PeriodKind.MONTH)}, {for_whom(edition.audience)}"


@dataclass(frozen=True, slots=True)
class TrailText:
    """Whether both chains hold, and how often what was read in the office."""

    chains: tuple[ChainLine, ...]
    since: datetime
    done: tuple[tuple[str, int], ...]


def trail_text(found: TrailState) -> TrailText:
    """Make the texts of the trail's state."""
    done = tuple((_READ_SAID[verb], count) for verb, count in found.done)
    return TrailText(chains(found.office, found.folder), found.since, done)


_READ_SAID = {
    Verb.READ_ROWS: "Rows of children shown or written out",
    Verb.TOOK_AWAY: "Files of figures taken away",
    Verb.LOOKED_UP: "Everything about one person written out",
    Verb.READ_TRAIL: "The trail itself written out",
    Verb.SIGN_IN_REFUSED: "Attempts to sign in refused",
}


@dataclass(frozen=True, slots=True)
class PersonWaits:
    """Somebody an administrator looks at, and why."""

    name: str
    address: str
    said: str


@dataclass(frozen=True, slots=True)
class PeopleText:
    """Who is not in yet, who is locked out, and what could not be sent."""

    not_in: tuple[PersonWaits, ...]
    locked_out: tuple[PersonWaits, ...]
    not_sent: tuple[tuple[str, datetime, str], ...]


def people_text(found: PeopleWaiting, now: datetime) -> PeopleText:
    """Make the texts of the people an administrator looks at."""
    return PeopleText(
        tuple(_waits(one.person, _invited(one, now)) for one in found.not_in),
        tuple(
            _waits(one, "five wrong attempts: locked for a quarter of an hour")
            for one in found.locked_out
        ),
        tuple((one.subject, one.at, one.detail("why")) for one in found.not_sent),
    )


def _waits(person: Person, said: str) -> PersonWaits:
    return PersonWaits(person.name, reverse("person", kwargs={"number": person.number}), said)


def _invited(one: NotIn, now: datetime) -> str:
    if one.invited is None:
        return "added, and not invited in the last month"
    day = day_words(timezone.localtime(one.invited))
    if one.is_open(now):
        return f"invited on {day}; the invitation is open"
    return f"invited on {day}; the invitation works no more: invite them again"
