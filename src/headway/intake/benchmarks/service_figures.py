"""Figures of the national statistics service: one row for each year and place, a column each.

Which columns are figures and which divide the rows into parts (a category, an age group) is seen
from what they hold, so that any data set of this shape can be read.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from headway.domain.benchmarks.loaded import Source
from headway.domain.benchmarks.marks import TWO_FIGURES, is_mark, published_value, tidy_text
from headway.domain.benchmarks.measures import Measure
from headway.domain.benchmarks.places import ENGLAND
from headway.domain.benchmarks.years import read_year, year_type
from headway.domain.problems import Severity
from headway.domain.values import Absent, Number, State
from headway.intake.benchmarks.gathering import FiguresOfFile, Gathering
from headway.intake.benchmarks.table import Table

RECOGNISED = "figures of the national statistics service"
SOURCE = "DfE"
FIXED = frozenset(
    {
        "time_period", "time_identifier", "geographic_level", "country_code", "country_name",
        "region_code", "region_name", "old_la_code", "new_la_code", "la_name",
    }
)  # fmt: skip
_AREA = re.compile(
    r"^(lad|ward|school|parliamentary_constituency|pcon|opportunity_area|local_authority_district|"
    r"rsc_region|trust|sponsor|planning_area|lsip|mayoral)_"
)
_CODE = re.compile(r"\d{3}(?:\s*/\s*\d{3})*")
_ONS = re.compile(r"[EWNSK]\d{8}(?:\s*/\s*[EWNSK]\d{8})*")
_NOT_YEARS = re.compile(r"week|month|term|quarter|january|april|october|day", re.IGNORECASE)
_ALL_CHILDREN = re.compile(r"\b0 to 17\b|\b0-17\b|\bunder 18\b", re.IGNORECASE)


def matches(headings: frozenset[str]) -> bool:
    """Say whether these are the headings of such a file."""
    return {"time_period", "geographic_level"} <= headings


@dataclass(slots=True)
class _Taking:
    """The state of one file while it is read."""

    table: Table
    figures: dict[str, FiguresOfFile] = field(default_factory=dict)
    levels_left_out: Counter[str] = field(default_factory=Counter)
    periods_left_out: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    swapped: int = 0
    same: int = 0
    differing: int = 0
    counted: int = 0


def take(table: Table, into: Gathering) -> None:
    """Take every figure of the file."""
    rows = list(table.rows())
    filters, figures = _columns(table, [row for _, row in rows])
    state = _Taking(table)
    for _, row in rows:
        state.counted += 1
        where = _place_of(table, row, state, into)
        label = _label(table, row, state) if where else ""
        if where and label:
            parts = " / ".join(row[at] for at in filters if row[at] and not is_mark(row[at]))
            for at in figures:
                _put(state, parts, at, row, label, where)
    into.figures.extend(state.figures.values())
    _tell(state, into)
    newest = max((each.newest() for each in state.figures.values()), default="")
    into.sources.append(Source(table.file, table.sha256, RECOGNISED, state.counted, newest))


def _columns(table: Table, rows: list[Sequence[str]]) -> tuple[list[int], list[int]]:
    """Tell the columns that divide the rows from those that hold figures."""
    filters: list[int] = []
    figures: list[int] = []
    for at, heading in enumerate(table.headings):
        if heading in FIXED or not heading or _AREA.match(heading):
            continue
        texts = Counter(row[at] for row in rows if row[at])
        wordy = sum(often for text, often in texts.items() if not _is_figure(text))
        (filters if wordy * 2 > sum(texts.values()) else figures).append(at)
    return filters, figures


def _is_figure(text: str) -> bool:
    value = published_value(tidy_text(text))
    return isinstance(value, Number) or value.state is not State.BROKEN


def _place_of(table: Table, row: Sequence[str], state: _Taking, into: Gathering) -> str:
    """Return the code of the place a row is about; "" where it is left out."""
    cells = dict(zip(table.headings, row, strict=True))
    match cells["geographic_level"].casefold():
        case "national":
            return ENGLAND if cells.get("country_name", "England") in {"England", ""} else ""
        case "regional":
            return into.see_region(cells["region_name"]) if cells.get("region_name") else ""
        case "local authority":
            return _authority(cells, state, into)
        case other:
            state.levels_left_out[other] += 1
            return ""


def _authority(cells: dict[str, str], state: _Taking, into: Gathering) -> str:
    """Return an authority's code, telling code, national code and name apart by their form."""
    texts = [cells.get(name, "") for name in ("old_la_code", "new_la_code", "la_name")]
    code, ons, name = "", "", ""
    for text in texts:
        if _CODE.fullmatch(text):
            code = text
        elif _ONS.fullmatch(text):
            ons = text
        elif text and not is_mark(text):
            name = text
    if [code, ons, name] != texts and {code, ons, name} == set(texts):
        state.swapped += 1
    if not code and not ons:
        state.levels_left_out["local authority without a code"] += 1
        return ""
    into.see_authority(code or ons, name, cells.get("region_name", ""), ons=ons)
    return code or ons


