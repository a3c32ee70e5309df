"""A first draft of a column map from the headings of a sheet, for a person to correct."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from headway.intake.maps.headings import column_like
from headway.tables import TABLES
from headway.tables.schema import Column, Table

_SURE, _LIKELY = 0.86, 0.6
_SAME = {
    "id": "identifier", "ref": "identifier", "number": "identifier", "no": "identifier",
    "child": "person", "client": "person", "start": "started", "begin": "started", "end": "ended",
    "finish": "ended", "finished": "ended", "closure": "closed", "close": "closed",
    "open": "opened",
    "opening": "opened", "complete": "completed", "completion": "completed", "dob": "birth",
    "birthdate": "birth", "date": "on", "received": "received", "gender": "sex",
    "organisation": "unit",
    "unique": "", "of": "", "the": "", "la": "", "code": "", "s": "", "type": "kind",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetLooked:
    """One sheet to draft for: the file's name without its ending, the sheet's, and its headings."""

    file: str
    sheet: str
    headings: tuple[str, ...]


def draft_map(sheets: Sequence[SheetLooked], name: str) -> str:
    """Write the draft as YAML text, not confirmed, with what could not be guessed as comments."""
    lines = [
        "# A draft: every line is a guess from headings. Correct it, then say “confirmed: yes”.",
        "# Under each table stand all the columns that it must have, and those that were found.",
        f"id: {column_like(name).replace('_', '-') or 'my-export'}",
        f"title: {_quoted(name)}",
        "confirmed: no",
        "feeds:",
    ]
    for sheet in sheets:
        lines += _feed(sheet)
    return "\n".join(lines) + "\n"


def _feed(sheet: SheetLooked) -> list[str]:
    table = _best_table(sheet)
    guesses = _guesses(table, sheet.headings)
    where = (
        f"    sheet: {_quoted(sheet.sheet)}" if sheet.sheet else f"    file: {_quoted(sheet.file)}"
    )
    lines = [f"  - table: {table.name}   # a guess: {_others(sheet, table)}", where, "    columns:"]
    for column in table.columns:
        heading = guesses.get(column.name)
        if heading is None:
            if column.required:
                told = f"{column.type.value}; {column.description.rstrip('.')}"
                lines.append(f'      {column.name}: "?"   # needed, not found: {told}')
            continue
        lines += _column(column, heading)
    unknown = [h for h in sheet.headings if h and h not in guesses.values()]
    if unknown:
        lines.append(
            "    # Headings that no column was found for; name them above, or leave them out:"
        )
        lines += [f"    #   {_one_line(heading)}" for heading in unknown]
    return lines


def _column(column: Column, heading: str) -> list[str]:
    if not column.codes:
        return [f"      {column.name}: {_quoted(heading)}   # {column.type.value}"]
    allowed = ", ".join(code.value for code in column.codes[:12])
    more = ", ..." if len(column.codes) > 12 else ""
    return [
        f"      {column.name}:",
        f"        heading: {_quoted(heading)}",
        f"        # Allowed: {allowed}{more}",
        '        # codes: {"what the export says": one of these}',
    ]


def _best_table(sheet: SheetLooked) -> Table:
    return max(TABLES.values(), key=lambda table: _score(table, sheet))


def _others(sheet: SheetLooked, best: Table) -> str:
    ranked = sorted(TABLES.values(), key=lambda table: -_score(table, sheet))
    return (
        "or perhaps "
        + ", ".join(one.name for one in ranked if one is not best)[:60].rpartition(",")[0]
    )


def _score(table: Table, sheet: SheetLooked) -> float:
    guessed = _guesses(table, sheet.headings)
    needed = [column.name for column in table.columns if column.required]
    found = len(guessed) / max(1, len([h for h in sheet.headings if h]))
    whole = sum(name in guessed for name in needed) / max(1, len(needed))
    named = max(_likeness(table.name, sheet.sheet), _likeness(table.name, sheet.file))
    return found + whole + named


def _guesses(table: Table, headings: Iterable[str]) -> dict[str, str]:
    """Give each column the heading that is most like it, the surest pairs first; none twice."""
    pairs = sorted(
        (
            (_likeness(_told(column), heading), column.name, heading)
            for column in table.columns
            for heading in dict.fromkeys(headings)
            if heading
        ),
        reverse=True,
    )
    guessed: dict[str, str] = {}
    for likeness, name, heading in pairs:
        if likeness >= _LIKELY and name not in guessed and heading not in guessed.values():
            guessed[name] = heading
    return guessed


def _told(column: Column) -> str:
    """Return what a heading is compared with."""
    return "date_of_birth" if column.name == "month_of_birth" else column.name


def _likeness(name: str, heading: str) -> float:
    one, other = _words(name), _words(heading)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    shared = len(one & other) / len(one | other)
    spelled = SequenceMatcher(None, column_like(name), column_like(heading)).ratio()
    return max(shared, spelled if spelled >= _SURE else 0.0)


def _words(text: str) -> frozenset[str]:
    words = (_SAME.get(word, word) for word in column_like(text).split("_"))
    return frozenset(word for word in words if word)


def _quoted(text: str) -> str:
    return '"' + _one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _one_line(text: str) -> str:
    return " ".join(text.split())
