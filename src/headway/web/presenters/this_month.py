"""What is asked of somebody, as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from headway.domain.commentary import CommentaryState
from headway.domain.period_labels import short_label
from headway.domain.problems import sentence
from headway.domain.roles import Access, Role
from headway.domain.sign_off import SignOffState
from headway.domain.team_sheets import SheetState
from headway.services.office.entry_progress import SheetProgress
from headway.services.office.sign_off import SignOffShown
from headway.services.office.tasks import Task, TaskState

COLOURS = {
    TaskState.NOT_STARTED: "blue",
    TaskState.STARTED: "yellow",
    TaskState.RETURNED: "orange",
    TaskState.WAITING: "grey",
    TaskState.DONE: "green",
}


@dataclass(frozen=True, slots=True)
class TaskText:
    """One thing that is asked: where it is done, how far it is, and by when."""

    title: str
    address: str
    state: str
    colour: str
    due: date | None
    is_late: bool
    about: str


def task_texts(tasks: Iterable[Task], today: date) -> tuple[TaskText, ...]:
    """Make the texts of tasks, in their order."""
    return tuple(_text(one, today) for one in tasks)


def _text(task: Task, today: date) -> TaskText:
    return TaskText(
        task.title,
        reverse(task.address_name, kwargs=dict(task.address_words)),
        task.state.value,
        COLOURS[task.state],
        task.due,
        task.is_late(today),
        sentence(task.about) if task.about else "",
    )


NOTHING = {
    Role.PRACTITIONER: "Nothing is asked of practitioners here: audits and readings come with the"
    " exports of the case system.",
    Role.TEAM_MANAGER: "No sheet of your team waits to be filled in.",
    Role.INDICATOR_OWNER: "No commentary waits to be written by you.",
    Role.ANALYST: "No commentary waits to be signed, and no month to be put forward.",
    Role.QUALITY_LEAD: "Nothing is asked of a quality lead here: audits and family feedback come"
    " with the exports of the case system.",
    Role.PLAN_LEAD: "Nothing is asked of a plan lead here: the improvement plan is read from its"
    " own document.",
    Role.HEAD_OF_SERVICE: "No sheet, commentary, month or change of definitions waits for you.",
    Role.BOARD_MEMBER: "Nothing is asked of you. You read what is published.",
    Role.TRAIL_AUDITOR: "Nothing is asked of you by any day. You look through the trail.",
    Role.ADMINISTRATOR: "Nothing is asked of you by any day. What waits among people is below.",
}


def nothing_asked(access: Access) -> tuple[str, ...]:
    """Say for each role held that nothing is asked of it at the moment, and why."""
    return tuple(NOTHING[one] for one in Role if one in access.roles)


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """A month's scorecard or a period's sheets: how far they have come, and by when."""

    title: str
    address: str
    said: str
    due: date
    is_late: bool


def month_lines(months: Iterable[SignOffShown], today: date) -> tuple[ProgressLine, ...]:
    """Say of each month of a scorecard how far its commentary has come."""
    return tuple(_month(one, today) for one in months)


def _month(shown: SignOffShown, today: date) -> ProgressLine:
    words = {"card": shown.key.card, "month": short_label(shown.key.month)}
    counts = shown.counts
    parts = [f"{shown.signed} of {len(shown.lines)} signed off"]
    parts += [f"{counts[one]} {said}" for one, said in _COMMENTARY_SAID.items() if counts[one]]
    state = shown.stands.state
    if state is not SignOffState.OPEN:
        parts.insert(0, state.value)
    return ProgressLine(
        f"{shown.title}, {shown.key.month}",
        reverse("sign-off-month", kwargs=words),
        ", ".join(parts),
        shown.due,
        not state.is_closed and shown.unsigned > 0 and shown.due < today,
    )


_COMMENTARY_SAID = {
    CommentaryState.SUBMITTED: "waiting to be signed",
    CommentaryState.RETURNED: "returned",
    CommentaryState.DRAFT: "begun",
    None: "not started",
}


def sheet_lines(found: Iterable[SheetProgress], today: date) -> tuple[ProgressLine, ...]:
    """Say of each sheet of a period how many teams have come how far."""
    return tuple(_sheet(one, today) for one in found)


def _sheet(found: SheetProgress, today: date) -> ProgressLine:
    counts = found.counts
    parts = [f"{counts[SheetState.ACCEPTED]} of {found.total} accepted"]
    parts += [f"{counts[one]} {said}" for one, said in _SHEET_SAID.items() if counts[one]]
    open_ = sum(counts[one] for one in SheetState if one.may_be_filled_in)
    return ProgressLine(
        f"{found.title}, {found.period}",
        reverse("entry"),
        ", ".join(parts),
        found.due,
        open_ > 0 and found.due < today,
    )


_SHEET_SAID = {
    SheetState.SUBMITTED: "handed in and waiting to be accepted",
    SheetState.RETURNED: "returned to the team",
    SheetState.BEING_FILLED_IN: "being filled in",
    SheetState.NOT_STARTED: "not started",
}
