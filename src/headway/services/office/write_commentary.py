"""What is done with a commentary, as long as its month is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from headway.domain.bound_figures import Binding
from headway.domain.commentary import CommentaryKey
from headway.register.accounts.people import Actor
from headway.register.commentary.actions.confirm_figures import confirm_figures
from headway.register.commentary.actions.return_commentary import return_commentary
from headway.register.commentary.actions.save_commentary import save_commentary
from headway.register.commentary.actions.sign_commentary import sign_commentary
from headway.register.commentary.actions.submit_commentary import submit_commentary
from headway.register.commentary.queries.commentary import commentary_on
from headway.register.commentary.written import Words
from headway.register.editions.queries.months import closed_months
from headway.services.analysis.naming import names_somebody
from headway.services.office.catalogue import current_catalogue
from headway.services.office.closed import ClosedMonth, months_of, reason_of
from headway.services.office.commentary import CommentaryShown, commentary_shown


@dataclass(frozen=True, slots=True)
class Sent:
    """What every form about a commentary sends: the figure, the version it was made from, itself.

    ``by`` is whoever sent it; ``token`` tells the form from every other.
    """

    key: CommentaryKey
    version: int
    token: str
    by: Actor


@transaction.atomic
def write(overlay: Path | None, sent: Sent, words: Words) -> None:
    """Save a draft. Raises Stale, ClosedMonth, and ValueError for words that point in a circle."""
    _refuse_closed(overlay, sent.key)
    if words.points_to:
        _refuse_circle(sent.key, words.points_to)
    save_commentary(key=sent.key, words=words, version=sent.version, token=sent.token, by=sent.by)


@transaction.atomic
def confirm(overlay: Path | None, sent: Sent, bindings: Sequence[Binding]) -> None:
    """Say what the numbers stand for. Raises Stale, ClosedMonth, ValueError."""
    _refuse_closed(overlay, sent.key)
    confirm_figures(
        key=sent.key, bindings=bindings, version=sent.version, token=sent.token, by=sent.by
    )


@transaction.atomic
def submit(data: Path, overlay: Path | None, sent: Sent) -> None:
    """Submit it, once it is said what each number stands for. Raises as ``confirm`` does.

    ValueError as well for a text that names somebody: what is signed off may be published.
    """
    _refuse_closed(overlay, sent.key)
    shown = commentary_shown(data, overlay, sent.key)
    if shown and shown.written and shown.written.version == sent.version and shown.unconfirmed:
        raise ValueError("say first what the numbers in it stand for")
    _refuse_naming(data, shown, "take it out")
    submit_commentary(key=sent.key, version=sent.version, token=sent.token, by=sent.by)


@transaction.atomic
def give_back(overlay: Path | None, sent: Sent, note: str) -> None:
    """Return it with a note. Raises as ``confirm`` does."""
    _refuse_closed(overlay, sent.key)
    return_commentary(key=sent.key, note=note, version=sent.version, token=sent.token, by=sent.by)


@transaction.atomic
def sign(data: Path, overlay: Path | None, sent: Sent) -> None:
    """Sign it off. Raises as ``confirm`` does, and ValueError for one's own words.

    And for a text that names somebody: who that is may have been loaded since it was submitted.
    """
    _refuse_closed(overlay, sent.key)
    shown = commentary_shown(data, overlay, sent.key)
    _refuse_naming(data, shown, "return it, so that it is taken out")
    sign_commentary(key=sent.key, version=sent.version, token=sent.token, by=sent.by)


def _refuse_naming(data: Path, shown: CommentaryShown | None, next_step: str) -> None:
    if shown and names_somebody(data, _without_figures(shown)):
        raise ValueError(
            f"it holds the identifier of a child, a family or something of theirs: {next_step}"
        )


def _without_figures(shown: CommentaryShown) -> str:
    """Give the text without the numbers that stand for a figure: an identifier may look alike."""
    text = shown.written.words.text if shown.written else ""
    for one in reversed(shown.numbers):
        if one.said is not None and one.said.what is not None:
            text = f"{text[: one.number.start]} {text[one.number.end :]}"
    return text


def _refuse_closed(overlay: Path | None, key: CommentaryKey) -> None:
    for stands in closed_months(months_of(current_catalogue(overlay), key)):
        raise ClosedMonth(reason_of(stands))


def _refuse_circle(key: CommentaryKey, points_to: str) -> None:
    """Refuse to point to what points elsewhere itself: a reader would be sent round."""
    there = commentary_on(CommentaryKey(points_to, key.period, key.unit))
    if there and there.words.points_to:
        raise ValueError("that commentary points elsewhere itself: point to where it leads")
