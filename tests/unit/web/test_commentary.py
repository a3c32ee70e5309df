"""Commentary: saved, checked against the figures, submitted, returned, signed off by another.

Longer than other modules, since it is a list: each test is one thing that may be done with a
commentary, by the same two people.
"""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from headway.domain.bound_figures import What
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.commentary import CommentaryKey, CommentaryState
from headway.domain.periods import month
from headway.domain.roles import Role
from headway.register.commentary.models import Commentary, Version
from headway.register.commentary.queries.commentary import commentary_on
from headway.register.editions.actions.put_forward import put_forward
from headway.register.editions.standing import MonthKey
from headway.register.trail.models import Entry
from tests.unit.web.made_up_figures import COUNTS, SHARE, keep_figures_of_two_teams, lines
from tests.unit.web.made_up_office import hidden

pytestmark = pytest.mark.usefixtures("figures")
OCTOBER = {"name": COUNTS, "month": "Oct-26"}
KEY = CommentaryKey(COUNTS, month(2026, 10))
NORTH = UnitRef(Level.TEAM, "T01")


@pytest.fixture
def owner(signed_in) -> Client:
    return signed_in(Role.INDICATOR_OWNER, unit=COUNCIL)


@pytest.fixture
def head(signed_in) -> Client:
    return signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)


def opened(client: Client, page: str = "commentary-write", **words: str) -> dict[str, str]:
    return hidden(client.get(reverse(page, kwargs=OCTOBER | words)))


def save(client: Client, text: str, sent: dict[str, str] | None = None, **more: str):
    given = {"text": text, "points_to": "", "save": "yes"} | (sent or opened(client)) | more
    return client.post(reverse("commentary-write", kwargs=OCTOBER), given)


def step(client: Client, page: str, sent: dict[str, str] | None = None, **more: str):
    given = (sent or opened(client, "commentary")) | more
    return client.post(reverse(page, kwargs=OCTOBER), given, follow=True)


def confirm(client: Client, *answers: str):
    given = {f"number-{at}": one for at, one in enumerate(answers)}
    sent = opened(client, "commentary-figures") | given
    return client.post(reverse("commentary-figures", kwargs=OCTOBER), sent, follow=True)


def test_an_owner_writes_checks_and_submits_and_another_signs(owner, head):
    assert save(owner, "1,000 were started, as 4 people were away.").status_code == 302
    early = step(owner, "commentary-submit", opened(owner)).content.decode()
    assert "Say first what the numbers" in early
    page = owner.get(reverse("commentary-figures", kwargs=OCTOBER)).content.decode()
    assert "1,000 is the figure for October 2026" in page
    assert "4 is something that no kept figure says" in page
    confirm(owner, "CURRENT", "none")
    bound = Commentary.objects.get().bindings
    assert [(one["printed"], one["what"], one["then"]) for one in bound] == [
        ("1,000", "CURRENT", "1000"),
        ("4", "", ""),
    ]
    assert bound[0]["indicator"] == COUNTS
    assert bound[0]["period"] == "October 2026"
    assert "It is submitted" in step(owner, "commentary-submit").content.decode()
    assert "It is signed off" in step(head, "commentary-sign").content.decode()
    written = commentary_on(KEY)
    assert written.state is CommentaryState.SIGNED
    assert written.signed_by == "head_of_service"
    verbs = list(Entry.objects.values_list("verb", flat=True))[-3:]
    assert verbs == ["saved a commentary", "submitted a commentary", "signed a commentary off"]
    history = owner.get(reverse("commentary", kwargs=OCTOBER)).content.decode()
    assert "confirmed the figures in it" in history


def test_nothing_stands_in_a_commentary_that_its_owner_did_not_put_there(owner):
    page = owner.get(reverse("commentary-write", kwargs=OCTOBER)).content.decode()
    assert "1,000 in October 2026." in page
    assert not Commentary.objects.exists()
    save(owner, "Many were away.", take="0")
    assert commentary_on(KEY).words.text == "Many were away.\n1,000 in October 2026."


def test_of_two_who_save_the_second_is_told_and_shown_both(owner, person_with):
    other = Client()
    other.force_login(person_with(Role.INDICATOR_OWNER, unit=COUNCIL, email="o@council.example"))
    mine, theirs = opened(owner), opened(other)
    save(other, "Their words.", theirs)
    both = save(owner, "My words.", mine)
    assert both.status_code == 409
    text = both.content.decode()
    assert "Their words." in text
    assert "My words." in text
    assert commentary_on(KEY).words.text == "Their words."
    save(owner, "Words of both.", hidden(both))
    assert commentary_on(KEY).words.text == "Words of both."
    assert Version.objects.count() == 2


