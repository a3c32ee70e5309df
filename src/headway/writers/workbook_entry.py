"""The way back: the sheet on which people answer, one row to each thing asked."""

from collections.abc import Sequence

from headway.domain.asking import Asked, asked_of
from headway.domain.entries import LONGEST_COMMENTARY, EntryKind, Limits, state_words
from headway.domain.entry_sheet import ASKED_WORDS, Heading
from headway.domain.indicator import Unit
from headway.domain.scorecard import Scorecard
from headway.writers.workbook_cells import number_format
from headway.writers.workbook_heights import width_for_paragraphs
from headway.writers.workbook_layout import (
    CODE,
    DATE,
    MARKED,
    QUIET,
    STRONG,
    Cell,
    Column,
    Page,
    Prompt,
    Wanted,
    formatted,
    page,
    text,
)

_WIDTHS = {
    Heading.REFERENCE: 12,
    Heading.TITLE: 36,
    Heading.PERIOD: 16,
    Heading.ASKED: 13,
    Heading.NOW: 48,
    Heading.ALLOWED: 18,
    Heading.ANSWER: 64,
    Heading.BY: 20,
    Heading.ON: 15,
    Heading.IDENTIFIER: 24,
    Heading.CHECK: 14,
}
_CODES = (Heading.IDENTIFIER, Heading.CHECK)


def entry_page(scorecard: Scorecard) -> Page:
    """Return the sheet "Entry": everything asked, with marked cells for the answers."""
    return asked_page(f"{scorecard.title}, {scorecard.period}", asked_of(scorecard))


def asked_page(about: str, asked: Sequence[Asked]) -> Page:
    """Return the sheet "Entry" of what is asked: ``about`` says of what, and of which period."""
    words = ", ".join(state_words())
    widths = _WIDTHS | {Heading.NOW: width_for_paragraphs((each.now for each in asked), 48, 110)}
    return page(
        "Entry",
        "Entry",
        f"Your entries: {about}",
        [
            "Write in the bordered yellow cells only; leave blank what you have nothing to say on.",
            f"A figure is a number, or one of these words: {words}.",
            "Give your name or role and the date beside each answer. Nothing else is read back.",
        ],
        "One row to each thing asked. The columns Your answer, Entered by and Date entered are "
        "to be filled in.",
        [Column(each.value, widths[each], _CELLS[each], each not in _CODES) for each in Heading],
        asked,
        "Nothing is asked: this scorecard has no rows.",
        frozen_columns=2,
        locked=True,
    )


def _now(asked: Asked) -> Cell:
    return text(asked.now, QUIET)


def _answer(asked: Asked) -> Cell:
    if asked.what is EntryKind.COMMENTARY:
        message = (
            f"{_name(asked)}, {asked.period}: what do you say of the figure? "
            f"Up to {LONGEST_COMMENTARY:,} characters. Blank: what stands now stays."
        )
        return Cell(None, MARKED, Prompt(Wanted.TEXT, "Your commentary", message))
    limits = asked.limits or Limits()
    like = "6.8%" if limits.unit is Unit.PERCENTAGE else "a number"
    message = (
        f"{_name(asked)}, {asked.period}: {like} ({limits.words}), or {', '.join(state_words())}."
    )
    look = formatted(MARKED, number_format(limits.unit, asked.decimals))
    return Cell(None, look, Prompt(Wanted.FIGURE, "Your figure", message, limits))


def _name(asked: Asked) -> str:
    return (asked.reference or asked.title)[:60]


def _by(asked: Asked) -> Cell:
    owner = f" Asked of: {asked.owner}." if asked.owner else ""
    message = f"Your name or role, where you answer in this row.{owner}"
    return Cell(None, MARKED, Prompt(Wanted.NAME, "Who answers", message))


def _on(asked: Asked) -> Cell:
    look = formatted(MARKED, DATE.number_format)
    return Cell(None, look, Prompt(Wanted.DATE, "When", "The day you answer, such as 14/09/2020."))


_CELLS = {
    Heading.REFERENCE: lambda asked: text(asked.reference or asked.indicator, STRONG),
    Heading.TITLE: lambda asked: text(asked.title),
    Heading.PERIOD: lambda asked: text(str(asked.period)),
    Heading.ASKED: lambda asked: text(ASKED_WORDS[asked.what]),
    Heading.NOW: _now,
    Heading.ALLOWED: lambda asked: text(asked.allowed, QUIET),
    Heading.ANSWER: _answer,
    Heading.BY: _by,
    Heading.ON: _on,
    Heading.IDENTIFIER: lambda asked: text(asked.indicator, CODE),
    Heading.CHECK: lambda asked: text(asked.check, CODE),
}
