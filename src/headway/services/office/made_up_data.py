"""The made-up council's data for an office that is only tried: exports, a load, every figure."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import headway
from headway.services.analysis.benchmarks import load_benchmarks
from headway.services.analysis.keep_figures import keep_figures
from headway.services.analysis.kept_plans import keep_plan
from headway.services.analysis.load_exports import load_exports
from headway.services.analysis.make_synthetic import make_exports
from headway.services.analysis.plans import plan_summary
from headway.synthetic.dials import Dials, faults_of
from headway.synthetic.exports import Form

CHILDREN, YEARS, SEED, FAULTS = 12_000, 4, 2026, 0.01
EXPORTED = date(2026, 10, 31)
MERGED_ON = date(2026, 6, 1)
_EXAMPLES = Path(headway.__file__).parent / "examples"
OWN_DEFINITIONS = _EXAMPLES / "made-up-council-cases" / "definitions"
"""What the made-up council laid over Headway's definitions: targets, and which authority it is."""


def make_up_data(
    data: Path, exports: Path, *, at: datetime, tell: Callable[[str], None] = lambda _: None
) -> None:
    """Make a council up, load its exports, and work every figure out; what is there stays."""
    if data.exists():
        return
    tell("Making the exports of a made-up council")
    dials = Dials(
        children=CHILDREN,
        years=YEARS,
        seed=SEED,
        as_of=EXPORTED,
        merged_on=MERGED_ON,
        faults=faults_of(FAULTS),
    )
    make_exports(exports, dials, forms=frozenset({Form.TEMPLATES}), replace=True)
    tell("Loading them")
    named = exports / Form.TEMPLATES.value
    load_exports([named], data, by="the demonstration", at=at, as_of=EXPORTED)
    tell("Working every figure out")
    keep_figures(data, by="the demonstration", at=at, catalogue=OWN_DEFINITIONS)
    load_benchmarks([_EXAMPLES / "made-up-council/benchmarks"], data, by="the demonstration", at=at)
    plan = plan_summary([_EXAMPLES / "development-plan-2018.csv"])
    keep_plan(plan, data, by="the demonstration", at=at)
