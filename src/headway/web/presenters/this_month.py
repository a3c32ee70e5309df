"""What is asked of somebody, as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from headway.domain.problems import sentence
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
