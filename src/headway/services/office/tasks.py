"""What somebody is asked to do: one value, which every part of the office gives to *This month*."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum


class TaskState(Enum):
    """How far a task has come."""

    NOT_STARTED = "not started"
    STARTED = "started"
    RETURNED = "returned"
    WAITING = "waiting for somebody else"
    DONE = "done"

    @property
    def is_open(self) -> bool:
        """Whether the person asked still has something to do."""
        return self in {TaskState.NOT_STARTED, TaskState.STARTED, TaskState.RETURNED}


@dataclass(frozen=True, slots=True)
class Task:
    """Something asked of whoever is signed in.

    ``address_name`` is the name of the page on which it is done, and ``address_words`` are the
    words its address takes. ``about`` says in a sentence what is asked, or why it came back.
    """

    title: str
    address_name: str
    address_words: tuple[tuple[str, str], ...]
    due: date | None
    state: TaskState
    about: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip() or not self.address_name:
            raise ValueError("a task has a title, and a page on which it is done")

    def is_late(self, today: date) -> bool:
        """Whether it is still open after the day it was due."""
        return self.state.is_open and self.due is not None and self.due < today


def by_urgency(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Give the open tasks first, the one due first before the others."""
    return tuple(sorted(tasks, key=_urgency))


def _urgency(task: Task) -> tuple[bool, date, str]:
    return not task.state.is_open, task.due or date.max, task.title
