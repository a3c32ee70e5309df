"""Due dates as people write them: the day where it is certain, and a finding where it is not."""

import re
from dataclasses import dataclass, field
from datetime import date

from headway.domain.period_labels import NotAPeriod, parse_period
from headway.domain.periods import MONTH_NAMES
from headway.domain.plan import DueDate
from headway.domain.problems import Findings, Place, Severity

_MONTHS = {name.lower(): at for at, name in enumerate(MONTH_NAMES, 1)}
_MONTHS |= {name[:3]: at for name, at in _MONTHS.items()} | {"sept": 9}
_LEAD_IN = re.compile(
    r"^(?:by|due)?\s*(?:the\s+)?(?:end\s+of|end)?\s*(?=[\dA-Za-z])", re.IGNORECASE
)
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]+(?:of\s+)?([A-Za-z]{3,9})\.?,?[\s\-]+(\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WITHOUT_YEAR = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?")
_SPREADSHEET_NOUGHT = re.compile(r"(?:0?0[- ])?jan(?:uary)?[- ](?:00|1900)", re.IGNORECASE)
_YEARS = range(2001, 2100)  # a year outside these is a slip, or a spreadsheet's nought


@dataclass(slots=True)
class DueDates:
    """Reads the due dates of one plan, whose certain dates settle how its other ones are meant.

    ``day_first`` is true where every certain date in numbers puts the day first, as is usual
    here, and there is one at least. A plan that puts the month first, even once, settles nothing.
    """

    findings: Findings
    day_first: bool = False
    read_on_evidence: list[DueDate] = field(default_factory=list)

    def read(self, text: str, place: Place) -> DueDate:
        """Return what ``text`` says; where no day is certain the day is None and reported."""
        plain = " ".join(text.split()).rstrip(" .;,")
        if not plain:
            return DueDate("", None, place)
        day, doubt = self._day(plain)
        due = DueDate(text.strip(), day, place)
        if doubt:
            self.findings.add(
                place,
                Severity.NOT_TAKEN,
                f"the due date “{plain[:60]}” {doubt}",
                "It is kept as written, without a day",
                "Write it as 31 March 2018 or Mar-18 to have it followed up",
            )
        elif _order_unknown(plain):
            self.read_on_evidence.append(due)
        return due

    def tell(self) -> None:
        """Report, once, the dates that were read by the order the plan's other dates show."""
        if not self.read_on_evidence:
            return
        texts = ", ".join(f"“{due.text}”" for due in self.read_on_evidence[:3])
        self.findings.add(
            self.read_on_evidence[0].place,
            Severity.INFERRED,
            f"{len(self.read_on_evidence)} of the due dates could be day or month first: {texts}",
            "Read day first, as all certain dates of this plan are written",
        )

    def _day(self, plain: str) -> tuple[date | None, str]:
        """Return the day and no doubt, or None and the words of the doubt."""
        if _SPREADSHEET_NOUGHT.fullmatch(plain):
            return None, "is a spreadsheet's nought shown as a date"
        plain = _LEAD_IN.sub("", plain, count=1)
        if _order_unknown(plain) and not self.day_first:
            return None, "could be day or month first"
        day = _certain_day(plain)
        if day is None:
            return None, _why_not(plain)
        if day.year not in _YEARS:
            return None, f"has the unlikely year {day.year}"
        return day, ""


def shows_day_first(texts: list[str]) -> bool:
    """Whether the certain dates in numbers among ``texts`` all put the day first (one at least)."""
    day_first = False
    for text in texts:
        for found in _NUMBERS.finditer(text):
            first, second = int(found[1]), int(found[2])
            if second > 12 >= first:
                return False
            day_first = day_first or first > 12 >= second
    return day_first


def _order_unknown(plain: str) -> bool:
    found = _NUMBERS.fullmatch(_LEAD_IN.sub("", plain, count=1))
    if not found:
        return False
    first, second = int(found[1]), int(found[2])
    return first <= 12 and second <= 12 and first != second


def _certain_day(plain: str) -> date | None:
    if found := _ISO.fullmatch(plain):
        return _date(found[1], int(found[2]), found[3])
    if found := _NUMBERS.fullmatch(plain):
        return _date(found[3], int(found[2]), found[1]) or _date(found[3], int(found[1]), found[2])
    if found := _DAY_FIRST.fullmatch(plain):
        return _date(found[3], _MONTHS.get(found[2].lower(), 0), found[1])
    if found := _MONTH_FIRST.fullmatch(plain):
        return _date(found[3], _MONTHS.get(found[1].lower(), 0), found[2])
    try:
        return parse_period(plain).last_day
    except NotAPeriod:
        return None


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month, int(day))
    except ValueError:
        return None


def _why_not(plain: str) -> str:
    without_year = _WITHOUT_YEAR.fullmatch(plain)
    if without_year and without_year[1].lower() in _MONTHS:
        return "has no year"
    years = re.findall(r"\b20\d\d\b", plain)
    if len(years) > 1:
        return "names several dates"
    return "is not a date that can be read"
