"""What to call tables, columns and codes where they are spoken of: the words of their definitions.

A column is called by the first clause of its description, a code by its meaning, and what an
identifier stands for by the title of the table whose row it names. Each stands in quotation marks,
so that a sentence made of them can be read: “why it closed” is “Step up to social care”.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from headway.tables import TABLES
from headway.tables.naming import table_named
from headway.tables.paths import Join, resolve
from headway.tables.schema import Table

_CLAUSE = re.compile(r"[^.;:?]+\??")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The vocabulary of the tables (see ``domain.calculation_words``).

    ``titles`` gives indicators' titles; one that is not there is called by its identifier.
    """

    titles: Mapping[str, str] = field(default_factory=dict)

    def table(self, name: str) -> str:
        """Call a table by its title."""
        return _quoted(_inside(TABLES[name].title))

    def column(self, table: str, path: str) -> str:
        """Call a column by what it says, and of what; ``NoSuchPath`` where there is none."""
        found = resolve(table, path)
        said = _quoted(_clause(found.column.description))
        return f"{said} of {_whose(table, found.steps)}" if found.steps else said

    def subject(self, table: str, path: str) -> str:
        """Call what an identifier stands for by the title of its table."""
        found = resolve(table, path)
        named = "" if found.derived else table_named(found.table, found.column.name)
        said = _clause(found.column.description).removeprefix("the ")
        return _inside(TABLES[named].title) if named else _quoted(said)

    def cell(self, table: str, path: str, value: str) -> str:
        """Call a code by its meaning, a number with its unit, anything else by itself."""
        column = resolve(table, path).column
        if column.unit:
            return f"{value} {column.unit}"
        meanings = {one.value: one.meaning for one in column.codes}
        return _quoted(meanings.get(value, value))

    def indicator(self, name: str) -> str:
        """Call an indicator by its title."""
        return _quoted(self.titles.get(name, name))


def _whose(table: str, steps: tuple[Join, ...]) -> str:
    """Call the row at the end of the steps; where two columns lead to its table, by the column."""
    here = TABLES[table if len(steps) == 1 else steps[-2].table]
    last = steps[-1]
    if _points_once(here, last.table):
        return f"the {_inside(TABLES[last.table].title)}"
    return _quoted(_clause(here.column(last.by).description))


def _points_once(table: Table, target: str) -> bool:
    return sum((one.references or "").startswith(f"{target}.") for one in table.columns) == 1


def _clause(description: str) -> str:
    found = _CLAUSE.match(description)
    return _inside(found[0] if found else description)


def _inside(text: str) -> str:
    """Write a text as it stands inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _quoted(text: str) -> str:
    return f"“{text}”"
