"""What a month's commentary and sign-off ask of somebody."""

from headway.domain.calculation_results import COUNCIL
from headway.domain.commentary import MAY_SIGN, MAY_WRITE, CommentaryState
from headway.domain.period_labels import short_label
from headway.domain.roles import Access
from headway.domain.sign_off import SignOffState
from headway.services.office.owners import Owners
from headway.services.office.sign_off import (
    MAY_APPROVE,
    MAY_PUT_FORWARD,
    SignOffLine,
    SignOffShown,
)
from headway.services.office.tasks import Task, TaskState

_OF_WRITERS = {
    None: TaskState.NOT_STARTED,
    CommentaryState.DRAFT: TaskState.STARTED,
    CommentaryState.RETURNED: TaskState.RETURNED,
    CommentaryState.SUBMITTED: TaskState.WAITING,
    CommentaryState.SIGNED: TaskState.DONE,
}


def commentary_tasks(
    access: Access, me: int, shown: SignOffShown, owners: Owners
) -> tuple[Task, ...]:
    """Give the commentary that somebody is asked to write or to sign; nothing of a closed month.

    ``me`` is their number: what they wrote themselves they are not asked to sign, and what others
    own they are not asked to write.
    """
    if shown.stands.state.is_closed:
        return ()
    writes, signs = access.may(MAY_WRITE, COUNCIL), access.may(MAY_SIGN, COUNCIL)
    found: list[Task] = []
    for line in shown.lines:
        if signs and _may_sign(line, me):
            found.append(_task(line, shown, "commentary", TaskState.NOT_STARTED, "Read and sign"))
        elif writes and owners.asks(me, line.key.indicator):
            found.append(_to_write(line, shown))
    return tuple(found)


def sign_off_tasks(access: Access, me: int, shown: SignOffShown) -> tuple[Task, ...]:
    """Give what is asked of those who put a month forward, and of those who approve it."""
    state = shown.stands.state
    if state is SignOffState.OPEN and access.may(MAY_PUT_FORWARD, COUNCIL):
        about = f"{shown.signed} of {len(shown.lines)} commentaries are signed off"
        if shown.stands.reason:
            about = f"{about}. It was sent back: {shown.stands.reason}"
        begun = TaskState.STARTED if shown.signed else TaskState.NOT_STARTED
        return (_of_month(shown, f"Put {shown.key.month} forward", begun, about),)
    if state is SignOffState.PUT_FORWARD and access.may(MAY_APPROVE, COUNCIL):
        if me == shown.stands.put_forward_by:
            return ()
        about = "It is put forward, and waits for you"
        return (_of_month(shown, f"Approve {shown.key.month}", TaskState.NOT_STARTED, about),)
    return ()


def _to_write(line: SignOffLine, shown: SignOffShown) -> Task:
    state = _OF_WRITERS[line.state]
    page = "commentary-write" if state.is_open else "commentary"
    about = "Say why the figure is what it is"
    if line.written and state is TaskState.RETURNED:
        about = f"It came back: {line.written.note}"
    elif line.remarks.moved:
        about = "A figure in it has moved since it was written"
    elif line.remarks.contradicted:
        about = "It says something that the figure speaks against"
    elif not state.is_open:
        about = ""
    return _task(line, shown, page, state, about)


def _may_sign(line: SignOffLine, me: int) -> bool:
    written = line.written
    submitted = line.state is CommentaryState.SUBMITTED
    return submitted and written is not None and me not in written.writers


def _task(line: SignOffLine, shown: SignOffShown, page: str, state: TaskState, about: str) -> Task:
    words = (("name", line.key.indicator), ("month", short_label(shown.key.month)))
    return Task(line.title, page, words, shown.due, state, about)


def _of_month(shown: SignOffShown, title: str, state: TaskState, about: str) -> Task:
    words = (("card", shown.key.card), ("month", short_label(shown.key.month)))
    return Task(f"{title}: {shown.title}", "sign-off-month", words, shown.due, state, about)
