"""Teams' sheets on pages: filled in, returned, accepted, and only by those they are asked of.

Longer than other modules, since it is a list: each test is one thing that may be done with a
sheet, begun by the same few helpers.
"""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.period_labels import parse_period
from headway.domain.periods import PeriodKind, quarter
from headway.domain.roles import Role, access_on
from headway.domain.team_sheets import SheetKey, SheetState
from headway.domain.values import Number, State, Value, number
from headway.register.accounts.queries.grants_of import grants_of
from headway.register.entries.queries.sheets import sheet_kept
from headway.register.trail.models import Entry
from headway.services.analysis.entered import entered_figures, entries_of
from headway.services.analysis.keeping import kept_entries
from headway.services.office import entry_deciding
from headway.services.office.entry_sheet import sheet_shown
from headway.services.office.entry_tasks import entry_tasks
from headway.services.office.entry_workbook import identity_of_sheet, workbook_of
from headway.services.office.figures import units_within
from headway.services.office.scorecards import Shown, office_scorecard
from headway.services.office.tasks import TaskState
from tests.entry_workbooks import fill_in
from tests.unit.web.made_up_office import SHEET, office_of_two_teams

NO_MONTHLY = "groups-by-month"
NORTH, SOUTH = UnitRef(Level.TEAM, "T01"), UnitRef(Level.TEAM, "T02")
PERIOD = quarter(2026, 2)
KEY = SheetKey("framework-by-quarter", NORTH, PERIOD)
WORDS = {"sheet": "framework-by-quarter", "period": "2026-07", "unit": "T01"}
POSTED = ("entry-submit", "entry-return", "entry-accept", "entry-reopen", "entry-workbook")


@pytest.fixture(autouse=True)
def office(settings, tmp_path):
    return office_of_two_teams(settings, tmp_path, SHEET)


def to(page, **words):
    return reverse(page, kwargs=WORDS | words)


def hidden(client: Client, page="entry-sheet", **words):
    text = client.get(to(page, **words)).content.decode()
    found = dict(re.findall(r'name="(version|token)" value="([^"]*)"', text))
    return found or {"version": "0", "token": ""}


def answers(contacts="12", received="8", respected="7", **more):
    given = {
        "direct-contacts-number": contacts,
        "family-feedback-received-number": received,
        "family-feedback-respected-number": respected,
    }
    return given | {name.replace("__", "-"): one for name, one in more.items()}


def save(client: Client, unit="T01", then="check", **given):
    sent = hidden(client, unit=unit) | answers(**given) | {"then": then}
    return client.post(to("entry-sheet", unit=unit), sent)


def act(client: Client, page: str, unit="T01", **more):
    sent = hidden(client, "entry-check", unit=unit) | more
    return client.post(to(page, unit=unit), sent, follow=True)


def test_a_team_manager_enters_a_quarter_is_sent_back_and_the_figure_is_on_the_scorecard(
    signed_in, office
):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    assert "Our framework" in manager.get(reverse("entry")).content.decode()
    save(manager)
    checked = manager.get(to("entry-check")).content.decode()
    assert "87.5%" in checked
    assert "handed in" in act(manager, "entry-submit").content.decode()
    refused = act(head, "entry-return", note="")
    assert refused.status_code == 422
    assert "Say what the team should look at" in refused.content.decode()
    act(head, "entry-return", note="Is 12 right?")
    assert "Is 12 right?" in manager.get(to("entry-sheet")).content.decode()
    save(manager, contacts="13")
    act(manager, "entry-submit")
    assert "accepted" in act(head, "entry-accept").content.decode()
    kept = kept_entries(office.data)
    own = {one.indicator: one.figure.value for one in entered_figures(entries_of(kept, NORTH))}
    assert own["direct-contacts"] == number(13)
    assert own["family-feedback-respected-percentage"] == number("87.5")
    above = {one.indicator: one.figure.value for one in entered_figures(entries_of(kept, COUNCIL))}
    assert above["direct-contacts"].state is State.INCOMPLETE
    assert above["direct-contacts"].note == "1 of 2 teams"
    month = parse_period("Oct-26", PeriodKind.MONTH)
    card = office_scorecard(
        office.data, office.definitions, Shown(NORTH, month, "early-help-service")
    )
    cells = {str(one.column): one.value for one in card.row("direct-contacts").cells}
    assert cells["September 2026"] == number(13)


