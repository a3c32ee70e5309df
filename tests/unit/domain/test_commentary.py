"""What may follow in a commentary's and a month's life, and what a text may not claim unasked."""

from datetime import date

import pytest

from headway.domain.calculation_results import Level, UnitRef
from headway.domain.commentary import (
    CommentaryKey,
    CommentaryState,
    Step,
    due_on,
    refuse_own_signature,
    same_words,
    state_after,
)
from headway.domain.commentary_checks import Claim, claims_in, contradictions
from headway.domain.periods import month
from headway.domain.polarity import Quality
from headway.domain.sign_off import (
    SignOffState,
    SignOffStep,
    refuse_own_approval,
    sign_off_after,
)


def test_a_commentary_goes_from_draft_to_signature_and_back():
    state = CommentaryState.DRAFT
    for step, after in [
        (Step.SUBMITTED, CommentaryState.SUBMITTED),
        (Step.RETURNED, CommentaryState.RETURNED),
        (Step.SAVED, CommentaryState.DRAFT),
        (Step.CONFIRMED, CommentaryState.DRAFT),
        (Step.SUBMITTED, CommentaryState.SUBMITTED),
        (Step.SIGNED, CommentaryState.SIGNED),
        (Step.SAVED, CommentaryState.DRAFT),
    ]:
        state = state_after(state, step)
        assert state is after
    with pytest.raises(ValueError, match="a commentary that is draft cannot be signed off"):
        state_after(state, Step.SIGNED)


def test_nobody_signs_what_they_wrote_and_nobody_approves_what_they_put_forward():
    refuse_own_signature(frozenset({1}), 2)
    with pytest.raises(ValueError, match="somebody else signs"):
        refuse_own_signature(frozenset({1, 2}), 2)
    refuse_own_approval(1, 2)
    with pytest.raises(ValueError, match="somebody else approves"):
        refuse_own_approval(2, 2)


def test_a_month_is_put_forward_approved_and_opened_again_with_a_reason():
    state = sign_off_after(SignOffState.OPEN, SignOffStep.PUT_FORWARD)
    assert state.is_closed
    with pytest.raises(ValueError, match="say why"):
        sign_off_after(state, SignOffStep.SENT_BACK, " ")
    state = sign_off_after(state, SignOffStep.APPROVED)
    with pytest.raises(ValueError, match="cannot be put forward"):
        sign_off_after(state, SignOffStep.PUT_FORWARD)
    assert sign_off_after(state, SignOffStep.OPENED_AGAIN, "a mistake") is SignOffState.OPEN


def test_a_commentary_is_due_so_many_days_after_the_last_of_its_period():
    assert due_on(month(2026, 10), 10) == date(2026, 11, 10)


def test_a_commentary_is_about_a_unit_that_is_named():
    key = CommentaryKey("a-b", month(2026, 10), UnitRef(Level.TEAM, "T01"))
    assert key.subject == "commentary on a-b, team T01, October 2026"


def test_the_same_words_are_told_whatever_their_spaces():
    assert same_words("As  before.\n", "as before.")
    assert not same_words("", "")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Timeliness has improved.", Claim.BETTER),
        ("It improved on last month, after two people joined.", Claim.BETTER),
        ("The rate is steadily improving", Claim.BETTER),
        ("Waiting has got worse since June.", Claim.WORSE),
        ("Performance deteriorated in the North.", Claim.WORSE),
    ],
)
def test_a_plain_claim_is_found(text, claim):
    assert [one for one, _ in claims_in(text)] == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "It has not improved.",
        "It should have improved by March.",
        "We expect that waiting has improved next month.",
        "There is no sign that it has improved.",
        "More are found thanks to improved recording.",
        "The improvement plan is under way.",
        "Once it has improved we will say so.",
    ],
)
def test_what_is_denied_expected_or_about_something_else_is_no_claim(text):
    assert claims_in(text) == ()


def test_a_claim_is_asked_about_only_where_no_change_agrees():
    text = "It has improved. More came."
    assert contradictions(text, [Quality.WORSE, Quality.NOT_JUDGED]) == (
        "The text says “It has improved.”, but the figure is worse",
    )
    assert contradictions(text, [Quality.WORSE, Quality.BETTER]) == ()
    assert contradictions(text, [Quality.SIMILAR]) == ()
