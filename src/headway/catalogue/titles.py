"""Titles and references as they can be compared: however they are spelled, never loosely.

Sheets write one title in many ways ("% Assessments in 45 days", "Assessments in 45 days (%)").
What is not part of the meaning is taken away; what tells two indicators apart is kept.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from headway.catalogue.title_words import FILLERS, MEASURES, SAME_WORD, STRETCHES, TELLING

# How alike two titles have to be to be called similar: at 0.8, two words in ten may differ. The
# real editions differ by less (a word lost at the end of a line); two real indicators of one
# sheet that pass it differ in a telling word, which is looked at apart.
SIMILAR = 0.8

_LOOKALIKES = str.maketrans("ilo|", "1101")


@dataclass(frozen=True, slots=True)
class Title:
    """A title ready to be compared: its words in order, and whether it is a percentage or rate."""

    words: tuple[str, ...]
    measures: frozenset[str] = frozenset()

    @property
    def telling(self) -> frozenset[str]:
        """The words that make it another indicator than one without them."""
        return frozenset(w for w in self.words if w in TELLING or w[0].isdigit())

    @property
    def stretches(self) -> frozenset[str]:
        """The stretches of time it names, such as month."""
        return frozenset(self.words) & STRETCHES


@lru_cache(maxsize=20_000)
def read_title(text: str) -> Title:
    """Take a title apart: capitals, spaces, punctuation, filling words and plurals do not count.

    An abbreviation in brackets, "(EHA)", is left out; other words in brackets stay.
    """
    plain = unicodedata.normalize("NFKC", text).replace("%", " percentage ")
    plain = re.sub(r"\(([^()]*)\)", _unless_abbreviation, plain).casefold()
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)
    plain = re.sub(r"\bper cent\b", "percentage", plain)
    plain = re.sub(r"\bno\b\.?\s+of\b", " ", plain)
    plain = re.sub(r"\b(re|co)-(?=\w)", r"\1", plain).replace("'", "").replace("’", "")
    words = re.findall(r"[^\W_]+", plain)
    measures = frozenset(MEASURES[word] for word in words if word in MEASURES)
    kept = (_stem(w) for w in words if w not in FILLERS and w not in MEASURES)
    return Title(tuple(kept), measures)


def _unless_abbreviation(found: re.Match[str]) -> str:
    inside = found[1].strip()
    capitals = sum(letter.isupper() for letter in inside)
    short = inside.isalpha() and len(inside) <= 7 and capitals >= 2
    return " " if short else f" {inside} "


def _stem(word: str) -> str:
    if word in SAME_WORD:
        return SAME_WORD[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return SAME_WORD.get(word[:-1], word[:-1])
    return word


def likeness(one: Title, other: Title) -> float:
    """Return how alike two titles are, from 0 to 1; 0 where a telling word or measure differs."""
    if not one.words or not other.words:
        return 0.0
    if one.measures != other.measures or one.telling != other.telling:
        return 0.0
    if one.stretches and other.stretches and one.stretches != other.stretches:
        return 0.0
    # SequenceMatcher may give a little less the other way round; the order must not matter.
    return max(_ratio(one.words, other.words), _ratio(other.words, one.words))


def _ratio(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def similar(one: Title, other: Title) -> bool:
    """Say whether two titles are the same or nearly the same."""
    # The words they share bound the likeness, and are counted much faster than put in order.
    shared = sum(word in other.words for word in one.words)
    if 2 * shared < SIMILAR * (len(one.words) + len(other.words)):
        return False
    return likeness(one, other) >= SIMILAR


def read_reference(text: str) -> str:
    """Return a reference without capitals, spaces and punctuation: "EH-14 b" is "eh14b"."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum() or letter == "|")


def look_alike(reference: str) -> str:
    """Return a read reference as a scanner sees it: l, I and 1 are one, and so are O and 0."""
    return read_reference(reference).translate(_LOOKALIKES)