def test_totals_add_up_once_every_team_is_in_and_are_never_averaged(signed_in, office):
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    for unit, given in ((NORTH, ("12", "8", "7")), (SOUTH, ("5", "2", "0"))):
        manager = signed_in(Role.TEAM_MANAGER, unit=unit) if unit is NORTH else None
        manager = manager or _manager_of_south(head)
        save(
            manager, unit.id, **dict(zip(("contacts", "received", "respected"), given, strict=True))
        )
        act(manager, "entry-submit", unit.id)
        act(head, "entry-accept", unit.id)
    found = entered_figures(entries_of(kept_entries(office.data), COUNCIL))
    total = {one.indicator: one.figure.value for one in found}
    assert total["direct-contacts"] == number(17)
    assert total["family-feedback-respected-percentage"] == number(70)


def _manager_of_south(head: Client) -> Client:
    from django.utils import timezone

    from headway.register.accounts.actions.add_person import add_person
    from headway.register.accounts.actions.give_role import give_role
    from headway.register.accounts.models import User

    founder = User.objects.first()
    person = add_person(email="south@council.example", name="South", by=founder)
    today = timezone.localdate()
    give_role(person=person.pk, role=Role.TEAM_MANAGER, unit=SOUTH, since=today, by=founder)
    client = Client()
    client.force_login(person)
    return client


def test_another_teams_manager_is_refused_at_every_address(signed_in):
    manager = signed_in(Role.TEAM_MANAGER, unit=SOUTH)
    for page in ("entry-sheet", "entry-check"):
        assert manager.get(to(page)).status_code == 403, page
    for page in ("entry-sheet", "entry-load", *POSTED):
        assert manager.post(to(page), {"version": 0}).status_code == 403, page
    assert "T01" not in manager.get(reverse("entry")).content.decode()
    assert sheet_kept(KEY).state is SheetState.NOT_STARTED


def test_a_head_of_another_locality_is_refused(signed_in):
    head = signed_in(Role.HEAD_OF_SERVICE, unit=UnitRef(Level.LOCALITY, "L2"))
    assert head.get(to("entry-check")).status_code == 403
    assert head.post(to("entry-accept"), {"version": 0}).status_code == 403
    assert head.get(to("entry-check", unit="T02")).status_code == 200


def test_whoever_only_looks_cannot_fill_in(signed_in):
    for role in (Role.ANALYST, Role.HEAD_OF_SERVICE):
        client = signed_in(role, unit=COUNCIL)
        assert client.get(to("entry-sheet")).headers["Location"] == to("entry-check")
        assert client.post(to("entry-sheet"), answers()).status_code == 403


def test_a_sheet_that_is_not_asked_for_is_not_there(signed_in):
    manager = signed_in(Role.TEAM_MANAGER, unit=COUNCIL)
    for words in (
        {"sheet": "no-sheet"},
        {"period": "2026-08"},
        {"period": "2027-04"},
        {"unit": "X"},
    ):
        assert manager.get(to("entry-sheet", **words)).status_code == 404, words


def test_what_is_no_figure_is_told_and_nothing_is_lost(signed_in):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    refused = save(manager, contacts="a dozen")
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "it is not a number" in text
    assert 'value="a dozen"' in text
    assert sheet_kept(KEY).state is SheetState.NOT_STARTED
    both = save(manager, direct__contacts__in__place="AWAITED")
    assert "not both" in both.content.decode()


def test_awaited_and_not_applicable_are_answers_and_a_blank_is_none(signed_in):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    save(manager, contacts="", direct__contacts__in__place="AWAITED")
    assert sheet_kept(KEY).answers["direct-contacts"].value.state is State.AWAITED
    assert act(manager, "entry-submit").status_code == 200
    assert sheet_kept(KEY).state is SheetState.SUBMITTED


def test_an_error_keeps_a_sheet_from_being_handed_in(signed_in):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    save(manager, received="6")
    text = manager.get(to("entry-check")).content.decode()
    assert "7 is more than the 6 given for" in text
    assert "Hand in" not in text
    sent = {"version": 1, "token": "t"}
    assert manager.post(to("entry-submit"), sent).status_code == 422
    assert sheet_kept(KEY).state is SheetState.BEING_FILLED_IN


