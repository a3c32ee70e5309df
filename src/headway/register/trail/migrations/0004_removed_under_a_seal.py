"""Entries are removed under a seal alone, and a seal is taken only where the trail tells of it."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ONLY_ADDED = "entries of the trail are only added"
ONLY_TOLD = "a seal stands for entries that the trail says were let go"
SEALED = "COALESCE((SELECT MAX(through) FROM trail_seal), 0)"
TOLD = (
    "EXISTS (SELECT 1 FROM trail_entry WHERE number = NEW.told_in"
    " AND verb = 'let old entries go' AND number > NEW.through)"
)
SQLITE = [
    "DROP TRIGGER trail_entry_no_delete",
    (
        "CREATE TRIGGER trail_entry_no_delete BEFORE DELETE ON trail_entry"
        f" WHEN OLD.number > {SEALED} BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END"
    ),
    (
        "CREATE TRIGGER trail_seal_told BEFORE INSERT ON trail_seal"
        f" WHEN NOT {TOLD} BEGIN SELECT RAISE(ABORT, '{ONLY_TOLD}'); END"
    ),
    *(
        f"CREATE TRIGGER trail_seal_no_{verb.lower()} BEFORE {verb} ON trail_seal"
        f" BEGIN SELECT RAISE(ABORT, '{ONLY_TOLD}'); END"
        for verb in ("UPDATE", "DELETE")
    ),
]
POSTGRESQL = [
    (
        "CREATE OR REPLACE FUNCTION trail_only_added() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN IF TG_OP = 'DELETE' AND OLD.number <= {SEALED} THEN RETURN OLD; END IF;"
        f" RAISE EXCEPTION '{ONLY_ADDED}'; END $$"
    ),
    (
        "CREATE FUNCTION trail_seal_guard() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN IF TG_OP = 'INSERT' AND {TOLD} THEN RETURN NEW; END IF;"
        f" RAISE EXCEPTION '{ONLY_TOLD}'; END $$"
    ),
    (
        "CREATE TRIGGER trail_seal_guarded BEFORE INSERT OR UPDATE OR DELETE ON trail_seal"
        " FOR EACH ROW EXECUTE FUNCTION trail_seal_guard()"
    ),
]
BACK = {
    "sqlite": [
        "DROP TRIGGER trail_entry_no_delete",
        (
            "CREATE TRIGGER trail_entry_no_delete BEFORE DELETE ON trail_entry"
            f" BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END"
        ),
        *(f"DROP TRIGGER trail_seal_{name}" for name in ("told", "no_update", "no_delete")),
    ],
    "postgresql": [
        "DROP TRIGGER trail_seal_guarded ON trail_seal",
        "DROP FUNCTION trail_seal_guard()",
        (
            "CREATE OR REPLACE FUNCTION trail_only_added() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN RAISE EXCEPTION '{ONLY_ADDED}'; END $$"
        ),
    ],
}


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guard in place, in the words of whichever database it is."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guard away again, down to the one before."""
    for statement in BACK[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Changes the triggers."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("trail", "0003_seals_and_places")]
    operations: ClassVar[list[migrations.RunPython]] = [migrations.RunPython(guard, unguard)]
