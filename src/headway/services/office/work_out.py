"""Every figure worked out, after a load or because something else asks for it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from threading import Lock

from headway.domain.asked_work import AskedWork, WorkKind
from headway.register.accounts.people import Actor
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.services.analysis.keep_figures import keep_figures
from headway.services.analysis.keeping import Kept
from headway.services.office.asked_work import Came, Folders, Tell

_ONE_AT_A_TIME = Lock()
IF_STOPPED = "Load the exports again, or use the command “headway keep”, which works them out too"


def ask_for_figures(*, because: str, form: str, by: Actor) -> str:
    """Put the working out of every figure in the queue, and give its name.

    ``because`` says in words what made it necessary; the same ``form`` asks once.
    """
    words: Mapping[str, str] = {"because": because}
    return ask_for_work(kind=WorkKind.FIGURES, form=form, words=words, by=by, details=words)


def run_figures(folders: Folders, work: AskedWork, tell: Tell) -> Came:
    """Work every figure out again.

    The work's words are ``because``; its result is the name of what was ``kept``.
    """
    # Its name is part of it: what is brought back comes after what stood in between.
    because = f"{work.words['because']} ({work.name})"
    return Came({"kept": work_out(folders, work.asked_by, tell, because).name})


def work_out(folders: Folders, by: str, tell: Tell, because: str = "") -> Kept:
    """Work every figure out from the current snapshot by the definitions in force, and keep it.

    Pages show what was kept last. So one is done at a time, of what is current once its turn has
    come: one that began before a load or an approval is never kept after the one that followed it.
    """
    tell("working every figure out")
    with _ONE_AT_A_TIME:
        at = datetime.now(UTC)
        return keep_figures(folders.data, by=by, at=at, catalogue=folders.overlay, because=because)