def test_two_people_who_save_the_same_sheet_see_both(signed_in, person_with):
    first = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    second = Client()
    second.force_login(person_with(Role.TEAM_MANAGER, unit=NORTH, email="another@council.example"))
    opened = hidden(second)
    save(first)
    stale = second.post(to("entry-sheet"), opened | answers(contacts="99"))
    text = stale.content.decode()
    assert stale.status_code == 422
    assert "Somebody saved this sheet after you opened it" in text
    assert 'value="99"' in text
    assert "Saved meanwhile:</span> 12." in text
    assert sheet_kept(KEY).answers["direct-contacts"].amount == 12
    again = dict(re.findall(r'name="(version|token)" value="([^"]*)"', text))
    assert second.post(to("entry-sheet"), again | answers(contacts="99")).status_code == 302
    assert sheet_kept(KEY).answers["direct-contacts"].amount == 99


def test_a_form_sent_twice_is_acted_on_once(signed_in):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    sent = hidden(manager) | answers()
    for _ in range(2):
        assert manager.post(to("entry-sheet"), sent).status_code == 302
    assert sheet_kept(KEY).version == 1
    told = Entry.objects.filter(subject__startswith="sheet framework").count()
    assert told == 1


def test_who_handed_a_sheet_in_cannot_accept_it(signed_in):
    both = signed_in(Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, unit=NORTH)
    save(both)
    act(both, "entry-submit")
    assert "Somebody else must look" in both.get(to("entry-check")).content.decode()
    refused = both.post(to("entry-accept"), {"version": 2, "token": "t"}, follow=True)
    assert "Somebody else must look" in refused.content.decode()
    assert sheet_kept(KEY).state is SheetState.SUBMITTED


def test_a_closed_period_refuses_and_its_completeness_is_kept(signed_in, office):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    sent = hidden(manager) | answers()
    of_period = {name: WORDS[name] for name in ("sheet", "period")}
    close = reverse("entry-close", kwargs=of_period)
    assert analyst.post(close, {"reason": ""}).status_code == 422
    assert analyst.post(close, {"reason": "It is published"}).status_code == 302
    refused = manager.post(to("entry-sheet"), sent, follow=True).content.decode()
    assert "closed this period on" in refused
    assert sheet_kept(KEY).state is SheetState.NOT_STARTED
    found = entered_figures(entries_of(kept_entries(office.data), COUNCIL))
    assert {one.indicator for one in found} == {
        "entries-complete-percentage",
        "entries-on-time-percentage",
    }
    opened = reverse("entry-open", kwargs=of_period)
    assert analyst.post(opened, {"reason": "A team was forgotten"}).status_code == 302
    assert manager.post(to("entry-sheet"), sent).status_code == 302


def test_a_period_closed_again_as_at_first_is_told_as_it_was_closed_last(
    signed_in, office, monkeypatch
):
    """Teams are taken in and out again within a day: the first answer, stored once, would lie
    under the second."""
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    of_period = {name: WORDS[name] for name in ("sheet", "period")}

    def closed(share: int) -> Value:
        known = {("entries-complete-percentage", COUNCIL): number(share)}
        monkeypatch.setattr(entry_deciding, "shares", lambda *_: known)
        head.post(reverse("entry-close", kwargs=of_period), {"reason": "It is published"})
        monkeypatch.setattr(entry_deciding, "shares", lambda *_: {})
        head.post(reverse("entry-close", kwargs=of_period), {"reason": "The form was sent twice"})
        head.post(reverse("entry-open", kwargs=of_period), {"reason": "A team was forgotten"})
        found = entered_figures(entries_of(kept_entries(office.data), COUNCIL))
        return [one.figure.value for one in found][-1]

    assert [closed(50), closed(100), closed(50)] == [number(50), number(100), number(50)]
    assert len(kept_entries(office.data)) == 3


def test_only_who_answers_for_the_council_closes_a_period(signed_in):
    head = signed_in(Role.HEAD_OF_SERVICE, unit=UnitRef(Level.LOCALITY, "L1"))
    of_period = {name: WORDS[name] for name in ("sheet", "period")}
    close = reverse("entry-close", kwargs=of_period)
    assert head.post(close, {"reason": "x"}).status_code == 403


