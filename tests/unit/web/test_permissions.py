"""Every address, every method, every role: what the matrix says is what happens."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from headway.domain.roles import Role
from headway.web.permissions import MATRIX

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
SAMPLES = {
    "load": "asked-for",
    "work": "asked-for",
    "name": "early-help-assessments-started",
    "month": "Oct-26",
    "card": "early-help-service",
    "edition": "2026-10-public-1",
    "snapshot": "2026-10-31-090000-abcdef01",
    "number": 1,
    "grant": 1,
    "sheet": "framework-by-quarter",
    "period": "2026-07",
    "unit": "T01",
    "uidb36": "1",
    "key": "set-password",
    "provider_id": "council",
    "audience": "public",
}
COUNCIL_STAFF = {
    Role.PRACTITIONER,
    Role.TEAM_MANAGER,
    Role.INDICATOR_OWNER,
    Role.ANALYST,
    Role.QUALITY_LEAD,
    Role.PLAN_LEAD,
    Role.HEAD_OF_SERVICE,
}
# Written down a second time, from what each role is for: a slip in the matrix must not pass.
ONLY = {
    "data-asked": {Role.ANALYST},
    "settings-organisation-download": {Role.ANALYST, Role.ADMINISTRATOR},
    "data-benchmarks-load": {Role.ANALYST},
    "data-snapshot": {Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.ANALYST, Role.QUALITY_LEAD},
    "data-snapshot-withdraw": {Role.ANALYST},
    "entry": {Role.TEAM_MANAGER, Role.ANALYST, Role.HEAD_OF_SERVICE},
    "entry-close": {Role.ANALYST, Role.HEAD_OF_SERVICE},
    "entry-open": {Role.ANALYST, Role.HEAD_OF_SERVICE},
    "entry-check": {Role.TEAM_MANAGER, Role.ANALYST, Role.HEAD_OF_SERVICE},
    "entry-submit": {Role.TEAM_MANAGER},
    "entry-workbook": {Role.TEAM_MANAGER},
    "entry-load": {Role.TEAM_MANAGER},
    "entry-return": {Role.HEAD_OF_SERVICE},
    "entry-accept": {Role.HEAD_OF_SERVICE},
    "entry-reopen": {Role.HEAD_OF_SERVICE},
    "people": {Role.ADMINISTRATOR},
    "person-add": {Role.ADMINISTRATOR},
    "person-give-role": {Role.ADMINISTRATOR},
    "person-end-role": {Role.ADMINISTRATOR},
    "person-invite": {Role.ADMINISTRATOR},
    "person-close": {Role.ADMINISTRATOR},
    "person-open": {Role.ADMINISTRATOR},
    "person-new-factor": {Role.ADMINISTRATOR},
    "settings-audience": {Role.ANALYST, Role.ADMINISTRATOR},
    "settings-definitions-upload": {Role.ANALYST, Role.ADMINISTRATOR},
    "settings-definitions-restore": {Role.ANALYST, Role.ADMINISTRATOR},
    "settings-change-approve": {Role.ANALYST, Role.HEAD_OF_SERVICE},
    "settings-change-refuse": {Role.ANALYST, Role.ADMINISTRATOR, Role.HEAD_OF_SERVICE},
    "commentary-write": {Role.INDICATOR_OWNER},
    "commentary-figures": {Role.INDICATOR_OWNER},
    "commentary-submit": {Role.INDICATOR_OWNER},
    "commentary-sign": {Role.ANALYST, Role.HEAD_OF_SERVICE},
    "commentary-return": {Role.ANALYST, Role.HEAD_OF_SERVICE},
    "sign-off": {Role.INDICATOR_OWNER, Role.ANALYST, Role.HEAD_OF_SERVICE},
    "sign-off-month": {Role.INDICATOR_OWNER, Role.ANALYST, Role.HEAD_OF_SERVICE},
    "sign-off-put-forward": {Role.ANALYST},
    "sign-off-approve": {Role.HEAD_OF_SERVICE},
    "sign-off-reopen": {Role.HEAD_OF_SERVICE},
    "sign-off-remind": {Role.ANALYST, Role.HEAD_OF_SERVICE},
    "owners": {Role.INDICATOR_OWNER, Role.ANALYST, Role.HEAD_OF_SERVICE, Role.ADMINISTRATOR},
    "owners-name": {Role.ANALYST, Role.ADMINISTRATOR},
    "owners-end": {Role.ANALYST, Role.ADMINISTRATOR},
    "worklists-rows": {Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.ANALYST},
    "worklists-purpose": {Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.ANALYST},
    "indicator-choose": COUNCIL_STAFF,
    "indicator-rows": {Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.ANALYST},
    "indicator-rows-ask": {Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.ANALYST},
    "data": {Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.ANALYST, Role.QUALITY_LEAD},
    "data-load": {Role.ANALYST},
    "data-loading": {Role.ANALYST},
    "data-verify": {Role.ANALYST},
    "edition-withdraw": {Role.HEAD_OF_SERVICE},
    "edition-changed": COUNCIL_STAFF,
    "edition-changed-why": COUNCIL_STAFF,
    "edition-changed-file": COUNCIL_STAFF,
    "edition-publish": {Role.ANALYST, Role.HEAD_OF_SERVICE},
    "edition-preview": {Role.ANALYST, Role.HEAD_OF_SERVICE},
    "edition-preview-publish": {Role.ANALYST, Role.HEAD_OF_SERVICE},
    "edition-preview-accept": {Role.HEAD_OF_SERVICE},
    "edition-publishing": {Role.ANALYST, Role.HEAD_OF_SERVICE},
    "trail": {Role.TRAIL_AUDITOR},
    "trail-filter": {Role.TRAIL_AUDITOR},
    "trail-check": {Role.TRAIL_AUDITOR},
    "trail-checking": {Role.TRAIL_AUDITOR},
    "trail-download": {Role.TRAIL_AUDITOR},
}


def every_pattern(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from every_pattern(one)
        else:
            yield one


PATTERNS = tuple(every_pattern(get_resolver()))


def address(name: str) -> str:
    words = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    return reverse(name, kwargs={one: SAMPLES[one] for one in words})


def test_every_address_has_a_name_and_stands_in_the_matrix():
    assert {one.name for one in PATTERNS} == set(MATRIX)


def test_what_is_for_one_role_only_is_for_nobody_else():
    for name, roles in ONLY.items():
        for door in MATRIX[name].methods.values():
            assert door.roles == frozenset(roles), name


def test_an_address_that_leads_nowhere_is_refused_to_everybody(signed_in):
    for client in (Client(), signed_in(Role.ADMINISTRATOR)):
        assert client.get("/no/such/page/").status_code == 404


@pytest.mark.parametrize("role", [None, *Role], ids=lambda one: one.name if one else "no-role")
def test_each_role_may_do_what_the_matrix_says_and_nothing_else(role, person_with):
    person, client = person_with(*([role] if role else [])), Client()
    for name, page in MATRIX.items():
        for method in METHODS:
            client.force_login(person)
            response = client.generic(method, address(name))
            as_asked = "GET" if method == "HEAD" else method
            door = page.methods.get(as_asked)
            told = f"{role} {method} {name}: {response.status_code}"
            if door is None:
                assert response.status_code == 405, told
            elif door.roles is not None and role not in door.roles:
                assert response.status_code == 403, told
            else:
                assert response.status_code in {200, 302, 401, 404, 422}, told


def test_somebody_not_signed_in_is_sent_to_sign_in(db):
    client = Client()
    for name, page in MATRIX.items():
        for method in METHODS:
            response = client.generic(method, address(name))
            door = page.methods.get("GET" if method == "HEAD" else method)
            told = f"{method} {name}: {response.status_code}"
            if door is None:
                assert response.status_code == 405, told
            elif door.open_to_all:
                assert response.status_code in {200, 302, 401, 404, 405, 422}, told
            else:
                assert response.status_code == 302, told
                assert response.headers["Location"].startswith(reverse("account_login")), told
