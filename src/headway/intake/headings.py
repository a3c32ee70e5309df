"""What the headings of a scorecard's columns say, however they are spelled or damaged."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from headway.domain.periods import Period, PeriodKind
from headway.intake.heading_periods import (
    PartLabel,
    loose_year,
    part_label,
    periods_in,
    whole_label,
)
from headway.intake.heading_words import AMONG, FIGURE_WORDS, REGIONS, SHORT_REGIONS, WHOLE
from headway.intake.looks import tidy
from headway.intake.roles import Role


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: what it says, and whether it says so plainly.

    ``period`` is the period of a column of figures, the year of a target or a benchmark, or
    the period a commentary is about; ``part`` a month or quarter whose year is still missing.
    ``name`` is the region's. ``why`` tells on what evidence an unclear heading was read.
    """

    role: Role
    text: str = ""
    period: Period | None = None
    part: PartLabel | None = None
    name: str = ""
    certain: bool = True
    why: str = ""


LONGEST_HEADING = 160


def plain_words(text: str) -> str:
    """Return a heading's words in small letters, without the signs between them."""
    words = re.sub(r"['’]s\b", "s", tidy(text).casefold().replace("_", " "))
    words = words.replace("+/-", "variance").replace("%?", "% ?")
    return " ".join(re.sub(r"[^\w%?#]+", " ", words).split())


@lru_cache(maxsize=4096)
def read_heading(text: str, expect: PeriodKind | None = None) -> Heading:
    """Return what a heading says; ``UNKNOWN`` where it is nothing known, never a guess.

    ``certain`` is false where only a word in it speaks and the rest is damaged.
    """
    shown = tidy(text)
    if not shown:
        return Heading(Role.UNLABELLED)
    if len(shown) > LONGEST_HEADING:
        return Heading(Role.UNKNOWN, shown)
    return _period_heading(shown, expect) or _word_heading(shown)


def _period_heading(shown: str, expect: PeriodKind | None) -> Heading | None:
    bare = tidy(FIGURE_WORDS.sub(" ", shown)).strip(" -–:()") or shown
    for text in (shown, bare):
        if (period := whole_label(text, expect)) or (expect and (period := whole_label(text))):
            running = period.kind is PeriodKind.YEAR_TO_DATE
            return Heading(Role.YEAR_TO_DATE if running else Role.PERIOD, shown, period)
        if (part := part_label(text)) is not None:
            return Heading(Role.PERIOD, shown, part=part)
    return None


def _word_heading(shown: str) -> Heading:
    # What stands in brackets explains a heading: "Outcome (what impact will ...)".
    for text in (shown, re.sub(r"\(.*?(?:\)|$)", " ", shown)):
        words = plain_words(text)
        without_years = tidy(re.sub(r"\b(?:20)?\d{2}(?: (?:20)?\d{2})?\b|\bq[1-4]\b", " ", words))
        for candidate in dict.fromkeys((words, without_years)):
            for role, pattern in WHOLE:
                if candidate and pattern.fullmatch(candidate):
                    return _with_details(Heading(role, shown))
    words = plain_words(shown)
    for role, pattern in AMONG:
        if pattern.search(words):
            return _with_details(Heading(role, shown, certain=not looks_damaged(shown)))
    return Heading(Role.UNKNOWN, shown)


def _with_details(heading: Heading) -> Heading:
    mentioned = periods_in(heading.text)
    match heading.role:
        case Role.TARGET:
            return _target(heading, mentioned)
        case Role.NEIGHBOURS | Role.ENGLAND | Role.REGION:
            years = [each for each in mentioned if each.kind is PeriodKind.FINANCIAL_YEAR]
            year = years[0] if len(years) == 1 else None
            name = region_name(heading.text) if heading.role is Role.REGION else ""
            return replace(heading, period=year, name=name)
        case Role.COMMENTARY:
            return replace(heading, period=mentioned[0] if len(mentioned) == 1 else None)
        case _:
            return heading


def _target(heading: Heading, mentioned: tuple[Period, ...]) -> Heading:
    if len(mentioned) == 1:
        return replace(heading, period=mentioned[0])
    if (year := loose_year(heading.text)) is not None:
        return replace(heading, period=year)
    digits = re.search(r"\d", heading.text)
    return replace(heading, certain=heading.certain and not digits)


def region_name(text: str) -> str:
    """Return the region that a heading names in full: "SE region" is the South East."""
    words = plain_words(text)
    for spelled, name in REGIONS.items():
        if spelled in words:
            return name
    return next((SHORT_REGIONS[word] for word in words.split() if word in SHORT_REGIONS), "")


def looks_damaged(text: str) -> bool:
    """Whether a heading shows that something was cut from it or run into it."""
    words = plain_words(text).split()
    loose = [w for w in words if len(w) == 1 and w.isalpha() and w not in ("a", "p", "s", "n")]
    return (
        text.count("(") != text.count(")")
        or bool(loose)
        or bool(re.search(r"\bf p(?:eriod)?\b|\briod\b|\w\.\s+using|^\d+-\s", text.casefold()))
        or (words[:1] in (["from"], ["of"], ["on"]))
    )


def target_years_digits(text: str) -> tuple[int, ...]:
    """Return the numbers in a damaged target heading: "3- Target 20" holds 3 and 20."""
    return tuple(int(found) for found in re.findall(r"\d+", text))
