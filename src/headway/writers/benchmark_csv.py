"""Where an authority stands among others, as tidy rows."""

from headway.domain.benchmarks.averages import Method
from headway.domain.benchmarks.comparing import Comparison
from headway.domain.benchmarks.position import Position
from headway.domain.benchmarks.sentences import published_text
from headway.domain.benchmarks.standing import standing_rows
from headway.domain.values import Number
from headway.writers.tables import CellType, Column, Table, csv_text, value_cells

_COLUMNS = (
    Column("kind", CellType.WORD, "what the row is: standing, rank, quartile, neighbour or year"),
    Column("name", CellType.TEXT, "whose figure it is"),
    Column("code", CellType.TEXT, "the code of the place, where it is one"),
    Column("year", CellType.TEXT, "the year as its source labels it"),
    Column("shown", CellType.TEXT, "the figure or mark as it is shown"),
    Column("value_state", CellType.WORD, "number, or why there is none"),
    Column("value", CellType.NUMBER, "the exact figure"),
    Column("method", CellType.TEXT, "how it came about"),
    Column("known", CellType.WHOLE, "how many neighbours had a figure"),
    Column("of", CellType.WHOLE, "how many neighbours, or authorities ranked"),
    Column("measure", CellType.TEXT, "the national measure"),
    Column("model", CellType.TEXT, "the model of neighbours"),
    Column("published", CellType.DATE, "when the measure was last updated, where it is stated"),
    Column("note", CellType.TEXT, "what is to be known of the figure"),
)

_SHARES = ("least", "first quarter", "middle", "third quarter", "greatest")


def position_csv(position: Position, methods: tuple[Method, ...] = tuple(Method)) -> str:
    """Return a position as csv text: its standing, rank, quartiles, neighbours and years."""
    return csv_text(Table("position.csv", _COLUMNS, tuple(_rows(position, methods))))


def _rows(position: Position, methods: tuple[Method, ...]) -> list[tuple[str, ...]]:
    found = position.comparison
    published = found.measure.published.isoformat() if found.measure.published else ""
    tail = (found.measure.key, found.model, published)
    label = found.year.label
    rows: list[tuple[str, ...]] = []
    for each in standing_rows(position, methods):
        known, of = ("" if n is None else str(n) for n in (each.known, each.of))
        row = ("standing", each.whose, each.code, label, each.text, *value_cells(each.value)[:2])
        rows.append((*row, each.method, known, of, *tail, each.note))
    rows.extend(_rank_and_quartiles(found, tail))
    for beside in found.neighbours:
        shown = published_text(beside.value, position.unit, found.decimals)
        row = ("neighbour", beside.name, beside.code, label, shown, *value_cells(beside.value)[:2])
        rows.append((*row, "published", "", "", *tail, beside.closeness))
    for year, value in found.series:
        shown = published_text(value, position.unit, found.decimals)
        row = ("year", found.area.name, found.area.code, year.label, shown, *value_cells(value)[:2])
        rows.append((*row, "published", "", "", *tail, ""))
    return rows


def _rank_and_quartiles(found: Comparison, tail: tuple[str, str, str]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    name, code, label = found.area.name, found.area.code, found.year.label
    if found.rank is not None:
        place, of = str(found.rank.place), str(found.rank.of)
        band = f"band {found.band.value}" if found.band else "no band"
        row = ("rank", name, code, label, place, "number", place)
        rows.append((*row, "equals share the best place", of, of, *tail, band))
    if found.quartiles is not None:
        for share, point in zip(_SHARES, found.quartiles.points, strict=True):
            value, of = Number(point), str(found.quartiles.of)
            cells = ("quartile", share, "", label, published_text(value), *value_cells(value)[:2])
            rows.append((*cells, "all authorities, R's type 7", of, of, *tail, ""))
    return rows
