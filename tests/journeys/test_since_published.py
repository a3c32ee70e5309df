"""What kept figures say moved since an edition is what the rows say moved it, in every unit."""

import os
from datetime import UTC, date, datetime

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_results import COUNCIL, Level
from headway.domain.disclosure.policy import Audience
from headway.domain.periods import month
from headway.domain.since_published import Since, count_since
from headway.services.analysis import since_published
from headway.services.analysis.explained_edition import explain_edition
from headway.services.analysis.frozen_figures import frozen_figures
from headway.services.analysis.keep_figures import keep_figures
from headway.services.analysis.load_exports import load_exports
from headway.services.analysis.make_synthetic import make_exports
from headway.services.analysis.publish import PublishAsked, publish
from headway.services.analysis.publish_names import scorecard_name
from headway.services.analysis.published import list_editions
from headway.services.analysis.since_published import later_snapshots, since_edition
from headway.synthetic.dials import Dials
from headway.synthetic.exports import Form

pytestmark = pytest.mark.skipif(
    os.environ.get("HEADWAY_PROFILE") != "nightly", reason="it loads and publishes: slow profile"
)
LOADS = (
    (date(2026, 8, 31), datetime(2026, 9, 4, 9, tzinfo=UTC)),
    (date(2026, 9, 30), datetime(2026, 10, 5, 9, tzinfo=UTC)),
)
MONTHS = 4


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A council loaded and published for staff and for the public, and loaded a month later."""
    folder = tmp_path_factory.mktemp("since")
    for day, at in LOADS:
        dials = Dials(children=1_500, years=1, seed=11, until=date(2026, 10, 31), as_of=day)
        make_exports(folder / str(day), dials, forms=frozenset({Form.TEMPLATES}))
        export = folder / str(day) / Form.TEMPLATES.value
        load_exports([export], folder / "data", by="analyst", at=at, as_of=at.date())
        keep_figures(folder / "data", by="analyst", at=at, months=MONTHS + 2)
        if day == LOADS[0][0]:
            for audience in (Audience.INTERNAL, Audience.PUBLIC):
                levels = (Level.LOCALITY, Level.TEAM) if audience is Audience.INTERNAL else ()
                asked = PublishAsked(audience, month(2026, 8), "analyst", at, levels, months=MONTHS)
                publish(folder / "data", asked)
    return folder / "data"


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.PUBLIC])
def test_what_moved_is_what_its_rows_moved_and_no_more(data, audience):
    edition = next(one for one in list_editions(data) if one.audience is audience)
    latest = later_snapshots(data, edition)[0]
    since = since_edition(data, load_catalogue(), edition, latest)
    moved = {
        (
            one.indicator.id,
            str(one.period),
            _unit(one, since),
            one.text(one.base),
            one.text(one.now),
        )
        for one in since.figures
        if one.became in {Since.MOVED, Since.KNOWN_SINCE, Since.NO_LONGER}
    }
    explained = explain_edition(data, edition, latest.name, None)
    by_rows = {
        (one.indicator, one.period, one.unit, one.then, one.now)
        for one in explained.figures
        if one.then != one.now
    }
    assert len(by_rows) > 5
    assert by_rows <= moved
    # What the rows cannot tell: a month that was not due then, or a team that had no rows.
    numbers = {one for one in moved - by_rows if any(each.isdigit() for each in one[3])}
    assert numbers == set()


def test_against_its_own_rows_nothing_moved(data):
    for edition in list_editions(data):
        own = later_snapshots(data, edition)[-1]
        assert own.is_own
        since = since_edition(data, load_catalogue(), edition, own)
        counted = count_since(since.figures)
        assert counted.moved == 0 < counted.compared
        assert explain_edition(data, edition, own.name, None).figures == ()


def test_the_counts_kept_with_an_edition_say_the_same_as_kept_figures(data, monkeypatch):
    edition = next(one for one in list_editions(data) if one.audience is Audience.PUBLIC)
    known, latest = load_catalogue(), later_snapshots(data, edition)[0]
    by_figures = since_edition(data, known, edition, latest).figures
    monkeypatch.setattr(since_published, "_own_figures", lambda data, frozen: None)
    by_counts = since_edition(data, known, edition, latest).figures
    withheld = [pair for pair in zip(by_figures, by_counts, strict=True) if pair[1].was_withheld]
    told = [pair for pair in withheld if pair[1].then is not None]
    assert len(told) > len(withheld) // 2 > 5
    for one, other in told:
        assert one.then == other.then
        assert one.became is other.became
    assert {one.became for _, one in withheld if one.then is None} <= {Since.NOT_COMPARED}


def test_the_scorecards_of_an_edition_are_found_by_their_units(data):
    edition = list_editions(data)[0]
    frozen = frozen_figures(data, edition)
    since = since_edition(data, load_catalogue(), edition, later_snapshots(data, edition)[0])
    names = {scorecard_name(unit) for unit in (COUNCIL, *since.units)}
    assert names == {one.scorecard for one in frozen.figures}
    assert len(since.figures) == len(frozen.figures)


def _unit(one, since):
    return "" if one.unit == COUNCIL else one.unit.label(since.names)
