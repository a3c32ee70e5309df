"""Where an identifier stands in the office's register: in every table and every column of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity

REGISTER = "register.sqlite3"


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in the register: table, column and row."""

    table: str
    column: str
    row: int


def find_in_register(office: Path, identifiers: tuple[str, ...]) -> tuple[Standing, ...]:
    """Look through every text of the register for identifiers, in whatever letters.

    The register is opened for reading alone. Tables that come later are looked through as well:
    nothing here names one. Raises Refused where it cannot be read: nobody knows then.
    """
    wanted = [one.casefold() for one in identifiers if one.strip()]
    address = f"{(office / REGISTER).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as register:
            found = [
                Standing(table, column, row)
                for table in _tables(register)
                for row, column, text in _texts(register, table)
                if any(one in text.casefold() for one in wanted)
            ]
    except sqlite3.Error as problem:
        place, said = Place(str(office / REGISTER)), f"it cannot be read ({problem})"
        done, step = "The register was not looked through", "See what is wrong, and look again"
        raise Refused(Finding(place, Severity.STOPS, said, done, step)) from problem
    return tuple(found)


def _tables(register: sqlite3.Connection) -> list[str]:
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return [str(name) for (name,) in register.execute(f"{named} ORDER BY name")]


def _texts(register: sqlite3.Connection, table: str) -> Iterator[tuple[int, str, str]]:
    cursor = register.execute(f'SELECT rowid, * FROM "{table}"')  # noqa: S608 - its own table's name
    names = [one[0] for one in cursor.description][1:]
    for row, *values in cursor:
        for name, value in zip(names, values, strict=True):
            if isinstance(value, str):
                yield int(row), name, value
