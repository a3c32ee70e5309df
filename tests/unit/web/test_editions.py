"""Editions: who reads which, published once approved, taken with the trail, withdrawn once."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from headway.domain.asked_work import ToldLine, WorkKind
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.disclosure.policy import Audience
from headway.domain.roles import Role
from headway.register.accounts.models import User
from headway.register.editions.models import SignOff
from headway.register.trail.models import Entry
from headway.register.work.actions.end_work import end_work
from headway.register.work.actions.take_work import take_work
from headway.register.work.models import Work
from headway.services.analysis.keeping import keep
from headway.services.office import publish_edition
from headway.services.office.to_publish import rests_on
from headway.warehouse.artefacts import Kind
from headway.web import worker
from tests.unit.web.made_up_figures import COUNTS, keep_figures_of_two_teams

WAITS = "data-waits"  # what shows by itself how far it has come
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
SHOWN = {"internal": "3 in full", "partners": "c", "public": "withheld"}


def edition(audience: str) -> str:
    return f"2026-10-{audience}-1"


@pytest.fixture(autouse=True)
def published(settings, tmp_path):
    data = tmp_path / "data"
    keep_figures_of_two_teams(data)
    for audience, shown in SHOWN.items():
        figure = {
            "scorecard": "council",
            "indicator": COUNTS,
            "period": {"name": "October 2026", "end": "2026-10-31"},
            "state": "number",
            "value": "3",
            "shown": shown,
            "symbol": "",
        }
        said = {
            "name": edition(audience),
            "period": {"name": "October 2026"},
            "words": [{"term": "Edition", "meaning": audience}],
            "figures": [figure, figure | {"scorecard": "team-t01", "shown": "of a team"}],
        }
        about = {
            "edition": edition(audience),
            "audience": audience,
            "period": "Oct-26",
            "policy": "p",
            "card": "early-help-service",
            "snapshot": "s",
        }
        files = {"edition.json": json.dumps(said).encode(), "council.csv": shown.encode()}
        keep(data, Kind.EDITIONS, files, about, by="test", at=AT)
    settings.OFFICE = replace(settings.OFFICE, data=data)
    return data


def address(page: str, audience: str) -> str:
    return reverse(page, kwargs={"edition": edition(audience)})


def test_a_board_member_reads_what_is_for_outside_and_nothing_else(signed_in):
    board = signed_in(Role.BOARD_MEMBER)
    page = board.get(reverse("editions")).content.decode()
    assert edition("public") in page
    assert edition("partners") in page
    assert edition("internal") not in page
    shown = board.get(address("edition", "public")).content.decode()
    assert "withheld" in shown
    assert "of a team" not in shown
    assert board.get(address("edition", "internal")).status_code == 404
    taken = board.post(address("edition-file", "internal"), {"file": "council.csv"})
    assert taken.status_code == 404
    for name in ("scorecard", "sign-off"):
        assert board.get(reverse(name)).status_code == 403


def test_a_team_manager_does_not_read_other_teams_in_the_councils_own(signed_in):
    north = signed_in(Role.TEAM_MANAGER, unit=UnitRef(Level.TEAM, "T01"))
    assert north.get(address("edition", "internal")).status_code == 404
    assert north.get(address("edition", "public")).status_code == 200


def test_a_file_is_given_as_it_was_frozen_and_that_is_on_the_trail(signed_in):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    taken = analyst.post(address("edition-file", "internal"), {"file": "council.csv"})
    assert taken.content == b"3 in full"
    assert Entry.objects.last().details == {"file": "council.csv"}
    nothing = analyst.post(address("edition-file", "internal"), {"file": "../secret-key.txt"})
    assert nothing.status_code == 404


def test_an_edition_is_withdrawn_once_with_a_reason(signed_in):
    head, board = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL), signed_in(Role.BOARD_MEMBER)
    withdraw = address("edition-withdraw", "public")
    assert head.post(withdraw, {"reason": " "}).status_code == 422
    head.post(withdraw, {"reason": "A month was counted twice."})
    page = board.get(reverse("editions")).content.decode()
    assert "A month was counted twice." in page
    assert board.get(address("edition", "public")).status_code == 404
    again = head.post(withdraw, {"reason": "Again."}, follow=True)
    assert "withdrawn already" in again.content.decode()


def test_a_head_of_service_of_one_team_withdraws_nothing(signed_in):
    head = signed_in(Role.HEAD_OF_SERVICE, unit=UnitRef(Level.TEAM, "T01"))
    assert head.post(address("edition-withdraw", "public"), {"reason": "No."}).status_code == 403


WORDS = {"card": "early-help-service", "month": "Oct-26"}
FORM = {"audience": "PUBLIC", "units": "council", "form": "one"}
PAGE = "edition-publish"


def looked_at(client, data, **sent: str) -> str:
    """Ask to look at an edition, have it made as it were, and give the preview's address."""
    address = client.post(reverse(PAGE, kwargs=WORDS), FORM | sent).headers["Location"]
    taken = take_work(WorkKind.PREVIEW)
    figures = [["Assessments started", "c", "withheld to protect people", "", "Assessments"]]
    result = {
        "name": "2026-10-public-2",
        "audit": ["3 are withheld because they are small"],
        "withheld": {
            "before": edition("public"),
            "indicators": [["Assessments started", 2, 2, 1], ["Cases open", 1, 8, 0]],
        },
        "units": [{"title": "The whole council", "figures": figures}],
        "words": [["Marking", "OFFICIAL"]],
        "signs": [["c", "withheld to protect people"]],
        "rests": rests_on(data, None),
    }
    if taken is not None:
        end_work(name=taken.name, result=result)
    return address


