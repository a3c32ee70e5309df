"""Whoever is asked for something anywhere in the office, so that a scheduler can remind them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from headway.domain.roles import Access, Role, access_on
from headway.domain.team_sheets import DECIDES, FILLS_IN, SheetState
from headway.register.accounts.people import Person
from headway.register.accounts.queries.people import people
from headway.register.editions.letters import LetterKind
from headway.register.editions.queries.reminders import reminded
from headway.services.analysis.kept_pages import WEEKLY
from headway.services.office.entry_tasks import is_asked, sheets_open
from headway.services.office.figures import current_figures, units_within
from headway.services.office.kept_pages import page_file
from headway.services.office.letters import LetterTo, Posted, post
from headway.services.office.months_asked import months_asked
from headway.services.office.reminders import Due, ToRemind, month_asks, who_to_remind

WEEK_SUBJECT = "Headway: the weekly report"
WEEK_LETTER = """The weekly report is in Headway. Sign in to read it:

{address}

This message holds a link only. You get it because of your role in your council's Headway.
"""
EVERY_DAY_FOR = 7  # days after something was due; from then on once a week is enough


@dataclass(frozen=True, slots=True)
class Where:
    """What a reminder rests on: the data folder, the definitions, the days for commentary."""

    data: Path
    overlay: Path | None
    days: int
    cards: tuple[str, ...] = ()


def everybody_to_remind(where: Where, today: date) -> tuple[ToRemind, ...]:
    """Give everybody to be written to today about commentary, sign-off and teams' sheets.

    Who was due for more than a week is written to once a week; nobody twice on a day.
    """
    asked = [*_of_months(where, today), *_of_sheets(where, today)]
    fresh = {one.person.number for one in asked if today <= one.by + timedelta(days=EVERY_DAY_FOR)}
    week_ago = today - timedelta(days=7)
    return tuple(
        one
        for one in who_to_remind(asked, today)
        if one.person.number in fresh or one.last is None or one.last <= week_ago
    )


def heads_to_tell_of_the_week(where: Where, today: date) -> tuple[LetterTo, ...]:
    """Give the heads of service who get word of the weekly report; nobody while none is kept.

    Those who had it for this week, Monday to Sunday, do not get it again.
    """
    figures = current_figures(where.data)
    if figures is None or page_file(figures, WEEKLY) is None:
        return ()
    told = reminded(LetterKind.WEEK)
    return tuple(
        LetterTo(one)
        for one in _active()
        if told.get(one.number) != monday_of(today)
        and any(held.grant.role is Role.HEAD_OF_SERVICE for held in one.held_on(today))
    )


def tell_of_week(wanted: Iterable[LetterTo], today: date, address: str, by: str) -> Posted:
    """Write to heads of service where the weekly report is: to each once a week."""
    words = (WEEK_SUBJECT, WEEK_LETTER.format(address=address))
    return post(LetterKind.WEEK, monday_of(today), wanted, words, by)


def monday_of(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _of_months(where: Where, today: date) -> Iterator[Due]:
    for shown in months_asked(where.data, where.overlay, where.days, where.cards):
        yield from month_asks(shown, today)


def _of_sheets(where: Where, today: date) -> Iterator[Due]:
    """Give whoever fills a sheet in that is not handed in, and whoever decides on one that is."""
    access = [(one, _access(where, one, today)) for one in _active()]
    for found, is_latest in sheets_open(where.data, where.overlay, today):
        due = found.sheet.due_on(found.period)
        for unit in found.units:
            kept = found.kept[unit.ref]
            handed_in = kept.state is SheetState.SUBMITTED
            roles = DECIDES if handed_in else FILLS_IN
            if not handed_in and not is_asked(kept, is_latest):
                continue
            for person, may in access:
                if may.may(roles, unit.ref) and not (
                    handed_in and person.number == kept.submitted_by_number
                ):
                    yield Due(person, f"sheet {found.sheet.id}, {found.period}", due)


def _active() -> tuple[Person, ...]:
    return tuple(one for one in people() if one.is_active)


def _access(where: Where, person: Person, today: date) -> Access:
    grants = tuple(one.grant for one in person.held_on(today))
    return access_on(today, grants, units_within(where.data))
