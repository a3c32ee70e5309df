"""Teams' sheets as records: saved by version, handed in, returned, accepted, and told of."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from headway.domain.calculation_results import Level, UnitRef
from headway.domain.entry_answers import SheetAnswer
from headway.domain.periods import quarter
from headway.domain.team_sheets import SheetKey, SheetState
from headway.domain.trail import Verb
from headway.domain.values import Absent, State, number
from headway.register.accounts.models import User
from headway.register.entries import recording
from headway.register.entries.actions.accept_sheet import accept_sheet
from headway.register.entries.actions.close_period import close_period
from headway.register.entries.actions.reopen_sheet import reopen_sheet
from headway.register.entries.actions.return_sheet import return_sheet
from headway.register.entries.actions.save_answers import save_answers
from headway.register.entries.actions.submit_sheet import submit_sheet
from headway.register.entries.models import Answer, Sheet
from headway.register.entries.queries.sheets import (
    changes_of,
    closed_period,
    sheet_kept,
    sheets_of_period,
)
from headway.register.entries.refusals import FourEyes, PeriodClosed, Stale, WrongState
from headway.register.trail.actions import record
from headway.register.trail.models import Entry

pytestmark = pytest.mark.django_db

KEY = SheetKey("framework-by-quarter", UnitRef(Level.TEAM, "T01"), quarter(2026, 2))
ON = date(2026, 10, 14)
TWELVE = {"direct-contacts": SheetAnswer(number(12), "Counted twice.")}


@pytest.fixture
def manager():
    return User.objects.create(email="manager@council.example", name="A manager")


@pytest.fixture
def head():
    return User.objects.create(email="head@council.example", name="A head")


def saved(by, answers=TWELVE, version=0, token=""):
    return save_answers(key=KEY, answers=answers, version=version, token=token, by=by)


def handed_in(by, version=1):
    return submit_sheet(key=KEY, version=version, token="", on=ON, by=by)


def verbs():
    return [one.verb for one in Entry.objects.order_by("number")]


def test_a_sheet_nobody_saved_is_not_started():
    assert sheet_kept(KEY).state is SheetState.NOT_STARTED
    assert sheets_of_period(KEY.sheet, KEY.period, [KEY.unit])[KEY.unit] == sheet_kept(KEY)


def test_answers_are_saved_with_who_and_what_was_there_before(manager):
    first = saved(manager)
    assert (first.state, first.version, first.answers) == (SheetState.BEING_FILLED_IN, 1, TWELVE)
    awaited = SheetAnswer(Absent(State.AWAITED))
    second = saved(manager, {"direct-contacts": awaited}, 1)
    assert (second.version, second.answers["direct-contacts"]) == (2, awaited)
    told = [one for one in changes_of(KEY) if one.indicator]
    assert [(one.by, one.before, one.after) for one in told] == [
        ("A manager", "not answered", "12"),
        ("A manager", "12", "awaited"),
    ]
    assert verbs() == [Verb.SAVED_ENTRIES.value] * 2


def test_saving_what_is_there_already_changes_nothing(manager):
    saved(manager)
    assert saved(manager, version=1).version == 1
    assert len(verbs()) == 1


def test_the_second_of_two_who_save_is_told_and_nothing_is_lost(manager, head):
    saved(manager)
    with pytest.raises(Stale) as refused:
        saved(head, {"direct-contacts": SheetAnswer(number(13))}, version=0)
    assert refused.value.now.answers == TWELVE
    assert sheet_kept(KEY).answers == TWELVE


def test_a_form_sent_twice_is_acted_on_once(manager):
    saved(manager, token="form 1")
    again = saved(manager, {"direct-contacts": SheetAnswer(number(99))}, token="form 1")
    assert (again.version, again.answers) == (1, TWELVE)
    submit_sheet(key=KEY, version=1, token="form 2", on=ON, by=manager)
    assert submit_sheet(key=KEY, version=1, token="form 2", on=ON, by=manager).version == 2
    assert len(verbs()) == 2


def test_a_sheet_goes_its_way_and_is_sent_back_once(manager, head):
    saved(manager)
    assert handed_in(manager).submitted_by == "A manager"
    with pytest.raises(WrongState, match="submitted: it cannot be filled in"):
        saved(manager, {}, 2)
    back = return_sheet(key=KEY, version=2, note=" Look again. ", token="", by=head)
    assert (back.state, back.note) == (SheetState.RETURNED, "Look again.")
    again = submit_sheet(key=KEY, version=3, token="", on=date(2026, 10, 20), by=manager)
    assert (again.first_on, again.note) == (ON, "")
    accepted = accept_sheet(key=KEY, version=4, token="", by=head)
    assert (accepted.state, accepted.accepted_by) == (SheetState.ACCEPTED, "A head")
    opened = reopen_sheet(key=KEY, version=5, reason="A family was missed", token="", by=head)
    assert (opened.state, opened.accepted_by) == (SheetState.RETURNED, "")
    assert verbs()[1:] == [
        Verb.SUBMITTED_ENTRIES.value,
        Verb.RETURNED_ENTRIES.value,
        Verb.SUBMITTED_ENTRIES.value,
        Verb.ACCEPTED_ENTRIES.value,
        Verb.REOPENED_ENTRIES.value,
    ]


def test_four_eyes_see_a_sheet(manager):
    saved(manager)
    handed_in(manager)
    with pytest.raises(FourEyes):
        accept_sheet(key=KEY, version=2, token="", by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.update(state=SheetState.ACCEPTED.name, accepted_by=manager)


def test_a_closed_period_refuses_and_says_whom_to_ask(manager, head):
    saved(manager)
    done = {"sheet": KEY.sheet, "period": KEY.period, "on": ON, "by": head}
    assert close_period(is_closed=True, reason="It is published.", **done) == 1
    for act in (lambda: saved(manager, {}, 1), lambda: handed_in(manager)):
        with pytest.raises(PeriodClosed, match="A head closed this period on 14 October 2026"):
            act()
    assert closed_period(KEY.sheet, KEY.period).reason == "It is published."
    assert closed_period(KEY.sheet, quarter(2026, 1)) is None
    assert close_period(is_closed=True, reason="Again.", **done) == 0
    assert close_period(is_closed=False, reason="A team was forgotten", **done) == 2
    assert handed_in(manager).state is SheetState.SUBMITTED
    with pytest.raises(ValueError, match="reason"):
        close_period(is_closed=True, reason=" ", **done)


def test_a_period_closed_while_a_sheet_is_saved_refuses_it_whole(manager, head, monkeypatch):
    saved(manager)

    def meanwhile(**told):
        done = {"sheet": KEY.sheet, "period": KEY.period, "on": ON, "by": head}
        close_period(is_closed=True, reason="It is published.", **done)
        return record(**told)

    monkeypatch.setattr(recording, "record", meanwhile)
    with pytest.raises(PeriodClosed), transaction.atomic():
        saved(manager, {"direct-contacts": SheetAnswer(number(13))}, 1)
    assert sheet_kept(KEY).answers == TWELVE
    assert verbs() == [Verb.SAVED_ENTRIES.value]


def test_the_database_itself_refuses_what_cannot_be(manager):
    saved(manager)
    for wrong in (
        lambda: Answer.objects.update(number="1", state=State.AWAITED.name),
        lambda: Sheet.objects.update(state=SheetState.SUBMITTED.name),
        lambda: Sheet.objects.update(state=SheetState.RETURNED.name, note=""),
        lambda: Sheet.objects.update(unit=""),
        lambda: Answer.objects.create(sheet=Sheet.objects.get(), indicator="direct-contacts"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_what_is_refused_leaves_no_trace(manager):
    with pytest.raises(Stale):
        saved(manager, version=7)
    assert not Sheet.objects.exists()
    with pytest.raises(ValueError, match="why"):
        return_sheet(key=KEY, version=1, note="", token="", by=manager)
    assert verbs() == []