def test_a_form_sent_twice_does_its_work_once(owner, head):
    sent = opened(owner)
    for _ in range(2):
        assert save(owner, "All of it is done.", sent).status_code == 302
    assert Version.objects.count() == 1
    sent = opened(owner, "commentary")
    for _ in range(2):
        step(owner, "commentary-submit", sent)
    sent = opened(head, "commentary")
    for _ in range(2):
        step(head, "commentary-sign", sent)
    assert [one.step for one in Version.objects.all()] == ["SAVED", "SUBMITTED", "SIGNED"]


def test_what_was_changed_in_the_meantime_is_not_signed(owner, head):
    save(owner, "All went well.")
    step(owner, "commentary-submit")
    seen = opened(head, "commentary")
    save(owner, "Something else.")
    step(owner, "commentary-submit")
    assert "Somebody changed it" in step(head, "commentary-sign", seen).content.decode()
    assert commentary_on(KEY).state is CommentaryState.SUBMITTED


def test_nobody_signs_their_own_words(person_with):
    both = Client()
    both.force_login(person_with(Role.INDICATOR_OWNER, Role.HEAD_OF_SERVICE, unit=COUNCIL))
    save(both, "My own words.")
    step(both, "commentary-submit")
    page = step(both, "commentary-sign").content.decode()
    assert "somebody else signs it off" in page
    assert commentary_on(KEY).state is CommentaryState.SUBMITTED


def test_the_database_refuses_a_signature_by_whoever_submitted(owner, person_with):
    save(owner, "Words.")
    record = Commentary.objects.get()
    person = person_with(Role.PLAN_LEAD)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commentary.objects.filter(pk=record.pk).update(
            state="SIGNED",
            submitted_by=person,
            signed_by=person,
            signed_at=record.versions.get().at,
        )


def test_it_comes_back_with_a_note(owner, head):
    save(owner, "It is so.")
    step(owner, "commentary-submit")
    refused = step(head, "commentary-return", note=" ")
    assert refused.status_code == 422
    step(head, "commentary-return", note="Say why.")
    assert "Say why." in owner.get(reverse("commentary-write", kwargs=OCTOBER)).content.decode()
    assert commentary_on(KEY).state is CommentaryState.RETURNED
    step(owner, "commentary-submit")
    assert commentary_on(KEY).note == ""


def test_a_figure_that_moves_is_told_with_what_it_was_and_is(
    owner, settings, monkeypatch, tmp_path
):
    save(owner, "1,000 were started, down 1 on September.")
    confirm(owner, "CURRENT", "DIFFERENCE_PREVIOUS")
    page = owner.get(reverse("commentary", kwargs=OCTOBER)).content.decode()
    assert "it is now" not in page

    def moved(place: int) -> dict[str, Any]:
        found: dict[str, Any] = lines(place)
        found["figures"][COUNTS][-1][2] = "1007"
        return found

    monkeypatch.setattr("tests.unit.web.made_up_figures.lines", moved)
    later = tmp_path / "later"
    keep_figures_of_two_teams(later)
    settings.OFFICE = replace(settings.OFFICE, data=later)
    page = owner.get(reverse("commentary", kwargs=OCTOBER)).content.decode()
    assert "The text says 1,000 for the figure for October 2026; it is now 1,007." in page
    assert "The text says 1 for the difference from September 2026; it is now 6." in page


def fallen(settings, monkeypatch, folder) -> None:
    """Have a share that fell in October, where more is better."""

    def made(place: int) -> dict[str, Any]:
        found: dict[str, Any] = lines(place)
        found["figures"][SHARE][-1][2] = "40"
        return found

    monkeypatch.setattr("tests.unit.web.made_up_figures.lines", made)
    keep_figures_of_two_teams(folder)
    settings.OFFICE = replace(settings.OFFICE, data=folder)


def test_a_claim_that_the_figure_speaks_against_is_asked_about(
    owner, settings, monkeypatch, tmp_path
):
    share = OCTOBER | {"name": SHARE}
    given = {"text": "It has improved.", "points_to": "", "save": "yes"} | opened(owner, name=SHARE)
    owner.post(reverse("commentary-write", kwargs=share), given)
    asked = "The text says “It has improved.”, but the figure is worse."
    assert asked not in owner.get(reverse("commentary", kwargs=share)).content.decode()
    fallen(settings, monkeypatch, tmp_path / "later")
    assert asked in owner.get(reverse("commentary", kwargs=share)).content.decode()


def test_words_carried_over_are_marked_and_only_taken_by_their_owner(owner):
    september = reverse("commentary-write", kwargs=OCTOBER | {"month": "Sep-26"})
    given = {"text": "As ever.", "points_to": "", "save": "yes"} | opened(owner, month="Sep-26")
    owner.post(september, given)
    save(owner, "", take="before")
    written = commentary_on(KEY)
    assert (written.words.text, written.words.carried_from) == ("As ever.", "September 2026")
    page = owner.get(reverse("commentary", kwargs=OCTOBER)).content.decode()
    assert "These are the very words of September 2026" in page


