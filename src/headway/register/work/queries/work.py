"""The work that was asked for in the browser."""

from headway.domain.asked_work import AskedWork, ToldLine, WorkKind, WorkState
from headway.register.work.models import Work


def latest_work(kind: WorkKind, limit: int) -> tuple[AskedWork, ...]:
    """Give the work of a kind that was asked for last, newest first."""
    found = Work.objects.select_related("asked_by").filter(kind=kind.name)
    return tuple(as_asked_work(one) for one in found.order_by("-pk")[:limit])


def work_named(name: str, kind: WorkKind) -> AskedWork | None:
    """Give the work of a name; None where there is none, or it is of another kind."""
    if "\0" in name:  # PostgreSQL takes no such text
        return None
    found = Work.objects.select_related("asked_by").filter(name=name, kind=kind.name).first()
    return as_asked_work(found) if found else None


def work_of_form(form: str, kind: WorkKind) -> AskedWork | None:
    """Give the work of a kind that a form asked for; None where it was not sent yet."""
    found = Work.objects.select_related("asked_by").filter(form=form, kind=kind.name).first()
    return as_asked_work(found) if found else None


def as_asked_work(work: Work) -> AskedWork:
    """Give a record as a value."""
    return AskedWork(
        work.name,
        WorkKind[work.kind],
        WorkState[work.state],
        work.asked_by.email,
        work.asked_at,
        work.words,
        work.doing,
        work.ended_at,
        work.result,
        tuple(ToldLine(**one) for one in work.told),
        work.forgotten_at is not None,
    )
