"""Every entry of both trails checked: work that waits its turn, as it takes longer than a page."""

from django.db import transaction

from headway.domain.asked_work import AskedWork, WorkKind
from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.trail.actions import record
from headway.register.trail.checking import check_whole_for
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.register.work.queries.work import latest_work
from headway.services.office.asked_work import Came, Folders, Tell, lines_of
from headway.services.office.folder_trail import bring_up_to_date, check_folder_trail

BOTH = "both trails"


def ask_for_check(*, form: str, by: Actor) -> str:
    """Put a check of every entry in the queue and give its name; one that is there is enough."""
    there = latest_work(WorkKind.TRAILS, 1)
    if there and not there[0].state.has_ended:
        return there[0].name
    return ask_for_work(kind=WorkKind.TRAILS, form=form, words={}, by=by)


def run_check(folders: Folders, work: AskedWork, tell: Tell) -> Came:
    """Check every entry of both trails, from the first to the last; that it was done is told.

    The result is how many ``entries`` the office's trail has, how many the ``folder``'s, and how
    many ``findings`` there are; each of them is a line.
    """
    tell("the trail of the data folder")
    folder = bring_up_to_date(folders.data, None)
    # What holds by itself may be another one than was read in before.
    findings = check_folder_trail(folders.data) or folder.findings
    tell("the trail of the office")
    checked = check_whole_for(work.asked_by)
    found = [*checked.findings, *findings]
    with transaction.atomic():
        told = {"entries": str(checked.link.number), "findings": str(len(found))}
        record(verb=Verb.VERIFIED, subject=BOTH, by=work.asked_by, details=told)
    result = {
        "entries": checked.link.number,
        "folder": folder.number,
        "findings": len(found),
    }
    return Came(result, tuple(lines_of(found, folders.office)), {"findings": str(len(found))})
