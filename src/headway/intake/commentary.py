"""What owners say of their figures, and which other row's words they mean by "See above"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from headway.domain.periods import Period
from headway.domain.problems import Place, Severity
from headway.domain.published import Commentary, PublishedRow
from headway.intake.looks import Look, look_of
from headway.intake.reporting import Report, quoted

_POINTING = re.compile(
    r"(?:please\s+)?(?:as|see|refer to|same as|ditto|as per|as for|see comments?(?: for)?"
    r"|see commentary(?: for)?|as with)\s*"
    r"(?:the\s+)?(?:(?:row|comments?|commentary|narrative|line|indicator|measure|kpi)\s+)?"
    r"(?P<goal>above|below|previous|[A-Za-z]{1,6}[ .\-_/]?\d[\w.\-]*)"
    r"(?:\s+(?:row|comments?|commentary|narrative|above|below))?[.!]?",
    re.IGNORECASE,
)
_DITTO = re.compile(r"ditto\.?|[\"”]", re.IGNORECASE)


def commentary_from(text: str, notes: str, period: Period, place: Place) -> Commentary | None:
    """Return the commentary of a row from its cell and its notes; or None."""
    if look_of(text) in (Look.DASH, Look.NOT_APPLICABLE) or not text.strip():
        text = ""
    if notes.strip() and look_of(notes) not in (Look.DASH, Look.NOT_APPLICABLE):
        text = f"{text} (Note: {notes.strip()})" if text else notes.strip()
    return Commentary(text.strip(), period, place=place) if text else None


def pointed_to(rows: Sequence[PublishedRow], report: Report) -> tuple[PublishedRow, ...]:
    """Find for every commentary that only points elsewhere the row whose words are meant."""
    result = list(rows)
    for at, row in enumerate(rows):
        if row.commentary is None or (goal := _goal(row.commentary.text)) is None:
            continue
        found = _meant(result, at, goal)
        if found is None:
            report.tell(
                row.commentary.place,
                Severity.NOTED,
                f"the commentary {quoted(row.commentary.text)} points to no row that has one",
                "it is kept as it stands",
                kind="commentary that points nowhere",
            )
            continue
        meant = replace(row.commentary, points_to=found.reference or found.title)
        result[at] = replace(row, commentary=meant)
    return tuple(result)


def _goal(text: str) -> str | None:
    if _DITTO.fullmatch(text.strip()):
        return "above"
    found = _POINTING.fullmatch(text.strip())
    return found["goal"].casefold() if found else None


def _meant(rows: Sequence[PublishedRow], at: int, goal: str) -> PublishedRow | None:
    """Return the row meant: the nearest above or below with words of its own, or the one named."""
    if goal in ("above", "previous"):
        return next((row for row in reversed(rows[:at]) if _speaks(row)), None)
    if goal == "below":
        return next((row for row in rows[at + 1 :] if _speaks(row)), None)
    wanted = _letters(goal)
    return next((row for row in rows if _letters(row.reference) == wanted and _speaks(row)), None)


def _speaks(row: PublishedRow) -> bool:
    return row.commentary is not None and _goal(row.commentary.text) is None


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())
