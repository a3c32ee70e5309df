"""Which feed of which column map a sheet answers to, and where each column stands in it.

A feed is found by the name of the file, sheet or element, and then by its headings. A sheet that
has the name but not the headings is the wrong export under the right name, and stops the load; a
sheet without a known name is taken where exactly one feed knows all of its headings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeAlias

from headway.domain.problems import Findings, Severity
from headway.intake.loading.sources import Source, place_of
from headway.intake.maps.headings import plain, plain_name
from headway.intake.maps.reading import ColumnMap
from headway.intake.maps.schema import ColumnEntry, FeedEntry, RowsEntry
from headway.readers.grid import column_letters
from headway.tables import TABLES

MOST_NAMED = 6

_Places: TypeAlias = Mapping[str, list[int]]
"""The positions of each heading of a row, by its plain form."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed and the sheet that answers to it.

    ``at`` gives the positions of the headings of each column; ``rows_at`` of the headings that
    choose rows, in the order only_rows, skip_rows.
    """

    source: Source
    map: ColumnMap
    feed: FeedEntry
    heading_row: int
    at: Mapping[str, tuple[int, ...]]
    rows_at: tuple[int, ...]

    @property
    def wanted(self) -> frozenset[int]:
        """Every position it reads."""
        return frozenset(p for places in self.at.values() for p in places) | set(self.rows_at)


@dataclass(frozen=True, slots=True)
class _Try:
    """One feed set against one sheet, at the best row of headings."""

    map: ColumnMap
    feed: FeedEntry
    named: bool
    heading_row: int
    at: Mapping[str, tuple[int, ...]]
    rows_at: tuple[int, ...]
    missing: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def fits(self) -> bool:
        return not self.missing and not self.twice


def match(source: Source, maps: Sequence[ColumnMap], findings: Findings) -> tuple[Found, ...]:
    """Return the feeds a sheet answers to; none where it answers to none, which is then told.

    The first map that knows the sheet by name has it; then the first that fits by headings alone.
    """
    rows = [_places(row) for row in source.beginning]
    tries: list[list[_Try]] = []
    for one in maps:
        tries.append([_tried(source, one, feed, rows) for feed in one.feeds])
        fitting = [each for each in tries[-1] if each.named and each.fits]
        if fitting:
            return _together(source, fitting)
    wrong = [each for group in tries for each in group if each.named]
    known = _by_headings(source, tries)
    if wrong:
        _wrong_headings(source, wrong, known, findings)
        return ()
    if known:
        _told_by_headings(source, known, findings)
        return _together(source, known)
    if any(plain(source.sheet) in {plain(name) for name in one.file.left_out} for one in maps):
        return _left_out(source, findings)
    _not_taken(source, findings)
    return ()


def _by_headings(source: Source, tries: Sequence[Sequence[_Try]]) -> list[_Try]:
    """Give the feeds of the first map that knows every heading, if they are of one sheet."""
    for group in tries:
        known = [each for each in group if _knows(source, each)]
        if len({_names(each.feed) for each in known}) == 1:
            return known
    return []


def _together(source: Source, tries: Sequence[_Try]) -> tuple[Found, ...]:
    """Give those under one row of headings: with two, one's headings would be the other's rows."""
    row = tries[0].heading_row
    return tuple(_found(source, each) for each in tries if each.heading_row == row)


def _places(row: Sequence[str]) -> _Places:
    """Give the positions of each heading of a row."""
    places: dict[str, list[int]] = {}
    for position, text in enumerate(row):
        places.setdefault(plain(text), []).append(position)
    return places


def _tried(source: Source, one: ColumnMap, feed: FeedEntry, rows: Sequence[_Places]) -> _Try:
    """Set a feed against the first row that lacks the fewest of its headings."""
    best = _against(source, one, feed, 0, rows[0] if rows else {})
    own = {plain(each) for each in _headings(feed)}
    for number, places in enumerate(rows[:1] if feed.element else rows):
        if not best.missing:
            break
        # A row without any of its headings lacks them all, and so cannot be better than the first.
        if number and not own.isdisjoint(places):
            tried = _against(source, one, feed, number, places)
            if len(tried.missing) < len(best.missing):
                best = tried
    return best


def _headings(feed: FeedEntry) -> Iterator[str]:
    for entry in feed.columns.values():
        yield from entry.headings
    for rule in (*feed.only_rows, *feed.skip_rows):
        yield from rule.heading


def _against(source: Source, one: ColumnMap, feed: FeedEntry, number: int, places: _Places) -> _Try:
    missing: list[str] = []
    twice: list[str] = []
    at: dict[str, tuple[int, ...]] = {}
    for name, entry in feed.columns.items():
        found = _positions(entry, places, twice)
        if found is not None:
            at[name] = found
        elif not entry.optional or TABLES[feed.table].column(name).required:
            missing.append(_asked(entry))
    chosen: list[int] = []
    for rule in (*feed.only_rows, *feed.skip_rows):
        place = _position(rule.heading, places, twice)
        missing += [rule.heading[0]] if place is None and not feed.element else []
        chosen.append(-1 if place is None else place)
    return _Try(
        one, feed, _is_named(source, feed), number, at, tuple(chosen),
        tuple(dict.fromkeys(missing)), tuple(dict.fromkeys(twice)),
    )  # fmt: skip


def _positions(entry: ColumnEntry, places: _Places, twice: list[str]) -> tuple[int, ...] | None:
    if entry.always is not None:
        return ()
    if entry.made_of:
        found = [_position([each], places, twice) for each in entry.made_of]
        present = tuple(one for one in found if one is not None)
        return present if len(present) == len(found) else None
    position = _position(entry.heading or [str(entry.flags)], places, twice)
    return None if position is None else (position,)


def _position(spellings: Iterable[str], places: _Places, twice: list[str]) -> int | None:
    found = [at for spelling in spellings for at in places.get(plain(spelling), [])]
    different = list(dict.fromkeys(found))
    if len(different) > 1:
        twice.append(next(iter(spellings)))
    return different[0] if different else None


def _asked(entry: ColumnEntry) -> str:
    return entry.headings[0] if entry.heading else ", ".join(entry.headings)


def _is_named(source: Source, feed: FeedEntry) -> bool:
    if feed.element is not None:
        return source.sheet == feed.element
    sheets = {plain_or_numbered(each) for each in feed.sheet or []}
    files = {plain_or_numbered(each) for each in feed.file or []}
    if source.sheet and sheets:
        own = plain(source.sheet)
        return (
            own in {plain(each) for each in feed.sheet or []} or plain_name(source.sheet) in sheets
        )
    return bool(files) and plain_name(PurePath(source.file).stem) in files


def _names(feed: FeedEntry) -> tuple[str, ...]:
    return (*(feed.sheet or []), *(feed.file or []))


def plain_or_numbered(name: str) -> str:
    """Return a name for comparing; one that is a number at its end (“List 1”) keeps it."""
    short = plain_name(name)
    return plain(name) if name[-1:].isdigit() else short


def _knows(source: Source, tried: _Try) -> bool:
    """Say whether a feed fits a sheet it does not know by name: every heading is one of its own."""
    if not tried.fits or tried.feed.element or not source.beginning:
        return False
    own = {plain(s) for e in tried.feed.columns.values() for s in e.headings}
    own |= {plain(each) for each in tried.feed.not_kept}
    row = [plain(text) for text in source.beginning[tried.heading_row] if text]
    return len(row) >= 2 and all(text in own for text in row)


def _found(source: Source, tried: _Try) -> Found:
    return Found(source, tried.map, tried.feed, tried.heading_row, tried.at, tried.rows_at)


def _told_by_headings(source: Source, known: Sequence[_Try], findings: Findings) -> None:
    tables = ", ".join(each.feed.table for each in known)
    findings.add(
        place_of(source),
        Severity.INFERRED,
        "the name says nothing, but the headings are all known",
        f"It was taken for {tables}, by the column map “{known[0].map.file.id}”",
        "Give the file or sheet its proper name if that is wrong.",
    )


def _left_out(source: Source, findings: Findings) -> tuple[Found, ...]:
    done = "Its column map leaves it out on purpose"
    findings.add(place_of(source), Severity.NOTED, "the sheet is not loaded", done)
    return ()


def _not_taken(source: Source, findings: Findings) -> None:
    findings.add(
        place_of(source),
        Severity.NOT_TAKEN,
        "no column map knows this name or these headings",
        "Nothing of it was loaded",
        "Draft a map with “headway map”, correct and confirm it, and load again with --map.",
    )


def _wrong_headings(
    source: Source, wrong: Sequence[_Try], known: Sequence[_Try], findings: Findings
) -> None:
    tried = min(wrong, key=lambda each: len(each.missing))
    row = source.beginning[tried.heading_row] if source.beginning else ()
    if tried.twice:
        found = f"more than one column is headed {_quoted(tried.twice)}"
        step = "Take the column that is not meant away, or name the right one in the column map."
    else:
        found = f"no column is headed {_quoted(tried.missing)}"
        own = {plain(s) for e in tried.feed.columns.values() for s in e.headings}
        strange = sum(plain(text) not in own for text in row if text)
        found += (
            f"; {strange} of its {sum(map(bool, row))} headings are not known" if strange else ""
        )
        step = _step(known)
    allowed = f"The name is that of “{tried.feed.table}” in the column map “{tried.map.file.id}”"
    line = tried.heading_row + 1 if source.beginning else 0
    findings.add(place_of(source, line), Severity.STOPS, found, allowed, step)


def _step(known: Sequence[_Try]) -> str:
    if known:
        tables = _quoted([each.feed.table for each in known])
        return f"Its headings are those of {tables}: name the file so if that is what it is."
    return (
        "Check that it is the export its name says. If its headings have changed, draft a map"
        " with “headway map”."
    )


def _quoted(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{each}”" for each in names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def rows_rules(feed: FeedEntry) -> tuple[tuple[RowsEntry, bool], ...]:
    """Give the rules that choose rows, each with whether its rows are the ones that stay."""
    return (*((rule, True) for rule in feed.only_rows), *((rule, False) for rule in feed.skip_rows))


def column_of(source: Source, position: int) -> str:
    """Name a column as a person would: by letter in a workbook, by number in a text file."""
    return column_letters(position + 1) if source.sheet else str(position + 1)
