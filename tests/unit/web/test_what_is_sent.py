"""What nobody should send, and somebody will: it is answered in words, never by a broken page."""

import pytest
from django.urls import reverse

from headway.domain.asked_work import WorkKind
from headway.domain.calculation_results import COUNCIL
from headway.domain.roles import Role
from headway.register.accounts.queries.saved_view import saved_view
from headway.register.work.queries.work import work_named
from tests.unit.web.made_up_figures import SHARE


@pytest.mark.parametrize("form", ["at least", "within", "to be confirmed", "another", ""])
@pytest.mark.parametrize("name", ["goal", "high"])
def test_a_target_that_is_no_number_is_told_and_nothing_else_of_that_field(name, form, signed_in):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    given = {"period": "2026/27", "form": form, "goal": "9", "reason": "So.", "token": "t" * 16}
    sent = analyst.post(reverse("settings-target", kwargs={"name": SHARE}), given | {name: "nine"})
    assert sent.status_code == 422
    text = sent.content.decode()
    assert "enter a number, like 95 or 6.8" in text
    assert "Enter the target" not in text


def test_a_name_with_a_nought_in_it_is_asked_of_no_database(db, django_assert_num_queries):
    with django_assert_num_queries(0):  # PostgreSQL refuses such a text, and the page would break
        assert saved_view("scorecard", "a\0b") is None
        assert work_named("a\0b", WorkKind.PREVIEW) is None


def test_the_trail_up_to_the_last_day_there_is_is_shown(signed_in):
    auditor = signed_in(Role.TRAIL_AUDITOR)
    sent = auditor.post(reverse("trail-filter"), {"last_day": "31/12/9999"})
    assert auditor.get(sent.headers["Location"]).status_code == 200
