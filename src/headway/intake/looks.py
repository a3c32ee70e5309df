"""What a cell's text looks like, before anyone knows which column it belongs to."""

import re
from enum import Enum
from functools import lru_cache


class Look(Enum):
    """The looks that tell columns apart."""

    BLANK = "blank"
    NUMBER = "number"  # 1,234 · -5 · 3.4 · £2,000
    PERCENT = "percentage"  # 6.8%
    AWAITED = "to be confirmed"
    NOT_APPLICABLE = "not applicable"
    DASH = "dash"
    SUPPRESSED = "withheld"  # * · <5 · supp
    ERROR = "spreadsheet error"  # #REF!
    ARROW = "arrow"  # ↑ ⇒ ▼
    MARK = "mark"  # one or two signs that mean nothing certain: > · -> · Ψ · •
    MARKED_NUMBER = "number with an arrow or mark"  # "↓ -21%" · "- n/a"
    FOOTNOTED = "number with a footnote mark or its unit"  # "10*" · "12 (p)" · "12 days"
    PERIOD = "period or date"  # Jan-18 · 01/16/2018 · 2018-19 · 1 April 2018
    REFERENCE = "reference"  # EH1a · LSCB17a · P1
    WORD = "a few words"
    TEXT = "text"


_NUMBER = re.compile(r"[-−–+]?\s*£?\s*(?:\d{1,3}(?:,\s?\d{3})+|\d+)(?:\.\d+)?|[-−–+]?\.\d+")
_SIGNED_IN_BRACKETS = re.compile(r"\(\s*£?\s*[\d,]+(?:\.\d+)?\s*%?\s*\)")
_AWAITED = re.compile(
    r"t\.?b\.?[ac]\.?|to be (?:confirmed|advised|announced)|awaited|awaiting(?: \w+)?|pending",
    re.IGNORECASE,
)
_NOT_APPLICABLE = re.compile(r"n\s*[/.\\]?\s*a\.?|not applicable|\[?z\]?", re.IGNORECASE)
_DASH = re.compile(
    r"[-−–—_]+|\.\.|\[x\]|(?:data )?not (?:collected|available|recorded)|no (?:data|figures?)"
    r"(?: available)?",
    re.IGNORECASE,
)
_SUPPRESSED = re.compile(
    r"\*+|x|\[?c\]?|<\s*\d+|[≤]\s*\d+|(?:less|fewer) than \d+|supp(?:ressed|r?\.?)?|withheld"
    r"|confidential",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"#(?:REF|DIV/0|N/A|NAME|VALUE|ERROR|NUM|NULL|SPILL|CALC)[!?]?|Err:\d+|#+", re.IGNORECASE
)
_UP, _SIMILAR, _DOWN = "↑⇧▲⬆△🡅🠕", "→⇒⬌↔⇨➔⬄↹➡◄►", "↓⇩▼⬇▽🡇🠗"
_ARROW = re.compile(rf"[{_UP}{_SIMILAR}{_DOWN}]\ufe0f?")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_PERIOD = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH}[\s\-–/'’,]*\d{{2,4}}"
    r"|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}(?:[T ].*)?"
    r"|(?:20)?\d{2}\s*[/–-]\s*(?:20)?\d{2}|(?:q|qtr|quarter)\s*[1-4]\b.{0,12}|.{0,9}\bq[1-4]",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"[A-Za-z]{1,6}[ .\-_/]?\d{1,4}(?:[.\-]?\d{1,3})?[A-Za-z]{0,3}")
# A number with a footnote mark, or its unit in words: what comes before is the number.
FOOTNOTED = re.compile(
    r"(.*\d%?)\s*(?:\*{1,3}|[†‡^]|\((?:p|r|e|prov|provisional|revised)\)|[pr])", re.IGNORECASE
)
COUNTED = re.compile(
    r"(.*\d)\s*(?:(?:working )?days?|weeks?|wks?|months?|families|children|hours?|hrs?)",
    re.IGNORECASE,
)
SCALED = re.compile(r"([-−–+]?\s*£.*\d)\s*(k|m|mn|million|thousand)", re.IGNORECASE)
LONGEST_WORDS = 4


def tidy(text: str) -> str:
    """Return ``text`` without no-break spaces, doubled spaces and ends of lines."""
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@lru_cache(maxsize=8192)
def look_of(text: str) -> Look:
    """Say what a cell's text looks like."""
    text = tidy(text)
    if not text:
        return Look.BLANK
    if text.isascii() and text.isdigit():
        return Look.NUMBER
    for look, pattern in _PLAIN:
        if pattern.fullmatch(text):
            return look
    if text.endswith("%") and _is_number(text[:-1].strip()):
        return Look.PERCENT
    if _is_number(text):
        return Look.NUMBER
    return _look_of_words(text)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text) or _SIGNED_IN_BRACKETS.fullmatch(text))


def _look_of_words(text: str) -> Look:
    head, _, rest = text.partition(" ")
    if rest and is_mark(head) and look_of(rest) in _AFTER_A_MARK:
        return Look.MARKED_NUMBER
    head, _, last = text.rpartition(" ")
    if head and is_mark(last) and look_of(head) in _AFTER_A_MARK:
        return Look.MARKED_NUMBER
    for pattern in (FOOTNOTED, COUNTED, SCALED):
        if (found := pattern.fullmatch(text)) and look_of(found[1]) in _AFTER_A_MARK:
            return Look.FOOTNOTED
    if text[0] in _UP + _SIMILAR + _DOWN and look_of(text[1:]) in _AFTER_A_MARK:
        return Look.MARKED_NUMBER
    if is_mark(text):
        return Look.MARK
    if _PERIOD.fullmatch(text):
        return Look.PERIOD
    if _REFERENCE.fullmatch(text):
        return Look.REFERENCE
    return Look.WORD if len(text.split()) <= LONGEST_WORDS else Look.TEXT


_PLAIN = (
    (Look.AWAITED, _AWAITED),
    (Look.NOT_APPLICABLE, _NOT_APPLICABLE),
    (Look.DASH, _DASH),
    (Look.SUPPRESSED, _SUPPRESSED),
    (Look.ERROR, _ERROR),
    (Look.ARROW, _ARROW),
)
_AFTER_A_MARK = (Look.PERCENT, Look.NUMBER, Look.NOT_APPLICABLE, Look.AWAITED)


def is_mark(text: str) -> bool:
    """Whether a text is an arrow, a dash, or what damage makes of an arrow.

    One or two characters, none of them a digit, and none a letter that English is written in:
    "->", ">", "•", "Ψ", "ŕ".
    """
    text = text.replace("\ufe0f", "")
    return 1 <= len(text) <= 2 and not any(
        c.isdigit() or (c.isascii() and c.isalpha()) for c in text
    )


def arrow_in(text: str) -> str:
    """Return "up", "similar" or "down" where ``text`` holds one true arrow, else nothing."""
    words = {
        word
        for word, signs in (("up", _UP), ("similar", _SIMILAR), ("down", _DOWN))
        if any(sign in text for sign in signs)
    }
    return words.pop() if len(words) == 1 else ""
