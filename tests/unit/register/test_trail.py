"""The office's trail: added to with what it tells, and never changed.

Longer than other modules, since it is a list: each test is one way in which the trail might be
changed, shortened or shown, against the same few entries.
"""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headway.domain.asked_work import WorkKind
from headway.domain.calculation_results import COUNCIL
from headway.domain.problems import Refused
from headway.domain.roles import Role
from headway.domain.trail import Link, Verb, check_chain, entry_of
from headway.register.accounts.actions import add_person as module
from headway.register.accounts.actions.add_person import add_person
from headway.register.accounts.actions.give_role import give_role
from headway.register.accounts.models import User
from headway.register.trail.actions import GUARD, record
from headway.register.trail.checking import KEPT_EVERY, check_on, check_whole_chain
from headway.register.trail.letting_go import let_go
from headway.register.trail.models import Entry, Seal
from headway.register.trail.queries import Asked, lines
from headway.services.office.folder_trail import bring_up_to_date
from headway.warehouse.folder import open_folder
from headway.warehouse.trail_retention import let_old_go
from headway.web import worker


@pytest.fixture
def founder(db):
    return User.objects.create(email="first@council.example", name="The first administrator")


def test_entries_are_chained_and_the_chain_is_whole(founder):
    for number in range(3):
        add_person(email=f"p{number}@council.example", name="Somebody", by=founder)
    assert Entry.objects.count() == 3
    assert check_whole_chain().findings == ()


@pytest.fixture
def auditor(founder):
    person = add_person(email="auditor@council.example", name="An auditor", by=founder)
    give_role(
        person=person.pk,
        role=Role.TRAIL_AUDITOR,
        unit=COUNCIL,
        since=timezone.localdate(),
        by=founder,
    )
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def emptied_afterwards(transactional_db):
    """The test's own clean-up empties every table, which PostgreSQL refuses for the trail's."""

    def turn(word):
        if connection.vendor == "postgresql":
            for table in ("trail_entry", "trail_seal"):
                name = f"{table}_never_emptied"
                connection.cursor().execute(f"ALTER TABLE {table} {word} TRIGGER {name}")

    turn("ENABLE")
    yield
    turn("DISABLE")


@pytest.mark.usefixtures("emptied_afterwards")
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


