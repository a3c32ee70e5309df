"""Made-up commentary of a made-up council: a month that is approved, and one that is under way."""

from itertools import count, cycle
from pathlib import Path

from headway.domain.bound_figures import Binding, asked_about, bind, proposed
from headway.domain.commentary import CommentaryKey, CommentaryState
from headway.domain.periods import Period
from headway.register.accounts.people import Actor
from headway.register.accounts.queries.actor import actor_of
from headway.register.commentary.queries.commentary import commentary_on
from headway.register.commentary.written import Words
from headway.register.editions.queries.months import month_stands
from headway.register.editions.standing import MonthKey
from headway.services.analysis.calculated_scorecard import USUAL_CARD
from headway.services.office.approve_month import approve_and_freeze
from headway.services.office.card_rows import due_in
from headway.services.office.catalogue import current_catalogue
from headway.services.office.commentary import CommentaryShown, commentary_shown
from headway.services.office.figures import current_figures
from headway.services.office.sign_off import MonthSent, put_month_forward
from headway.services.office.write_commentary import (
    Sent,
    confirm,
    give_back,
    sign,
    submit,
    write,
)

WHY = (
    "Two more schools send families to the front door since the summer.",
    "Practitioners who joined in the spring hold fewer families until they have settled in.",
    "Reviews that fell in the holidays were held in the weeks after.",
    "The localities look at late assessments together every Monday.",
    "Families waited for an interpreter; a second one was found.",
)
NOTE = "Please say what is done about it, and by when."
COMES_TO = (
    CommentaryState.SIGNED,
    CommentaryState.SIGNED,
    CommentaryState.SUBMITTED,
    CommentaryState.SIGNED,
    CommentaryState.RETURNED,
    CommentaryState.DRAFT,
    None,
)


def make_up_commentary(
    data: Path, overlay: Path | None, *, owner: str, head: str, analyst: str
) -> None:
    """Comment on the latest two months, each in its own way; nothing where any was commented.

    The addresses are those of whoever writes, whoever signs and approves, and whoever puts forward.
    """
    figures = current_figures(data)
    writes, signs, prepares = actor_of(owner), actor_of(head), actor_of(analyst)
    if figures is None or writes is None or signs is None or prepares is None:
        return
    made = _Made(data, overlay, writes, signs)
    earlier = figures.last.previous()
    if any(commentary_on(key) for key in made.keys(earlier)):
        return
    for key, why in zip(made.keys(earlier), cycle(WHY), strict=False):
        made.comment(key, why, CommentaryState.SIGNED)
    _approve(data, overlay, earlier, prepares, signs)
    for key, why, state in zip(
        made.keys(figures.last), cycle(WHY[2:] + WHY[:2]), cycle(COMES_TO), strict=False
    ):
        if state is not None:
            made.comment(key, why, state)


class _Made:
    """Writes as one person and signs as another, with forms of their own."""

    def __init__(self, data: Path, overlay: Path | None, writes: Actor, signs: Actor) -> None:
        self.data, self.overlay, self.writes, self.signs = data, overlay, writes, signs
        self.numbers = count(1)

    def keys(self, month: Period) -> list[CommentaryKey]:
        """Give the figures of the usual scorecard that are due in a month and known."""
        catalogue = current_catalogue(self.overlay)
        found = []
        for name in catalogue.scorecards[USUAL_CARD].indicators:
            period = due_in(catalogue, name, month)
            if period is not None:
                found.append(CommentaryKey(name, period))
        return found

    def comment(self, key: CommentaryKey, why: str, state: CommentaryState) -> None:
        """Bring a commentary as far as a state."""
        shown = commentary_shown(self.data, self.overlay, key)
        if shown is None:
            return
        said = shown.sentences[1] if len(shown.sentences) > 1 else shown.sentences[0]
        write(self.overlay, self._sent(key, self.writes), Words(f"{said} {why}"))
        if state is CommentaryState.DRAFT:
            return
        bindings = _bindings(f"{said} {why}", shown)
        confirm(self.overlay, self._sent(key, self.writes), bindings)
        submit(self.data, self.overlay, self._sent(key, self.writes))
        if state is CommentaryState.RETURNED:
            give_back(self.overlay, self._sent(key, self.signs), NOTE)
        elif state is CommentaryState.SIGNED:
            sign(self.data, self.overlay, self._sent(key, self.signs))

    def _sent(self, key: CommentaryKey, by: Actor) -> Sent:
        written = commentary_on(key)
        version = written.version if written else 0
        return Sent(key, version, f"made-up-{key.period.start}-{next(self.numbers):05}", by)


def _bindings(text: str, shown: CommentaryShown) -> list[Binding]:
    """Say of each number what it is: the likeliest figure, or none that is kept."""
    found = []
    for number in asked_about(text, shown.known):
        fitting = proposed(number, shown.known)
        found.append(bind(number, fitting[0] if fitting else None))
    return found


def _approve(
    data: Path, overlay: Path | None, month: Period, prepares: Actor, signs: Actor
) -> None:
    key = MonthKey(USUAL_CARD, month)

    def sent(by: Actor, number: int) -> MonthSent:
        return MonthSent(
            key, month_stands(key).version, f"made-up-{month.start}-month-{number}", by
        )

    put_month_forward(data, overlay, sent(prepares, 1), "", month.end)
    approve_and_freeze(data, overlay, sent(signs, 2), month.end)