def test_an_accepted_sheet_is_opened_again_and_its_figures_are_awaited(signed_in, office):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    for times in range(2):
        save(manager)
        act(manager, "entry-submit")
        act(head, "entry-accept")
        own = entered_figures(entries_of(kept_entries(office.data), NORTH))
        assert number(12) in [one.figure.value for one in own], times
        act(head, "entry-reopen", note="A family was missed")
        own = entered_figures(entries_of(kept_entries(office.data), NORTH))
        waiting = [one.figure.value for one in own if one.indicator == "direct-contacts"]
        assert [one.state for one in waiting] == [State.AWAITED]


def test_what_is_asked_of_whom_is_told_for_this_month(person_with, office, settings):
    from django.utils import timezone

    manager = person_with(Role.TEAM_MANAGER, unit=NORTH)
    today = timezone.localdate()
    access = access_on(today, grants_of(manager), units_within(office.data))
    tasks = [one for one in entry_tasks(access, today) if "Our framework" in one.title]
    assert [(one.state, one.address_name) for one in tasks] == [
        (TaskState.NOT_STARTED, "entry-sheet")
    ]
    assert reverse(tasks[0].address_name, kwargs=dict(tasks[0].address_words))
    assert all("T02" not in one.title for one in tasks)
    board = person_with(Role.BOARD_MEMBER)
    assert entry_tasks(access_on(today, grants_of(board), {}), today) == ()


def shown_now(office, unit=NORTH):
    return sheet_shown(office.data, office.definitions, replace(KEY, unit=unit))


def load(client: Client, contents: bytes):
    file = SimpleUploadedFile("my sheet.xlsx", contents)
    return client.post(to("entry-load"), {"workbook": file})


def test_a_sheet_comes_back_as_a_workbook(signed_in, office, tmp_path):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    book = manager.post(to("entry-workbook")).content
    given = {
        ("direct-contacts", "figure"): 31,
        ("direct-contacts", "commentary"): "A new youth club.",
        ("family-feedback-received", "figure"): "tbc",
    }
    filled = fill_in(book, given, tmp_path)
    assert load(manager, filled).status_code == 302
    found = sheet_kept(KEY).answers
    assert found["direct-contacts"].amount == 31
    assert found["direct-contacts"].note == "A new youth club."
    assert found["family-feedback-received"].value.state is State.AWAITED
    again = load(manager, filled)
    assert again.status_code == 422
    assert "the sheet was saved after this workbook was made" in again.content.decode()


def test_a_workbook_of_another_team_is_refused(signed_in, office, tmp_path):
    from django.utils import timezone

    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    south = workbook_of(shown_now(office, SOUTH), timezone.localdate())
    refused = load(manager, south)
    assert refused.status_code == 422
    assert "this is the workbook of “Our framework: T02 South team”" in refused.content.decode()
    assert load(manager, b"no workbook at all").status_code == 422
    assert identity_of_sheet(shown_now(office)) != identity_of_sheet(shown_now(office, SOUTH))


def test_what_is_wrong_in_a_workbook_is_told_by_its_cell_and_nothing_is_taken(
    signed_in, office, tmp_path
):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    book = manager.post(to("entry-workbook")).content
    given = {("direct-contacts", "figure"): "many", ("family-feedback-received", "figure"): 8}
    refused = load(manager, fill_in(book, given, tmp_path))
    text = refused.content.decode()
    assert refused.status_code == 422
    assert re.search(r"sheet “Entry”, row \d+, column G", text)
    assert sheet_kept(KEY).state is SheetState.NOT_STARTED


def test_the_demonstration_has_sheets_in_every_state_once(office, db):
    from headway.web.demonstration import add_everybody, fill_sheets_in

    add_everybody()
    for _ in range(2):
        fill_sheets_in()
    assert sheet_kept(KEY).state is SheetState.RETURNED
    assert sheet_kept(replace(KEY, unit=SOUTH)).state is SheetState.ACCEPTED


