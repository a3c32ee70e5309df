"""The office's trail: added to with what it tells, and never changed."""

import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL
from headway.domain.roles import Role
from headway.domain.trail import Verb, check_chain, entry_of
from headway.register.accounts.actions import add_person as module
from headway.register.accounts.actions.add_person import add_person
from headway.register.accounts.actions.give_role import give_role
from headway.register.accounts.models import User
from headway.register.trail.actions import record
from headway.register.trail.models import Entry
from headway.register.trail.queries import check


@pytest.fixture
def founder(db):
    return User.objects.create(email="first@council.example", name="The first administrator")


def test_entries_are_chained_and_the_chain_is_whole(founder):
    for number in range(3):
        add_person(email=f"p{number}@council.example", name="Somebody", by=founder)
    assert Entry.objects.count() == 3
    assert check() == []


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    with pytest.raises(TransactionManagementError):
        record(verb=Verb.ADDED_PERSON, subject="x", by="y")
    assert not Entry.objects.exists()


def test_when_the_trail_cannot_be_kept_nothing_else_is(founder, monkeypatch):
    def fail(**named):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(module, "record", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        add_person(email="new@council.example", name="Somebody", by=founder)
    assert not User.objects.filter(email="new@council.example").exists()


@pytest.mark.parametrize("verb", ["UPDATE trail_entry SET by = 'x'", "DELETE FROM trail_entry"])
def test_the_database_refuses_to_change_or_remove_an_entry(founder, verb):
    add_person(email="new@council.example", name="Somebody", by=founder)
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        connection.cursor().execute(verb)
    assert Entry.objects.count() == 1


def test_an_entry_removed_behind_the_guard_shows(founder):
    for number in range(3):
        add_person(email=f"p{number}@council.example", name="Somebody", by=founder)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER trail_entry_no_delete")
        else:
            cursor.execute("ALTER TABLE trail_entry DISABLE TRIGGER ALL")
        cursor.execute("DELETE FROM trail_entry WHERE number = 2")
    (finding,) = check()
    assert "entry 2 was removed" in finding.found


def test_the_auditor_filters_under_an_opaque_name_and_takes_lines_away(founder):
    add_person(email="seen@council.example", name="Somebody", by=founder)
    auditor = add_person(email="auditor@council.example", name="An auditor", by=founder)
    give_role(
        person=auditor.pk,
        role=Role.TRAIL_AUDITOR,
        unit=COUNCIL,
        since=timezone.localdate(),
        by=founder,
    )
    client = Client()
    client.force_login(auditor)
    sent = client.post(reverse("trail-filter"), {"verb": "added a person", "by": "first@council"})
    assert "first@council" not in sent.headers["Location"]
    page = client.get(sent.headers["Location"]).content.decode()
    assert "seen@council.example" in page
    assert "gave a role" not in page.split("Newest first")[1]
    view = sent.headers["Location"].partition("view=")[2]
    lines = client.post(reverse("trail-download"), {"view": view}).content.decode().splitlines()
    assert {json.loads(one)["verb"] for one in lines} == {"added a person"}
    assert Entry.objects.last().verb == Verb.READ_TRAIL.value
    whole = client.post(reverse("trail-download"), {}).content.decode().splitlines()
    assert check_chain([entry_of(one) for one in whole]) == ()


def test_a_stretch_that_ends_before_it_begins_is_told(founder):
    auditor = add_person(email="auditor@council.example", name="An auditor", by=founder)
    give_role(
        person=auditor.pk,
        role=Role.TRAIL_AUDITOR,
        unit=COUNCIL,
        since=timezone.localdate(),
        by=founder,
    )
    client = Client()
    client.force_login(auditor)
    page = client.post(reverse("trail-filter"), {"first_day": "2/3/2026", "last_day": "1/3/2026"})
    assert page.status_code == 422
    assert "must not lie before the first" in page.content.decode()
