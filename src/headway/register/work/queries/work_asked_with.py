"""The work that was asked for with the same words."""

from collections.abc import Mapping

from headway.domain.asked_work import AskedWork, WorkKind
from headway.register.work.models import Work
from headway.register.work.queries.work import as_asked_work


def work_asked_with(kind: WorkKind, words: Mapping[str, str]) -> tuple[AskedWork, ...]:
    """Give the work of a kind that was asked for with these words, newest first."""
    each = {f"words__{name}": word for name, word in words.items()}
    found = Work.objects.select_related("asked_by").filter(kind=kind.name, **each)
    return tuple(as_asked_work(one) for one in found.order_by("-pk"))
