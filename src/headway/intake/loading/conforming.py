"""Rows of texts to rows of a table, a batch at a time, every different text looked at once."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from headway.intake.loading.cells import Fault, Translated, flag_reader, translator
from headway.intake.loading.dates import Decided
from headway.intake.loading.matching import Found, rows_rules
from headway.intake.loading.sources import FITS, LINE, SHAPE
from headway.intake.maps.headings import plain, plain_word
from headway.intake.maps.schema import ColumnEntry
from headway.tables import TABLES
from headway.tables.schema import LONGEST_TEXT, Column, Table, Type

ROW, SOURCE, AT = "row_id", "source_no", "place_no"
"""Of a staged row: its number in the load, its sheet, and its place in what was read of it."""

ARROW: Final = {
    Type.TEXT: pa.string(),
    Type.CODE: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.DECIMAL: pa.decimal128(18, 6),
    Type.DATE: pa.date32(),
    Type.MONTH: pa.date32(),
    Type.FLAG: pa.bool_(),
}
FAULTS: Final = pa.schema(
    [
        (ROW, pa.int64()),
        ("table_name", pa.string()),
        ("column_name", pa.string()),
        ("kind", pa.string()),
        ("found", pa.string()),
        ("value", pa.string()),
    ]
)
WITHHELD = "(not kept)"
_REMEMBERED = 200_000
_UNPLAIN = r"(?i)^(=.*|#.*|'.*|\(?null\)?|nan|nat|\\n|<na>)$"
_FIRST_BYTES = np.isin(np.arange(256), list(b"=#'(nN\\<"))


@dataclass(slots=True)
class Conformed:
    """A batch of rows of one table, the faults of its cells, and how many rows were not for it."""

    rows: pa.Table
    faults: pa.Table
    set_aside: int


@dataclass(slots=True)
class Conformer:
    """Turns the staged texts of one sheet into rows of one table.

    ``slots`` says under which name each position was staged; ``decided`` how the dates of each
    column are read; ``today`` is the day of the export.
    """

    found: Found
    source_no: int
    slots: Mapping[int, str]
    decided: Mapping[str, Decided]
    today: date
    _columns: dict[str, Callable[[pa.Table], tuple[pa.Array, "_Faults"]]] = field(init=False)

    def __post_init__(self) -> None:
        self._columns = {name: self._maker(name) for name in self.found.at}

    @property
    def table(self) -> Table:
        """The table it makes rows of."""
        return TABLES[self.found.feed.table]

    def conform(self, texts: pa.Table, first_row: int) -> Conformed:
        """Conform a batch; its rows are numbered from ``first_row``."""
        before = texts.num_rows
        texts = self._without_empties(texts)
        texts = texts.filter(self._chosen(texts)) if self.found.rows_at else texts
        rows = texts.num_rows
        ids = pa.array(range(first_row, first_row + rows), pa.int64())
        made: dict[str, pa.Array] = {
            ROW: ids,
            SOURCE: pa.nulls(rows, pa.int32()).fill_null(self.source_no),
            AT: texts[AT].combine_chunks(),
            LINE: texts[LINE].combine_chunks(),
        }
        faults = [self._shifted(texts, ids)]
        for column in self.table.columns:
            maker = self._columns.get(column.name)
            if maker is None:
                made[column.name] = pa.nulls(rows, ARROW[column.type])
                continue
            made[column.name], wrong = maker(texts)
            faults.append(wrong.table(self.table.name, column, ids))
        return Conformed(pa.table(made), pa.concat_tables(faults), before - rows)

    def _without_empties(self, texts: pa.Table) -> pa.Table:
        """Take the words for nothing away that the map names; most maps name none."""
        words = frozenset(plain_word(each) for each in self.found.map.file.empty)
        for slot in self.slots.values() if words else ():
            column = texts[slot].combine_chunks()
            is_word = _by_text(column, lambda text: plain_word(text) in words, empty=False)
            nothing = pa.scalar(None, pa.string())
            at = texts.column_names.index(slot)
            texts = texts.set_column(at, slot, pc.if_else(is_word, nothing, column))
        return texts

    def _chosen(self, texts: pa.Table) -> pa.Array:
        keep = pa.nulls(texts.num_rows, pa.bool_()).fill_null(True)
        for (rule, stays), position in zip(
            rows_rules(self.found.feed), self.found.rows_at, strict=True
        ):
            answers = frozenset(plain_word(each) for each in rule.answers)
            if position < 0:
                is_one = pa.nulls(texts.num_rows, pa.bool_()).fill_null("empty" in answers)
            else:
                is_one = _by_text(
                    texts[self.slots[position]].combine_chunks(),
                    lambda text, wanted=answers: plain_word(text) in wanted,  # type: ignore[misc]
                    empty="empty" in answers,
                )
            keep = pc.and_(keep, is_one if stays else pc.invert(is_one))
        return keep

    def _shifted(self, texts: pa.Table, ids: pa.Array) -> pa.Table:
        wrong = pc.not_equal(texts[SHAPE].combine_chunks(), pa.scalar(FITS, pa.uint8()))
        rows = ids.filter(wrong)
        told = "The row has more or fewer cells than there are headings, so they may be shifted."
        return _fault_table(
            self.table.name,
            "",
            rows,
            ["shifted"] * len(rows),
            [told] * len(rows),
            [None] * len(rows),
        )

    def _maker(self, name: str) -> Callable[[pa.Table], tuple[pa.Array, "_Faults"]]:
        column, entry = self.table.column(name), self.found.feed.columns[name]
        slots = [self.slots[at] for at in self.found.at[name]]
        if entry.made_of:
            reference = column.references or f"{self.table.name}.{name}"
            return lambda texts: (_made_of([texts[s] for s in slots], reference, entry), _Faults())
        translate = self._translator(column, entry)
        if entry.always is not None:
            value = translate(entry.always)[0]
            return lambda texts: (_repeated(value, column, texts.num_rows), _Faults())
        (slot,) = slots
        seen: dict[str, Translated] = {}
        if column.type is Type.TEXT and not entry.codes:
            return lambda texts: _plain_texts(texts[slot].combine_chunks(), translate)
        return lambda texts: _translated(texts[slot].combine_chunks(), column, translate, seen)

    def _translator(self, column: Column, entry: ColumnEntry) -> Callable[[str], Translated]:
        if entry.flags:
            return flag_reader(entry.codes, column)
        decided = self.decided.get(column.name) or Decided(entry.dates)
        return translator(column, entry, decided, self.today)


@dataclass(slots=True)
class _Faults:
    """The faults of one column in one batch: positions, what is wrong, and the texts."""

    at: list[int] = field(default_factory=list)
    what: list[Fault] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def table(self, name: str, column: Column, ids: pa.Array) -> pa.Table:
        """Give them as rows; a date of birth is not kept, not even a wrong one."""
        values = [WITHHELD] * len(self.texts) if column.type is Type.MONTH else self.texts
        rows = ids.take(pa.array(self.at, pa.int64()))
        kinds = [one.kind for one in self.what]
        return _fault_table(
            name, column.name, rows, kinds, [one.found for one in self.what], values
        )


def _fault_table(
    table: str,
    column: str,
    rows: pa.Array,
    kinds: list[str],
    found: list[str],
    values: Sequence[str | None],
) -> pa.Table:
    many = len(rows)
    columns = [rows, [table] * many, [column] * many, kinds, found, values]
    arrays = [pa.array(each, one.type) for each, one in zip(columns, FAULTS, strict=True)]
    return pa.table(arrays, schema=FAULTS)


def _by_text(texts: pa.Array, test: Callable[[str], bool], *, empty: bool) -> pa.Array:
    """Ask each different text once; absent ones have the answer ``empty``."""
    coded = texts.dictionary_encode()
    answers = pa.array([test(text) for text in coded.dictionary.to_pylist()], pa.bool_())
    return answers.take(coded.indices).fill_null(empty)


def _translated(
    texts: pa.Array,
    column: Column,
    translate: Callable[[str], Translated],
    seen: dict[str, Translated],
) -> tuple[pa.Array, _Faults]:
    coded = texts.dictionary_encode()
    different = coded.dictionary.to_pylist()
    if len(seen) > _REMEMBERED:
        seen.clear()
    told = []
    for text in different:
        known = seen.get(text)
        if known is None:
            known = seen[text] = translate(text)
        told.append(known)
    values = pa.array([value for value, _ in told], ARROW[column.type]).take(coded.indices)
    wrong = [at for at, (_, fault) in enumerate(told) if fault is not None]
    return values, _where(coded, wrong, told, different)


def _where(
    coded: pa.DictionaryArray,
    wrong: list[int],
    told: Sequence[Translated],
    different: Sequence[str],
) -> _Faults:
    faults = _Faults()
    if wrong:
        mask = pc.is_in(coded.indices, value_set=pa.array(wrong, coded.indices.type))
        for at in pc.indices_nonzero(mask).to_pylist():
            index = coded.indices[at].as_py()
            fault = told[index][1]
            if fault is not None:
                faults.at.append(at)
                faults.what.append(fault)
                faults.texts.append(different[index])
    return faults


def _plain_texts(
    texts: pa.Array, translate: Callable[[str], Translated]
) -> tuple[pa.Array, _Faults]:
    """Take texts as they are, but for the few that may be a formula, nothing, or a note."""
    faults = _Faults()
    longest = pc.max(pc.binary_length(texts)).as_py() or 0
    if longest <= LONGEST_TEXT and not _may_be_unplain(texts):
        return texts, faults
    odd = pc.or_(
        pc.match_substring_regex(texts, _UNPLAIN), pc.greater(pc.utf8_length(texts), LONGEST_TEXT)
    ).fill_null(False)
    if not pc.any(odd).as_py():
        return texts, faults
    places = pc.indices_nonzero(odd).to_pylist()
    instead: list[str | None] = []
    for at in places:
        text = texts[at].as_py()
        value, fault = translate(text)
        instead.append(None if value is None else str(value))
        if fault is not None:
            faults.at.append(at)
            faults.what.append(fault)
            faults.texts.append(text)
    return pc.replace_with_mask(texts, odd, pa.array(instead, pa.string())), faults


def _may_be_unplain(texts: pa.Array) -> bool:
    """Say whether any text begins as one that is not plain does, by its first byte alone."""
    if texts.offset or texts.type != pa.string():
        return True  # the buffers hold more than these texts: let the pattern look
    _, offsets, data = texts.buffers()
    if data is None or not data.size:
        return False
    starts = np.frombuffer(offsets, np.int32)[: len(texts)]
    first = np.frombuffer(data, np.uint8)[np.minimum(starts, data.size - 1)]
    return bool(_FIRST_BYTES[first].any())


def _repeated(value: object, column: Column, rows: int) -> pa.Array:
    kind = ARROW[column.type]
    return pa.nulls(rows, kind) if value is None else pa.repeat(pa.scalar(value, kind), rows)


def _made_of(texts: Sequence[pa.ChunkedArray], reference: str, entry: ColumnEntry) -> pa.Array:
    """Make identifiers of one text in its plain form, or of several by a digest of them.

    The same texts make the same identifier in every table that refers to it, and in every load.
    """
    codes = {plain(key): code for key, code in entry.codes.items()}
    if len(texts) == 1:
        (only,) = texts
        return _each(
            only.combine_chunks(), lambda text: codes.get(plain(text), plain(text)[:LONGEST_TEXT])
        )
    rows = zip(*(each.to_pylist() for each in texts), strict=True)
    return pa.array((_digest(reference, row) for row in rows), pa.string())


def _each(texts: pa.Array, change: Callable[[str], str]) -> pa.Array:
    coded = texts.dictionary_encode()
    changed = [change(text) or None for text in coded.dictionary.to_pylist()]
    return pa.array(changed, pa.string()).take(coded.indices)


def _digest(reference: str, texts: Sequence[str | None]) -> str | None:
    """Digest the texts; without the first of them there is nothing to tell apart."""
    if texts[0] is None:
        return None
    told = "\x1f".join((reference, *(plain(text or "") for text in texts)))
    return hashlib.sha256(told.encode("utf-8")).hexdigest()[:24]


def batches_with_places(batches: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Number the rows of a sheet in the order in which they were read."""
    first = 0
    for batch in batches:
        places = pa.array(range(first, first + batch.num_rows), pa.int64())
        first += batch.num_rows
        yield batch.append_column(AT, places)
