"""A month: who is asked, put forward by one, approved by another, closed to change until then."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.periods import month
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.roles import Role
from headway.domain.sign_off import SignOffState
from headway.register.editions.queries.months import month_stands
from headway.register.editions.standing import MonthKey
from headway.register.trail.actions import GUARD
from headway.register.trail.models import Entry
from headway.services.analysis.keeping import kept_entries
from headway.services.office import approve_month
from headway.services.office.letters import Posted
from headway.services.office.reminders import send_reminders, to_remind
from headway.services.office.scorecards import Shown, office_scorecard
from headway.services.office.sign_off import SignOffShown, sign_off_shown
from tests.unit.web.made_up_figures import COUNTS
from tests.unit.web.made_up_office import hidden

pytestmark = pytest.mark.usefixtures("figures")
OCTOBER = {"card": "early-help-service", "month": "Oct-26"}
KEY = MonthKey("early-help-service", month(2026, 10))
NORTH = UnitRef(Level.TEAM, "T01")
ADDRESS = "https://headway.council.example/"


def october(data: Path, due: date) -> SignOffShown:
    return sign_off_shown(data, None, KEY.card, KEY.month, due)


def step(client: Client, page: str, sent: dict[str, str] | None = None, **more: str):
    seen = sent or hidden(client.get(reverse("sign-off-month", kwargs=OCTOBER)))
    return client.post(reverse(page, kwargs=OCTOBER), seen | more, follow=True)


def test_an_analyst_puts_a_month_forward_and_a_head_of_service_approves(signed_in):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    assert analyst.get(reverse("sign-off")).headers["Location"].endswith("/Oct-26/")
    refused = step(analyst, "sign-off-put-forward")
    assert refused.status_code == 422
    assert "commentaries are not signed off: say why" in refused.content.decode()
    step(analyst, "sign-off-put-forward", reason="It is the first month.")
    page = head.get(reverse("sign-off-month", kwargs=OCTOBER)).content.decode()
    assert "It is the first month." in page
    step(head, "sign-off-reopen", reason="Ask the owners once more.")
    assert month_stands(KEY).state is SignOffState.OPEN
    step(analyst, "sign-off-put-forward", reason="They were asked.")
    step(head, "sign-off-approve")
    assert month_stands(KEY).state is SignOffState.APPROVED
    assert [one.step.value for one in month_stands(KEY).steps] == [
        "put forward",
        "sent back",
        "put forward",
        "approved",
    ]
    assert Entry.objects.last().verb == "approved a month"


def test_who_puts_forward_does_not_approve(person_with):
    both = Client()
    both.force_login(person_with(Role.ANALYST, Role.HEAD_OF_SERVICE, unit=COUNCIL))
    step(both, "sign-off-put-forward", reason="Why not.")
    page = both.get(reverse("sign-off-month", kwargs=OCTOBER))
    assert "somebody else approves it" in page.content.decode()
    step(both, "sign-off-approve", hidden(page))
    assert month_stands(KEY).state is SignOffState.PUT_FORWARD


def test_a_closed_month_refuses_commentary_and_says_whom_to_ask(signed_in):
    owner = signed_in(Role.INDICATOR_OWNER, unit=COUNCIL)
    words = {"name": COUNTS, "month": "Oct-26"}
    address = reverse("commentary-write", kwargs=words)
    sent = hidden(owner.get(address)) | {"text": "Too late.", "points_to": "", "save": "yes"}
    step(signed_in(Role.ANALYST, unit=COUNCIL), "sign-off-put-forward", reason="Now.")
    page = owner.post(address, sent, follow=True).content.decode()
    assert "October 2026 waits for approval: ask the head of service to send it back." in page
    assert "Nothing is written yet." in page
    assert owner.get(address).status_code == 302


def test_a_step_taken_twice_or_after_another_is_told(signed_in):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    seen = hidden(analyst.get(reverse("sign-off-month", kwargs=OCTOBER)))
    for _ in range(2):
        step(analyst, "sign-off-put-forward", seen, reason="Once.")
    assert month_stands(KEY).version == 1
    late = seen | {"token": "x" * 20}
    page = step(analyst, "sign-off-put-forward", late, reason="Again.").content.decode()
    assert "somebody else was here before you" in page.lower()


def test_those_asked_are_written_to_once_a_day_with_a_link_and_nothing_else(person_with, figures):
    today = timezone.localdate()
    owner = person_with(Role.INDICATOR_OWNER, unit=COUNCIL)
    person_with(Role.INDICATOR_OWNER, unit=NORTH, email="north@council.example")
    shown = october(figures, today + timedelta(days=4))
    assert to_remind(shown, today) == ()
    shown = october(figures, today + timedelta(days=3))
    assert [one.person.number for one in to_remind(shown, today)] == [owner.pk]
    assert remind(shown, today) == Posted(1)
    assert remind(shown, today) == Posted(0)
    assert remind(shown, today + timedelta(days=1)) == Posted(1)
    letter = mail.outbox[0]
    assert letter.to == [owner.email]
    assert ADDRESS in letter.body
    assert not re.search(r"\d", letter.subject + letter.body.replace(ADDRESS, ""))
    assert Entry.objects.filter(verb="reminded").count() == 2


def remind(shown: SignOffShown, today: date) -> Posted:
    return send_reminders(to_remind(shown, today), today, ADDRESS, "test")


def test_two_who_remind_at_once_write_to_nobody_twice(person_with, figures):
    today = timezone.localdate()
    person_with(Role.INDICATOR_OWNER, unit=COUNCIL)
    wanted = to_remind(october(figures, today), today)
    for sent in (1, 0):
        assert send_reminders(wanted, today, ADDRESS, "test") == Posted(sent)
    assert len(mail.outbox) == 1


def test_a_letter_that_cannot_be_sent_is_told_tried_again_and_keeps_no_other_back(
    person_with, figures, monkeypatch
):
    first = person_with(Role.INDICATOR_OWNER, unit=COUNCIL, email="a@council.example")
    person_with(Role.INDICATOR_OWNER, unit=COUNCIL, email="b@council.example")
    send = EmailMessage.send

    def fails(letter: EmailMessage) -> int:
        if letter.to == [first.email]:
            raise ConnectionRefusedError("what a server says is not repeated")
        return send(letter)

    monkeypatch.setattr(EmailMessage, "send", fails)
    today = timezone.localdate()
    posted = remind(october(figures, today), today)
    assert posted.sent == 1
    assert [(one.person.email, one.why) for one in posted.failed] == [
        (first.email, "nothing answers where the mail server should be")
    ]
    assert [one.subject for one in Entry.objects.filter(verb="reminded")] == ["b@council.example"]
    (told,) = Entry.objects.filter(verb="could not send a letter")
    assert (told.subject, told.details["why"]) == (first.email, posted.failed[0].why)
    monkeypatch.setattr(EmailMessage, "send", send)
    assert remind(october(figures, today), today) == Posted(1)
    assert [one.to for one in mail.outbox] == [["b@council.example"], [first.email]]


def test_the_page_tells_of_letters_that_were_not_sent(
    signed_in, person_with, monkeypatch, settings
):
    person_with(Role.INDICATOR_OWNER, unit=COUNCIL)
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    settings.OFFICE = replace(settings.OFFICE, commentary_days=1)

    def fails(letter: EmailMessage) -> int:
        raise TimeoutError

    monkeypatch.setattr(EmailMessage, "send", fails)
    page = step(analyst, "sign-off-remind").content.decode()
    assert "The letter to indicator_owner could not be sent: the mail server did not answer" in page
    assert "are reminded" not in page


def test_this_month_asks_each_for_their_own(signed_in):
    owner = signed_in(Role.INDICATOR_OWNER, unit=COUNCIL).get("/").content.decode()
    assert "Early help assessments started" in owner
    assert reverse("commentary-write", kwargs={"name": COUNTS, "month": "Oct-26"}) in owner
    analyst = signed_in(Role.ANALYST, unit=COUNCIL).get("/").content.decode()
    assert "Put October 2026 forward" in analyst
    assert "/write/" not in analyst
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL).get("/").content.decode()
    assert "forward" not in head


def test_this_month_shows_nothing_of_another_unit(signed_in):
    page = signed_in(Role.TEAM_MANAGER, unit=NORTH).get("/").content.decode()
    assert "North team" in page
    assert "4,000" in page or "Nothing moved" in page
    for other in ("1,000", "2,000", "5,000", "South", "whole council"):
        assert other not in page


def test_those_without_figures_are_shown_none(signed_in):
    for role in (Role.BOARD_MEMBER, Role.ADMINISTRATOR, Role.TRAIL_AUDITOR):
        page = signed_in(role).get("/").content.decode()
        assert "What changed" not in page
        assert "Nothing is asked of you" in page


def test_what_was_signed_is_frozen_with_the_approval_and_stands_on_the_scorecard(
    signed_in, figures
):
    owner = signed_in(Role.INDICATOR_OWNER, unit=COUNCIL)
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    words = {"name": COUNTS, "month": "Oct-26"}
    address = reverse("commentary-write", kwargs=words)
    said = {"text": "More schools refer.", "points_to": "", "save": "yes"}
    owner.post(address, hidden(owner.get(address)) | said)
    page = reverse("commentary", kwargs=words)
    owner.post(reverse("commentary-submit", kwargs=words), hidden(owner.get(page)))
    head.post(reverse("commentary-sign", kwargs=words), hidden(head.get(page)))
    step(signed_in(Role.ANALYST, unit=COUNCIL), "sign-off-put-forward", reason="The rest waits.")
    assert kept_entries(figures) == ()
    seen = hidden(head.get(reverse("sign-off-month", kwargs=OCTOBER)))
    for _ in range(2):
        step(head, "sign-off-approve", seen)
    (entry,) = kept_entries(figures)
    assert (entry.value, entry.by) == ("More schools refer.", "indicator owner")
    card = office_scorecard(figures, None, Shown(COUNCIL, KEY.month, KEY.card))
    assert card.row(COUNTS).commentary.text == "More schools refer."


def test_what_cannot_be_frozen_now_is_not_approved_and_the_page_says_why(signed_in, monkeypatch):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    step(analyst, "sign-off-put-forward", reason="It is the first month.")
    held = Finding(
        Place("data"), Severity.STOPS, "somebody writes to it", "", "Wait, and try again"
    )

    def busy(*_: object) -> int:
        raise Refused(held)

    monkeypatch.setattr(approve_month, "freeze_commentary", busy)
    refused = step(head, "sign-off-approve")
    assert refused.status_code == 422
    assert "Somebody writes to it. Wait, and try again." in refused.content.decode()
    assert month_stands(KEY).state is SignOffState.PUT_FORWARD


def test_a_month_is_not_sent_back_for_a_reason_that_names_somebody(signed_in, monkeypatch):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    monkeypatch.setattr(GUARD, "names_somebody", lambda text: "P-00417" in text)

    def refused(who: Client, page: str) -> bool:
        told = step(who, page, reason="Look at P-00417 again.")
        return told.status_code == 422 and "say it without the identifier" in told.content.decode()

    assert refused(analyst, "sign-off-put-forward")
    step(analyst, "sign-off-put-forward", reason="It is the first month.")
    assert refused(head, "sign-off-reopen")
    assert month_stands(KEY).state is SignOffState.PUT_FORWARD


def test_what_somebody_did_in_the_meantime_is_told_to_whoever_approves(signed_in, person_with):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    second = Client()
    second.force_login(person_with(Role.HEAD_OF_SERVICE, unit=COUNCIL, email="h@council.example"))
    step(analyst, "sign-off-put-forward", reason="The rest waits.")
    seen = hidden(second.get(reverse("sign-off-month", kwargs=OCTOBER)))
    step(head, "sign-off-reopen", reason="Ask once more.")
    step(analyst, "sign-off-put-forward", reason="They were asked.")
    page = step(second, "sign-off-approve", seen).content.decode()
    assert "Somebody else was here before you: it is put forward now." in page
    assert month_stands(KEY).state is SignOffState.PUT_FORWARD
    page = step(second, "sign-off-reopen", seen, reason="No.").content.decode()
    assert "Somebody else was here before you" in page


def test_an_approved_month_takes_no_step_but_to_be_opened_and_says_so(signed_in):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    step(analyst, "sign-off-put-forward", reason="The rest waits.")
    approve = hidden(head.get(reverse("sign-off-month", kwargs=OCTOBER)))
    for _ in range(2):
        step(head, "sign-off-approve", approve)
    assert month_stands(KEY).version == 2
    late = {"version": "2", "token": "y" * 20}
    page = step(analyst, "sign-off-put-forward", late, reason="Again.").content.decode()
    assert "A month that is approved cannot be put forward" in page
    page = step(head, "sign-off-approve", late | {"token": "z" * 20}).content.decode()
    assert "A month that is approved cannot be approved" in page
    refused = step(head, "sign-off-reopen", late | {"token": "w" * 20}, reason=" ")
    assert refused.status_code == 422
    opened = late | {"token": "v" * 20}
    for _ in range(2):
        step(head, "sign-off-reopen", opened, reason="A figure was wrong.")
    assert month_stands(KEY).state is SignOffState.OPEN
    assert month_stands(KEY).version == 3
    assert Entry.objects.filter(verb="opened a month again").count() == 1
