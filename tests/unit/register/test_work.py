"""The queue: asked once, taken by one, one of a kind at a time, told when nobody is at it."""

import os
import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from headway.domain.asked_work import ToldLine, WorkKind, WorkState
from headway.register.accounts.models import User
from headway.register.trail.models import Entry
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.register.work.actions.end_lost_work import LOST_AFTER, end_lost_work
from headway.register.work.actions.end_work import end_work
from headway.register.work.actions.forget_work import forget_at_once, forget_work
from headway.register.work.actions.take_work import take_work
from headway.register.work.actions.tell_work import tell_alive, tell_progress
from headway.register.work.models import Work
from headway.register.work.queries.work import latest_work, work_named
from headway.services.office.left_behind import A_DAY, remove_left_behind
from headway.services.office.load_files import FOLDER
from headway.services.office.work_kinds import KINDS
from headway.web.uploads import arriving, remove_what_never_arrived

LOAD, PREVIEW = WorkKind.LOAD, WorkKind.PREVIEW
STOPPED = ToldLine("The office", "It was stopped", "Ask again")


@pytest.fixture
def analyst(db: None) -> User:
    return User.objects.create(email="analyst@council.example", name="An analyst")


@pytest.fixture
def ask(analyst):
    def asked(form: str, kind: WorkKind = LOAD, **words: str) -> str:
        return ask_for_work(kind=kind, form=form, words=words, by=analyst, details={"of": form})

    return asked


def test_a_form_sent_twice_asks_once_and_the_trail_tells_of_it_once(ask):
    first, again = ask("one", month="Oct-26"), ask("one", month="Sep-26")
    assert first == again
    (work,) = latest_work(LOAD, 5)
    assert (work.words, work.state, work.asked_by) == (
        {"month": "Oct-26"}, WorkState.WAITING, "analyst@council.example",
    )  # fmt: skip
    told = Entry.objects.get(verb="asked for work")
    assert (told.subject, told.details) == (f"load {first}", {"of": "one"})
    assert ask("one", PREVIEW) != first  # another kind is another piece of work


def test_each_is_taken_once_oldest_first_and_one_of_a_kind_at_a_time(ask):
    first, second, other = ask("one"), ask("two"), ask("three", PREVIEW)
    taken = take_work(LOAD)
    assert taken is not None
    assert (taken.name, taken.state) == (first, WorkState.RUNNING)
    assert take_work(LOAD) is None
    preview = take_work(PREVIEW)  # does not wait behind a load
    assert preview is not None
    assert preview.name == other
    end_work(name=first, result={})
    taken = take_work(LOAD)
    assert taken is not None
    assert taken.name == second


def test_the_database_itself_lets_one_of_a_kind_run(ask):
    first, second = ask("one"), ask("two")
    assert take_work(LOAD) is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Work.objects.filter(name=second).update(state=WorkState.RUNNING.name)
    with pytest.raises(IntegrityError), transaction.atomic():
        Work.objects.filter(name=first).update(state=WorkState.DONE.name)  # and does not say when


def test_what_came_of_it_is_told_once_and_stays(ask):
    name = ask("one")
    take_work(LOAD)
    tell_progress(name=name, doing="x" * 500)
    assert work_named(name, LOAD).doing == "x" * 200
    line = ToldLine("person.csv", "3 rows read")
    end_work(name=name, result={"snapshot": "s"}, told=[line], details={"snapshot": "s"})
    end_work(name=name, result=None, told=[STOPPED])
    tell_progress(name=name, doing="late")
    found = work_named(name, LOAD)
    assert (found.state, found.result, found.told) == (WorkState.DONE, {"snapshot": "s"}, (line,))
    assert (found.doing, found.ended_at is not None) == ("", True)
    assert work_named(name, PREVIEW) is None
    told = Entry.objects.get(verb="ended work")
    assert (told.by, told.details) == ("analyst@council.example", {"snapshot": "s"})


def test_what_nobody_is_at_any_more_is_told_and_the_next_one_begins(ask):
    name, after = ask("one"), ask("two")
    take_work(LOAD)
    assert end_lost_work(LOAD, STOPPED) == ()  # somebody was at it just now
    seen = Work.objects.filter(name=name)
    seen.update(seen_at=timezone.now() - LOST_AFTER - timedelta(seconds=1))
    assert end_lost_work(PREVIEW, STOPPED) == ()
    tell_alive([name])
    assert end_lost_work(LOAD, STOPPED) == ()
    seen.update(seen_at=timezone.now() - LOST_AFTER - timedelta(seconds=1))
    assert end_lost_work(LOAD, STOPPED) == (name,)
    found = work_named(name, LOAD)
    assert (found.state, found.told) == (WorkState.FAILED, (STOPPED,))
    assert Entry.objects.get(verb="ended work").details == {"came of it": "not done"}
    assert take_work(LOAD).name == after


def test_what_is_kept_for_a_time_is_forgotten_after_it_and_who_asked_is_not(ask):
    names = [ask(form, PREVIEW) for form in ("old", "new", "waiting")]
    for name in names[:2]:
        take_work(PREVIEW)
        end_work(name=name, result={"figures": [1]}, told=[STOPPED])
    Work.objects.filter(name=names[0]).update(ended_at=timezone.now() - timedelta(hours=25))
    assert forget_work(LOAD, timedelta(hours=24)) == 0
    assert forget_work(PREVIEW, timedelta(hours=24)) == 1
    assert forget_work(PREVIEW, timedelta(hours=24)) == 0
    old, new, waiting = (work_named(one, PREVIEW) for one in names)
    assert (old.is_forgotten, old.result, old.told, old.state) == (True, {}, (), WorkState.DONE)
    assert (new.is_forgotten, new.result) == (False, {"figures": [1]})
    forget_at_once(name=new.name)
    assert work_named(new.name, PREVIEW).result == {}
    forget_at_once(name=waiting.name)
    assert not work_named(waiting.name, PREVIEW).is_forgotten


def test_every_kind_says_what_to_do_where_the_office_stopped():
    for kind, how in KINDS.items():
        assert how.stopped.next_step, kind


def test_files_that_a_stopped_server_left_go_and_those_of_what_waits_stay(ask, tmp_path):
    ended, under_way = ask("one"), ask("two", WorkKind.BENCHMARKS)
    waits = ask("three")
    assert take_work(LOAD) is not None
    assert take_work(WorkKind.BENCHMARKS) is not None
    end_work(name=ended, result={})
    for name in (ended, under_way, waits, "arrives", "arrived-long-ago"):
        folder = tmp_path / FOLDER / name
        folder.mkdir(parents=True)
        (folder / "person.csv").write_text("person_id", encoding="utf-8")
    before = time.time() - A_DAY - 60
    os.utime(tmp_path / FOLDER / "arrived-long-ago", (before, before))
    remove_left_behind(tmp_path)
    assert {one.name for one in (tmp_path / FOLDER).iterdir()} == {under_way, waits, "arrives"}
    remove_left_behind(tmp_path / "nothing")


def test_files_that_never_arrived_go_after_a_day(tmp_path):
    for name in ("old.upload", "new.upload"):
        (arriving(tmp_path) / name).write_text("person_id", encoding="utf-8")
    before = time.time() - A_DAY - 60
    os.utime(arriving(tmp_path) / "old.upload", (before, before))
    remove_what_never_arrived(tmp_path)
    assert [one.name for one in arriving(tmp_path).iterdir()] == ["new.upload"]
