"""Number formats of Excel: what kind of value one shows, and a number as it shows it.

Done for the formats of scorecards: decimals, thousands, percentages, currency, signs by section.
A number in any other format (fractions, exponents, conditions) is shown as plain digits: the
figure is then complete, only its dress is lost.
"""

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from headway.domain.rounding import round_to
from headway.readers.numbers import plain


class FormatKind(Enum):
    """What kind of value the format shows."""

    GENERAL = "general"
    NUMBER = "number"
    DATE = "date"  # with or without a time of day
    TIME = "time"  # a time of day or a length of time, without a date


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format: ``kind`` is a name of ``_TOKEN``'s groups."""

    kind: str
    text: str


_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | _(?P<space>.)
    | \*(?P<fill>.)
    | \[\$(?P<currency>[^\]\-]*)[^\]]*\]
    | \[(?P<elapsed>h+|m+|s+)\]
    | \[(?P<condition>[<>=][^\]]*)\]
    | \[(?P<colour>[^\]]*)\]
    | (?P<general>general)
    | (?P<half>am/pm|a/p)
    | (?P<date>y+|m+|d+|h+|s+)
    | (?P<exponent>e[+-])
    | (?P<digit>[0\#?])
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<fraction>/)
    | (?P<cell_text>@)
    | (?P<end>;)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

_SEEN = {"space": " ", "percent": "%", "fill": "", "colour": "", "point": "."}
_PICTURE_KINDS = frozenset(
    {"quoted", "escaped", "currency", "other", "digit", "comma"} | _SEEN.keys()
)
_NOUGHT = re.compile(r"[^1-9]*")  # a number that rounds to nought has no minus sign


@dataclass(frozen=True, slots=True)
class Picture:
    """A section that shows a number as plain digits, such as ``"£"#,##0.0#``, taken apart.

    Or as a text alone, as ``0;-0;"nil"`` shows nought: then ``digits`` is False.
    """

    digits: bool
    before: str
    after: str
    hundredfold: int  # how often a percent sign multiplies by 100
    whole_always: int  # digits before the point that are always shown: the noughts
    thousands: bool
    decimals: int
    decimals_always: int

    def shown(self, size: Fraction) -> str:
        """Return ``size`` (not negative), rounded half up; "" when nothing would be seen."""
        if not self.digits:
            return self.before.strip()
        rounded = f"{round_to(size * 100**self.hundredfold, self.decimals):f}"
        whole, _, decimals = rounded.partition(".")
        kept = self.decimals_always
        decimals = decimals[:kept] + decimals[kept:].rstrip("0")
        whole = whole.lstrip("0").rjust(self.whole_always, "0")
        if self.thousands:
            whole = _with_thousands(whole)
        digits = f"{whole}.{decimals}" if decimals else whole
        return f"{self.before}{digits}{self.after}".strip()


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format (for positive, negative, nought): tokens, and a picture of them.

    ``picture`` is None when the section does not show a number as plain digits.
    """

    tokens: tuple[Token, ...]
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format taken apart: its kind, whether it shows a percentage, and its sections."""

    kind: FormatKind
    percent: bool
    conditional: bool  # the sections are for other ranges than positive, negative and nought
    sections: tuple[Section, ...]

    def shown(self, number: Fraction) -> str:
        """Return the number as a person sees it, rounded half up; never an empty text."""
        section, signed = self._section_for(number.numerator)
        text = section.picture.shown(abs(number)) if section.picture else ""
        if self.conditional or not text:
            return f"{plain(number * 100)}%" if self.percent else plain(number)
        minus = signed and number.numerator < 0 and not _NOUGHT.fullmatch(text)
        return f"-{text}" if minus else text

    def _section_for(self, sign: int) -> tuple[Section, bool]:
        """Return the section a number is shown by, and whether its minus sign is ours to put."""
        if sign < 0 and len(self.sections) >= 2:
            return self.sections[1], False
        if sign == 0 and len(self.sections) >= 3:
            return self.sections[2], False
        return self.sections[0], True


@lru_cache(maxsize=1000)
def number_format(code: str) -> NumberFormat:
    """Take a format's code apart; any text is a format, so nothing is raised."""
    sections = tuple(Section(tokens, _picture(tokens)) for tokens in _sections(code))
    first = sections[0].tokens
    return NumberFormat(
        kind=_kind(first, {token.kind for token in first}),
        percent=any(token.kind == "percent" for token in first),
        conditional=any(token.kind == "condition" for each in sections for token in each.tokens),
        sections=sections,
    )


def _kind(section: tuple[Token, ...], kinds: set[str]) -> FormatKind:
    if not kinds & {"date", "elapsed"}:
        return FormatKind.NUMBER if kinds & {"digit", "percent"} else FormatKind.GENERAL
    dated = any(token.kind == "date" and token.text[0] in "ydYD" for token in section)
    return FormatKind.DATE if dated or _months(section) else FormatKind.TIME


def _months(section: tuple[Token, ...]) -> bool:
    return any(
        token.text[0] in "mM" and not is_minutes(section, at)
        for at, token in enumerate(section)
        if token.kind == "date"
    )


def is_minutes(section: tuple[Token, ...], at: int) -> bool:
    """Say whether the m at position ``at`` means minutes: after hours, or before seconds."""
    if len(section[at].text) > 2:
        return False
    before = [t.text[0].lower() for t in section[:at] if t.kind in {"date", "elapsed"}]
    after = [t.text[0].lower() for t in section[at + 1 :] if t.kind in {"date", "elapsed"}]
    return before[-1:] == ["h"] or after[:1] == ["s"]


def _sections(code: str) -> tuple[tuple[Token, ...], ...]:
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = str(match.lastgroup)
        if kind == "end":
            sections.append([])
        else:
            sections[-1].append(Token(kind, match[kind]))
    return tuple(tuple(section) for section in sections)


def _picture(tokens: tuple[Token, ...]) -> Picture | None:
    """Return the picture of a section; None when it is not plain digits with text around them."""
    kinds = [token.kind for token in tokens]
    if not _PICTURE_KINDS.issuperset(kinds):
        return None
    if "digit" not in kinds:
        return Picture(False, "".join(map(_literal, tokens)), "", 0, 0, False, 0, 0)
    first = kinds.index("digit")
    last = len(kinds) - kinds[::-1].index("digit")
    if first and kinds[first - 1] == "point":
        first -= 1
    outside = kinds[:first] + kinds[last:]
    if not {"digit", "point", "comma"}.issuperset(kinds[first:last]) or "comma" in outside:
        return None  # a comma after the digits divides by a thousand
    pattern = "".join(token.text for token in tokens[first:last]).replace("?", "#")
    whole, _, decimals = pattern.partition(".")
    return Picture(
        digits=True,
        before="".join(map(_literal, tokens[:first])),
        after="".join(map(_literal, tokens[last:])),
        hundredfold=kinds.count("percent"),
        whole_always=whole.count("0"),
        thousands="," in whole,
        decimals=len(decimals),
        decimals_always=decimals.rfind("0") + 1,
    )


def _literal(token: Token) -> str:
    return _SEEN.get(token.kind, token.text)


def _with_thousands(whole: str) -> str:
    start = len(whole) % 3
    groups = [whole[:start]] + [whole[at : at + 3] for at in range(start, len(whole), 3)]
    return ",".join(group for group in groups if group)


# The formats that a workbook names by number only, as Excel shows them in the United Kingdom.
BUILT_IN: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"£"#,##0;-"£"#,##0',
    6: '"£"#,##0;-"£"#,##0',
    7: '"£"#,##0.00;-"£"#,##0.00',
    8: '"£"#,##0.00;-"£"#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy hh:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0",
    42: '"£"#,##0;-"£"#,##0',
    43: "#,##0.00;-#,##0.00",
    44: '"£"#,##0.00;-"£"#,##0.00',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
