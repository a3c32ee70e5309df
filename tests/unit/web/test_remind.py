"""What the council's scheduler sends: to whoever is due, once, a link and nothing else."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from headway.cli.main import main
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.periods import month
from headway.domain.problems import Refused
from headway.domain.roles import Role, access_on
from headway.register.accounts.queries.people import people
from headway.register.commentary.actions.name_owner import name_owner
from headway.register.editions.actions.put_forward import put_forward
from headway.register.editions.models import Reminder
from headway.register.editions.standing import MonthKey
from headway.register.trail.models import Entry
from headway.services.office import remind_everybody
from headway.services.office.catalogue import current_catalogue
from headway.services.office.entry_tasks import sheets_open, tasks_of
from headway.services.office.figures import units_within
from headway.services.office.months_asked import months_asked
from headway.services.office.remind_everybody import (
    Where,
    everybody_to_remind,
    heads_to_tell_of_the_week,
    tell_of_week,
)
from headway.services.office.reminders import send_reminders
from headway.services.office.this_month import Whose, asked_of
from headway.web import reminding

NORTH = UnitRef(Level.TEAM, "T01")
ADDRESS = "https://headway.council.example"
LATE = date(2026, 11, 16)
"""A day on which both the quarter's sheets and October's commentary were due."""


@pytest.fixture(autouse=True)
def office(settings, figures):
    settings.OFFICE = replace(settings.OFFICE, address=ADDRESS, mail="smtp://mail.council.example")
    return settings.OFFICE


@pytest.fixture
def command(db, monkeypatch, capsys) -> Callable[..., tuple[int, str, str]]:
    """Runs ``headway remind`` in the office of the tests; gives its code and what it said."""
    monkeypatch.setattr(reminding, "prepare", lambda *_, **__: None)

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["remind", "--by", "the scheduler", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def where(office) -> Where:
    return Where(office.data, None, 15)


def addresses(office, today: date) -> set[str]:
    return {one.person.email for one in everybody_to_remind(where(office), today)}


def test_whoever_owes_commentary_or_a_sheet_is_found_and_nobody_else(person_with, office):
    owner = person_with(Role.INDICATOR_OWNER, unit=COUNCIL, since=date(2026, 1, 1))
    manager = person_with(Role.TEAM_MANAGER, unit=NORTH, since=date(2026, 1, 1))
    person_with(Role.BOARD_MEMBER, since=date(2026, 1, 1))
    person_with(Role.PRACTITIONER, unit=NORTH, since=date(2026, 1, 1))
    person_with(Role.HEAD_OF_SERVICE, unit=COUNCIL, since=date(2026, 1, 1))
    assert addresses(office, LATE) == {owner.email, manager.email}
    assert addresses(office, date(2026, 11, 11)) == {manager.email}  # commentary: from the 12th


def test_whoever_is_reminded_finds_on_this_month_what_they_are_asked(person_with, office):
    """Worked out a second way: from everybody's own tasks, as their first page shows them."""
    begun = date(2026, 1, 1)
    first = person_with(Role.INDICATOR_OWNER, unit=COUNCIL, email="a@council.example", since=begun)
    second = person_with(Role.INDICATOR_OWNER, unit=COUNCIL, email="b@council.example", since=begun)
    analyst = person_with(Role.ANALYST, unit=COUNCIL, since=begun)
    person_with(Role.HEAD_OF_SERVICE, unit=COUNCIL, since=begun)
    person_with(Role.HEAD_OF_SERVICE, unit=COUNCIL, email="h@council.example", since=begun)
    person_with(Role.TEAM_MANAGER, unit=NORTH, since=begun)
    today = LATE
    names = current_catalogue(None).scorecards["early-help-service"].indicators
    name_owner(indicators=names, person=first.pk, since=begun, by=analyst)
    assert second.email not in addresses(office, today)
    agree(office, today)
    key = MonthKey("early-help-service", month(2026, 10))
    put_forward(key=key, reason="It waits", version=0, token="t" * 20, by=analyst)
    assert first.email not in addresses(office, today)
    agree(office, today)


def agree(office, today: date) -> None:
    months = months_asked(office.data, None, 15)
    sheets = tuple(sheets_open(office.data, None, today))
    expected = set()
    for person in people():
        grants = tuple(one.grant for one in person.held_on(today))
        access = access_on(today, grants, units_within(office.data))
        tasks = asked_of(Whose(access, person.number, today), months, tasks_of(sheets, access))
        # Whoever puts a month forward is not written to while others still owe commentary.
        open_ones = [one for one in tasks if one.state.is_open and "forward:" not in one.title]
        if any(one.due - timedelta(days=3) <= today for one in open_ones):
            expected.add(person.email)
    assert addresses(office, today) == expected


def test_after_a_week_a_reminder_a_week_is_enough(person_with, office):
    owner = person_with(Role.INDICATOR_OWNER, unit=COUNCIL, since=date(2026, 1, 1))
    days = [date(2026, 11, 12) + timedelta(days=one) for one in range(30)]
    written = []
    for day in days:
        wanted = everybody_to_remind(where(office), day)
        written += [day for _ in wanted]
        send_reminders(wanted, day, ADDRESS, "test")
    assert {one.to[0] for one in mail.outbox} == {owner.email}
    # Daily from three days before the 15th to a week after, then each week.
    assert written[:11] == days[:11]
    assert [one - written[10] for one in written[11:]] == [timedelta(7), timedelta(14)]


