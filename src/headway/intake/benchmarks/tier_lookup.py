"""Which upper-tier authority a district lies in, with the codes of the national statistician."""

import re

from headway.domain.benchmarks.loaded import Source
from headway.intake.benchmarks.gathering import Gathering
from headway.intake.benchmarks.table import Table

RECOGNISED = "districts and their upper-tier authorities"
_CODE, _NAME = re.compile(r"utla\d*cd"), re.compile(r"utla\d*nm")


def matches(headings: frozenset[str]) -> bool:
    """Say whether these are the headings of such a file."""
    return any(map(_CODE.fullmatch, headings)) and any(map(_NAME.fullmatch, headings))


def take(table: Table, into: Gathering) -> None:
    """Take the national code of each upper-tier authority in England by its name."""
    code_at = next(at for at, each in enumerate(table.headings) if _CODE.fullmatch(each))
    name_at = next(at for at, each in enumerate(table.headings) if _NAME.fullmatch(each))
    counted = 0
    for _, row in table.rows():
        counted += 1
        if row[code_at].startswith("E"):
            into.upper_tier[row[code_at]] = row[name_at]
    into.sources.append(Source(table.file, table.sha256, RECOGNISED, counted))