def test_how_complete_the_teams_were_stands_on_the_scorecard_and_the_indicators_own_page(
    signed_in, office
):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    save(manager)
    act(manager, "entry-submit")
    act(head, "entry-accept")
    of_period = {name: WORDS[name] for name in ("sheet", "period")}
    head.post(reverse("entry-close", kwargs=of_period), {"reason": "It is published"})
    page = head.get(reverse("indicator", kwargs={"name": "entries-complete-percentage"}))
    figures = re.sub(r"\s+", " ", page.content.decode())
    row = figures[figures.index("quarter 2 2026/27") :].partition("</tr>")[0]
    shown = office_scorecard(
        office.data,
        office.definitions,
        Shown(COUNCIL, parse_period("Sep-26", PeriodKind.MONTH), "early-help-programmes"),
    )
    value = shown.row("entries-complete-percentage").current
    assert isinstance(value, Number)
    assert f"{float(value.amount):.1f}%" in row


def decided(manager: Client, head: Client, state: SheetState) -> None:
    """Bring North's sheet as far as a state."""
    save(manager)
    if state is not SheetState.BEING_FILLED_IN:
        act(manager, "entry-submit")
    if state is SheetState.ACCEPTED:
        act(head, "entry-accept")


ACTS: tuple[tuple[str, SheetState, dict[str, str]], ...] = (
    ("entry-submit", SheetState.BEING_FILLED_IN, {}),
    ("entry-return", SheetState.SUBMITTED, {"note": "Look again"}),
    ("entry-accept", SheetState.SUBMITTED, {}),
    ("entry-reopen", SheetState.ACCEPTED, {"note": "A family was missed"}),
)


@pytest.mark.parametrize(("page", "state", "more"), ACTS)
def test_whatever_is_done_to_a_sheet_is_done_once_and_never_to_another_version(
    page, state, more, signed_in
):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    decided(manager, head, state)
    client = manager if page == "entry-submit" else head
    version = sheet_kept(KEY).version
    stale = {"version": version - 1, "token": "s" * 20} | more
    told = client.post(to(page), stale, follow=True).content.decode()
    assert "Somebody has changed this sheet since you opened it." in told
    assert sheet_kept(KEY).version == version
    sent = {"version": version, "token": "t" * 20} | more
    for _ in range(2):
        client.post(to(page), sent)
    assert sheet_kept(KEY).version == version + 1
    assert sheet_kept(KEY).state is not state


@pytest.mark.parametrize(("page", "state", "more"), ACTS)
def test_nothing_is_done_to_a_sheet_of_a_closed_period(page, state, more, signed_in):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    decided(manager, head, state)
    of_period = {name: WORDS[name] for name in ("sheet", "period")}
    head.post(reverse("entry-close", kwargs=of_period), {"reason": "It is published"})
    was = sheet_kept(KEY)
    client = manager if page == "entry-submit" else head
    sent = {"version": was.version, "token": "t" * 20} | more
    told = client.post(to(page), sent, follow=True).content.decode()
    assert "closed this period on" in told
    assert "It is published. Ask them, or a head of service, to open it again." in told
    assert sheet_kept(KEY) == was


def test_a_workbook_is_not_taken_into_a_closed_period(signed_in, tmp_path):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    book = manager.post(to("entry-workbook")).content
    filled = fill_in(book, {("direct-contacts", "figure"): 31}, tmp_path)
    of_period = {name: WORDS[name] for name in ("sheet", "period")}
    head.post(reverse("entry-close", kwargs=of_period), {"reason": "It is published"})
    file = SimpleUploadedFile("my sheet.xlsx", filled)
    told = manager.post(to("entry-load"), {"workbook": file}, follow=True).content.decode()
    assert "It is published" in told
    assert sheet_kept(KEY).state is SheetState.NOT_STARTED


def test_a_workbook_sent_twice_with_one_form_is_taken_once(signed_in, tmp_path):
    manager = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    book = manager.post(to("entry-workbook")).content
    filled = fill_in(book, {("direct-contacts", "figure"): 31}, tmp_path)
    page = manager.get(to("entry-sheet")).content.decode()
    form = page[page.index(to("entry-load")) :]
    token = re.findall(r'name="token" value="([^"]*)"', form)[0]
    for _ in range(2):
        file = SimpleUploadedFile("my sheet.xlsx", filled)
        sent = manager.post(to("entry-load"), {"workbook": file, "token": token})
        assert sent.headers["Location"] == to("entry-sheet")
    assert sheet_kept(KEY).version == 1
