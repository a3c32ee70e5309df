"""A page of plain text that keeps to a width and to the signs a console can show."""

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

NARROWEST = 24
STACK_BELOW = 76  # narrower than this, tables become lists
GAP = "  "

# What a console without Unicode is given instead; words stand beside every sign that goes.
_PLAIN = {
    "↑": "^",
    "↓": "v",
    "→": "=",
    "⇒": "=",
    "–": "-",
    "—": "-",
    "−": "-",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "…": "...",
    "·": "-",
    "¦": "|",
    "÷": "/",
    "●": "[G]",
    "◆": "[A]",
    "■": "[R]",
    "○": "[ ]",
    "✔": "",
    "≈": "",
    "✘": "",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a text table: its head, the least it may shrink to, and its side."""

    head: str
    least: int = 6
    right: bool = False


@dataclass(slots=True)
class Page:
    """Lines that are never longer than ``width``.

    ``unicode`` false leaves only signs that a Windows console set to cp1252 can show.
    """

    width: int = 100
    unicode: bool = True
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.width = max(NARROWEST, self.width)

    @property
    def stacked(self) -> bool:
        """Whether the page is too narrow for tables."""
        return self.width < STACK_BELOW

    def clean(self, text: str) -> str:
        """Return text on one line, without control characters that could steer a console."""
        kept = (
            " " if unicodedata.category(sign) == "Cc" else sign
            for sign in text
            if unicodedata.category(sign) not in ("Cf", "Cs")
        )
        joined = "".join(kept)
        if not self.unicode:
            joined = "".join(_PLAIN.get(sign, sign) for sign in joined)
            joined = joined.encode("cp1252", "replace").decode("cp1252")
        return " ".join(joined.split())

    def wrapped(self, text: str, width: int) -> list[str]:
        """Return a text in lines of at most ``width``; a longer word is broken."""
        return textwrap.wrap(self.clean(text), max(1, width)) or [""]

    def blank(self) -> None:
        """Leave a line free, never two."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def rule(self, sign: str = "-") -> None:
        """Draw a line across the page."""
        self.lines.append(sign * self.width)

    def head(self, text: str, sign: str = "-") -> None:
        """Write a heading with a line under it."""
        self.blank()
        self.say(text.upper())
        self.rule(sign)

    def say(self, text: str, indent: int = 0, hang: int | None = None) -> None:
        """Write a text, wrapped; later lines are indented by ``hang``."""
        rest = indent if hang is None else hang
        first, room = " " * indent, self.width - max(indent, rest)
        for at, line in enumerate(self.wrapped(text, room)):
            self.lines.append((f"{' ' * rest}{line}" if at else f"{first}{line}").rstrip())

    def item(self, text: str) -> None:
        """Write one item of a list."""
        self.say(f"* {text}", hang=2)

    def labelled(self, label: str, text: str, indent: int, label_width: int) -> None:
        """Write a text beside its label, or under it where there is little room."""
        start = indent + label_width + len(GAP)
        if self.stacked or self.width - start < NARROWEST:
            self.say(f"{label}: {text}", indent, min(indent + 2, self.width // 2))
            return
        name = self.clean(label)[:label_width].ljust(label_width)
        for at, line in enumerate(self.wrapped(text, self.width - start)):
            front = f"{' ' * indent}{name}{GAP}" if at == 0 else " " * start
            self.lines.append(f"{front}{line}".rstrip())

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Write a table whose cells wrap; on a narrow page each row becomes a list."""
        texts = [[self.clean(cell) for cell in row] for row in rows]
        widths = self._widths(columns, texts)
        if self.stacked or widths is None:
            self._stack(columns, texts)
            return
        self._row([column.head for column in columns], columns, widths)
        self.rule()
        for row in texts:
            self._row(row, columns, widths)

    def _stack(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        for row in rows:
            said = [(c.head, cell) for c, cell in zip(columns, row, strict=True) if cell]
            for at, (head, cell) in enumerate(said):
                self.say(f"{head}: {cell}", 2 if at else 0, 4 if at else 2)
            self.blank()

    def _widths(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int] | None:
        """Return the widths at which the table fits, the widest columns giving way first."""
        widths = [
            max(len(column.head), *(len(row[at]) for row in rows), 1)
            for at, column in enumerate(columns)
        ]
        least = [min(column.least, width) for column, width in zip(columns, widths, strict=True)]
        room = self.width - len(GAP) * (len(columns) - 1)
        while sum(widths) > room:
            shrinkable = [at for at, width in enumerate(widths) if width > least[at]]
            if not shrinkable:
                return None
            widest = max(shrinkable, key=lambda at: widths[at])
            widths[widest] -= 1
        return widths

    def _row(self, cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> None:
        blocks = [self.wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
        for at in range(max(len(block) for block in blocks)):
            parts = [
                _aligned(block[at] if at < len(block) else "", width, column.right)
                for block, width, column in zip(blocks, widths, columns, strict=True)
            ]
            self.lines.append(GAP.join(parts).rstrip())

    @property
    def text(self) -> str:
        """The page as one text, ending with a line end."""
        return "\n".join(self.lines).rstrip() + "\n"


def _aligned(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)
