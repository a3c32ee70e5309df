"""Statistical neighbours: one row for each authority, ten neighbours with their closeness.

The same shape comes as a workbook with its headings in the third row and a block "Old SNs:" of
former authorities, and as csv. Nothing in it says which year's model it is: the year is taken
from the file's name where that has one, which is told, or from what a person says.
"""

import re
from collections.abc import Sequence

from headway.domain.benchmarks.loaded import Source
from headway.domain.benchmarks.neighbours import Neighbour
from headway.domain.problems import Severity
from headway.intake.benchmarks.gathering import Gathering, ModelOfFile
from headway.intake.benchmarks.table import Table

RECOGNISED = "statistical neighbours"
_CODES = ("la_num", "la_number", "old_la_code", "la_code")
_NEIGHBOUR = re.compile(r"sn_?(\d+)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_CODE = re.compile(r"\d{3}")


def matches(headings: frozenset[str]) -> bool:
    """Say whether these are the headings of such a file."""
    columns = sum(bool(_NEIGHBOUR.fullmatch(each)) for each in headings)
    return columns >= 5 and bool(headings.intersection(_CODES))


def take(table: Table, into: Gathering) -> None:
    """Take the neighbours of each authority, nearest first."""
    columns = sorted(
        (int(found[1]), at)
        for at, heading in enumerate(table.headings)
        if (found := _NEIGHBOUR.fullmatch(heading))
    )
    code_at, name_at = table.at(*_CODES), table.at("la_name", "name")
    region_at = table.at("region_name", "goreg", "region")
    groups: dict[str, tuple[Neighbour, ...]] = {}
    former: set[str] = set()
    old_block, counted = False, 0
    for number, row in table.rows():
        code = row[code_at] if code_at is not None else ""
        if any("old sn" in text.casefold() for text in row):
            old_block = True
        if not _CODE.fullmatch(code):
            continue
        counted += 1
        name = row[name_at] if name_at is not None else ""
        into.see_authority(code, name, row[region_at] if region_at is not None else "")
        group = _group(table, row, columns)
        if old_block:
            former.add(code)
        if group and _sound(table, number, code, name, group, len(columns), into):
            groups[code] = group
    name = _model_name(table, into)
    into.models.append(ModelOfFile(name, table.file, groups, former))
    into.sources.append(Source(table.file, table.sha256, RECOGNISED, counted, f"model {name}"))


def _group(
    table: Table, row: Sequence[str], columns: list[tuple[int, int]]
) -> tuple[Neighbour, ...]:
    """Give the neighbours of a row; the column after a neighbour says how close it is."""
    found = []
    for _, at in columns:
        if _CODE.fullmatch(row[at]):
            beside = at + 1 < len(row) and not _NEIGHBOUR.fullmatch(table.headings[at + 1])
            closeness = row[at + 1] if beside else ""
            found.append(Neighbour(row[at], " ".join(closeness.casefold().split())))
    return tuple(found)


def _sound(
    table: Table,
    number: int,
    code: str,
    name: str,
    group: tuple[Neighbour, ...],
    due: int,
    into: Gathering,
) -> bool:
    codes = [each.code for each in group]
    twice = len(set(codes)) != len(codes)
    if code in codes or twice:
        into.findings.add(
            table.place(number),
            Severity.NOT_TAKEN,
            f"{name or code} {'has one neighbour twice' if twice else 'is its own neighbour'}",
            "Its neighbours were left out",
            "Ask the publisher for a corrected file",
        )
        return False
    if len(group) < due:
        into.findings.add(
            table.place(number),
            Severity.NOTED,
            f"{name or code} has {len(group)} neighbours where {due} have a column",
            "These are used",
        )
    return True


def _model_name(table: Table, into: Gathering) -> str:
    named = into.models_named.get(table.file)
    if named:
        return named
    years = _YEAR.findall(table.file) or _YEAR.findall(table.sheet)
    name = years[-1] if years else table.file.rpartition(".")[0]
    into.models_guessed.append((name, table.file))
    return name
