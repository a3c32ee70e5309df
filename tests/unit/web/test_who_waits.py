"""Whoever waits for the data folder has nothing of the register in hand that others need."""

from datetime import UTC, date, datetime

import pytest

from headway.domain.periods import month, quarter
from headway.domain.problems import Refused
from headway.domain.roles import Role
from headway.register.editions.standing import MonthKey
from headway.services.office import entry_deciding
from headway.services.office.approve_month import approve_and_freeze
from headway.services.office.catalogue import current_catalogue
from headway.services.office.sign_off import MonthSent
from headway.warehouse.folder import LOCK, DataFolder
from headway.warehouse.lock import locked
from tests.unit.web.made_up_office import SHEET, office_of_two_teams
from tests.unit.web.test_entry import KEY

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
PERIOD = quarter(2026, 2)
FORM = {"version": 2, "token": "t" * 20}


def accept(office, by):
    entry_deciding.accept(office.data, office.definitions, KEY, by=by, **FORM)


def reopen(office, by):
    entry_deciding.reopen(office.data, office.definitions, KEY, reason="Once more.", by=by, **FORM)


def close(office, by):
    sheet = current_catalogue(office.definitions).sheets[KEY.sheet]
    entry_deciding.close(office.data, office.definitions, sheet, PERIOD, reason="Over.", by=by)


def approve(office, by):
    sent = MonthSent(MonthKey("early-help-service", month(2026, 10)), by=by, **FORM)
    approve_and_freeze(office.data, office.definitions, sent, date(2026, 11, 15))


@pytest.mark.parametrize("act", [accept, reopen, close, approve])
def test_nothing_is_asked_of_the_register_before_the_data_folder_is_free(
    act, settings, tmp_path, person_with, monkeypatch, django_assert_num_queries
):
    office, by = office_of_two_teams(settings, tmp_path, SHEET), person_with(Role.HEAD_OF_SERVICE)
    monkeypatch.setattr("headway.services.analysis.holding.open_folder", hurried)
    with (
        locked(office.data / LOCK, by="A backup", at=AT, patience=0),
        django_assert_num_queries(0),
        pytest.raises(Refused, match="A backup"),
    ):
        act(office, by)


def hurried(path):
    return DataFolder(path, patience=0.05)
