"""The navigation says where its reader is: every page of the office belongs to one way, or none."""

import re

import pytest
from django.urls import reverse

from headway.domain.calculation_results import COUNCIL
from headway.domain.roles import Role
from headway.web.frame import WAYS, WITHIN
from headway.web.permissions import MATRIX

HERE = re.compile(r'aria-current="true"[^>]*><strong[^>]*>([^<]+)</strong>')
APART = ("account_", "mfa_", "openid_", "socialaccount_", "accessibility")


def test_every_page_belongs_to_a_way_but_those_of_signing_in():
    starts = (*(name for name, _ in WAYS), *WITHIN)
    belong = [one for one in MATRIX if any(one == s or one.startswith(f"{s}-") for s in starts)]
    assert {one for one in MATRIX if one not in belong and not one.startswith(APART)} == set()


@pytest.mark.parametrize(
    ("page", "words", "way"),
    [
        ("this-month", {}, "This month"),
        ("editions", {}, "Editions"),
        ("edition-publish", {"card": "early-help-service", "month": "Oct-26"}, "Editions"),
        ("owners", {}, "Sign-off"),
        ("settings", {}, "Settings"),
        ("accessibility", {}, None),
    ],
)
def test_one_way_is_marked(signed_in, page, words, way):
    said = signed_in(Role.ANALYST, unit=COUNCIL).get(reverse(page, kwargs=words)).content.decode()
    assert HERE.findall(said) == ([way] if way else [])


def test_a_page_of_one_person_is_marked_as_of_people(signed_in, person_with):
    person = person_with(Role.BOARD_MEMBER)
    said = signed_in(Role.ADMINISTRATOR).get(reverse("person", kwargs={"number": person.pk}))
    assert HERE.findall(said.content.decode()) == ["People"]
