"""Which national measure stands for an indicator: read strictly, checked together."""

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.benchmarks.averages import Method
from headway.domain.benchmarks.links import NationalMeasure, OwnSettings
from headway.domain.indicator import Unit
from headway.domain.problems import DefinitionMistake
from tests.unit.catalogue.catalogue_makers import INDICATOR, folder_of

SAME = "    - source: LAIT\n      code: ReReferral\n      same_definition: yes\n"


def loaded(tmp_path, text: str, **more: str):
    files = {"indicators__visits": INDICATOR, "benchmarks__ours": text, **more}
    return load_catalogue(folder_of(tmp_path, **files))


def refused(tmp_path, text: str, **more: str) -> str:
    with pytest.raises(DefinitionMistake) as caught:
        loaded(tmp_path, text, **more)
    return "\n".join(str(finding) for finding in caught.value.findings)


def test_a_mapping_and_the_councils_own_settings_are_read(tmp_path):
    text = (
        "authority: Larkmouth\nneighbour_model: 2025\nmethod: median\n"
        f"measures:\n  visits:\n{SAME}      unit: percentage\n      remark: A whole year.\n"
        "    - source: DfE\n      code: 12\n      same_definition: no\n      differs: of families\n"
    )
    found = loaded(tmp_path, text)
    assert found.own == OwnSettings("Larkmouth", "2025", Method.MEDIAN)
    assert found.national["visits"] == (
        NationalMeasure("LAIT", "ReReferral", "", "A whole year.", Unit.PERCENTAGE),
        NationalMeasure("DfE", "12", "of families"),
    )
    assert found.national["visits"][0].same
    assert not found.national["visits"][1].same


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"measures:\n  visitz:\n{SAME}", "“visitz” is not an indicator"),
        (f"measures:\n  visits:\n{SAME}      differs: of families\n", "differs says how"),
        ("measures:\n  visits:\n    - source: LAIT\n      code: A\n      same_definition: no\n",
         "differs does not say how"),
        (f"measures:\n  visits:\n{SAME}      rank: 1\n", "rank"),
        ("measures:\n  visits: []\n", "visits"),
        ("method: mode\nauthority: A\n", "mean"),
        ("measures: {}\n", "the file says nothing"),
        ("council: Larkmouth\n", "council"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_what_is_allowed(tmp_path, text, words):
    assert words in refused(tmp_path, text)


def test_an_indicator_is_mapped_once_and_settings_stand_in_one_file(tmp_path):
    mapping = f"measures:\n  visits:\n{SAME}"
    assert "is mapped in the file “more” too" in refused(
        tmp_path, mapping, benchmarks__more=mapping
    )


def test_settings_stand_in_one_file(tmp_path):
    assert "stand in the file “more” too" in refused(
        tmp_path, "authority: A\n", benchmarks__more="authority: B\n"
    )


def test_every_shipped_mapping_names_an_indicator_and_its_reason():
    found = load_catalogue()
    assert found.own == OwnSettings()
    assert found.national
    for name, links in found.national.items():
        assert name in found.indicators
        assert all(link.source in {"LAIT", "DfE"} for link in links)


def test_a_mapping_changes_the_version_of_the_catalogue(tmp_path):
    before = load_catalogue(folder_of(tmp_path, indicators__visits=INDICATOR)).version
    assert loaded(tmp_path, f"measures:\n  visits:\n{SAME}").version != before
