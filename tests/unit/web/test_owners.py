"""Who owns which indicator: named owners alone are asked, and no right to write comes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.commentary import due_on
from headway.domain.periods import month
from headway.domain.roles import Role
from headway.register.accounts.actions.end_role import end_role
from headway.register.accounts.queries.people import person_of
from headway.register.commentary.actions.end_owner import end_owner
from headway.register.commentary.actions.name_owner import name_owner
from headway.register.commentary.models import Ownership
from headway.register.commentary.queries.owners import owned_on
from headway.register.trail.models import Entry
from headway.services.office.owners import owners_on
from headway.services.office.reminders import month_asks
from headway.services.office.sign_off import sign_off_shown
from tests.unit.web.made_up_figures import COUNTS, SHARE

pytestmark = pytest.mark.usefixtures("figures")
OCTOBER = {"card": "early-help-service", "month": "Oct-26"}


@pytest.fixture
def two(person_with):
    """Two people who hold the role of indicator owner for the council."""
    return (
        person_with(Role.INDICATOR_OWNER, unit=COUNCIL, email="a@council.example"),
        person_with(Role.INDICATOR_OWNER, unit=COUNCIL, email="b@council.example"),
    )


def named(person, *indicators, alone=False, since=None):
    return name_owner(
        indicators=indicators,
        person=person.pk,
        since=since or timezone.localdate(),
        by=person,
        alone=alone,
    )


def asked(indicator):
    return [one.email for one in owners_on(timezone.localdate()).of(indicator)]


def test_everybody_is_asked_until_somebody_is_named_then_they_alone(two):
    first, second = two
    assert asked(COUNTS) == [first.email, second.email]
    assert named(first, COUNTS) == 1
    assert asked(COUNTS) == [first.email]
    assert asked(SHARE) == [first.email, second.email]
    named(second, COUNTS)
    assert asked(COUNTS) == [first.email, second.email]
    named(second, COUNTS, alone=True)
    assert asked(COUNTS) == [second.email]


def test_the_same_form_sent_twice_names_once_and_is_told_once(two):
    for new in (1, 0):
        assert named(two[0], COUNTS) == new
    assert Ownership.objects.count() == 1
    told = Entry.objects.filter(verb="named an owner of an indicator")
    assert [(one.subject, one.details["owner"]) for one in told] == [(COUNTS, two[0].email)]


def test_who_no_longer_holds_the_role_is_asked_for_nothing_and_the_others_are_again(two):
    first, second = two
    named(first, COUNTS)
    today = timezone.localdate()
    (held,) = person_of(first.pk).held
    end_role(person=first.pk, grant=held.number, on=today + timedelta(days=1), by=second)
    tomorrow = today + timedelta(days=1)
    assert [one.email for one in owners_on(tomorrow).of(COUNTS)] == [second.email]


def test_an_ownership_named_by_mistake_ends_at_once_and_stays_in_the_history(two):
    named(two[0], COUNTS)
    today = timezone.localdate()
    (held,) = owned_on(today)
    for _ in range(2):
        assert end_owner(number=held.number, on=today, by=two[1])
    assert owned_on(today) == ()
    assert Ownership.objects.count() == 1
    assert Entry.objects.filter(verb="ended who owns an indicator").count() == 1
    assert not end_owner(number=10_000, on=today, by=two[1])


def test_the_database_itself_refuses_what_cannot_be(two):
    named(two[0], COUNTS)
    today = timezone.localdate()
    again = {"indicator": COUNTS, "person": two[0], "since": today}
    wrong = {"indicator": SHARE, "person": two[0], "since": today, "until": today - timedelta(1)}
    for fields in (again, wrong, {"indicator": "", "person": two[0], "since": today}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ownership.objects.create(**fields)


def test_tasks_reminders_and_the_sign_off_page_go_by_it(two, signed_in, figures):
    first, second = two
    named(first, COUNTS)
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    first_page, second_page = (_this_month(one) for one in two)
    write = reverse("commentary-write", kwargs={"name": COUNTS, "month": "Oct-26"})
    other = reverse("commentary-write", kwargs={"name": SHARE, "month": "Oct-26"})
    assert write in first_page
    assert write not in second_page
    assert other in second_page
    page = analyst.get(reverse("sign-off-month", kwargs=OCTOBER)).content.decode()
    line = page[page.index("Early help assessments started") :].partition("</tr>")[0]
    assert line.count(first.name) == 1  # both are called the same: one of the two is asked
    october, today = month(2026, 10), timezone.localdate()
    shown = sign_off_shown(figures, None, "early-help-service", october, due_on(october, 15))
    only = replace(shown, lines=tuple(one for one in shown.lines if one.key.indicator == COUNTS))
    assert [one.person.number for one in month_asks(only, today)] == [first.pk]
    assert {one.person.number for one in month_asks(shown, today)} == {first.pk, second.pk}


def _this_month(person):
    from django.test import Client

    client = Client()
    client.force_login(person)
    return client.get("/").content.decode()


def test_a_colleague_may_still_write_and_nobody_signs_their_own(two):
    from django.test import Client

    named(two[0], COUNTS)
    client = Client()
    client.force_login(two[1])
    page = client.get(reverse("commentary-write", kwargs={"name": COUNTS, "month": "Oct-26"}))
    assert page.status_code == 200
    assert client.post(reverse("owners-name"), {}).status_code == 403


def test_an_administrator_names_the_owner_of_several_at_once(two, signed_in):
    client = signed_in(Role.ADMINISTRATOR)
    page = client.get(reverse("owners")).content.decode()
    assert "Early help assessments started" in page
    refused = client.post(reverse("owners-name"), {"person": "", "groups": ["nobody's"]})
    assert refused.status_code == 422
    assert "Choose who owns them" in refused.content.decode()
    refused = client.post(reverse("owners-name"), {"person": two[0].pk})
    assert "Choose at least one indicator" in refused.content.decode()
    sent = {"person": two[0].pk, "indicators": [SHARE, COUNTS]}
    said = client.post(reverse("owners-name"), sent, follow=True).content.decode()
    assert "2 more indicators have a named owner" in said
    assert {one.indicator for one in owned_on(timezone.localdate())} == {COUNTS, SHARE}
    group = {"person": two[1].pk, "groups": ["head of early help"], "alone": "on"}
    client.post(reverse("owners-name"), group)
    number = owned_on(timezone.localdate())[0].number
    assert len(owned_on(timezone.localdate())) > 2
    client.post(reverse("owners-end", kwargs={"number": number}))
    assert number not in [one.number for one in owned_on(timezone.localdate())]
    assert client.post(reverse("owners-end", kwargs={"number": 10_000})).status_code == 404


def test_an_analyst_of_one_team_names_nobody(two, signed_in):
    client = signed_in(Role.ANALYST, unit=UnitRef(Level.TEAM, "T01"))
    sent = {"person": two[0].pk, "indicators": [COUNTS]}
    assert client.post(reverse("owners-name"), sent).headers["Location"] == reverse("this-month")
    assert not Ownership.objects.exists()


def test_nobody_without_the_role_can_be_named(two, signed_in, person_with):
    other = person_with(Role.PLAN_LEAD, unit=COUNCIL)
    client = signed_in(Role.ADMINISTRATOR)
    sent = {"person": other.pk, "indicators": [COUNTS]}
    assert client.post(reverse("owners-name"), sent).status_code == 422
    sent = {"person": two[0].pk, "indicators": ["no-such-indicator"]}
    assert client.post(reverse("owners-name"), sent).status_code == 422
    assert not Ownership.objects.exists()
