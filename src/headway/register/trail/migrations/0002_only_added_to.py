"""The database itself refuses to change or remove an entry of the trail."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    f"CREATE TRIGGER trail_entry_no_{verb.lower()} BEFORE {verb} ON trail_entry"
    " BEGIN SELECT RAISE(ABORT, 'entries of the trail are only added'); END"
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    (
        "CREATE FUNCTION trail_only_added() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION 'entries of the trail are only added'; END $$"
    ),
    (
        "CREATE TRIGGER trail_entry_only_added BEFORE UPDATE OR DELETE ON trail_entry"
        " FOR EACH ROW EXECUTE FUNCTION trail_only_added()"
    ),
]
BACK = {
    "sqlite": [f"DROP TRIGGER trail_entry_no_{verb}" for verb in ("update", "delete")],
    "postgresql": [
        "DROP TRIGGER trail_entry_only_added ON trail_entry",
        "DROP FUNCTION trail_only_added()",
    ],
}


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guard in place, in the words of whichever database it is."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guard away again."""
    for statement in BACK[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("trail", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [migrations.RunPython(guard, unguard)]
