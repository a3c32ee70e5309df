import pytest

from headway.domain.problems import Findings, Place, Severity
from headway.intake.plan_ratings import rating_value, read_rating
from tests.unit.intake.plan_documents import BRAG, FIVE, shown


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        ("3", FIVE, "3"),
        ("3.0", FIVE, "3"),
        ("4 - completed", FIVE, "4"),
        ("", FIVE, "tbc"),
        ("0", FIVE, "tbc"),
        ("tbc", FIVE, "tbc"),
        ("n/a", FIVE, "n/a"),
        ("-", FIVE, "-"),
        ("re", FIVE, "?"),
        ("Jan-00", FIVE, "?"),
        ("2.5", FIVE, "?"),
        ("6", FIVE, "?"),
        ("2/3", FIVE, "?"),
        ("0 or 1", FIVE, "?"),
        ("green", BRAG, "3"),
        ("GREEN", BRAG, "3"),
        ("Green - on track", BRAG, "3"),
        ("on course", BRAG, "3"),
        ("G", BRAG, "3"),
        ("b", BRAG, "4"),
        ("x", BRAG, "?"),
        ("Amber/Green", BRAG, "?"),
        ("0", BRAG, "?"),
    ],
)
def test_a_rating_is_read_by_its_scale(text, scale, value):
    assert shown(rating_value(text, scale)) == value


@pytest.mark.parametrize("text", ["re", "Jan-00"])
def test_what_cannot_be_read_is_kept_as_written_and_reported_with_its_place(text):
    findings = Findings()
    place = Place("plan.txt", line=3, column="11")
    rating = read_rating(text, place, FIVE, findings)
    assert (rating.mark, rating.place) == (text, place)
    assert [(finding.place, finding.severity) for finding in findings.items] == [
        (place, Severity.NOT_TAKEN)
    ]
    assert text in findings.items[0].found


def test_a_rating_not_yet_given_is_no_finding():
    findings = Findings()
    for text in ("", "0", "5"):
        read_rating(text, Place(), FIVE, findings)
    assert findings.items == []
