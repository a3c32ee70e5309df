"""Made-up editions of a made-up council: an approved month, published for those outside."""

from collections.abc import Callable
from pathlib import Path

from headway.domain.disclosure.policy import Audience
from headway.domain.sign_off import SignOffState
from headway.register.editions.queries.months import month_stands
from headway.register.editions.standing import MonthKey
from headway.services.analysis.calculated_scorecard import USUAL_CARD
from headway.services.analysis.published import list_editions
from headway.services.office.figures import current_figures
from headway.services.office.publish_edition import publish_month
from headway.services.office.to_publish import ToPublish

OUTSIDE = (Audience.PUBLIC, Audience.PARTNERS)
UNITS = "localities"


def make_up_editions(
    data: Path, overlay: Path | None, *, by: str, tell: Callable[[str], None] = lambda _: None
) -> None:
    """Publish the month before the last, where it is approved and nothing is published yet.

    ``by`` is the address of whoever publishes. Each edition takes a few seconds.
    """
    figures = current_figures(data)
    if figures is None or list_editions(data):
        return
    key = MonthKey(USUAL_CARD, figures.last.previous())
    if month_stands(key).state is not SignOffState.APPROVED:
        return
    for audience in OUTSIDE:
        tell(f"Publishing {key.month} for {_WHOM[audience]}")
        publish_month(data, overlay, ToPublish(key, audience, UNITS, by))


_WHOM = {Audience.PUBLIC: "the public", Audience.PARTNERS: "partners"}