def _label(table: Table, row: Sequence[str], state: _Taking) -> str:
    at, kind_at = table.at("time_period"), table.at("time_identifier")
    label = row[at] if at is not None else ""
    kind = row[kind_at] if kind_at is not None else ""
    if read_year(label) is None or _NOT_YEARS.search(kind):
        state.periods_left_out[f"{label} {kind}".strip()] += 1
        return ""
    return label


def _put(state: _Taking, parts: str, at: int, row: Sequence[str], label: str, where: str) -> None:
    column = state.table.written[at].strip()
    code = f"{parts}: {column}" if parts else column
    figures = state.figures.get(code)
    if figures is None:
        figures = state.figures[code] = FiguresOfFile(_measure(state.table, code, column, row))
    cells = figures.years.setdefault(label, {})
    text = tidy_text(row[at])
    before = cells.get(where)
    if before is None:
        cells[where] = text
        value = published_value(text)
        if isinstance(value, Absent) and value.state is State.BROKEN:
            state.broken[column] += 1
    elif before == text:
        state.same += 1
    else:
        cells[where] = TWO_FIGURES
        state.differing += 1


def _measure(table: Table, code: str, column: str, row: Sequence[str]) -> Measure:
    kind_at = table.at("time_identifier")
    population = "population" in column.casefold() and bool(_ALL_CHILDREN.search(code))
    return Measure(
        SOURCE,
        code,
        code.replace("_", " "),
        counted_in=column.replace("_", " "),
        year_type=year_type(row[kind_at] if kind_at is not None else ""),
        population=population,
        described=False,
        file=table.file,
    )


def _tell(state: _Taking, into: Gathering) -> None:
    def say(severity: Severity, found: str, done: str, step: str = "") -> None:
        into.findings.add(state.table.place(), severity, found, done, step)

    for what, often in state.levels_left_out.items():
        say(Severity.NOTED, f"{often} rows are of the level “{what}”", "They were left out")
    for what, often in state.periods_left_out.items():
        say(Severity.NOT_TAKEN, f"{often} rows are of “{what}”, no year", "They were left out")
    if state.swapped:
        say(
            Severity.INFERRED,
            f"{state.swapped} rows have codes and names under each other's headings",
            "They were told apart by their form",
            "Look whether the authorities are the right ones",
        )
    if state.broken:
        names = ", ".join(f"{name} ({often})" for name, often in state.broken.items())
        say(Severity.NOT_TAKEN, f"cells that are neither a figure nor a mark: {names}",
            "They are shown as broken")  # fmt: skip
    if state.same:
        say(Severity.NOTED, f"{state.same} cells stand there twice", "One of each was taken")
    if state.differing:
        say(
            Severity.NOT_TAKEN,
            f"{state.differing} cells stand there twice with different figures",
            "Neither was taken: the cell is shown as broken",
            "Ask the publisher which is right",
        )
