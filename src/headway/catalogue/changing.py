"""Files of a council's own definitions with one thing changed; every other line stays as it is."""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, cast

import yaml

from headway.catalogue.targets import labelled_period
from headway.domain.definition_changes import AudienceChange, TargetChange
from headway.domain.exact import exact_text, read_exact
from headway.domain.periods import Period

OFFICE_TARGETS = "targets/changed-in-the-office.yaml"
_INSIDE = "      "


def with_target(
    files: Mapping[str, str], change: TargetChange, *, reason: str, role: str, on: date
) -> dict[str, str]:
    """Give the files with a target changed; its revision tells what it was, when, why, and who.

    ``files`` are the texts by path ("targets/2026-27.yaml"), which hold together as definitions.
    The revisions that the target had stay. A target for a period that had none joins the others of
    its indicator. Raises ValueError where the period or a number cannot be read.
    """
    period = _period(change.period)
    numbers = {name: _number(getattr(change, name)) for name in NUMBERS}
    revision = {"was": change.was, "on": on, "reason": reason, "approved_by": role}
    changed = dict(files)
    for path in sorted(one for one in files if one.startswith("targets/")):
        found = _targets_of(files[path])
        if change.indicator in found:
            changed[path] = _rewritten(files[path], found, change, period, numbers, revision)
            if period in _periods(found[change.indicator]):
                return changed
    if changed != files:
        return _only_first(dict(files), changed)
    entry = _entry(change, period, numbers, [revision], True)
    text = files.get(OFFICE_TARGETS, "targets:\n").rstrip("\n")
    changed[OFFICE_TARGETS] = f"{text}\n  {change.indicator}:\n{entry}"
    return changed


NUMBERS = ("goal", "high", "tolerance", "floor")


def with_audience(files: Mapping[str, str], change: AudienceChange) -> dict[str, str]:
    """Give the files with another policy for an audience."""
    text = f"id: {change.audience}\npolicy: {change.policy}\n"
    return {**files, f"audiences/{change.audience}.yaml": text}


def _only_first(files: dict[str, str], changed: dict[str, str]) -> dict[str, str]:
    """Keep the first file that was changed: a new period joins the indicator's targets once."""
    first = min(path for path in changed if changed[path] != files.get(path))
    return {**files, first: changed[first]}


def _rewritten(
    text: str,
    found: Mapping[str, Any],
    change: TargetChange,
    period: Period,
    numbers: Mapping[str, Fraction | None],
    revision: Mapping[str, object],
) -> str:
    entries = found[change.indicator]
    places = _items(text, change.indicator)
    at = _periods(entries).get(period)
    old = entries[at] if at is not None else {}
    revisions = [*(old.get("revisions") or []), revision]
    exactly = old.get("on_rounded", True) not in {False, "no"}
    entry = _entry(change, period, numbers, revisions, exactly).splitlines()
    lines = text.splitlines()
    start, end, column = places[at] if at is not None else (places[-1][1], *places[-1][1:])
    shifted = [f"{' ' * max(column - 4, 0)}{line}" if column >= 4 else line[4 - column :]
               for line in entry]  # fmt: skip
    return "\n".join([*lines[:start], *shifted, *lines[end:]]) + "\n"


def _entry(
    change: TargetChange,
    period: Period,
    numbers: Mapping[str, Fraction | None],
    revisions: list[Mapping[str, object]],
    on_rounded: bool,
) -> str:
    lines = [f"    - period: {_text(str(period))}", f"{_INSIDE}form: {_text(change.form)}"]
    lines += [f"{_INSIDE}{name}: {exact_text(one)}" for name, one in numbers.items()
              if one is not None]  # fmt: skip
    if not on_rounded:
        lines.append(f"{_INSIDE}on_rounded: no")
    lines.append(f"{_INSIDE}revisions:")
    for each in revisions:
        for place, (name, value) in enumerate(each.items()):
            lead = "  - " if place == 0 else "    "
            shown = value.isoformat() if isinstance(value, date) else _text(str(value))
            lines.append(f"{_INSIDE}{lead}{name}: {shown}")
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """Write a text so that YAML takes it for nothing else: YAML reads JSON's strings."""
    return json.dumps(" ".join(value.split()), ensure_ascii=False)


def _targets_of(text: str) -> dict[str, Any]:
    read = yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506 - it makes texts only
    found: dict[str, Any] = read.get("targets") or {}
    for entries in found.values():
        for one in entries:
            one["on_rounded"] = one.get("on_rounded", "yes").lower() not in {"no", "false"}
            for revision in one.get("revisions") or []:
                revision["on"] = date.fromisoformat(revision["on"])
    return found


def _periods(entries: list[Mapping[str, Any]]) -> dict[Period, int]:
    return {_period(one["period"]): place for place, one in enumerate(entries)}


def _items(text: str, indicator: str) -> list[tuple[int, int, int]]:
    """Say where each target of an indicator stands: first line, line after it, column of its dash.

    Raises ValueError where they are written on one line, in brackets.
    """
    root = cast("yaml.MappingNode", yaml.compose(text, Loader=yaml.SafeLoader))
    targets = next(value for key, value in root.value if key.value == "targets")
    listed = next(value for key, value in targets.value if key.value == indicator)
    if targets.flow_style or listed.flow_style or any(one.flow_style for one in listed.value):
        raise ValueError(
            "the targets of this indicator are written in brackets: write each on lines of its own"
        )
    return [
        (one.start_mark.line, last_line(one) + 1, listed.start_mark.column) for one in listed.value
    ]


def last_line(node: yaml.Node) -> int:
    """Give the number of the last line on which something of a node stands."""
    if isinstance(node, yaml.ScalarNode):
        # A text over several lines ends where the next thing begins; what is blank stays outside.
        end = node.end_mark
        return int(end.line if end.column > 0 else max(end.line - 1, node.start_mark.line))
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        # Its bracket may close on a line of its own.
        return int(node.end_mark.line)
    inner = [part for one in node.value for part in (one if isinstance(one, tuple) else (one,))]
    return max([int(node.start_mark.line), *map(last_line, inner)])


def _period(label: str) -> Period:
    try:
        return labelled_period(label)
    except ValueError:
        raise ValueError(
            f"“{label}” names no period: write a financial year (2026/27), a quarter (Q1 2026/27)"
            " or a month (Sep-26)"
        ) from None


def _number(text: str) -> Fraction | None:
    return read_exact(text.strip()) if text.strip() else None
