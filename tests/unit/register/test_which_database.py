"""The same tests run on SQLite, and on the database that is named for them."""

from django.conf import settings
from django.db import connection


def test_the_register_is_kept_in_the_database_that_was_named(db):
    named = settings.OFFICE.database
    assert connection.vendor == ("postgresql" if named else "sqlite")


def test_writers_of_sqlite_queue_and_lose_nothing(db):
    if connection.vendor != "sqlite":
        return
    options = connection.settings_dict["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 20
    assert "journal_mode=WAL" in options["init_command"]
