"""Worklists, rows, capacity and data: shown to those entitled, refused to everybody else."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headway.domain.asked_work import WorkKind, WorkState
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.roles import Role
from headway.register.accounts.actions.give_role import give_role
from headway.register.trail.models import Entry
from headway.register.work.actions.take_work import take_work
from headway.register.work.models import Work
from headway.register.work.queries.work import latest_work
from headway.web import worker
from tests.unit.web.made_up_figures import COUNTS

pytestmark = pytest.mark.usefixtures("figures")
NORTH, SOUTH = UnitRef(Level.TEAM, "T01"), UnitRef(Level.TEAM, "T02")


def view_of(client: Client, page: str, unit: str, **more: str):
    return client.post(reverse(f"{page}-choose"), {"unit": unit} | more)


@pytest.mark.parametrize("page", ["worklists", "weekly", "capacity", "pathway"])
def test_a_manager_cannot_choose_another_team_nor_open_a_link_to_it(page, signed_in):
    month = {"month": "Oct-26"} if page in {"capacity", "pathway"} else {}
    client = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    assert view_of(client, page, "TEAM:T02", **month).status_code == 403
    shared = view_of(signed_in(Role.ANALYST, unit=COUNCIL), page, "TEAM:T02", **month)
    address = shared.headers["Location"]
    assert "T02" not in address
    assert client.get(address).status_code == 403


def test_rows_of_another_team_are_refused_whatever_is_sent(signed_in):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    shared = view_of(signed_in(Role.ANALYST, unit=COUNCIL), "worklists", "TEAM:T02")
    query = shared.headers["Location"].partition("?")[2]
    for page in ("worklists-rows", "worklists-purpose"):
        address = f"{reverse(page, kwargs={'name': 'visits'})}?{query}"
        send = manager.get if page == "worklists-rows" else manager.post
        assert send(address).status_code == 403
    asked = {"unit": "TEAM:T02", "period": "Oct-26", "purpose": "curious"}
    address = reverse("indicator-rows-ask", kwargs={"name": COUNTS})
    assert manager.post(address, asked).status_code == 403
    assert not Entry.objects.filter(verb="read rows").exists()


def test_a_reader_who_is_no_manager_sees_counts_and_no_rows(signed_in):
    client = signed_in(Role.PRACTITIONER, unit=NORTH)
    assert client.get(reverse("capacity")).status_code == 200
    assert "shown to the manager" in client.get(reverse("capacity")).content.decode()
    rows = reverse("worklists-rows", kwargs={"name": "visits"})
    assert client.get(rows).status_code == 403
    assert "The rows behind" not in client.get(f"/indicator/{COUNTS}/").content.decode()


def test_somebody_with_two_roles_reads_rows_of_the_team_they_manage_only(person_with):
    person = person_with(Role.TEAM_MANAGER, unit=NORTH)
    today = timezone.localdate()
    give_role(person=person.pk, role=Role.PRACTITIONER, unit=SOUTH, since=today, by=person)
    client = Client()
    client.force_login(person)
    address = view_of(client, "worklists", "TEAM:T02").headers["Location"]
    query = address.partition("?")[2]
    rows = reverse("worklists-rows", kwargs={"name": "visits"})
    assert client.get(f"{rows}?{query}").status_code == 403
    assert client.get(rows).status_code == 200


def test_rows_ask_for_a_purpose_and_go_nowhere_without_one(signed_in):
    client = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    page = client.get(reverse("worklists-rows", kwargs={"name": "visits"})).content.decode()
    assert "What do you need the rows for?" in page
    address = reverse("worklists-purpose", kwargs={"name": "visits"})
    assert client.post(address, {"purpose": "  "}).status_code == 422
    address = reverse("indicator-rows-ask", kwargs={"name": COUNTS})
    asked = {"unit": "TEAM:T01", "period": "Oct-26", "purpose": ""}
    assert client.post(address, asked).status_code == 422


def test_a_token_opens_nothing_in_another_session(signed_in):
    asked = {"unit": "TEAM:T01", "period": "Oct-26", "purpose": "to check"}
    address = reverse("indicator-rows-ask", kwargs={"name": COUNTS})
    sent = signed_in(Role.TEAM_MANAGER, unit=NORTH).post(address, asked)
    told = sent.headers["Location"]
    assert "T01" not in told
    other = signed_in(Role.HEAD_OF_SERVICE, unit=NORTH)
    assert "What do you need the rows for?" in other.get(told).content.decode()


def load(client: Client, name: str, contents: bytes, form: str = "one"):
    sent = {"exports": [SimpleUploadedFile(name, contents)], "form": form, "as_of": ""}
    return client.post(reverse("data-load"), sent)


def test_files_that_are_no_exports_are_refused_by_name_and_leave_nothing(signed_in, settings):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    for name, contents, said in (
        ("notes.docx", b"words", "no file of a kind that is read"),
        ("person.csv", b"", "it is empty"),
    ):
        refused = load(client, name, contents)
        assert refused.status_code == 422
        assert said in refused.content.decode()
    assert latest_work(WorkKind.LOAD, 5) == ()
    assert list(settings.OFFICE.folder.rglob("*")) == []


def test_a_load_that_is_refused_says_where_and_its_files_are_removed(signed_in, settings):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    sent = load(client, "export.csv", b"neither,of,these\n1,2,3\n")
    assert sent.status_code == 302
    folder = settings.OFFICE.folder / "handed-over"
    assert [one.name for one in folder.rglob("*.csv")] == ["export.csv"]
    again = load(client, "export.csv", b"neither,of,these\n1,2,3\n")
    assert again.headers["Location"] == sent.headers["Location"]  # the form was sent twice
    assert worker.work_off(WorkKind.LOAD) == 1
    (told,) = latest_work(WorkKind.LOAD, 5)
    assert told.state is WorkState.FAILED
    assert told.told
    assert "export.csv" in told.told[0].place
    assert str(settings.OFFICE.folder) not in str(told.told)
    assert list(folder.rglob("*")) == []
    assert "Nothing was loaded" in client.get(sent.headers["Location"]).content.decode()


def test_a_load_under_way_when_the_office_stopped_is_told_as_not_loaded(signed_in, settings):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    load(client, "export.csv", b"a,b\n1,2\n")
    load(client, "later.csv", b"a,b\n1,2\n", form="two")
    taken = take_work(WorkKind.LOAD)
    assert taken is not None
    assert take_work(WorkKind.LOAD) is None  # one at a time
    folder = settings.OFFICE.folder / "handed-over"
    assert (folder / taken.name).exists()
    Work.objects.filter(name=taken.name).update(seen_at=timezone.now() - timedelta(minutes=2))
    assert worker.work_off(WorkKind.LOAD) == 1  # the one that waited, once the other is told
    later, first = latest_work(WorkKind.LOAD, 5)
    assert first.name == taken.name
    assert "was stopped" in first.told[0].found
    assert later.told[0].place.startswith("later.csv")
    assert {first.state, later.state} == {WorkState.FAILED}
    assert list(folder.iterdir()) == []


def test_an_analyst_of_one_team_is_turned_away_from_loading(signed_in):
    client = signed_in(Role.ANALYST, unit=NORTH)
    assert load(client, "person.csv", b"a,b\n1,2\n").headers["Location"] == reverse("data")
    assert latest_work(WorkKind.LOAD, 5) == ()
