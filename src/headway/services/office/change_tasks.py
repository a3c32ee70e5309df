"""Changes of the definitions that wait for somebody to decide on them."""

from headway.domain.calculation_results import COUNCIL
from headway.domain.definition_changes import ChangeState
from headway.domain.roles import Access, Role
from headway.register.overlay.queries.changes import changes
from headway.services.office.tasks import Task, TaskState

MAY_DECIDE = frozenset({Role.ANALYST, Role.HEAD_OF_SERVICE})
MAY_ASK = frozenset({Role.ANALYST, Role.ADMINISTRATOR})


def change_tasks(access: Access, me: int) -> tuple[Task, ...]:
    """Give the changes that somebody may decide on, and those they put forward themselves."""
    if not access.may(MAY_DECIDE | MAY_ASK, COUNCIL):
        return ()
    found = []
    for one in changes(ChangeState.WAITING):
        words = (("number", str(one.number)),)
        title = f"Change {one.number} of the definitions"
        if one.asked_by == me:
            found.append(Task(title, "settings-change", words, None, TaskState.WAITING))
        elif access.may(MAY_DECIDE, COUNCIL):
            about = f"{one.asked_by_name} put it forward: {one.reason}"
            task = Task(
                f"Decide: {title[:1].lower()}{title[1:]}",
                "settings-change",
                words,
                None,
                TaskState.NOT_STARTED,
                about,
            )
            found.append(task)
    return tuple(found)


def changes_waiting() -> int:
    """Say how many changes wait for somebody to decide on them."""
    return len(changes(ChangeState.WAITING))
