"""Column maps from their files: read strictly, and checked against the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError

from headway.catalogue.explaining import explain
from headway.catalogue.files import read_text
from headway.catalogue.yaml_text import read_yaml
from headway.domain.problems import DefinitionMistake, Findings, Severity
from headway.intake.maps.headings import plain
from headway.intake.maps.schema import ColumnEntry, FeedEntry, MapFile
from headway.tables import TABLES
from headway.tables.schema import Column, Type

SHIPPED = ("annex-a", "cin-census", "ssd")
_FLAGS = frozenset({"yes", "no"})


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A column map that was read, and what to call it in messages."""

    label: str
    file: MapFile
    shipped: bool = False

    @property
    def feeds(self) -> tuple[FeedEntry, ...]:
        """Its feeds in their order."""
        return tuple(self.file.feeds)


def read_map(path: Path) -> ColumnMap:
    """Read a column map; DefinitionMistake with every mistake of the file and its line."""
    return _read(path, str(path))


def shipped_map(name: str) -> ColumnMap:
    """Read one of the maps that come with Headway (``SHIPPED`` lists them)."""
    folder = files("headway.intake.maps") / "shipped"
    return _read(folder / f"{name}.yaml", f"headway/intake/maps/{name}.yaml", shipped=True)


def shipped_maps() -> tuple[ColumnMap, ...]:
    """Read every map that comes with Headway."""
    return tuple(shipped_map(name) for name in SHIPPED)


def _read(file: Traversable, label: str, *, shipped: bool = False) -> ColumnMap:
    findings = Findings()
    text = read_text(file, label, findings)
    document = None if text is None else read_yaml(text, label, findings)
    made = None
    if document is not None:
        try:
            made = MapFile.model_validate(document.data)
            for path, found, allowed, step in _mistakes(made):
                findings.add(document.place(*path), Severity.STOPS, found, allowed, step)
        except ValidationError as error:
            explain(error, MapFile, document, findings)
    findings.stop_if_needed(DefinitionMistake)
    if made is None:
        raise AssertionError("a map that cannot be read has findings")
    return ColumnMap(label, made, shipped)


_Mistake = tuple[tuple[str | int, ...], str, str, str]


def _mistakes(made: MapFile) -> Iterator[_Mistake]:
    for at, feed in enumerate(made.feeds):
        path: tuple[str | int, ...] = ("feeds", at)
        table = TABLES.get(feed.table)
        if table is None:
            yield (*_unknown((*path, "table"), "table", feed.table, list(TABLES)),)
            continue
        if (made.reads == "xml") is (feed.element is None):
            said = "a map that reads xml names the element of each feed, and no other map does"
            yield path, said, "", "Put “reads” or “element” right."
        for name, entry in feed.columns.items():
            here = (*path, "columns", name)
            if name not in table.column_names:
                yield (
                    *_unknown(here, f"column of “{table.name}”", name, list(table.column_names)),
                )
            else:
                yield from _wrong_codes(here, table.column(name), entry)
        missing = [c.name for c in table.columns if c.required and c.name not in feed.columns]
        if missing:
            said = f"“{table.name}” needs {_list(missing)}, and nothing feeds it"
            step = "Name a heading for it, a value that is always meant, or what it is made of."
            yield (*path, "columns"), said, "", step


def _wrong_codes(
    path: tuple[str | int, ...], column: Column, entry: ColumnEntry
) -> Iterator[_Mistake]:
    allowed = _FLAGS if column.type is Type.FLAG else column.code_values
    if not allowed:
        if entry.flags or entry.first_word:
            yield (
                path,
                f"“{column.name}” holds no codes",
                "Only codes are found this way",
                "Name a heading.",
            )
        return
    told = {**entry.codes, "otherwise": entry.otherwise, "always": entry.always}
    for spelling, code in told.items():
        if code is not None and code not in allowed and code != "empty":
            where = (*path, "codes", spelling) if spelling in entry.codes else (*path, spelling)
            yield (*_unknown(where, "code", code, sorted(allowed)),)
    once = [plain(spelling) for spelling in entry.codes]
    for spelling in entry.codes:
        if once.count(plain(spelling)) > 1:
            said = f"“{spelling}” is spelled twice"
            yield (
                (*path, "codes", spelling),
                said,
                "Case, spaces and quotation marks do not tell two apart",
                "Keep one.",
            )


def _unknown(path: tuple[str | int, ...], what: str, found: str, allowed: list[str]) -> _Mistake:
    nearest = get_close_matches(found, allowed, n=1)
    step = f"Did you mean “{nearest[0]}”?" if nearest else "Use one of these."
    return path, f"“{found}” is no {what}", f"Allowed are {_list(allowed)}", step


def _list(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
