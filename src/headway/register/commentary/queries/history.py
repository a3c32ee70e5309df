"""Every version of a commentary."""

from headway.domain.commentary import CommentaryKey, Step
from headway.register.commentary.models import Version
from headway.register.commentary.queries.as_written import fields_of
from headway.register.commentary.written import PastStep, Words


def history_of_commentary(key: CommentaryKey) -> tuple[PastStep, ...]:
    """Give what was done with a figure's commentary, newest first."""
    named = {f"commentary__{name}": value for name, value in fields_of(key).items()}
    found = Version.objects.filter(**named).select_related("by").order_by("-number")
    return tuple(
        PastStep(
            one.number,
            Step[one.step],
            Words(one.text, one.points_to),
            one.note,
            one.by.name,
            one.at,
        )
        for one in found
    )
