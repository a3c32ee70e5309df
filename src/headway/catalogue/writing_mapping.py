"""Proposals as a mapping file that a person can read, decide on and hand back."""

import re
from collections.abc import Iterable, Sequence

import yaml

from headway.catalogue.mapping import NamedColumn, SameIndicator

_INTRODUCTION = """\
# Rows and columns that need a person to say what they are.
#
# same: each entry says that rows are one indicator. Headway only proposes: an entry with
#   "confirmed: no" has no effect. Where it is right, change it to "confirmed: yes"; where it is
#   wrong, take it away. "indicator" may be changed to the identifier of any definition.
#   A row is meant when its reference is among the references and its title among the titles;
#   a list that is left out asks nothing.
"""
_COLUMNS = """\
#
# unlabelled: a column without a heading, named by the sheet's edition and the heading after it.
#   Where the name is right, take the "#" away in front of its three lines.
"""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+)*")


def write_proposals(
    proposals: Sequence[SameIndicator], unlabelled: Sequence[NamedColumn] = ()
) -> str:
    """Return the text of a mapping file with these proposals, none of them confirmed.

    Columns are written as comments, since a file has no other way of naming one without effect.
    Entries that are confirmed already are written as confirmed.
    """
    parts = [_INTRODUCTION, _COLUMNS if unlabelled else "", "mapping: 1\n"]
    if proposals:
        parts += ["\nsame:\n", "\n".join(map(_entry, proposals))]
    if unlabelled:
        parts += ["\nunlabelled:\n", *map(_column, unlabelled)]
    return "".join(parts)


def _entry(entry: SameIndicator) -> str:
    lines = [f"  - indicator: {_text(entry.indicator)}"]
    if entry.references:
        lines.append(f"    references: [{', '.join(map(_text, entry.references))}]")
    if entry.titles:
        lines += ["    titles:", *(f"      - {_text(title)}" for title in entry.titles)]
    lines.append(f"    confirmed: {'yes' if entry.confirmed else 'no'}")
    if entry.note:
        lines.append(f"    note: {_text(entry.note)}")
    return "\n".join(lines) + "\n"


def _column(column: NamedColumn) -> str:
    lines = _words(
        ("- edition", column.edition), ("  before", column.before), ("  is", column.name)
    )
    return "".join(f"  # {line}\n" for line in lines)


def _words(*pairs: tuple[str, str]) -> Iterable[str]:
    return (f"{key}: {_text(value)}" for key, value in pairs)


def _text(text: str) -> str:
    """Write a text so that it is read back as it is: bare where that is safe, else in quotes."""
    if _PLAIN.fullmatch(text) and yaml.safe_load(text) == text:
        return text
    quoted = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=float("inf"))
    return str(quoted).strip()
