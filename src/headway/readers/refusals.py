"""The reader's refusals, in one form: place, what was found, what is allowed, the next step.

No message repeats what a cell holds: files of cases hold children's data.
"""

from collections.abc import Sequence

from headway.domain.problems import FileMistake, Finding, Place, Severity
from headway.readers import limits

SAVE_AS = "Save it as an Excel workbook (.xlsx) or as CSV UTF-8, and give that to Headway."
READABLE = (
    "Headway reads Excel workbooks (.xlsx, .xlsm, .xls, .xlsb), OpenDocument sheets (.ods) and "
    "text (.csv, .tsv, .txt)."
)


def refusal(place: Place | str, found: str, allowed: str, next_step: str) -> FileMistake:
    """Return the mistake to raise; ``place`` may be just the name of the file."""
    where = Place(file=place) if isinstance(place, str) else place
    return FileMistake(Finding(where, Severity.STOPS, found, allowed, next_step))


def damaged(file: str, what: str) -> FileMistake:
    """Return the refusal of a workbook that is cut short or broken; ``what`` says where."""
    return refusal(
        file,
        f"the file is damaged or was cut short: {what}",
        "Headway reads a file only when the whole of it can be read.",
        "Fetch the file again. If it opens in Excel or LibreOffice, save it there as .xlsx "
        "under a new name and give that to Headway.",
    )


def noted(file: str, found: str, done: str, next_step: str = "") -> Finding:
    """Return a finding about the whole file that does not touch a figure."""
    return Finding(Place(file=file), Severity.NOTED, found, done, next_step)


def some_of(places: Sequence[object]) -> str:
    """Return the first few places and how many more there are: "A1, B7 and 3 more"."""
    first = ", ".join(str(place) for place in places[: limits.PLACES_NAMED])
    rest = len(places) - limits.PLACES_NAMED
    return f"{first} and {rest:,} more" if rest > 0 else first
