"""The twelve bugs that really happened and the traps of the field: each has its example or test.

Most are shown by a worked example, which names what it shows; the two that no drawn table can
show, since they lie before and after the calculation, are tested here.
"""

import json
from dataclasses import replace

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_results import COUNCIL, Result
from headway.domain.indicator import Status
from headway.domain.periods import month
from headway.domain.show import show
from headway.domain.values import Absent, Number, State, add, divide, number
from headway.engine.examples import shipped_examples
from headway.services.analysis.calculate import chosen
from headway.writers.calculated import results_csv, results_json

SHOWN = {one.shows for found in shipped_examples().values() for one in found}
SHOWN_SINGLY = {part.strip() for one in SHOWN for part in one.replace(",", ";").split(";")}
BY_EXAMPLE = [f"bug {one}" for one in range(1, 13) if one not in (10, 12)]
TRAPS = [
    "what is counted is named",
    "overlapping household memberships",
    "merged identifiers",
    "event date and recorded date",
    "consent refused or withdrawn",
    "non-engagement",
    "transfer",
    "re-opened",
    "step up",
    "step down",
    "concurrent episodes",
    "completion without a start",
    "headcount only",
]
CATALOGUE = load_catalogue()
NAME = "early-help-cases-open"


@pytest.mark.parametrize("named", [*BY_EXAMPLE, *TRAPS])
def test_a_worked_example_shows_it(named):
    assert named in SHOWN_SINGLY


def test_bug_10_suppressed_is_a_value_of_its_own_and_never_nought():
    withheld = Absent(State.SUPPRESSED)
    indicator = CATALOGUE.indicators[NAME]
    assert show(withheld, indicator.unit, indicator.decimals) == "*"
    assert divide(withheld, number(5)) == divide(number(5), withheld) == withheld
    assert not isinstance(add([withheld, number(1)]), Number)
    result = Result(NAME, month(2026, 10), COUNCIL, None, None, None, withheld)
    heads, cells = (line.split(",") for line in results_csv([result], {}).split("\r\n")[:2])
    row = dict(zip(heads, cells, strict=True))
    assert (row["state"], row["value"], row["numerator"]) == ("suppressed", "", "")
    (told,) = json.loads(results_json([result], {NAME: indicator}, {}, {}))["results"]
    assert told["value"]["state"] == "suppressed"
    assert told["value"].get("value") is None


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_bug_12_a_draft_is_calculated_only_where_it_is_asked_for_by_name(status):
    draft = replace(CATALOGUE.indicators[NAME], status=status)
    known = replace(CATALOGUE, indicators={**CATALOGUE.indicators, NAME: draft})
    assert NAME in {one.id for one in chosen(CATALOGUE, ())}
    assert NAME not in {one.id for one in chosen(known, ())}
    assert [one.id for one in chosen(known, [NAME])] == [NAME]
