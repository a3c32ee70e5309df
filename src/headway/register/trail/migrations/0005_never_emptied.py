"""PostgreSQL empties a table without asking what guards its rows; so it is asked for the table."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("trail_entry", "trail_seal")
GUARD = [
    (
        "CREATE FUNCTION trail_never_emptied() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION 'the trail is only added to, and never emptied'; END $$"
    ),
    *(
        f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION trail_never_emptied()"
        for table in TABLES
    ),
]
BACK = [
    *(f"DROP TRIGGER {table}_never_emptied ON {table}" for table in TABLES),
    "DROP FUNCTION trail_never_emptied()",
]


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guard in place; SQLite has no TRUNCATE, its rows are guarded one by one."""
    if editor.connection.vendor == "postgresql":
        for statement in GUARD:
            editor.execute(statement)


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guard away again."""
    if editor.connection.vendor == "postgresql":
        for statement in BACK:
            editor.execute(statement)


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("trail", "0004_removed_under_a_seal")]
    operations: ClassVar[list[migrations.RunPython]] = [migrations.RunPython(guard, unguard)]
