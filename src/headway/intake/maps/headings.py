"""Headings and names of sheets as people write them, brought to one form for comparing."""

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans({"‘": "'", "’": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_MARKER = re.compile(r"^[a-z]{1,2}\d?\)\s*")
_COUNTING = re.compile(r"[\s_()\-.]*(\d[\d\s_()\-.]*)?$")
_DATED = re.compile(r"^[\d\s_\-.]+")
_WORD = re.compile(r"[^\s:;,\-]+")


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Return a heading without regard to case, quotation marks, dashes and spaces."""
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return " ".join(text.replace('"', "").replace("'", "").split()).casefold()


def plain_word(text: str) -> str:
    """Return a coded answer in its one form; a list marker such as “a)” is left out."""
    text = plain(text)
    return _MARKER.sub("", text) or text


def first_word(text: str) -> str:
    """Return the code that an answer such as “N1 - Abuse or neglect” begins with."""
    found = _WORD.match(plain_word(text))
    return found[0] if found else ""


@lru_cache(maxsize=100_000)
def plain_name(text: str) -> str:
    """Return the name of a file or sheet in its one form, without a date or number around it."""
    text = plain(text)
    short = _COUNTING.sub("", _DATED.sub("", text))
    return " ".join((short or text).replace("_", " ").replace("-", " ").split())


def column_like(text: str) -> str:
    """Return a heading as a column would be named: “Date of Contact” becomes date_of_contact."""
    return re.sub(r"[^a-z0-9]+", "_", plain(text)).strip("_")