@pytest.mark.parametrize("what", ["trail_entry", "trail_seal", "trail_entry, trail_seal CASCADE"])
def test_postgresql_refuses_to_empty_the_trail(founder, what):
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's; with SQLite each row is guarded by itself")
    add_person(email="new@council.example", name="Somebody", by=founder)
    with pytest.raises(DatabaseError, match="never emptied"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {what}")
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
    (finding,) = check_whole_chain().findings
    assert "entry 2 was removed" in finding.found


def taken(client, given):
    sent = client.post(reverse("trail-download"), {"purpose": "audit", **given})
    with zipfile.ZipFile(io.BytesIO(sent.content)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def test_the_auditor_filters_under_an_opaque_name_and_takes_lines_away(founder, auditor):
    add_person(email="seen@council.example", name="Somebody", by=founder)
    sent = auditor.post(reverse("trail-filter"), {"verb": "added a person", "by": "first@council"})
    assert "first@council" not in sent.headers["Location"]
    page = auditor.get(sent.headers["Location"]).content.decode()
    assert "seen@council.example" in page
    assert "gave a role" not in page.split("Newest first")[1]
    view = sent.headers["Location"].partition("view=")[2]
    lines = taken(auditor, {"view": view})["office-trail.jsonl"].splitlines()
    assert {json.loads(one)["verb"] for one in lines} == {"added a person"}
    last = Entry.objects.last()
    assert last.verb == Verb.READ_TRAIL.value
    assert last.details["purpose"] == "audit"
    whole = taken(auditor, {})
    assert check_chain([entry_of(one) for one in whole["office-trail.jsonl"].splitlines()]) == ()
    said = dict(one.split(": ", 1) for one in whole["about.txt"].splitlines())
    assert said["marking"] == "OFFICIAL-SENSITIVE"
    assert said["purpose"] == "audit"
    assert said["delete by"] == (timezone.localdate() + timedelta(days=90)).isoformat()
    assert len(whole["trail.csv"].splitlines()) == int(said["entries"]) + 1
    refused = auditor.post(reverse("trail-download"), {"view": view})
    assert refused.status_code == 422
    assert "Say what you need the entries for" in refused.content.decode()


def test_entries_asked_for_by_a_childs_identifier_are_not_taken_away(auditor, monkeypatch):
    monkeypatch.setattr(GUARD, "names_somebody", lambda text: "P-00417" in text)
    sent = auditor.post(reverse("trail-filter"), {"by": "P-00417"})
    view = sent.headers["Location"].partition("view=")[2]
    refused = auditor.post(reverse("trail-download"), {"purpose": "audit", "view": view})
    assert refused.status_code == 422
    assert "P-00417" not in refused.content.decode()
    assert not Entry.objects.filter(verb=Verb.READ_TRAIL.value).exists()


def test_a_stretch_that_ends_before_it_begins_is_told(auditor):
    page = auditor.post(reverse("trail-filter"), {"first_day": "2/3/2026", "last_day": "1/3/2026"})
    assert page.status_code == 422
    assert "must not lie before the first" in page.content.decode()


def many(number, first=0):
    for one in range(first, first + number):
        with transaction.atomic():
            record(verb=Verb.SIGNED_IN, subject="the office", by=f"p{one % 7}@council.example")


def behind_the_guard(statement):
    """Do what the database refuses, as somebody who owns it could."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for one in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS trail_entry_no_{one}")
        else:
            cursor.execute("ALTER TABLE trail_entry DISABLE TRIGGER ALL")
        cursor.execute(statement)


@pytest.mark.usefixtures("db")
def test_a_check_goes_on_from_where_the_chain_was_whole(django_assert_max_num_queries):
    many(KEPT_EVERY + 5)
    assert check_on().followed == KEPT_EVERY + 5
    many(3)
    with django_assert_max_num_queries(10):
        found = check_on()
    assert (found.followed, found.findings) == (3, ())
    assert found.link == Link(KEPT_EVERY + 8, Entry.objects.last().digest)
    assert check_whole_chain().link == found.link


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM trail_entry WHERE number = 17", "entry 17 was removed"),
        ("DELETE FROM trail_entry WHERE number = 1", "entry 1 was removed"),
        ("DELETE FROM trail_entry WHERE number IN (203, 204)", "removed"),
        ("UPDATE trail_entry SET by = 'x' WHERE number = 204", "entry 204 was changed"),
        ("DELETE FROM trail_entry", "removed"),
    ],
)
def test_what_is_gone_or_changed_shows_without_a_whole_check(statement, told):
    many(KEPT_EVERY + 2)
    assert check_on().findings == ()
    many(3, first=KEPT_EVERY + 2)
    behind_the_guard(statement)
    (finding,) = check_on().findings
    assert told in finding.found


@pytest.mark.usefixtures("db")
def test_an_entry_that_is_added_while_a_check_looks_is_not_one_that_is_gone():
    many(3)

    def added(execute, sql, *rest):
        if "COUNT(" in sql and Entry.objects.last().number == 3:
            many(1)
        return execute(sql, *rest)

    with connection.execute_wrapper(added):
        assert check_whole_chain().findings == ()
    behind_the_guard("DELETE FROM trail_entry WHERE number = 2")
    assert "entry 2 was removed" in check_whole_chain().findings[0].found


@pytest.mark.usefixtures("db")
def test_a_changed_entry_in_front_of_the_place_kept_shows_in_a_whole_check():
    many(KEPT_EVERY + 2)
    check_on()
    behind_the_guard("UPDATE trail_entry SET by = 'x' WHERE number = 5")
    (finding,) = check_whole_chain().findings
    assert "entry 5 was changed" in finding.found


@pytest.mark.usefixtures("db")
def test_old_entries_go_under_a_seal_and_nothing_else_does():
    many(10)
    assert (
        let_go(before=timezone.now() - timedelta(days=1), kept_for="x", reason="r", by="b") is None
    )
    border = timezone.now()
    many(4, first=10)
    with pytest.raises(ValueError, match="reason"):
        let_go(before=border, kept_for="6 years", reason=" ", by="a@council.example")
    gone = let_go(before=border, kept_for="6 years", reason="policy 7", by="a@council.example")
    assert (gone.first, gone.last, gone.count) == (1, 10, 10)
    assert list(Entry.objects.values_list("number", flat=True)) == [11, 12, 13, 14, 15]
    told = Entry.objects.last()
    assert (told.verb, told.by) == (Verb.LET_GO.value, "a@council.example")
    assert told.details["through"] == "10"
    assert told.details["entries"] == "10"
    assert told.details["reason"] == "policy 7"
    assert told.details["digest"] == Entry.objects.first().previous
    assert check_whole_chain().findings == ()
    assert check_on().findings == ()
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        connection.cursor().execute("DELETE FROM trail_entry WHERE number = 11")
    with pytest.raises(DatabaseError, match="the trail says"), transaction.atomic():
        Seal.objects.create(through=12, digest="x" * 64, told_in=13)
    with pytest.raises(DatabaseError, match="the trail says"), transaction.atomic():
        Seal.objects.all().delete()
    behind_the_guard("DELETE FROM trail_entry WHERE number = 11")
    (finding,) = check_whole_chain().findings
    assert "entry 11 was removed" in finding.found


@pytest.mark.usefixtures("db")
def test_entries_gone_with_a_seal_that_no_entry_tells_show():
    many(10)
    let_go(before=timezone.now(), kept_for="6 years", reason="policy 7", by="a@council.example")
    many(2)
    behind_the_guard("UPDATE trail_entry SET details = '{}' WHERE number = 11")
    (finding,) = check_on().findings
    assert "no entry tells that they were let go" in finding.found


@pytest.mark.usefixtures("db")
def test_nothing_is_let_go_of_a_chain_that_does_not_hold():
    many(6)
    behind_the_guard("UPDATE trail_entry SET by = 'x' WHERE number = 2")
    with pytest.raises(Refused):
        let_go(before=timezone.now(), kept_for="6 years", reason="policy", by="a@council.example")
    assert Entry.objects.count() == 6


@pytest.fixture
def folder(tmp_path, settings):
    made = open_folder(tmp_path / "data", create=True)
    settings.OFFICE = replace(settings.OFFICE, data=made.path)
    return made


def put_on(folder, number, day=1, verb=Verb.VERIFIED, first=0):
    for one in range(first, first + number):
        at = datetime(2026, 1, day, 10, one // 60, one % 60, tzinfo=UTC)
        folder.record(verb, f"thing {one}", [("n", str(one))], by="analyst", at=at)


@pytest.mark.usefixtures("db")
def test_both_trails_are_shown_together_by_time_and_page_by_page(folder, auditor):
    put_on(folder, 30)
    many(60)
    page = auditor.get(reverse("trail")).content.decode()
    assert page.count("the chain is whole") == 2
    seen: list[tuple[str, str]] = []
    at: str | None = reverse("trail")
    while at:
        text = auditor.get(at).content.decode()
        seen += re.findall(r'data-label="Where">(The [a-z ]+), (\d+)<', text)
        older = re.search(r'href="([^"]+)">Older entries', text)
        at = unescape(older[1]) if older else None
        assert "@" not in (at or "")
    office = [int(number) for where, number in seen if where == "The office"]
    data = [int(number) for where, number in seen if where == "The data folder"]
    assert office == list(range(Entry.objects.count(), 0, -1))
    assert data == list(range(30, 0, -1))
    assert seen[-30:] == [("The data folder", str(one)) for one in range(30, 0, -1)]
    sent = auditor.post(reverse("trail-filter"), {"source": "DATA", "by": "ANALYST"})
    shown = auditor.get(sent.headers["Location"]).content.decode()
    assert "thing 29" in shown
    assert "The office, " not in shown
    files = taken(auditor, {"view": sent.headers["Location"].partition("view=")[2]})
    assert (
        check_chain([entry_of(one) for one in files["data-folder-trail.jsonl"].splitlines()]) == ()
    )
    assert files["office-trail.jsonl"] == ""
    assert "source: DATA" in files["about.txt"]


@pytest.mark.usefixtures("db")
def test_the_folders_trail_is_read_in_once_and_what_is_wrong_with_it_shows(folder):
    put_on(folder, 5)
    assert bring_up_to_date(folder.path).number == 5
    put_on(folder, 2, first=5)
    assert bring_up_to_date(folder.path).number == 7
    assert [one.entry for one in lines(Asked(), 100)] == list(reversed(folder.trail()))
    trail = folder.path / "trail.jsonl"
    whole = trail.read_bytes()
    for broken, told in (
        (whole.split(b"\n", 1)[0] + b"\n", "removed"),
        (whole.replace(b"thing 6", b"thing 7"), "changed"),
        (b"", "removed"),
    ):
        trail.write_bytes(broken)
        found = bring_up_to_date(folder.path)
        assert told in found.findings[0].found
    trail.write_bytes(whole + b'{"unfinished')
    assert bring_up_to_date(folder.path).findings == ()


@pytest.mark.usefixtures("db")
def test_after_old_entries_of_the_folder_were_let_go_its_trail_is_read_again(folder):
    put_on(folder, 6, day=1)
    put_on(folder, 2, day=20)
    bring_up_to_date(folder.path)
    now = datetime(2026, 2, 1, tzinfo=UTC)
    before = datetime(2026, 1, 10, tzinfo=UTC)
    let_old_go(folder, before, kept_for="a week", reason="policy", by="analyst", at=now)
    found = bring_up_to_date(folder.path)
    assert (found.number, found.findings) == (9, ())
    verbs = [one.entry.verb for one in lines(Asked(), 100)]
    assert verbs.count(Verb.LEFT_OUT) == 6
    assert verbs[0] is Verb.LET_GO


@pytest.mark.usefixtures("db")
def test_every_entry_is_checked_when_the_auditor_asks(folder, auditor):
    put_on(folder, 3)
    many(3)
    page, asked = checked(auditor)
    assert "Every entry of both trails was checked" in page
    assert f"{asked:,} entries of the office and 3 of the data folder" in page
    assert "Each was checked on" in auditor.get(reverse("trail")).content.decode()
    told = Entry.objects.filter(verb=Verb.VERIFIED.value).last()
    assert (told.subject, told.by) == ("both trails", "auditor@council.example")
    behind_the_guard("UPDATE trail_entry SET by = 'x' WHERE number = 2")
    page, _ = checked(auditor)
    assert "A trail does not hold" in page
    assert "entry 2 was changed" in page.replace("Entry", "entry")


@pytest.mark.usefixtures("db")
def test_another_trail_in_place_of_the_folders_shows_when_all_is_checked(folder, auditor, tmp_path):
    put_on(folder, 3)
    bring_up_to_date(folder.path)
    other = open_folder(tmp_path / "other", create=True)
    put_on(other, 3, first=7)
    for name in ("trail.jsonl", "trail-marks.txt"):
        (folder.path / name).write_bytes((other.path / name).read_bytes())
    page, _ = checked(auditor)
    assert "A trail does not hold" in page
    assert "entry 3 " in page.replace("Entry", "entry")


def checked(auditor):
    """What the waiting page says when the worker was at it; and how many entries there were."""
    sent = auditor.post(reverse("trail-check"), {"form": f"form {Entry.objects.count()}"})
    where = sent.headers["Location"]
    assert "is being checked" in auditor.get(where).content.decode()
    again = auditor.post(reverse("trail-check"), {"form": "another page"})
    assert again.headers["Location"] == where  # one check that waits is enough
    asked = Entry.objects.count()
    assert worker.work_off(WorkKind.TRAILS) == 1
    return auditor.get(where).content.decode(), asked


@pytest.mark.usefixtures("db")
def test_a_check_that_nobody_asked_for_is_not_there(auditor):
    assert auditor.get(reverse("trail-checking", kwargs={"load": "none"})).status_code == 404
