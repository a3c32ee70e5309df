"""What the identifier in a cell names: a person, a plan, a family."""

from headway.tables import TABLES


def table_named(table: str, column: str) -> str:
    """Name the table whose identifier a column holds: its own, or another's; empty for neither.

    KeyError for a column that the table does not have.
    """
    found = TABLES[table].column(column)
    if found.references:
        return found.references.partition(".")[0]
    if TABLES[table].key.columns == (column,):
        return table
    return "person" if found.personal and column in {"old_id", "new_id"} else ""


def named_by(table: str, column: str, identifier: str) -> tuple[str, str]:
    """Give what a cell names, as ("plan", "PL00078"); the table's own name where it is no key."""
    return table_named(table, column) or f"{table}.{column}", identifier
