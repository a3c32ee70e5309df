"""What docs/your-own-definitions.md quotes stands in the worked example, and the example loads."""

import re
from pathlib import Path

import pytest

from headway.catalogue.loading import load_catalogue

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "your-own-definitions.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "src" / "headway" / "examples" / "made-up-council" / "definitions"
CASES = EXAMPLE.parents[1] / "made-up-council-cases" / "definitions"
QUOTED = re.findall(r"^```yaml\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("quoted", QUOTED, ids=lambda text: text.split("\n")[0].strip())
def test_what_the_page_quotes_stands_in_the_worked_example(quoted):
    paths = [*sorted(EXAMPLE.glob("*/*.yaml")), *sorted(CASES.glob("*/*.yaml"))]
    files = (path.read_text(encoding="utf-8") for path in paths)
    assert any(quoted in text for text in files)


def test_the_worked_example_has_one_of_each_kind_and_nothing_to_remark():
    own, shipped = load_catalogue(EXAMPLE), load_catalogue()
    assert own.findings == ()
    for kind in ("indicators", "scorecards", "scales", "targets"):
        assert getattr(own, kind).keys() - getattr(shipped, kind).keys(), kind
    assert own.unit_names.names
    assert len(QUOTED) == 8
