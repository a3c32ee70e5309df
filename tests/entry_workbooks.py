"""Fills in a team's workbook as a person would."""

from pathlib import Path

import openpyxl


def fill_in(contents: bytes, given: dict[tuple[str, str], object], folder: Path) -> bytes:
    """Write answers by indicator and what is asked ("figure", "commentary") into a workbook."""
    path = folder / "filled-in.xlsx"
    path.write_bytes(contents)
    book = openpyxl.load_workbook(path)
    sheet = book["Entry"]
    rows = list(sheet.iter_rows())
    at = next(
        place for place, row in enumerate(rows) if "Your answer" in [one.value for one in row]
    )
    names = [one.value for one in rows[at]]
    for row in rows[at + 1 :]:
        cells = dict(zip(names, row, strict=True))
        answer = given.get((cells["Identifier"].value, cells["Asked for"].value))
        if answer is not None:
            cells["Your answer"].value = answer  # type: ignore[assignment]
    book.save(path)
    return path.read_bytes()
