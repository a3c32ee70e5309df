"""The exports of the made-up council on one day, part by part, ready to be written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from headway.synthetic.annex_a import annex_a_lists
from headway.synthetic.calendar import number_of
from headway.synthetic.cells import Cells, csv_heading
from headway.synthetic.council import Council
from headway.synthetic.dials import Dials
from headway.synthetic.faults import Planted, Shape, Spoiled, Written, draw_faults, plant
from headway.synthetic.shown import Columns, Shown
from headway.synthetic.ssd import SSD_SHAPES, ssd_tables
from headway.synthetic.templates import in_batches, template_heading, template_shape
from headway.synthetic.world import make_world
from headway.tables import TABLES


class Form(Enum):
    """The forms in which a case system's rows are exported; the value names their folder."""

    TEMPLATES = "headway"
    SSD = "ssd"
    ANNEX_A = "annex-a"


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of one table of an export."""

    form: Form
    table: str
    columns: Mapping[str, Cells]
    written: Written

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(next(iter(self.columns.values())).values)

    def heading(self) -> bytes:
        """Give the heading of its csv file."""
        return csv_heading(tuple(self.columns))

    def lines(self) -> Iterator[bytes]:
        """Give its rows as lines of a csv file, many at a time."""
        return in_batches(self.columns, self.written)


@dataclass(frozen=True, slots=True)
class Exports:
    """The parts of an export, in order, and the faults planted in the parts given so far."""

    parts: Iterator[Part]
    planted: Mapping[Form, Planted]


def make_parts(dials: Dials, forms: frozenset[Form]) -> Exports:
    """Give the exports of one day in these forms.

    Faults are planted in the templates and the SSD tables, whose rows have identifiers by which
    they can be counted again; the lists of Annex A have none.
    """
    planted = {form: Planted() for form in Form}
    return Exports(_parts(dials, forms, planted), planted)


def _parts(dials: Dials, forms: frozenset[Form], planted: Mapping[Form, Planted]) -> Iterator[Part]:
    council, pieces = make_world(dials)
    names = dict(zip(council.units, council.names, strict=True))
    day = number_of(dials.day)
    for frames in pieces:
        tables = [(frame.table, frame.as_known(day)) for frame in frames]
        if Form.TEMPLATES in forms:
            for table, known in tables:
                columns = {name: known[name] for name in TABLES[table].column_names}
                shape = template_shape(table)
                found = _spoiled(dials, table, columns, shape, names, planted[Form.TEMPLATES])
                yield Part(Form.TEMPLATES, table, found.columns, found.written)
        if forms - {Form.TEMPLATES}:
            yield from _others(dials, forms, Shown(tables), council, names, planted)


def _others(
    dials: Dials,
    forms: frozenset[Form],
    shown: Shown,
    council: Council,
    names: Mapping[str, str],
    planted: Mapping[Form, Planted],
) -> Iterator[Part]:
    """Give a piece in the forms that other people made."""
    if Form.SSD in forms:
        for table, columns in ssd_tables(shown, council).items():
            shape = SSD_SHAPES.get(table)
            if shape is None:
                yield Part(Form.SSD, table, columns, {})
            else:
                found = _spoiled(dials, table, columns, shape, names, planted[Form.SSD])
                yield Part(Form.SSD, table, found.columns, found.written)
    if Form.ANNEX_A in forms:
        for table, columns in annex_a_lists(shown, council, number_of(dials.day)).items():
            yield Part(Form.ANNEX_A, table, columns, {})


def _spoiled(
    dials: Dials,
    table: str,
    columns: Columns,
    shape: Shape,
    names: Mapping[str, str],
    planted: Planted,
) -> Spoiled:
    drawn = draw_faults(dials.seed, table, columns, shape, dials.faults)
    return plant(table, shape, dict(columns), drawn, names, number_of(dials.until), planted)


def empty_files(forms: frozenset[Form]) -> dict[tuple[Form, str], bytes]:
    """Give the files that are there even without rows: the templates, with their headings."""
    if Form.TEMPLATES not in forms:
        return {}
    return {(Form.TEMPLATES, table): template_heading(table) for table in TABLES}
