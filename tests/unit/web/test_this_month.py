"""This month, for every role: what is asked, what concerns them, and honestly nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.disclosure.policy import Audience
from headway.domain.periods import Period, month
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.roles import Role
from headway.domain.trail import Link, Verb
from headway.domain.values import Absent, State, number
from headway.register.accounts.actions.add_person import add_person
from headway.register.accounts.actions.invite import invite
from headway.register.editions.actions.put_forward import put_forward
from headway.register.editions.standing import MonthKey
from headway.register.trail.actions import record
from headway.register.trail.checking import Checked
from headway.services.analysis.frozen_figures import FrozenFigure, FrozenFigures
from headway.services.analysis.kept_pages import FINDINGS, LISTS
from headway.services.office import change_tasks, reader_lists, trail_state, worklists
from headway.services.office import newest_edition as editions
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import current_figures
from headway.services.office.people_waiting import people_waiting
from headway.web.presenters.this_month_panels import people_text
from headway.web.scorecards_named import refuse_unknown_scorecards
from tests.unit.web.made_up_figures import COUNTS, SHARE

pytestmark = pytest.mark.usefixtures("figures")
NORTH, SOUTH = UnitRef(Level.TEAM, "T01"), UnitRef(Level.TEAM, "T02")
MONTHLY = "early-help-monthly"


def first_page(client: Client) -> str:
    return client.get("/").content.decode()


@pytest.mark.parametrize("role", list(Role), ids=lambda one: one.name)
def test_every_role_is_told_what_is_asked_or_that_nothing_is(role, signed_in):
    page = first_page(signed_in(role, unit=COUNCIL))
    assert ("Asked of you" in page) != (
        "Nothing is asked of" in page or "waits" in page.partition("Your roles")[0]
    )
    assert escape(role.about) in page


def test_somebody_without_a_role_is_told_whom_to_ask(signed_in):
    page = first_page(signed_in())
    assert "You have no role yet" in page


def test_every_scorecard_in_use_is_asked_about_and_no_other(signed_in, person_with, settings):
    owner = signed_in(Role.INDICATOR_OWNER, unit=COUNCIL)
    analyst = person_with(Role.ANALYST, unit=COUNCIL)
    client = Client()
    client.force_login(analyst)
    address = reverse("sign-off-month", kwargs={"card": MONTHLY, "month": "Oct-26"})
    plans = reverse("commentary-write", kwargs={"name": "children-in-need-all", "month": "Oct-26"})
    assert address not in first_page(client)
    assert plans not in first_page(owner)
    key = MonthKey(MONTHLY, month(2026, 8))
    put_forward(key=key, reason="Tried", version=0, token="t" * 20, by=analyst)
    assert address in first_page(client)
    assert plans in first_page(owner)
    both = reverse("commentary-write", kwargs={"name": COUNTS, "month": "Oct-26"})
    assert first_page(owner).count(both) == 1  # it stands on both scorecards
    settings.OFFICE = replace(settings.OFFICE, scorecards=("early-help-quarterly", "no-such-card"))
    page = first_page(client)
    assert (
        reverse("sign-off-month", kwargs={"card": "early-help-service", "month": "Oct-26"})
        not in page
    )
    assert "Early help monthly dataset" in page  # still begun


def test_the_start_refuses_a_scorecard_that_nobody_defined(settings):
    settings.OFFICE = replace(settings.OFFICE, scorecards=("early-help-monthly", "early-hepl"))
    with pytest.raises(Refused, match="no scorecard “early-hepl” is defined"):
        refuse_unknown_scorecards()
    settings.OFFICE = replace(settings.OFFICE, scorecards=())
    refuse_unknown_scorecards()


def test_the_sign_off_page_leads_to_the_other_scorecards(signed_in):
    page = signed_in(Role.ANALYST, unit=COUNCIL).get(reverse("sign-off"), follow=True)
    text = page.content.decode()
    assert reverse("sign-off-month", kwargs={"card": MONTHLY, "month": "Oct-26"}) in text
    assert "early-help-weekly" not in text


def kept_lists(monkeypatch) -> None:
    """Have each team's worklists kept: North 3 late visits, South 40."""
    teams = {"T01": {"visits": [3, 2, 0]}, "T02": {"visits": [40, 0, 0]}, "": {"visits": [7, 0, 0]}}
    kept = {"known_to": "2026-10-31", "ahead_to": "2026-11-14", "teams": teams}
    rows = [["T01", "told", "plan", "x", "put it right", 11], ["T02", "told", "plan", "x", "", 500]]
    by_name = {LISTS: kept, FINDINGS: rows}
    monkeypatch.setattr(worklists, "page_file", lambda _, name: by_name.get(name))


def lists_part(page: str) -> str:
    return page[page.index('id="lists"') :].partition("</table>")[0]


def test_a_practitioner_sees_the_numbers_of_their_own_team_alone(signed_in, monkeypatch):
    kept_lists(monkeypatch)
    page = lists_part(first_page(signed_in(Role.PRACTITIONER, unit=NORTH)))
    assert "3, 2 more by 14 November" in page
    assert ">11<" in page
    for other in ("40", "500", "South"):
        assert other not in page


def test_a_head_of_the_whole_sees_the_sum_and_a_board_member_none(signed_in, monkeypatch):
    kept_lists(monkeypatch)
    page = lists_part(first_page(signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)))
    assert ">50, 2 more by 14 November<" in page
    for role in (Role.BOARD_MEMBER, Role.ADMINISTRATOR, Role.TRAIL_AUDITOR):
        assert 'id="lists"' not in first_page(signed_in(role))