def approved() -> None:
    one, other = (User.objects.create(email=f"{n}@council.example", name=n) for n in "ab")
    SignOff.objects.create(
        card="early-help-service", month=date(2026, 10, 1), state="APPROVED",
        put_forward_by=one, approved_by=other,
    )  # fmt: skip


def test_a_preview_waits_then_shows_figures_and_audit_to_those_who_may_publish(
    signed_in, published, settings
):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    page = reverse(PAGE, kwargs=WORDS)
    assert "It is not approved yet" in analyst.get(page).content.decode()
    assert analyst.post(page, FORM | {"audience": ""}).status_code == 422
    waits = analyst.post(page, FORM).headers["Location"]
    assert analyst.post(page, FORM).headers["Location"] == waits  # the form was sent twice
    waiting = analyst.get(waits)
    assert WAITS in waiting.content.decode()
    assert "Waiting" in waiting.content.decode()
    assert looked_at(analyst, published) == waits
    shown = analyst.get(waits)
    assert WAITS not in shown.content.decode()
    for said in (
        "3 are withheld",
        f"1 of the figures that are withheld stands as a number in edition {edition('public')}",
        "Indicators with figures withheld (2)",
        "nothing of it is shown",
        "withheld to protect people",
        "is not approved yet",
    ):
        assert said in shown.content.decode()
    assert "Publish it" not in shown.content.decode()
    asked = Entry.objects.get(verb="asked for work")
    assert asked.by == "analyst@council.example"
    assert asked.details == WORDS | {"audience": "PUBLIC", "units": "council"}
    team = signed_in(Role.HEAD_OF_SERVICE, unit=UnitRef(Level.TEAM, "T01"))
    for address in (page, waits):
        assert team.get(address).status_code == 403
    assert team.post(f"{waits}publish/").status_code == 403
    for role in (Role.BOARD_MEMBER, Role.INDICATOR_OWNER, Role.QUALITY_LEAD):
        assert signed_in(role, unit=COUNCIL).get(waits).status_code == 403


def test_what_was_looked_at_is_published_once_and_then_forgotten(signed_in, published, monkeypatch):
    approved()
    made = []

    def publish(data, asked, while_keeping):
        with while_keeping():
            made.append(asked)
        return SimpleNamespace(note=SimpleNamespace(name=edition("public")))

    monkeypatch.setattr(publish_edition, "publish", publish)
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    waits = looked_at(analyst, published)
    assert "Publish it" in analyst.get(waits).content.decode()
    publishing = analyst.post(f"{waits}publish/").headers["Location"]
    assert analyst.post(f"{waits}publish/").headers["Location"] == publishing
    assert WAITS in analyst.get(publishing).content.decode()
    assert worker.work_off(WorkKind.PUBLISH) == 1
    assert [(one.by, one.audience) for one in made] == [
        ("analyst@council.example", Audience.PUBLIC)
    ]
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    assert head.post(f"{waits}publish/").headers["Location"] == publishing
    assert worker.work_off(WorkKind.PUBLISH) == 0
    assert edition("public") in head.get(publishing).content.decode()
    shown = head.get(waits).content.decode()
    assert "no longer kept" in shown
    assert "3 are withheld" not in shown
    told = Entry.objects.filter(verb="ended work", subject__startswith="publishing").get()
    assert (told.by, told.details) == ("analyst@council.example", {"edition": edition("public")})


def refused_publishing(client, waits) -> str:
    publishing = client.post(f"{waits}publish/").headers["Location"]
    assert worker.work_off(WorkKind.PUBLISH) == 1
    page = client.get(publishing).content.decode()
    assert "Nothing was published" in page
    return page


