"""Subject access: everything kept about one person, written where it was asked for."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.safe_text import neutralise
from headway.engine.restricted import FLAGS
from headway.services.analysis.naming import refuse_naming
from headway.services.analysis.never_listed import Folded, names_any
from headway.services.analysis.output import Written, write_file
from headway.warehouse.folder import open_folder
from headway.warehouse.seen import SeenBy
from headway.warehouse.snapshot_finding import REJECTS, FoundPerson, find_person

MARKING = "OFFICIAL-SENSITIVE"
FORMS = (".csv", ".json")
YES = {"True", "true"}
SEEN = ("seen at (UTC)", "by", "what", "purpose", "what of theirs", "entry of the trail")
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
    restricted: bool = False,
) -> Handed:
    """Find a person everywhere, and write what is found to ``out`` (csv or json by its ending).

    ``expires`` is the day by which the file is to be destroyed. Raises Refused without a purpose,
    where the purpose names the person, where the file is there already, and for a restricted
    record or a relative of staff unless ``restricted`` says that somebody who answers for these
    decided; nothing is then written.
    """
    _check_out(out, replace)
    refuse_naming(data, purpose, "the purpose")
    asked = f"{purpose.strip()} (restricted records included)" if restricted else purpose
    found = find_person(open_folder(data), person, purpose=asked, by=by, at=at)
    if not restricted:
        _refuse_restricted(found)
    about = {
        "marking": MARKING,
        "purpose": purpose.strip(),
        "made by": by,
        "made at (UTC)": f"{at:%Y-%m-%d %H:%M}",
        "destroy by": expires.isoformat(),
        "identifiers": ", ".join(found.identifiers),
        "snapshots looked through": str(found.snapshots),
        "times that rows were seen": str(len(found.seen)),
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
        "seen": [dict(zip(SEEN, _seen(one), strict=True)) for one in found.seen],
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
    writer.writerow([])
    writer.writerow(SEEN)
    writer.writerows(list(map(neutralise, _seen(one))) for one in found.seen)
    return text.getvalue().encode("utf-8-sig")


def _seen(one: SeenBy) -> tuple[str, ...]:
    at = f"{one.at:%Y-%m-%d %H:%M}"
    return at, one.by, one.what, one.purpose, ", ".join(one.named), str(one.number)


def _refuse_restricted(found: FoundPerson) -> None:
    people = [dict(row.cells) for row in found.rows if row.table == "person"]
    own = [one for one in people if one.get("person_id") in found.identifiers]
    marked = any(one.get(flag) in YES for one in own for flag in FLAGS)
    if marked or _rejected_as_restricted(found):
        raise Refused(
            Finding(
                Place("headway subject"),
                Severity.STOPS,
                "the record is restricted, or of a relative of staff",
                "That it was looked for is on the trail; nothing was written",
                "Whoever answers for restricted records says --restricted, which is on the trail",
            )
        )


def _rejected_as_restricted(found: FoundPerson) -> bool:
    """Whether a row of the person that was not taken in says so itself."""
    rejected = [dict(row.cells) for row in found.rows if row.table == REJECTS]
    rows = [one for one in rejected if one.get("table") == "person"]
    return any(names_any("person", one.items(), Folded()) for one in rows)


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