def test_a_letter_holds_a_link_and_nothing_else_and_is_on_the_trail(person_with, command, office):
    person_with(Role.INDICATOR_OWNER, unit=COUNCIL)
    person_with(Role.TEAM_MANAGER, unit=NORTH)
    code, out, err = command()
    assert (code, out, err) == (0, "2 people got a reminder.\n", "")
    for letter in mail.outbox:
        words = letter.subject + letter.body.replace(f"{ADDRESS}/", "")
        assert not any(one.isdigit() for one in words)
        for never in ("T01", "North", "team", "Early help", "assessment", "October"):
            assert never not in words
        assert f"{ADDRESS}/\n" in letter.body
    assert [one.by for one in Entry.objects.filter(verb="reminded")] == ["the scheduler"] * 2
    assert command()[1] == "Nobody got a reminder.\n"
    assert len(mail.outbox) == 2


def test_a_dry_run_says_to_how_many_and_writes_to_nobody(person_with, command, settings):
    settings.OFFICE = replace(settings.OFFICE, address="", mail="")
    person_with(Role.INDICATOR_OWNER, unit=COUNCIL)
    assert command("--dry-run")[1] == "1 person would get a reminder. Nothing was sent.\n"
    assert mail.outbox == []
    assert not Reminder.objects.exists()


def test_without_an_address_or_a_mail_server_nothing_is_sent_and_both_are_told(command, settings):
    settings.OFFICE = replace(settings.OFFICE, address="", mail="")
    code, _, err = command()
    assert code == Refused.exit_code
    assert "HEADWAY_ADDRESS" in err
    assert "HEADWAY_MAIL" in err


def test_a_letter_that_cannot_be_sent_is_told_and_an_administrator_sees_it(
    person_with, signed_in, command, monkeypatch
):
    owner = person_with(Role.INDICATOR_OWNER, unit=COUNCIL)

    def fails(letter: EmailMessage) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", fails)
    code, out, err = command()
    assert (code, out) == (1, "Nobody got a reminder.\n")
    assert f"The letter to {owner.email} could not be sent: nothing answers" in err
    page = signed_in(Role.ADMINISTRATOR).get("/").content.decode()
    assert f"to {owner.email}: nothing answers where the mail server should be" in page


def test_a_mail_server_that_is_down_is_asked_once_and_told_for_each_letter(
    person_with, command, settings, monkeypatch
):
    tried = []

    def refuses(backend: object) -> None:
        tried.append(backend)
        raise ConnectionRefusedError

    people = [
        person_with(Role.INDICATOR_OWNER, unit=COUNCIL, email=f"{one}@council.example")
        for one in "ab"
    ]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.open", refuses)
    code, out, err = command()
    assert (code, out) == (1, "Nobody got a reminder.\n")
    assert err.count("nothing answers where the mail server should be") == len(people)
    assert len(tried) == 1
    assert not Reminder.objects.exists()


def test_a_folder_for_letters_that_cannot_be_written_to_is_told(
    person_with, command, settings, tmp_path
):
    person_with(Role.INDICATOR_OWNER, unit=COUNCIL)
    (tmp_path / "a file").write_text("", encoding="utf-8")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "a file")
    code, _, err = command()
    assert code == 1
    assert "the folder for letters cannot be written to" in err


def test_heads_of_service_get_word_of_the_week_once_a_week(person_with, office, monkeypatch):
    head = person_with(Role.HEAD_OF_SERVICE, unit=NORTH, since=date(2026, 1, 1))
    person_with(Role.ANALYST, unit=COUNCIL, since=date(2026, 1, 1))
    monday = date(2026, 11, 16)
    assert heads_to_tell_of_the_week(where(office), monday) == ()  # no week is kept
    monkeypatch.setattr(remind_everybody, "page_file", lambda *_: {"weeks": []})
    for day, sent in ((monday, 1), (monday + timedelta(3), 0), (monday + timedelta(7), 1)):
        wanted = heads_to_tell_of_the_week(where(office), day)
        posted = tell_of_week(wanted, day, f"{ADDRESS}{reverse('weekly')}", "test")
        assert posted.sent == sent, day
    assert [one.to for one in mail.outbox] == [[head.email]] * 2
    assert f"{ADDRESS}/week/\n" in mail.outbox[0].body
    assert not any(one.isdigit() for one in mail.outbox[0].subject + mail.outbox[0].body)
    verb = "sent word of the weekly report"
    assert Entry.objects.filter(verb=verb).count() == 2


def test_word_of_the_week_and_a_reminder_may_come_on_one_day(person_with, office, monkeypatch):
    person_with(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    monkeypatch.setattr(remind_everybody, "page_file", lambda *_: {"weeks": []})
    today = timezone.localdate()
    wanted = heads_to_tell_of_the_week(where(office), today)
    assert tell_of_week(wanted, today, ADDRESS, "test").sent == 1
    assert tell_of_week(wanted, today, ADDRESS, "test").sent == 0


def test_the_command_is_there_without_the_office_and_says_what_is_missing(tmp_path):
    """In a process of its own: it must not import the office to be listed."""
    words = [sys.executable, "-m", "headway", "remind", "--office", str(tmp_path / "none")]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert told.returncode == Refused.exit_code
    assert "there is no register of an office in it" in told.stderr
    assert "Traceback" not in told.stderr
