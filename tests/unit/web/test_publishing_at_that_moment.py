"""What is published is what was looked at, of a month approved then: to the moment it is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import transaction

from headway.domain.asked_work import AskedWork, WorkKind, WorkState
from headway.domain.disclosure.policy import Audience
from headway.domain.problems import Refused
from headway.register.editions.standing import MonthKey
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.services.analysis import publish as publishing
from headway.services.analysis.erase import erase
from headway.services.analysis.frozen_figures import pins_of
from headway.services.analysis.published import list_editions
from headway.services.office.asked_work import Folders
from headway.services.office.preview_edition import preview_shown, run_preview
from headway.services.office.publish_edition import run_publish
from headway.services.office.to_publish import (
    ToPublish,
    accepted_words,
    changed_since,
    rests_on,
    words_of,
)
from tests.unit.web.made_up_edition import (
    CARD,
    MONTH,
    Office,
    ask_policy,
    copy_of,
    enter_again,
    load_rows,
    open_the_month,
    token,
    whole_office,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """An office whose month is approved, taken away in the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield whole_office(tmp_path_factory.mktemp("office"))
        transaction.set_rollback(True)


@pytest.fixture
def office(made, tmp_path) -> Office:
    """A copy of it, to change."""
    return copy_of(made, tmp_path / "office")


def looked_at(office: Office) -> AskedWork:
    """Publishing asked for, of what was looked at just now."""
    asked = ToPublish(MonthKey(CARD, MONTH), Audience.INTERNAL, "council", "analyst@x.example")
    words = words_of(asked)
    preview = ask_for_work(
        kind=WorkKind.PREVIEW, form=token(), words=words, by=next(iter(office.people.values()))
    )
    given = {**words, "preview": preview, "rests": rests_on(office.data, office.own)}
    return AskedWork(
        "w", WorkKind.PUBLISH, WorkState.RUNNING, asked.by, AT, given, "", None, {}, (), False
    )


def run(office: Office, work: AskedWork) -> None:
    run_publish(Folders(office.folder, office.data, office.own), work, lambda _: None)


def while_it_is_made(monkeypatch: pytest.MonkeyPatch, what: Callable[[], None]) -> None:
    """Have something happen after the figures are worked out, before anything is kept."""
    make = publishing.make

    def slowly(*given):
        made = make(*given)
        what()
        return made

    monkeypatch.setattr(publishing, "make", slowly)


def test_what_was_looked_at_is_published(office):
    run(office, looked_at(office))
    assert [one.name for one in list_editions(office.data)] == ["2026-09-internal-1"]


def test_a_month_opened_again_while_it_is_made_is_not_published(office, monkeypatch):
    work = looked_at(office)
    while_it_is_made(monkeypatch, lambda: open_the_month(office))
    with pytest.raises(Refused, match="September 2026 is open: it is published once it is"):
        run(office, work)
    assert list_editions(office.data) == ()
    assert not (office.data / "artefacts" / "edition-counts").exists()


def test_what_is_out_already_is_accepted_together_and_kept_with_the_edition(office):
    """Staff were shown every figure; by another policy some of these would be withheld now."""
    run(office, looked_at(office))
    ask_policy(office, "council-under-5")
    asked = ToPublish(MonthKey(CARD, MONTH), Audience.INTERNAL, "council", "head@x.example")
    folders = Folders(office.folder, office.data, office.own)
    work = replace(looked_at(office), kind=WorkKind.PREVIEW, words=words_of(asked))
    came = run_preview(folders, work, lambda _: None)
    out = came.result["out"]
    assert set(came.result) == {"out"}
    assert len(came.told) in (len(out), len(out) + 1)  # and what can be done, where they are many
    assert all("from earlier editions alone" in one.found for one in came.told[-len(out) :])
    given = words_of(asked) | accepted_words(asked, out, "Staff have read the edition before.")
    again = run_preview(folders, replace(work, words=given), lambda _: None)
    assert again.result["name"] == "2026-09-internal-2"
    told = preview_shown(again.result).withheld
    assert told.before == "2026-09-internal-1"
    # One percentage is withheld in whose place "not applicable" stood: it was of nobody.
    assert [(one.withheld, one.shown_before) for one in told.indicators] == [(2, 2), (2, 1)]
    run(office, replace(looked_at(office), words=looked_at(office).words | given))
    _, edition = list_editions(office.data)
    pins = pins_of(office.data, edition)
    assert pins is not None
    assert set(pins.accepted) == set(out)


def rows_erased(office: Office) -> None:
    erase(office.data, "P031", reason="A request.", by="analyst", at=AT)


CHANGES = {
    "rows were erased from the exports loaded": rows_erased,
    "other exports were loaded": lambda office: load_rows(office, started=36),
    "the definitions changed": lambda office: ask_policy(office, "council-under-5"),
    "something was published, entered or approved": lambda office: enter_again(office, 15),
}


@pytest.mark.parametrize("words", CHANGES)
def test_what_changes_while_it_is_made_is_told_and_nothing_is_kept(office, monkeypatch, words):
    work = looked_at(office)
    while_it_is_made(monkeypatch, lambda: CHANGES[words](office))
    with pytest.raises(Refused) as refused:
        run(office, work)
    assert [one.found for one in refused.value.findings] == [words]
    assert list_editions(office.data) == ()


@pytest.mark.parametrize("words", CHANGES)
def test_each_change_since_it_was_looked_at_is_told_once_by_its_name(office, words):
    before = rests_on(office.data, office.own)
    assert changed_since(before, rests_on(office.data, office.own)) == ()
    CHANGES[words](office)
    assert changed_since(before, rests_on(office.data, office.own)) == (words,)
