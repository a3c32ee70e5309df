"""Draft a column map from the headings of files that nobody has mapped yet."""

from collections.abc import Sequence
from pathlib import Path

from headway.domain.problems import ContentMistake, Finding, Place, Severity
from headway.intake.loading.opening import files_in, open_files
from headway.intake.loading.sources import Source
from headway.intake.maps.drafting import SheetLooked, draft_map
from headway.services.analysis.load_exports import known_maps
from headway.services.analysis.output import Written, write_file


def draft(named: Sequence[Path]) -> str:
    """Return the text of a draft for the sheets of some files; only headings are looked at.

    Raises FileMistake for what cannot be read, ContentMistake where no sheet has headings.
    """
    paths = files_in(named)
    looked = [
        _looked(source)
        for one in open_files(paths, known_maps())
        for source in one.sources
        if source.beginning
    ]
    if not looked:
        found = "no sheet has a row of headings"
        raise ContentMistake(
            Finding(Place(str(named[0])), Severity.STOPS, found, "", "Name an export")
        )
    return draft_map(looked, paths[0].stem)


def write_draft(named: Sequence[Path], out: Path, *, replace: bool = False) -> Written:
    """Write a draft to a file; Refused where the file is there already."""
    return write_file(out, draft(named).encode("utf-8"), "column map", replace=replace)


def _looked(source: Source) -> SheetLooked:
    """Take the first row that is not much narrower than others: titles above headings are."""
    widths = [sum(map(bool, row)) for row in source.beginning]
    wide = next(at for at, width in enumerate(widths) if width * 5 >= max(widths) * 3)
    row = source.beginning[wide]
    return SheetLooked(Path(source.file).stem, source.sheet, tuple(row))