def test_approval_is_asked_for_again_when_it_is_published(signed_in, published):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    page = refused_publishing(analyst, looked_at(analyst, published))
    assert "October 2026 is open: it is published once it is approved" in page


def test_what_changed_since_it_was_looked_at_is_not_published(signed_in, published):
    approved()
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    waits = looked_at(analyst, published)
    about = {"edition": "2026-09-public-1", "audience": "public", "period": "Sep-26",
             "policy": "p", "card": "early-help-service", "snapshot": "s"}  # fmt: skip
    keep(published, Kind.EDITIONS, {"edition.json": b"{}"}, about, by="test", at=AT)
    shown = analyst.get(waits).content.decode()
    assert "something was published, entered or approved" in shown
    assert "Publish it" not in shown
    assert "something was published" in refused_publishing(analyst, waits)


def test_a_preview_that_is_refused_says_why_and_what_to_do(signed_in, published):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    waits = analyst.post(reverse(PAGE, kwargs=WORDS), FORM).headers["Location"]
    assert worker.work_off(WorkKind.PREVIEW) == 1
    page = analyst.get(waits).content.decode()
    assert "It cannot be published so" in page
    assert "no snapshot was loaded yet" in page
    sent = analyst.post(f"{waits}publish/", follow=True)
    assert "It is published once it was looked at" in sent.content.decode()


OUT = ["assessments, October 2026, locality L1", "assessments, October 2026, locality L2"]


def already_out(client) -> str:
    """Ask to look at an edition that is refused for what is out already, and for nothing else."""
    address = client.post(reverse(PAGE, kwargs=WORDS), FORM).headers["Location"]
    taken = take_work(WorkKind.PREVIEW)
    assert taken is not None
    told = [ToldLine("2026-10-public-2", f"{one}: withheld, but out") for one in OUT]
    end_work(name=taken.name, result={"out": OUT}, told=told)
    return address


def test_what_is_out_already_is_accepted_by_a_head_of_service_with_a_reason(signed_in, published):
    approved()
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    refused = already_out(analyst)
    page = analyst.get(refused).content.decode()
    assert "It cannot be published so" in page
    assert OUT[0] in page
    assert "A head of service for the whole council may accept" in page
    assert analyst.post(f"{refused}accept/", {"reason": "Yes"}).status_code == 403
    sent = analyst.post(f"{refused}publish/", follow=True)
    assert "It is published once it was looked at" in sent.content.decode()
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    assert "These are already out" in head.get(refused).content.decode()
    empty = head.post(f"{refused}accept/", {"reason": " "})
    assert empty.status_code == 422
    assert "Say why, for those who ask later" in empty.content.decode()
    accepted = head.post(f"{refused}accept/", {"reason": "The board read them in May."})
    again = accepted.headers["Location"]
    assert again != refused
    assert head.post(f"{refused}accept/", {"reason": "Twice"}).headers["Location"] == again
    work = Work.objects.get(name=again.split("/")[-2])
    assert work.words["accepted"] == OUT
    told = Entry.objects.filter(verb="asked for work").last()
    assert told.by == "head_of_service@council.example"
    assert told.details["reason"] == "The board read them in May."
    assert told.details["accepted"].startswith("2 ")
    assert "These are already out" not in head.get(refused).content.decode()
    assert (
        "There is nothing to accept" in head.post(f"{again}accept/", follow=True).content.decode()
    )


def test_a_head_of_service_of_one_team_accepts_nothing(signed_in, published):
    refused = already_out(signed_in(Role.ANALYST, unit=COUNCIL))
    team = signed_in(Role.HEAD_OF_SERVICE, unit=UnitRef(Level.TEAM, "T01"))
    assert team.post(f"{refused}accept/", {"reason": "No"}).status_code == 403


def test_a_preview_that_was_cut_short_is_not_said_to_be_refused(signed_in, published):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    waits = analyst.post(reverse(PAGE, kwargs=WORDS), FORM).headers["Location"]
    assert take_work(WorkKind.PREVIEW) is not None
    Work.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    assert worker.work_off(WorkKind.PREVIEW) == 0
    page = analyst.get(waits).content.decode()
    assert "It was not made" in page
    assert "The office was stopped while this was under way" in page


def test_a_preview_is_kept_for_a_day(signed_in, published):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    waits = looked_at(analyst, published)
    Work.objects.update(ended_at=timezone.now() - timedelta(hours=25))
    worker.work_off(WorkKind.PREVIEW)
    assert "3 are withheld" not in analyst.get(waits).content.decode()
    assert "3 are withheld" not in str(Work.objects.get().result)
