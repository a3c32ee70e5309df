"""Every figure worked out again, because something other than a load asks for it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from headway.domain.asked_work import AskedWork, WorkKind
from headway.register.accounts.people import Actor
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.services.analysis.keep_figures import keep_figures
from headway.services.office.asked_work import Came, Folders, Tell

IF_STOPPED = "Load the exports again, or use the command “headway keep”, which works them out too"


def ask_for_figures(*, because: str, form: str, by: Actor) -> str:
    """Put the working out of every figure in the queue, and give its name.

    ``because`` says in words what made it necessary; the same ``form`` asks once.
    """
    words: Mapping[str, str] = {"because": because}
    return ask_for_work(kind=WorkKind.FIGURES, form=form, words=words, by=by, details=words)


def run_figures(folders: Folders, work: AskedWork, tell: Tell) -> Came:
    """Work every figure out from the current snapshot by the definitions in force.

    The work's words are ``because``; its result is the name of what was ``kept``.
    """
    tell("working every figure out")
    overlay = folders.overlay if folders.overlay and folders.overlay.is_dir() else None
    kept = keep_figures(
        folders.data,
        by=work.asked_by,
        at=datetime.now(UTC),
        catalogue=overlay,
        # Its name is part of it: what is brought back comes after what stood in between.
        because=f"{work.words['because']} ({work.name})",
    )
    return Came({"kept": kept.name})
