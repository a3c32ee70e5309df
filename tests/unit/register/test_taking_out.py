"""Words about a person are taken out of what people wrote, and that it was done is told."""

from fractions import Fraction

import pytest

from headway.domain.asked_work import WorkKind
from headway.domain.bound_figures import Binding, What
from headway.domain.calculation_results import Level, UnitRef
from headway.domain.commentary import CommentaryKey
from headway.domain.definition_changes import ChangeKind
from headway.domain.entry_answers import SheetAnswer
from headway.domain.periods import month, quarter
from headway.domain.team_sheets import SheetKey
from headway.domain.trail import Verb
from headway.domain.values import number
from headway.register.accounts.models import User
from headway.register.commentary.actions.confirm_figures import confirm_figures
from headway.register.commentary.actions.save_commentary import save_commentary
from headway.register.commentary.models import Commentary
from headway.register.commentary.queries.commentary import commentary_on
from headway.register.commentary.written import Words
from headway.register.entries.actions.save_answers import save_answers
from headway.register.entries.models import Answer
from headway.register.entries.queries.sheets import changes_of, sheet_kept
from headway.register.overlay.actions.ask_for_change import ask_for_change
from headway.register.overlay.models import Change
from headway.register.trail.actions import GUARD, NamesSomebody, record
from headway.register.trail.checking import check_whole_chain
from headway.register.trail.models import Entry
from headway.register.trail.taking_out import take_out
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.register.work.actions.end_work import end_work
from headway.register.work.models import Work

pytestmark = pytest.mark.django_db
PERSON = "ab" * 16


@pytest.fixture
def written():
    by = User.objects.create(email="owner@council.example", name="An owner")
    words = Words("It rose with P-00417 and P-004170; see p-00417.")
    told = CommentaryKey("early-help-cases-open", month(2026, 9))
    save_commentary(key=told, words=words, version=0, token="a", by=by)
    key = SheetKey("framework-by-quarter", UnitRef(Level.TEAM, "T01"), quarter(2026, 2))
    answers = {"direct-contacts": SheetAnswer(number(12), "Without P-00417.")}
    save_answers(key=key, answers=answers, version=0, token="b", by=by)


@pytest.mark.usefixtures("written")
def test_an_identifier_is_taken_out_of_drafts_and_history_and_nothing_else_is():
    places = take_out(identifiers=["P-00417"], person=PERSON, reason="asked", by="officer@x")
    assert {"commentary_commentary", "entries_answer"} <= {one.table for one in places}
    text = Commentary.objects.get().text
    assert text == "It rose with [taken out] and P-004170; see [taken out]."
    assert "P-00417" not in str(list(Answer.objects.values()))
    assert take_out(identifiers=["P-00417"], person=PERSON, reason="asked", by="x") == ()
    told = [one for one in Entry.objects.all() if one.verb == Verb.TOOK_WORDS_OUT.value]
    assert [one.subject for one in told] == list(map(str, places))
    assert all(one.details == {"person": PERSON, "reason": "asked"} for one in told)
    assert "00417" not in str([one.details for one in Entry.objects.all()])
    assert check_whole_chain().findings == ()


@pytest.mark.usefixtures("written")
def test_nothing_is_taken_out_without_a_reason_or_an_identifier():
    with pytest.raises(ValueError, match="reason"):
        take_out(identifiers=["P-00417"], person=PERSON, reason=" ", by="x")
    with pytest.raises(ValueError, match="identifier"):
        take_out(identifiers=[" "], person=PERSON, reason="asked", by="x")
    assert "P-00417" in Commentary.objects.get().text


@pytest.mark.usefixtures("written")
def test_a_figure_that_looks_like_an_identifier_stays_a_figure():
    by = User.objects.get()
    key = CommentaryKey("early-help-cases-open", month(2026, 9))
    save_commentary(key=key, words=Words("Not 10432."), version=1, token="c", by=by)
    bound = [Binding("10432", What.CURRENT, "the figure", Fraction(10432))]
    confirm_figures(key=key, bindings=bound, version=2, token="d", by=by)
    sheet = SheetKey("framework-by-quarter", UnitRef(Level.TEAM, "T01"), quarter(2026, 2))
    answers = {"direct-contacts": SheetAnswer(number(10432), "One is 10432.")}
    save_answers(key=sheet, answers=answers, version=1, token="e", by=by)
    name = ask_for_work(kind=WorkKind.TRAILS, form="f", words={}, by=by)
    end_work(name=name, result={"entries": 10432, "told": ["row 10432"]})
    take_out(identifiers=["10432"], person=PERSON, reason="asked", by="x")
    assert sheet_kept(sheet).answers == {
        "direct-contacts": SheetAnswer(number(10432), "One is [taken out].")
    }
    assert [one.after for one in changes_of(sheet) if one.indicator] == ["12", "10432"]
    assert Work.objects.get().result == {"entries": 10432, "told": ["row [taken out]"]}
    kept = commentary_on(key)
    assert kept is not None
    assert kept.words.text == "Not [taken out]."
    assert [one.then for one in kept.bindings] == [10432]


def test_words_that_grow_past_their_column_are_cut():
    by = User.objects.create(email="owner@council.example", name="An owner")
    number = ask_for_change(
        kind=ChangeKind.TARGET,
        what={"name": "about P9"},
        reason=f"{'why ' * 124}  P9",
        told=[],
        base="",
        contents="",
        token="a",
        by=by,
    )
    take_out(identifiers=["P9"], person=PERSON, reason="asked", by="x")
    kept = Change.objects.get(pk=number)
    assert (kept.what, kept.reason) == ({"name": "about [taken out]"}, f"{'why ' * 124}  [t")


def test_no_reason_that_names_somebody_comes_onto_the_trail(monkeypatch):
    monkeypatch.setattr(GUARD, "names_somebody", lambda text: "P-00417" in text)
    told = {"reason": "because of P-00417"}
    with pytest.raises(NamesSomebody) as refused:
        record(verb=Verb.CLOSED_PERIOD, subject="a sheet", by="x", details=told)
    assert "417" not in str(refused.value)
    assert not Entry.objects.exists()
