"""A commentary as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from headway.domain.bound_figures import Binding
from headway.domain.commentary import CommentaryState
from headway.domain.period_labels import short_label
from headway.domain.problems import sentence
from headway.register.commentary.written import PastStep, Written
from headway.services.office.commentary import CommentaryShown, Remarks

COLOURS = {
    None: "grey",
    CommentaryState.DRAFT: "yellow",
    CommentaryState.SUBMITTED: "blue",
    CommentaryState.RETURNED: "orange",
    CommentaryState.SIGNED: "green",
}


@dataclass(frozen=True, slots=True)
class BoundText:
    """A number of the text, what it stands for, and whether it is right no longer."""

    printed: str
    about: str


@dataclass(frozen=True, slots=True)
class CommentaryText:
    """A commentary in words. ``asks`` are whole sentences about what is to be looked at."""

    title: str
    unit: str
    period: str
    paragraphs: tuple[str, ...]
    points_to: str
    points_at: str
    pointed: tuple[str, ...]
    state: str
    colour: str
    who: str
    note: str
    asks: tuple[str, ...]
    bound: tuple[BoundText, ...]
    unconfirmed: int
    figures_say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PastText:
    """One thing that was done with it."""

    what: str
    by: str
    at: datetime
    paragraphs: tuple[str, ...]
    note: str


def commentary_text(shown: CommentaryShown, unit: str, query: str) -> CommentaryText:
    """Make the texts of a commentary's page."""
    written = shown.written
    state = written.state if written else None
    return CommentaryText(
        title=shown.indicator.title,
        unit=unit,
        period=str(shown.key.period),
        paragraphs=paragraphs(written.words.text) if written else (),
        points_to=shown.pointed_title,
        points_at=_points_at(shown, query),
        pointed=paragraphs(shown.pointed.words.text) if shown.pointed else (),
        state=state_words(written),
        colour=COLOURS[state],
        who=who(written),
        note=written.note if written else "",
        asks=asks(shown.remarks),
        bound=tuple(_bound(one) for one in written.bindings) if written else (),
        unconfirmed=shown.unconfirmed,
        figures_say=shown.sentences,
    )


def state_words(written: Written | None) -> str:
    """Say how far a commentary has come."""
    return written.state.value if written else "not started"


def paragraphs(text: str) -> tuple[str, ...]:
    """Give the paragraphs of a text."""
    return tuple(one.strip() for one in text.splitlines() if one.strip())


def asks(remarks: Remarks) -> tuple[str, ...]:
    """Say what is to be looked at, in whole sentences."""
    said = [one.sentence for one in remarks.moved]
    said += remarks.contradicted
    if remarks.carried_from:
        said.append(f"These are the very words of {remarks.carried_from}: look whether they hold")
    return tuple(sentence(one) for one in said)


def history_text(steps: Sequence[PastStep]) -> tuple[PastText, ...]:
    """Make the texts of a history, newest first."""
    return tuple(
        PastText(one.step.value, one.by, one.at, paragraphs(one.words.text), one.note)
        for one in steps
    )


def who(written: Written | None) -> str:
    """Say whose words they are, and who signed them off."""
    if written is None:
        return ""
    said = f"Written by {written.by}"
    return f"{said}, signed off by {written.signed_by}" if written.signed_by else said


def _points_at(shown: CommentaryShown, query: str) -> str:
    if not shown.pointed_title or shown.written is None:
        return ""
    words = {
        "name": shown.written.words.points_to,
        "month": short_label(shown.key.period.months()[-1]),
    }
    return reverse("commentary", kwargs=words) + query


def _bound(binding: Binding) -> BoundText:
    return BoundText(binding.printed, binding.about or "no figure that is kept")
