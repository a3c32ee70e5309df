"""Policies of disclosure control and the audiences that choose them, as files."""

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.disclosure.policy import Audience
from headway.domain.problems import DefinitionMistake


def overlay(tmp_path, kind, name, text):
    folder = tmp_path / "own" / kind
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return tmp_path / "own"


def test_every_audience_has_a_policy_that_is_meant_for_it():
    catalogue = load_catalogue()
    for audience in Audience:
        assert audience in catalogue.policy_for(audience).audiences
    assert not catalogue.policy_for(Audience.INTERNAL).withholds
    assert catalogue.policy_for(Audience.PUBLIC).threshold == 6


def test_the_conventions_of_the_field_are_there():
    policies = load_catalogue().policies
    nhs = policies["nhs-hospital-statistics"]
    assert [nhs.is_small(count) for count in (0, 1, 7, 8)] == [False, True, True, False]
    assert [nhs.shown(count) for count in (8, 12, 13, 42)] == [10, 10, 15, 40]
    assert policies["opensafely"].is_small(0)
    assert policies["dfe-local-authority"].symbols.small == "c"
    assert policies["council-under-5"].is_small(4)
    assert not policies["council-under-5"].is_small(5)


def test_a_council_chooses_for_its_audience(tmp_path):
    chosen = "id: public\npolicy: nhs-hospital-statistics\n"
    own = overlay(tmp_path, "audiences", "public", chosen)
    assert load_catalogue(own).policy_for(Audience.PUBLIC).rounding_base == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: public\npolicy: nothing-withheld\n", "not meant for public"),
        ("id: public\npolicy: made-up\n", "there is no policy “made-up”"),
        ("id: everyone\npolicy: council-under-5\n", "internal"),
    ],
)
def test_a_choice_that_cannot_hold_is_refused(tmp_path, text, said):
    with pytest.raises(DefinitionMistake, match=said):
        load_catalogue(overlay(tmp_path, "audiences", "public", text))


def test_a_policy_that_contradicts_itself_is_refused(tmp_path):
    text = (
        "id: own\ntitle: Own\nsource: Ours\naudiences: [public]\nthreshold: 5\nzeros: shown\n"
        "rounding_base: 1\nleast_possible: 9\npercentages:\n  parts: exact\n"
        "  minimum_denominator: 1\ncomplements: protected\nsymbols:\n  small: '*'\n"
        "  others: '*'\ncontributors: single\nderived: []\n"
    )
    with pytest.raises(DefinitionMistake, match="4 different numbers at most"):
        load_catalogue(overlay(tmp_path, "policies", "own", text))
