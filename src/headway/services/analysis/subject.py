"""Subject access: everything kept about one person, written where it was asked for."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.safe_text import neutralise
from headway.services.analysis.output import Written, write_file
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_finding import FoundPerson, find_person

MARKING = "OFFICIAL-SENSITIVE"
FORMS = (".csv", ".json")
NOTE = (
    "Rows may be about other people as well: look through them before they are handed over. "
    "Lines of files are those in which the identifier stands; it may stand for something else."
)


@dataclass(frozen=True, slots=True)
class Handed:
    """What was written, and how much it holds."""

    written: Written
    found: FoundPerson


def find_subject(
    data: Path,
    person: str,
    out: Path,
    *,
    purpose: str,
    expires: date,
    by: str,
    at: datetime,
    replace: bool = False,
) -> Handed:
    """Find a person everywhere, and write what is found to ``out`` (csv or json by its ending).

    ``expires`` is the day by which the file is to be destroyed. Raises Refused without a purpose
    and where the file is there already; nothing is then read.
    """
    _check_out(out, replace)
    found = find_person(open_folder(data), person, purpose=purpose, by=by, at=at)
    about = {
        "marking": MARKING,
        "purpose": purpose.strip(),
        "made by": by,
        "made at (UTC)": f"{at:%Y-%m-%d %H:%M}",
        "destroy by": expires.isoformat(),
        "identifiers": ", ".join(found.identifiers),
        "snapshots looked through": str(found.snapshots),
        "note": NOTE,
    }
    contents = _json(found, about) if out.suffix.lower() == ".json" else _csv(found, about)
    return Handed(write_file(out, contents, "subject access", replace=replace), found)


def _json(found: FoundPerson, about: dict[str, str]) -> bytes:
    whole = {
        "about": about,
        "rows": [
            {"table": row.table, "cells": dict(row.cells), "snapshots": list(row.snapshots)}
            for row in found.rows
        ],
        "texts": [{"place": str(text.place), "text": text.text} for text in found.texts],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _csv(found: FoundPerson, about: dict[str, str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([neutralise(name), neutralise(value)] for name, value in about.items())
    writer.writerow([])
    writer.writerow(["where", "row", "column", "value", "first known in", "last known in"])
    for number, row in enumerate(found.rows, start=1):
        for name, value in row.cells:
            line = (row.table, str(number), name, value, row.snapshots[0], row.snapshots[-1])
            writer.writerow(map(neutralise, line))
    for line_found in found.texts:
        writer.writerow(
            map(neutralise, (str(line_found.place), "", "text", line_found.text, "", ""))
        )
    return text.getvalue().encode("utf-8-sig")


def _check_out(out: Path, replace: bool) -> None:
    found = next_step = ""
    if out.suffix.lower() not in FORMS:
        found = f"the ending “{out.suffix}” names no format that this command makes"
        next_step = "Give the file the ending .csv or .json"
    elif out.exists() and not replace:
        found, next_step = "it is there already", "Say --replace, or give another name with --out"
    elif not out.parent.is_dir():
        found, next_step = "its folder does not exist", "Make the folder first"
    if found:
        place = Place(str(out))
        raise Refused(Finding(place, Severity.STOPS, found, "Nothing was read", next_step))