def test_the_widest_units_of_a_reader_stand_beside_each_other(figures):
    kept = current_figures(figures)
    locality = UnitRef(Level.LOCALITY, "L1")
    assert reader_lists.widest(kept, (NORTH, locality, SOUTH)) == (locality, SOUTH)
    assert reader_lists.widest(kept, (NORTH, COUNCIL)) == (COUNCIL,)


def edition(name: str, period: str, audience: Audience = Audience.PARTNERS, withdrawn: str = ""):
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return SimpleNamespace(
        name=name, period=period, audience=audience, card="c", at=at, withdrawn=withdrawn
    )


def printed(of: Period, **figures: str) -> FrozenFigures:
    """An edition's figures: ``counts_Oct`` is what it prints of October."""
    names = {"counts": COUNTS, "share": SHARE}
    months = {"Sep": month(2026, 9), "Oct": month(2026, 10)}
    found = []
    for key, shown in figures.items():
        name, _, at = key.partition("_")
        value = Absent(State.SUPPRESSED, "", shown) if shown == "*" else number(shown)
        found.append(FrozenFigure("council", names[name], months[at], value, shown.strip("*")))
    return FrozenFigures(of, "", "", True, False, tuple(found))


def published(monkeypatch, figures, *listed) -> None:
    monkeypatch.setattr(editions, "editions_for", lambda *_: listed)
    monkeypatch.setattr(editions, "frozen_figures", lambda _, one: figures[one.name])


def test_a_board_member_sees_the_newest_edition_and_what_is_new_in_it(signed_in, monkeypatch):
    files = {
        "new": printed(month(2026, 10), counts_Oct="12", counts_Sep="11", share_Oct="*"),
        "old": printed(month(2026, 9), counts_Sep="10"),
    }
    listed = (
        edition("gone", "Oct-26", withdrawn="wrong"),
        edition("new", "Oct-26"),
        edition("other", "Oct-26", Audience.PUBLIC),
        edition("old", "Sep-26"),
    )
    published(monkeypatch, files, *listed)
    page = first_page(signed_in(Role.BOARD_MEMBER))
    assert "October 2026, for partners" in page
    assert "September 2026, for partners" in page
    assert "1 figure reads otherwise than a period before" in page
    assert "September 2026: 11, before 10" in page
    share = current_catalogue(None).indicators[SHARE].title
    assert f"It adds {share}" in page
    assert "gone" not in page


def test_a_board_member_is_told_that_nothing_is_published_yet(signed_in):
    page = first_page(signed_in(Role.BOARD_MEMBER))
    assert "Nothing is published yet" in page
    assert "What changed" not in page


def test_the_auditor_sees_whether_the_chain_holds_and_how_much_was_read(
    signed_in, founder, monkeypatch
):
    client = signed_in(Role.TRAIL_AUDITOR)
    for _ in range(3):
        with transaction.atomic():
            record(verb=Verb.READ_ROWS, subject="rows", by=founder.email)
    page = first_page(client)
    assert "The trail of the office holds" in page
    assert "The trail of the data folder holds" in page
    rows = page[page.index("Rows of children shown") :].partition("</tr>")[0]
    assert ">3<" in rows
    broken = Finding(Place("the trail"), Severity.STOPS, "entry 2 was changed", "No", "Look")
    monkeypatch.setattr(trail_state, "check_on", lambda: Checked(Link(), 0, (broken,)))
    page = first_page(client)
    assert "its chain is broken" in page
    assert "entry 2 was changed" in page


def test_a_change_of_the_definitions_waits_for_those_who_decide(signed_in, monkeypatch):
    change = SimpleNamespace(number=7, asked_by=0, asked_by_name="Somebody", reason="It moved")
    monkeypatch.setattr(change_tasks, "changes", lambda _: (change,))
    address = reverse("settings-change", kwargs={"number": 7})
    for role in (Role.ANALYST, Role.HEAD_OF_SERVICE):
        page = first_page(signed_in(role, unit=COUNCIL))
        assert address in page
        assert "Somebody put it forward: It moved." in page
    for role in (Role.PLAN_LEAD, Role.QUALITY_LEAD, Role.ADMINISTRATOR):
        page = first_page(signed_in(role, unit=COUNCIL))
        assert address not in page
        assert "1 change of the definitions waits" in page


def test_an_administrator_sees_invitations_lock_outs_and_changes(signed_in, founder):
    client = signed_in(Role.ADMINISTRATOR)
    person = add_person(email="new@council.example", name="Somebody new", by=founder)
    page = first_page(client)
    assert "Somebody new</a>: added, and not invited" in page
    assert "Nobody is locked out" in page
    invite(person=person.pk, by=founder)
    assert "the invitation is open" in first_page(client)
    for _ in range(5):
        with transaction.atomic():
            record(verb=Verb.SIGN_IN_REFUSED, subject="the office", by=person.email)
    page = first_page(client)
    assert "Somebody new</a>: five wrong attempts" in page


def test_an_invitation_that_works_no_more_is_told(founder):
    person = add_person(email="new@council.example", name="Somebody new", by=founder)
    invite(person=person.pk, by=founder)
    text = people_text(people_waiting(), timezone.now() + timedelta(days=4))
    assert "works no more" in text.not_in[0].said
