"""Worked examples: small drawn tables with the answer, kept beside the definitions as text.

A file ``catalogue/examples/<indicator>.txt`` holds examples one after another:

    == A title that says what the example shows
    One or more lines of words.
    shows: transfer
    period: 2026-10
    covers: plan 2026-01-01 to 2026-12-31

    plan
      plan_id | opened_on  | team_id
      PL1     | 2026-10-05 | T1

    figures
      unit    | above | below | figure
      council | 1     |       | 1
      team T1 | 1     |       | 1

``shows`` and ``covers`` may be left out. A unit is ``council`` or a level and an identifier; a
level alone is what is not allocated. Cells left empty are not known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.exact import read_exact
from headway.domain.period_words import period_from
from headway.domain.periods import Period
from headway.domain.problems import DefinitionMistake, Finding, Place, Severity
from headway.tables import TABLES
from headway.tables.schema import Column, Type

_COVERS = re.compile(r"(\w+) (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class ExpectedFigure:
    """One answer of an example: a unit, its parts where they are stated, and the figure."""

    unit: UnitRef
    above: Fraction | None
    below: Fraction | None
    figure: str


@dataclass(slots=True)
class Example:
    """One worked example of an indicator."""

    indicator: str
    title: str
    text: str
    words: str = ""
    shows: str = ""
    period: Period | None = None
    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    covers: dict[str, tuple[date, date]] = field(default_factory=dict)
    expected: list[ExpectedFigure] = field(default_factory=list)

    @property
    def lines(self) -> tuple[str, ...]:
        """Its text for readers: without the title, and without what it was added to prove."""
        body = self.text.partition("\n")[2].strip().splitlines()
        return tuple(line for line in body if not line.startswith("shows:"))

    @property
    def drawn(self) -> str:
        """What follows its words: the period, what the rows cover, the tables and the answer."""
        kept = self.lines
        first = next(at for at, line in enumerate(kept) if line.startswith(("period:", "covers:")))
        return "\n".join(kept[first:])


def shipped_examples() -> dict[str, tuple[Example, ...]]:
    """Read every example that comes with Headway, by indicator."""
    folder = files("headway.catalogue") / "examples"
    found = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".txt"):
            indicator = file.name.removesuffix(".txt")
            text = file.read_text(encoding="utf-8").replace("\r\n", "\n")
            found[indicator] = tuple(read_examples(indicator, text))
    return found


def read_examples(indicator: str, text: str) -> Iterator[Example]:
    """Read the examples of one file; DefinitionMistake names the line that cannot be read."""
    number = 0
    for block in re.split(r"(?m)^(?=== )", text):
        if block.strip():
            yield _Reading(indicator, block, number).example()
        number += block.count("\n")


@dataclass(slots=True)
class _Reading:
    indicator: str
    block: str
    before: int
    table: str = ""
    heading: tuple[str, ...] = ()

    def example(self) -> Example:
        title, *lines = self.block.splitlines()
        found = Example(self.indicator, title.removeprefix("== ").strip(), self.block.strip())
        for place, line in enumerate(lines, start=self.before + 2):
            if not line.strip():
                continue
            try:
                self._line(line, found)
            except (ValueError, KeyError) as wrong:
                raise _mistake(self.indicator, place, str(wrong)) from wrong
        if found.period is None or not found.expected:
            raise _mistake(self.indicator, self.before + 1, "a period and figures are needed")
        return found

    def _line(self, line: str, found: Example) -> None:
        if line.startswith(" "):
            self._row([one.strip() for one in line.split("|")], found)
            return
        self.heading = ()
        key, colon, rest = line.partition(":")
        if line.strip() in TABLES or line.strip() == "figures":
            self.table = line.strip()
        elif colon and key == "period":
            found.period = period_from(rest.strip())
        elif colon and key == "shows":
            found.shows = rest.strip()
        elif covers := (_COVERS.fullmatch(rest.strip()) if key == "covers" else None):
            days = date.fromisoformat(covers[2]), date.fromisoformat(covers[3])
            found.covers[covers[1]] = days
        elif self.table or key == "covers":
            raise ValueError(f"“{line.strip()}” is no table and nothing else that is known")
        else:
            found.words = f"{found.words} {line.strip()}".strip()

    def _row(self, cells: list[str], found: Example) -> None:
        if not self.heading:
            self.heading = tuple(cells)
            return
        if len(cells) != len(self.heading):
            raise ValueError(f"{len(cells)} cells stand under {len(self.heading)} headings")
        named = dict(zip(self.heading, cells, strict=True))
        if self.table == "figures":
            found.expected.append(_expected(named))
            return
        table = TABLES[self.table]
        row = {name: cell_of(table.column(name), cell) for name, cell in named.items()}
        found.rows.setdefault(self.table, []).append(row)


def cell_of(column: Column, text: str) -> object:
    """Read a cell of a drawn table; ValueError where it does not suit its column."""
    if not text:
        return None
    match column.type:
        case Type.DATE:
            return date.fromisoformat(text)
        case Type.MONTH:
            return date.fromisoformat(f"{text}-01" if len(text) == 7 else text)
        case Type.FLAG:
            return {"yes": True, "no": False}[text]
        case Type.INTEGER:
            return int(text)
        case Type.DECIMAL:
            return Decimal(text)
        case Type.CODE if text not in column.code_values:
            raise ValueError(f"“{text}” is no code of {column.name}")
        case _:
            return text


def unit_from(text: str) -> UnitRef:
    """Read a unit: "council", "team T1", or "team" for what is not allocated to any."""
    level, _, name = text.partition(" ")
    return COUNCIL if level == "council" else UnitRef(Level(level), name.strip())


def _expected(named: dict[str, str]) -> ExpectedFigure:
    above, below = named.get("above", ""), named.get("below", "")
    return ExpectedFigure(
        unit_from(named["unit"]),
        read_exact(above) if above else None,
        read_exact(below) if below else None,
        named["figure"],
    )


def _mistake(indicator: str, line: int, found: str) -> DefinitionMistake:
    place = Place(f"headway/catalogue/examples/{indicator}.txt", line=line)
    allowed = "A worked example is written as headway.engine.examples describes"
    return DefinitionMistake(Finding(place, Severity.STOPS, found, allowed, "Put this line right."))
