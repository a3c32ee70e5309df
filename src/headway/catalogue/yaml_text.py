"""YAML text to plain data that knows its lines: nothing is run, nothing grows.

Only what definitions need is understood: groups, lists, and plain words, numbers, dates, yes and
no. Anchors, aliases, tags and several documents in one file are refused, and so are a key given
twice, deep nesting and very long files: the author is told the line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

import yaml

from headway.domain.problems import Findings, Place, Severity

LONGEST = 500_000  # characters; a definition has about two thousand
DEEPEST = 12  # levels; the deepest definition has four
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")
_SWITCH = {"yes": True, "true": True, "no": False, "false": False}
_TAG = "tag:yaml.org,2002:"

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds, with the line of every part and the words it was written in.

    ``data`` is made of dict, list, str, int, Decimal, bool, date and None.
    """

    file: str
    data: Any
    lines: Mapping[Path, int] = field(default_factory=dict)
    words: Mapping[Path, str] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Return where a part stands; where there is no such part, what would hold it."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file, line=self.lines.get(path, 1))

    def part(self, key: str | Path) -> "Document":
        """Return what stands under a key, or at the end of a way, as if it were a file."""
        way = (key,) if isinstance(key, str) else key
        length, data = len(way), self.data
        for each in way:
            data = data[each]
        lines = {path[length:]: line for path, line in self.lines.items() if path[:length] == way}
        words = {path[length:]: text for path, text in self.words.items() if path[:length] == way}
        return Document(self.file, data, lines, words)


def read_yaml(text: str, file: str, findings: Findings) -> Document | None:
    """Turn YAML text into a document, or say in ``findings`` why not and return None."""
    before = len(findings.items)
    _refuse_unfit_text(text, file, findings)
    if len(findings.items) > before:
        return None
    try:
        _refuse_unfit_structure(text, file, findings)
        if len(findings.items) > before:
            return None
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        _explain(error, file, findings)
        return None
    reading = _Reading(file, findings)
    data = None if root is None else reading.value(root, ())
    return Document(file, data, reading.lines, reading.words)


def _refuse_unfit_text(text: str, file: str, findings: Findings) -> None:
    if len(text) > LONGEST:
        _stop(
            findings,
            file,
            1,
            f"the file has {len(text):,} characters",
            f"a definition has at most {LONGEST:,}",
            "Give each definition a file of its own.",
        )
    elif found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        _stop(
            findings,
            file,
            line,
            "a character that cannot be printed stands here",
            "Only text is read.",
            "Type the line again in a plain text editor.",
        )


def _refuse_unfit_structure(text: str, file: str, findings: Findings) -> None:
    """Look through the file without building anything; building costs what the file says."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = _line(event.start_mark)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            _stop(
                findings,
                file,
                line,
                "a second document begins here",
                "A file holds one.",
                "Move it to a file of its own, or take away the line of dashes.",
            )
            return
        if depth > DEEPEST:
            _stop(
                findings,
                file,
                line,
                f"lists and groups are nested {depth} deep",
                f"At most {DEEPEST} levels are read.",
                "Compare with a shipped definition.",
            )
            return
        _refuse_unfit_event(event, line, file, findings)


def _refuse_unfit_event(event: yaml.Event, line: int, file: str, findings: Findings) -> None:
    if anchor := getattr(event, "anchor", None):
        _stop(
            findings,
            file,
            line,
            f"the anchor or alias “{anchor}” stands here",
            "Neither is used in definitions.",
            "Write the text out where it belongs.",
        )
    elif tag := getattr(event, "tag", None):
        _stop(
            findings,
            file,
            line,
            f"the tag “{tag}” stands here",
            "Tags are not used in definitions.",
            "Take the word after the “!” away.",
        )


def _explain(error: yaml.YAMLError, file: str, findings: Findings) -> None:
    line = _line(getattr(error, "problem_mark", None))
    problem = getattr(error, "problem", None) or "the text cannot be read"
    _stop(
        findings,
        file,
        line,
        f"this is not YAML: {problem}",
        "Each line is “key: value”, with spaces (no tabs) before it to show what it is part of; "
        "a text with a colon or a “#” in it stands in quotes.",
        "Look at this line and the one before it.",
    )


def _line(mark: Any) -> int:  # noqa: ANN401 - each of PyYAML's two parsers has a mark of its own
    return int(mark.line) + 1 if mark is not None else 1


def _stop(findings: Findings, file: str, line: int, found: str, done: str, step: str) -> None:
    findings.add(Place(file, line=line), Severity.STOPS, found, done, step)


class _Reading:
    """One file's walk from nodes to data; gathers the lines and words on its way."""

    def __init__(self, file: str, findings: Findings) -> None:
        self.file, self.findings = file, findings
        self.lines: dict[Path, int] = {}
        self.words: dict[Path, str] = {}

    def value(self, node: yaml.Node, path: Path) -> Any:  # noqa: ANN401 - what YAML may hold
        self.lines.setdefault(path, _line(node.start_mark))
        if isinstance(node, yaml.MappingNode):
            return self._group(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        self._refuse_unprinted(str(node.value), self.lines[path])
        self.words[path] = str(node.value)
        return _plain(str(node.value), node.tag.removeprefix(_TAG))

    def _refuse_unprinted(self, text: str, line: int) -> None:
        """Refuse what cannot be printed where it is written as an escape, in quotes."""
        if _CONTROL.search(text):
            _stop(
                self.findings,
                self.file,
                line,
                "a character that cannot be printed is written here",
                "Only text is read.",
                "Take the backslash and what follows it away.",
            )

    def _group(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        group: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = _line(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                _stop(
                    self.findings,
                    self.file,
                    line,
                    "a list or group stands where a key belongs",
                    "A key is a word.",
                    "Compare with a shipped definition.",
                )
                continue
            key = str(key_node.value)
            self._refuse_unprinted(key, line)
            if key in group:
                first = self.lines[(*path, key)]
                _stop(
                    self.findings,
                    self.file,
                    line,
                    f"“{key}” is given a second time",
                    f"It already stands on line {first}.",
                    "Keep one of the two.",
                )
                continue
            self.lines[(*path, key)] = line
            group[key] = self.value(value_node, (*path, key))
        return group


def _plain(text: str, kind: str) -> str | int | Decimal | bool | date | None:
    """Read a scalar; what is in quotes, or is written in an unusual form, stays text."""
    if kind == "bool":
        return _SWITCH.get(text.lower(), text)
    if kind == "null":
        return None
    if kind == "int" and _WHOLE.fullmatch(text):
        return int(text)
    if kind == "float" and _DECIMAL.fullmatch(text):
        return Decimal(text)
    if kind == "timestamp":
        return _day(text)
    return text


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