def test_it_may_point_to_another_indicator_but_not_in_a_circle(owner):
    save(owner, "", points_to=SHARE)
    page = owner.get(reverse("commentary", kwargs=OCTOBER)).content.decode()
    assert reverse("commentary", kwargs=OCTOBER | {"name": SHARE}) in page
    address = reverse("commentary-write", kwargs=OCTOBER | {"name": SHARE})
    given = {"text": "", "points_to": COUNTS, "save": "yes"} | opened(owner, name=SHARE)
    refused = owner.post(address, given)
    assert refused.status_code == 422
    assert "points elsewhere itself" in refused.content.decode()


def test_another_teams_owner_is_refused(signed_in, owner):
    choose = {"card": "early-help-service", "unit": "TEAM:T02", "month": "Oct-26"}
    view = owner.post(reverse("scorecard-choose"), choose).headers["Location"].partition("?")[2]
    north = signed_in(Role.INDICATOR_OWNER, Role.TEAM_MANAGER, unit=NORTH)
    for page in ("commentary", "commentary-write", "commentary-figures"):
        address = reverse(page, kwargs=OCTOBER)
        assert north.get(address).status_code == 403  # the council's
        assert north.get(f"{address}?{view}").status_code == 403  # the other team's
    assert owner.get(f"{reverse('commentary-write', kwargs=OCTOBER)}?{view}").status_code == 200


def test_a_commentary_of_a_team_is_not_the_councils(owner):
    choose = {"card": "early-help-service", "unit": "TEAM:T01", "month": "Oct-26"}
    view = owner.post(reverse("scorecard-choose"), choose).headers["Location"].partition("?")[2]
    address = f"{reverse('commentary-write', kwargs=OCTOBER)}?{view}"
    given = {"text": "4,000 here.", "points_to": "", "check": "yes"} | hidden(owner.get(address))
    owner.post(address, given)
    assert commentary_on(KEY) is None
    of_team = commentary_on(replace(KEY, unit=NORTH))
    assert of_team.words.text == "4,000 here."
    page = owner.get(f"{reverse('commentary-figures', kwargs=OCTOBER)}?{view}").content.decode()
    assert What.CURRENT.name in page


@pytest.mark.parametrize(
    "words", [{"month": "Oct-31"}, {"month": "soon"}, {"name": "no-such"}, {"month": "Jan-20"}]
)
def test_a_figure_that_is_not_there_has_no_commentary(owner, words):
    assert owner.get(reverse("commentary", kwargs=OCTOBER | words)).status_code == 404


def test_a_draft_is_for_those_who_write_and_sign(owner, head, signed_in):
    save(owner, "Half a thought.")
    other = signed_in(Role.PLAN_LEAD, unit=COUNCIL)
    indicator = reverse("indicator", kwargs={"name": COUNTS})
    for address in (reverse("commentary", kwargs=OCTOBER), indicator):
        assert "Half a thought." not in other.get(address).content.decode()
        assert "Half a thought." in head.get(address).content.decode()
    step(owner, "commentary-submit")
    for address in (reverse("commentary", kwargs=OCTOBER), indicator):
        assert "Half a thought." in other.get(address).content.decode()
    assert "Write about October 2026" in owner.get(indicator).content.decode()
    assert "Write about" not in other.get(indicator).content.decode()


def test_what_was_changed_in_the_meantime_is_not_submitted_confirmed_or_returned(owner, head):
    save(owner, "1,000 were started.")
    seen, asked = opened(owner), opened(owner, "commentary-figures")
    save(owner, "1,000 it is.")
    assert "Somebody changed it" in step(owner, "commentary-submit", seen).content.decode()
    late = reverse("commentary-figures", kwargs=OCTOBER)
    told = owner.post(late, asked | {"number-0": "CURRENT"}, follow=True).content.decode()
    assert "Somebody changed it" in told
    assert commentary_on(KEY).bindings == ()
    confirm(owner, "CURRENT")
    step(owner, "commentary-submit")
    seen = opened(head, "commentary")
    save(owner, "It was 1,000.")
    confirm(owner, "CURRENT")
    step(owner, "commentary-submit")
    assert (
        "Somebody changed it"
        in step(head, "commentary-return", seen, note="Say why.").content.decode()
    )
    assert commentary_on(KEY).state is CommentaryState.SUBMITTED
    assert commentary_on(KEY).note == ""


