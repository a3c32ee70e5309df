"""A stand-in for two snapshots side by side: drawn rows, compared in plain loops."""

from collections.abc import Mapping, Sequence

from headway.domain.restatement import Cause, RowChange
from headway.tables import TABLES
from headway.tables.merging import final_identifiers
from headway.tables.schema import Type
from tests.unit.engine.store import DrawnSnapshot, Rows, _merged

TEXTS = {Type.TEXT, Type.CODE}


class DrawnPair:
    """Keeps to ``headway.engine.fact_rows.Pair``; what is common is the text."""

    def __init__(self, before: Rows, after: Rows) -> None:
        self.sides: Sequence[DrawnSnapshot] = (DrawnSnapshot(before), DrawnSnapshot(after))
        self._rows = (_merged(before), _merged(after))
        self._final = final_identifiers(after.get("merged_identifier", ()))

    def common(self, side: int, table: str, column: str, cell: object) -> object:
        if cell is None or TABLES[table].column(column).type not in TEXTS:
            return cell
        codes = self.sides[side].codes(table, column)
        return next(text for text, number in codes.items() if number == cell)

    def number(self, side: int, table: str, column: str, common: object) -> object:
        if common is None or TABLES[table].column(column).type not in TEXTS:
            return common
        return self.sides[side].codes(table, column).get(str(common))

    def changes(self, table: str) -> Mapping[tuple[object, ...], RowChange]:
        then, now = (self._by_key(side, table) for side in (0, 1))
        found = {
            key: _change(table, then.get(key), now.get(key))
            for key in {*then, *now}
            if then.get(key) != now.get(key)
        }
        return self._with_mergers(table, found)

    def _by_key(self, side: int, table: str) -> dict[tuple[object, ...], Mapping[str, object]]:
        names = TABLES[table].key.columns
        return {
            tuple(row.get(name) for name in names): row for row in self._rows[side].get(table, ())
        }

    def _with_mergers(
        self, table: str, found: dict[tuple[object, ...], RowChange]
    ) -> dict[tuple[object, ...], RowChange]:
        columns = [TABLES[table].column(name) for name in TABLES[table].key.columns]
        ends = [self._final.get(one.references or "", {}) for one in columns]
        for key, change in list(found.items()):
            stays = tuple(end.get(cell, cell) for end, cell in zip(ends, key, strict=True))
            if change.cause is Cause.WITHDRAWN and stays != key:
                found[key] = RowChange(Cause.CORRECTED, TABLES[table].key.columns)
                if stays in found:
                    found[stays] = RowChange(Cause.CORRECTED, TABLES[table].key.columns)
        return found


def _change(
    table: str, then: Mapping[str, object] | None, now: Mapping[str, object] | None
) -> RowChange:
    if then is None:
        return RowChange(Cause.RECORDED_LATE)
    if now is None:
        return RowChange(Cause.WITHDRAWN)
    names = TABLES[table].column_names
    return RowChange(
        Cause.CORRECTED, tuple(name for name in names if then.get(name) != now.get(name))
    )
