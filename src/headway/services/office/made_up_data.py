"""The made-up council's data for an office that is only tried: exports, a load, every figure."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from headway.services.analysis.keep_figures import keep_figures
from headway.services.analysis.load_exports import load_exports
from headway.services.analysis.make_synthetic import make_exports
from headway.synthetic.dials import Dials, faults_of
from headway.synthetic.exports import Form

CHILDREN, YEARS, SEED, FAULTS = 12_000, 4, 2026, 0.01
EXPORTED = date(2026, 10, 31)
MERGED_ON = date(2026, 6, 1)


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
    keep_figures(data, by="the demonstration", at=at)