def test_two_who_begin_the_same_commentary_lose_neither_text(owner, person_with):
    other = Client()
    other.force_login(person_with(Role.INDICATOR_OWNER, unit=COUNCIL, email="o@council.example"))
    mine, theirs = opened(owner), opened(other)
    assert mine["version"] == theirs["version"] == "0"
    save(owner, "First.", mine)
    both = save(other, "Second.", theirs)
    assert both.status_code == 409
    assert "First." in both.content.decode()
    assert "Second." in both.content.decode()
    assert Commentary.objects.count() == 1


@pytest.mark.parametrize("page", ["submit", "sign", "return", "figures", "write"])
def test_nothing_is_done_with_a_commentary_of_a_closed_month(owner, head, person_with, page):
    save(owner, "It is so.")
    before = {
        "submit": (owner, {}),
        "sign": (head, {}),
        "return": (head, {"note": "Say why."}),
        "figures": (owner, {}),
        "write": (owner, {"text": "More.", "points_to": "", "save": "yes"}),
    }
    client, more = before[page]
    if page in {"sign", "return"}:
        step(owner, "commentary-submit")
    sent = opened(owner, "commentary-write")
    analyst = person_with(Role.ANALYST, unit=COUNCIL)
    closed = MonthKey("early-help-service", month(2026, 10))
    put_forward(key=closed, reason="The rest waits", version=0, token="t" * 20, by=analyst)
    was = commentary_on(KEY)
    told = client.post(reverse(f"commentary-{page}", kwargs=OCTOBER), sent | more, follow=True)
    if page == "figures":  # its page leads back before anything is sent
        assert told.redirect_chain
    assert "October 2026 waits for approval: ask the head of service" in told.content.decode()
    assert commentary_on(KEY) == was


def test_a_form_that_returns_is_acted_on_once(owner, head):
    save(owner, "It is so.")
    step(owner, "commentary-submit")
    sent = opened(head, "commentary")
    for _ in range(2):
        step(head, "commentary-return", sent, note="Say why.")
    assert [one.step for one in Version.objects.all()] == ["SAVED", "SUBMITTED", "RETURNED"]
    assert Entry.objects.filter(verb="returned a commentary").count() == 1


def test_a_draft_that_another_points_to_is_for_those_who_write_and_sign(owner, head, signed_in):
    words = {"text": "Half a thought.", "points_to": "", "save": "yes"}
    there = reverse("commentary-write", kwargs=OCTOBER | {"name": SHARE})
    owner.post(there, words | opened(owner, name=SHARE))
    save(owner, "", points_to=SHARE)
    step(owner, "commentary-submit")
    other, address = signed_in(Role.PLAN_LEAD, unit=COUNCIL), reverse("commentary", kwargs=OCTOBER)
    assert "Half a thought." not in other.get(address).content.decode()
    assert "nothing is ready to read yet" in other.get(address).content.decode()
    assert "Half a thought." in head.get(address).content.decode()


def test_what_was_taken_out_again_is_read_by_those_who_write_and_sign_alone(owner, head, signed_in):
    save(owner, "It is about one family.")
    step(owner, "commentary-submit")
    step(head, "commentary-return", note="Take the one family out.")
    save(owner, "It is so.")
    step(owner, "commentary-submit")
    step(head, "commentary-sign")
    other, address = (
        signed_in(Role.PRACTITIONER, unit=COUNCIL),
        reverse("commentary", kwargs=OCTOBER),
    )
    assert "one family" not in other.get(address).content.decode()
    assert "It is so." in other.get(address).content.decode()
    assert "It is about one family." in head.get(address).content.decode()


def test_an_owner_of_one_team_is_led_from_the_indicator_to_that_teams_commentary(signed_in):
    north = signed_in(Role.INDICATOR_OWNER, unit=NORTH)
    page = north.get(reverse("indicator", kwargs={"name": COUNTS})).content.decode()
    address = re.findall(r'href="(/commentary/[^"]*/write/[^"]*)"', page)[0]
    assert north.get(address).status_code == 200
    north.post(
        address, {"text": "Ours.", "points_to": "", "save": "y"} | hidden(north.get(address))
    )
    assert commentary_on(replace(KEY, unit=NORTH)).words.text == "Ours."
    page = north.get(reverse("indicator", kwargs={"name": COUNTS})).content.decode()
    for one in re.findall(r'href="(/commentary/[^"]*)"', page):
        assert north.get(one).status_code == 200, one


def test_the_way_to_sign_off_is_shown_to_those_alone_whom_it_lets_in(head, person_with):
    way, first = f'href="{reverse("sign-off")}"', reverse("this-month")
    for role in (Role.HEAD_OF_SERVICE, Role.ANALYST, Role.INDICATOR_OWNER):
        north = Client()
        north.force_login(person_with(role, unit=NORTH, email=f"north-{role.name}@council.example"))
        assert way not in north.get(first).content.decode()
    assert way in head.get(first).content.decode()
