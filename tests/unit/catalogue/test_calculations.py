"""The calculation section: what is wrong with it is said, with its line."""

from pathlib import Path

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.problems import DefinitionMistake

SHIPPED = Path(load_catalogue.__code__.co_filename).parent / "indicators"


def wrong(tmp_path, old, new, name="early-help-assessments-started"):
    """What the loader says of a shipped definition in which one thing was changed."""
    text = (SHIPPED / f"{name}.yaml").read_text(encoding="utf-8")
    assert old in text
    folder = tmp_path / "own" / "indicators"
    folder.mkdir(parents=True)
    (folder / f"{name}.yaml").write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    with pytest.raises(DefinitionMistake) as raised:
        load_catalogue(folder.parent)
    return [str(one) for one in raised.value.findings], text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("when: started_on", "when: begun_on", "has no column “begun_on”"),
        ("when: started_on", "when: kind", "“kind” is no date"),
        ("from: assessment", "from: asessment", "did you mean “assessment”"),
        ("{is: early_help}", "{is: early-help}", "“early-help” is no code of “kind”"),
        ("{is: early_help}", "{is: early_help, is_not: social_care}", "xactly one thing"),
        ("{is: early_help}", "{equals: early_help}", "“equals”"),
        ("kind: count", "kind: counts", "“counts”; allowed are “count”"),
        ("    kind: {is", "    family_id: {is", "identifier"),
        ("[service]", "[family_id]", "singles somebody out"),
        ("  when: started_on\n", "", "“when” is missing"),
    ],
)
def test_a_mistake_names_its_line_and_what_is_allowed(tmp_path, old, new, said):
    findings, line = wrong(tmp_path, old, new)
    assert any(said in one for one in findings), findings
    near = [f"line {line + one}:" for one in (-3, -2, -1, 0, 1, 2, 3)]
    if "counts" not in new:
        assert any(place in one for one in findings for place in near), (findings, line)


def test_a_definition_without_polarity_is_refused(tmp_path):
    findings, _ = wrong(tmp_path, "polarity: neither way is better in itself\n", "")
    assert any("“polarity” is missing" in one for one in findings)


def test_a_rate_of_nothing_is_refused(tmp_path):
    findings, _ = wrong(
        tmp_path,
        "of: first-time-entrants-count",
        "of: entrants",
        "first-time-entrants-youth-justice",
    )
    assert any("“entrants” is not an indicator" in one for one in findings)
