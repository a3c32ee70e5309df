"""A commentary beside the figures it is about: what it says, and what is to be asked of it."""

from dataclasses import dataclass
from pathlib import Path

from headway.domain.bound_figures import (
    Binding,
    Known,
    Moved,
    NumberInText,
    asked_about,
    moved,
    still_bound,
)
from headway.domain.commentary import CommentaryKey, same_words
from headway.domain.commentary_checks import contradictions
from headway.domain.commentary_facts import known_figures, sentences_to_begin_from, went
from headway.domain.indicator import Indicator
from headway.domain.scorecard import ScorecardRow
from headway.register.commentary.queries.commentary import commentaries_on, commentary_on
from headway.register.commentary.written import Written
from headway.services.office.card_rows import row_of
from headway.services.office.catalogue import current_catalogue
from headway.services.office.closed import Closed, closed_for


@dataclass(frozen=True, slots=True)
class AskedNumber:
    """A number in the text that stands for a figure or not, and what its writer said of it."""

    number: NumberInText
    said: Binding | None


@dataclass(frozen=True, slots=True)
class Remarks:
    """What is to be asked of a commentary.

    ``moved`` are numbers that are right no longer, ``contradicted`` claims that the figure speaks
    against, ``carried_from`` the earlier period whose very words these are.
    """

    moved: tuple[Moved, ...] = ()
    contradicted: tuple[str, ...] = ()
    carried_from: str = ""

    @property
    def any(self) -> bool:
        """Whether there is anything to ask."""
        return bool(self.moved or self.contradicted or self.carried_from)


@dataclass(frozen=True, slots=True)
class CommentaryShown:
    """A commentary and what it is about. ``pointed`` is what another indicator's owner said."""

    key: CommentaryKey
    indicator: Indicator
    row: ScorecardRow
    written: Written | None
    known: tuple[Known, ...]
    numbers: tuple[AskedNumber, ...]
    remarks: Remarks
    sentences: tuple[str, ...]
    before: Written | None
    pointed: Written | None
    pointed_title: str
    closed: Closed | None

    @property
    def unconfirmed(self) -> int:
        """How many numbers nobody has said of what they stand for."""
        return sum(1 for one in self.numbers if one.said is None)


def commentary_shown(
    data: Path, overlay: Path | None, key: CommentaryKey
) -> CommentaryShown | None:
    """Give a commentary with all that its page shows; None for a figure that is not shown."""
    row = row_of(data, overlay, key)
    if row is None:
        return None
    catalogue = current_catalogue(overlay)
    written = commentary_on(key)
    known = known_figures(row)
    before = commentary_on(_of_period_before(key))
    pointed, title = None, ""
    if written and written.words.points_to in catalogue.indicators:
        title = catalogue.indicators[written.words.points_to].title
        pointed = commentary_on(CommentaryKey(written.words.points_to, key.period, key.unit))
    return CommentaryShown(
        key=key,
        indicator=row.indicator,
        row=row,
        written=written,
        known=known,
        numbers=_numbers(written, known),
        remarks=remarks_on(written, row, before),
        sentences=sentences_to_begin_from(row),
        before=before,
        pointed=pointed,
        pointed_title=title,
        closed=closed_for(catalogue, key),
    )


def remarks_on(written: Written | None, row: ScorecardRow, before: Written | None) -> Remarks:
    """Say what is to be asked of a commentary, given its row and what was said a period before."""
    if written is None:
        return Remarks()
    known = {one.what: one for one in known_figures(row)}
    carried = before is not None and same_words(written.words.text, before.words.text)
    return Remarks(
        moved(written.bindings, known),
        contradictions(written.words.text, went(row)),
        str(before.key.period) if carried and before else "",
    )


def remarks_by_key(
    data: Path, overlay: Path | None, written: dict[CommentaryKey, Written]
) -> dict[CommentaryKey, Remarks]:
    """Say of several commentaries what is to be asked of each."""
    earlier = commentaries_on(_of_period_before(key) for key in written)
    found = {}
    for key, one in written.items():
        row = row_of(data, overlay, key)
        if row is not None:
            found[key] = remarks_on(one, row, earlier.get(_of_period_before(key)))
    return found


def _of_period_before(key: CommentaryKey) -> CommentaryKey:
    return CommentaryKey(key.indicator, key.period.previous(), key.unit)


def _numbers(written: Written | None, known: tuple[Known, ...]) -> tuple[AskedNumber, ...]:
    if written is None:
        return ()
    numbers = asked_about(written.words.text, known)
    bound = still_bound(written.bindings, numbers)
    return tuple(AskedNumber(number, said) for number, said in zip(numbers, bound, strict=True))
