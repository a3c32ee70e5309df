"""A unit's name changed in a council's own definitions; every other line stays as it is."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

import yaml

from headway.catalogue.changing import last_line
from headway.domain.definition_changes import UnitNameChange
from headway.domain.unit_naming import plain_name

OFFICE_NAMES = "organisation/changed-in-the-office.yaml"
_INSIDE = "    "


def with_unit_name(
    files: Mapping[str, str], change: UnitNameChange, *, reason: str, role: str, on: date
) -> dict[str, str]:
    """Give the files with another name of a unit; its revision tells what it was, why, and who.

    ``files`` are the texts by path, which hold together as definitions. A name that the unit has
    from the same day is replaced, and its revisions stay; else the name joins the others of
    ``OFFICE_NAMES``. Raises ValueError for a name that is none, and where the one to be replaced
    is written on one line with others.
    """
    revision = {"was": change.was, "on": on, "reason": reason, "approved_by": role}
    for path in sorted(one for one in files if one.startswith("organisation/")):
        held = _names_of(files[path])
        at = next((place for place, one in enumerate(held) if _is_of(one, change)), None)
        if at is not None:
            revisions = [*(held[at].get("revisions") or []), revision]
            return {**files, path: _replaced(files[path], at, _entry(change, revisions))}
    text = files.get(OFFICE_NAMES, "names:\n").rstrip("\n")
    shift = _column(text) if OFFICE_NAMES in files else 2
    return {
        **files,
        OFFICE_NAMES: "\n".join([text, *_at(shift, _entry(change, [revision]))]) + "\n",
    }


def _is_of(entry: Mapping[str, Any], change: UnitNameChange) -> bool:
    return (entry["level"], str(entry["id"]).strip(), str(entry.get("from") or "")) == (
        change.level, change.id, change.start,
    )  # fmt: skip


def _entry(change: UnitNameChange, revisions: Sequence[Mapping[str, object]]) -> list[str]:
    """Write an entry's lines, its dash in the first column."""
    lines = [f"- level: {change.level}", f"  id: {_text(change.id)}"]
    lines.append(f"  name: {_text(plain_name(change.name))}")
    lines += [f"  from: {change.start}"] if change.start else []
    lines.append("  revisions:")
    for each in revisions:
        for place, (name, value) in enumerate(each.items()):
            lead = "- " if place == 0 else "  "
            written = value if name == "on" else _text(str(value))  # a day stands without quotes
            lines.append(f"{_INSIDE}{lead}{name}: {written}")
    return lines


def _text(value: str) -> str:
    """Write a text so that YAML takes it for nothing else: YAML reads JSON's strings."""
    return json.dumps(" ".join(value.split()), ensure_ascii=False)


def _names_of(text: str) -> list[dict[str, Any]]:
    read = yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506 - it makes texts only
    return list(read.get("names") or [])


def _listed(text: str) -> yaml.SequenceNode:
    root = cast("yaml.MappingNode", yaml.compose(text, Loader=yaml.SafeLoader))
    found = next(value for key, value in root.value if key.value == "names")
    return cast("yaml.SequenceNode", found)


def _column(text: str) -> int:
    listed = _listed(text)
    if listed.flow_style:
        raise ValueError("the names are written in brackets: write each on lines of its own")
    return int(listed.start_mark.column)


def _replaced(text: str, at: int, entry: Sequence[str]) -> str:
    column, node, lines = _column(text), _listed(text).value[at], text.splitlines()
    start, end = node.start_mark.line, last_line(node) + 1
    return "\n".join([*lines[:start], *_at(column, entry), *lines[end:]]) + "\n"


def _at(column: int, lines: Sequence[str]) -> list[str]:
    return [f"{' ' * column}{one}" for one in lines]
