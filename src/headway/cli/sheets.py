"""The sheets a command is about: files named on the line, and what a data folder keeps."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from headway.domain.entries import Entry
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.scorecard import Scorecard
from headway.services.analysis.editions import (
    Editions,
    no_editions,
    proposals_text,
    read_editions,
)
from headway.services.analysis.keeping import kept_editions, kept_entries
from headway.services.analysis.output import write_file


def chosen_editions(chosen: argparse.Namespace) -> tuple[Editions, tuple[Entry, ...]]:
    """Return the editions of the files and of the data folder, and the folder's answers.

    Raises ``Refused`` where neither a file nor a data folder is named.
    """
    if not chosen.files and not chosen.data:
        raise _nothing("no file is named", "Name a published sheet, or a data folder with --data")
    editions = (
        read_editions(chosen.files, mapping=chosen.mapping, catalogue=chosen.catalogue)
        if chosen.files
        else no_editions(chosen.catalogue)
    )
    if not chosen.data:
        return editions, ()
    day = getattr(chosen, "as_known", None)
    editions = editions.with_kept(kept_editions(chosen.data, day))
    if not editions.datasets:
        when = f" as known on {day}" if day else " yet"
        raise _nothing(f"{chosen.data} keeps no history{when}", _KEEP)
    return editions, kept_entries(chosen.data, day)


def named(cards: Sequence[Scorecard], sheet: str) -> Sequence[Scorecard]:
    """Return the scorecards of that title, or the one of that number; all where none is named.

    Raises ``Refused`` where there is none.
    """
    if not sheet:
        return cards
    found = [card for card in cards if card.title.casefold() == sheet.strip().casefold()]
    if not found and sheet.isdecimal() and 1 <= int(sheet) <= len(cards):
        found = [cards[int(sheet) - 1]]
    if not found:
        raise _nothing(f"no sheet is called “{sheet}”: there is {_titles(cards)}", _CHOOSE)
    return found


def one_of(cards: Sequence[Scorecard]) -> Scorecard:
    """Return the only scorecard; several are refused, since one file holds one."""
    if len(cards) == 1:
        return cards[0]
    raise _nothing(f"these are {len(cards)} different sheets: {_titles(cards)}", _CHOOSE)


_KEEP = (
    "Load some with “headway history”; for a scorecard worked out from case rows that were loaded, "
    "name its month, such as --period 2026-09"
)
_CHOOSE = "Choose one with --sheet and its title or number, or print all with --format terminal"


def _titles(cards: Sequence[Scorecard]) -> str:
    return "; ".join(f"{number} “{card.title}”" for number, card in enumerate(cards, start=1))


def save_proposals(chosen: argparse.Namespace, editions: Editions) -> str:
    """Write the proposals to a mapping file and say so."""
    path = Path(chosen.propose)
    text = proposals_text(editions)
    write_file(path, text.encode("utf-8"), "mapping file", replace=chosen.replace)
    count = len(editions.proposed)
    proposals = "1 proposal" if count == 1 else f"{count} proposals"
    return f"Written: {path} ({proposals}; none is in force until a person confirms it)"


def _nothing(found: str, next_step: str) -> Refused:
    return Refused(Finding(Place("headway"), Severity.STOPS, found, "", next_step))
