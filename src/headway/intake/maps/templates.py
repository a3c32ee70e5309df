"""The map of Headway's own templates: files and sheets named as tables, headings as columns."""

from functools import lru_cache

from headway.intake.maps.reading import ColumnMap
from headway.intake.maps.schema import ColumnEntry, FeedEntry, MapFile
from headway.tables import TABLES
from headway.tables.schema import Table


@lru_cache(maxsize=1)
def template_map() -> ColumnMap:
    """Give the map under which every table is its own template."""
    made = MapFile(
        id="headway-templates",
        title="Headway's own templates",
        confirmed=True,
        feeds=[_feed(table) for table in TABLES.values()],
    )
    return ColumnMap("Headway's templates", made, shipped=True)


def _feed(table: Table) -> FeedEntry:
    names = [table.name, table.title]
    columns = {
        column.name: ColumnEntry(heading=[column.name], optional=not column.required)
        for column in table.columns
    }
    return FeedEntry(table=table.name, file=names, sheet=names, columns=columns)
