"""Editions frozen, made again, and attacked by a reader of all their files."""

import csv
import io
import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_results import Level
from headway.domain.disclosure.policy import Audience
from headway.domain.disclosure.release import Outcome
from headway.domain.history import History
from headway.domain.indicator import Unit
from headway.domain.periods import month
from headway.domain.problems import Refused
from headway.domain.values import Number, number
from headway.services.analysis.publish import (
    PublishAsked,
    laid_out,
    material_pinned,
    publish,
)
from headway.services.analysis.publish_again import rebuild
from headway.services.analysis.publish_counts import counts_of
from headway.services.analysis.publish_pins import read_pins
from headway.services.analysis.published import (
    PINS,
    edition_named,
    files_of_edition,
    list_editions,
    seen_before,
)
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import open_folder
from tests.unit.catalogue.catalogue_makers import short_card

MONTHS = (month(2026, 7), month(2026, 8), month(2026, 9))
# The whole service's scorecard is published and attacked in the slow profile.
CARD = "early-help-service" if os.environ.get("HEADWAY_PROFILE") == "nightly" else "short-card"
SHORT = short_card(
    "referred-children-seen-promptly-percentage",
    "early-help-assessments-started",
    "early-help-plans-opened",
    "early-help-cases-closed",
    "cases-closed-outcomes-met-percentage",
    "cases-open-over-12-months",
    "cases-open-over-12-months-percentage",
    "level-2-cases-escalated",
    "level-2-escalation-percentage",
    "exploitation-screenings",
    "child-protection-plans",
    "first-time-entrants-youth-justice",
)
COUNCIL, LOCALITIES = "council", ("locality-l1", "locality-l2", "locality-l3")


def asked(own, audience, period, day=1, **more):
    at = datetime(2026, 11, day, 9, tzinfo=UTC)
    more |= {"card": CARD, "months": 3, "catalogue": own}
    return PublishAsked(audience, period, "analyst", at, (Level.LOCALITY,), **more)


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    (folder / "scorecards").mkdir()
    (folder / "scorecards" / "short-card.yaml").write_text(SHORT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def data(council, tmp_path_factory):
    copy = tmp_path_factory.mktemp("published") / "data"
    shutil.copytree(council / "data", copy)
    return copy


@pytest.fixture(scope="module")
def public(data, own):
    return [publish(data, asked(own, Audience.PUBLIC, one, at)) for at, one in enumerate(MONTHS, 1)]


@pytest.fixture(scope="module")
def counts(data, public):
    """The exact counts behind the last public edition, which nobody is given."""
    one = edition_named(open_folder(data), "2026-09-public-1")
    return seen_before(open_folder(data), [one.counts])[0].released


def test_an_edition_made_again_is_the_same_to_the_byte(data, public):
    for name in ("2026-07-public-1", "2026-09-public-1"):
        assert rebuild(data, name).files == len(files_of_edition(data, name))


def test_every_output_is_the_same_whatever_the_withheld_numbers_are(data, own, public):
    """What is withheld is changed out of recognition: not one byte of any file may change."""
    folder = open_folder(data)
    listed = edition_named(folder, "2026-09-public-1")
    there = {str(one): one for one in folder.list_artefacts(Kind.EDITION_COUNTS)}
    pins, known = read_pins(folder.read(there[listed.counts])[PINS]), load_catalogue(own)
    material = material_pinned(folder, known, pins)
    counts = counts_of(pins.name, material, known.indicators, complements=True)
    decided, changed, units = public[-1].decided, 0, []
    for unit in material.units:
        standing = dict(unit.history.standing)
        for key, sourced in standing.items():
            behind = counts.behind.get((unit.unit, sourced.indicator, sourced.figure.period))
            value = sourced.figure.value
            if behind is None or not isinstance(value, Number):
                continue
            if any(decided.released.outcomes[one] is not Outcome.SHOWN for one in behind.keys):
                figure = replace(sourced.figure, value=number(value.amount + 98765))
                standing[key] = replace(sourced, figure=figure)
                changed += 1
        units.append(replace(unit, history=History(standing, unit.history.restatements)))
    assert changed > 20
    again = laid_out(folder, known, pins, replace(material, units=tuple(units)), counts, decided)
    assert dict(again.files) == dict(files_of_edition(data, "2026-09-public-1"))


def test_a_withheld_figure_is_its_symbol_in_every_file(public):
    files = public[-1].files
    withheld = [
        each for each in json.loads(files["edition.json"])["figures"] if each["symbol"] == "*"
    ]
    assert len(withheld) > 10
    assert all(each["value"] is None and each["note"] == "" for each in withheld)
    gone = {(e["scorecard"], e["indicator"], e["period"]["name"]) for e in withheld}
    for name in (COUNCIL, *LOCALITIES):
        for row in csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"))):
            if (name, row["indicator"], row["period"]) in gone:
                assert (row["state"], row["value"], row["text"]) == ("suppressed", "", "")
        page = files[f"{name}.html"].decode()
        assert "OFFICIAL: for publication" in page
        assert "withheld to protect people" in page.casefold()
        assert json.loads(files[f"{name}.json"])["edition"]["audience"] == "public"


def test_an_average_over_withheld_figures_is_withheld(public):
    rows = [row for card in public[-1].cards.values() for row in card.rows]
    over = [
        row for row in rows if any(state.value == "suppressed" for state, _ in row.average.left_out)
    ]
    assert over
    assert all(
        not isinstance(one, Number)
        for row in over
        for one in (row.average.value, row.maximum.value)
    )


def test_nobody_solves_the_withheld_numbers_of_three_editions(public, counts):
    """A reader puts all files of all editions together and solves for what is withheld."""
    shown, withheld = read_all(public)
    truths = true_figures(counts)
    assert any(key in truths for key in withheld)
    assert solved(shown, withheld, truths) == {}


def test_the_attack_finds_one_figure_withheld_alone(public, counts):
    truths = true_figures(counts)
    withheld = {key for key in truths if key[2] == LOCALITIES[0] and truths[key]}
    shown = {key: count for key, count in truths.items() if key not in withheld}
    found = solved(shown, withheld, truths)
    assert len(found) > 3
    assert all(truths[key] == count for key, count in found.items())


def read_all(editions):
    """Read every count of every edition from its files: figures, and cases behind them."""
    shown, withheld = {}, set()
    for edition in editions:
        for each in json.loads(edition.files["edition.json"])["figures"]:
            key = (each["indicator"], each["period"]["name"], each["scorecard"])
            if each["value"] is not None and "/" not in each["value"]:
                shown[key] = float(each["value"])
            elif each["state"] == "suppressed":
                withheld.add(key)
    return shown, withheld - shown.keys()


def true_figures(released):
    """The true whole counts, for checking the attack and for saying which sums hold."""
    return {
        (cell.key.indicator, str(cell.key.period), f"{cell.key.unit.level.value}"
         + (f"-{cell.key.unit.id.casefold()}" if cell.key.unit.id else "")): cell.count
        for cell in released.release.cells
        if cell.key.side.value == "count" and not cell.key.note and not cell.key.unit.not_allocated
    }  # fmt: skip


def solved(shown, withheld, truths):
    """Narrow what each withheld count may be by every sum over localities, until nothing moves.

    The attacker is told which sums hold, and that a symbol stands for 1 or more.
    """
    low = {key: shown.get(key, 1) for key in {*shown, *withheld}}
    high = {key: shown.get(key, 10**6) for key in {*shown, *withheld}}
    about = {key[:2] for key in withheld}
    sums = []
    for indicator, period in about:
        keys = [(indicator, period, unit) for unit in (COUNCIL, *LOCALITIES)]
        if all(key in truths and key in low for key in keys):
            total, *parts = keys
            if truths[total] == sum(truths[part] for part in parts):
                sums.append((total, parts))
    for _ in range(50):
        for total, parts in sums:
            low[total] = max(low[total], sum(low[part] for part in parts))
            high[total] = min(high[total], sum(high[part] for part in parts))
            for part in parts:
                others = [one for one in parts if one != part]
                low[part] = max(low[part], low[total] - sum(high[one] for one in others))
                high[part] = min(high[part], high[total] - sum(low[one] for one in others))
    return {key: low[key] for key in withheld if low[key] == high[key]}


def test_partners_and_public_see_frozen_editions_that_do_not_give_each_other_away(
    data, own, public
):
    partners = publish(data, asked(own, Audience.PARTNERS, MONTHS[-1], 4))
    assert partners.decided.audit.passed
    internal = publish(data, asked(own, Audience.INTERNAL, MONTHS[-1], 5))
    assert not any(o.withheld for o in internal.decided.released.outcomes.values())
    assert "nothing is withheld" in internal.files["council.html"].decode().casefold()
    names = [one.name for one in list_editions(data)]
    assert names[-2:] == ["2026-09-partners-1", "2026-09-internal-1"]
    assert rebuild(data, "2026-09-partners-1").files


def test_editions_are_listed_shown_and_withdrawn_never_changed(data, public, headway, tmp_path):
    before = dict(files_of_edition(data, "2026-07-public-1"))
    code, _, said = headway("editions", "withdraw", "2026-07-public-1", "--data", data)
    assert code == 6
    assert "reason" in said
    words = ("editions", "withdraw", "2026-07-public-1", "--data", data, "--by", "analyst")
    assert headway(*words, "--reason", "a wrong team")[0] == 0
    assert headway(*words, "--reason", "again")[0] == 6
    code, listed, _ = headway("editions", "--data", data)
    assert code == 0
    assert "WITHDRAWN: a wrong team" in listed
    assert dict(files_of_edition(data, "2026-07-public-1")) == before
    out = tmp_path / "again"
    assert headway("editions", "show", "2026-07-public-1", "--data", data, "--out", out)[0] == 0
    assert {one.name: one.read_bytes() for one in out.iterdir()} == before
    assert headway("editions", "show", "2020-01-public-1", "--data", data)[0] == 6


def test_a_restatement_starts_from_a_published_edition(data, public, headway):
    months = ("--months", "2026-08", "2026-09")
    code, said, _ = headway(
        "restate", "--data", data, "--from", "edition:2026-09-public-1", *months
    )
    assert code == 0
    assert "2026-09-public-1" in said
    assert "figures that both give moved" in said


def test_a_policy_for_another_audience_is_refused(data, own):
    with pytest.raises(Refused, match="not meant for public"):
        publish(data, asked(own, Audience.PUBLIC, MONTHS[0], policy="nothing-withheld"))


def test_a_rounding_policy_shows_rounded_figures(council, own, tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(council / "data", copy)
    made = publish(copy, asked(own, Audience.PUBLIC, MONTHS[-1], policy="nhs-hospital-statistics"))
    rows = [row for row in made.cards[COUNCIL].rows if row.indicator.unit.value == "number"]
    numbers = [v.amount for row in rows for _, v in row.series if isinstance(v, Number)]
    assert numbers
    assert all(amount % 5 == 0 for amount in numbers)


def test_a_mixed_order_of_audiences_and_units_is_never_refused(data, own, public):
    """Each was proved with all before it; so none turns out to give away what those did not."""
    teams = (Level.LOCALITY, Level.TEAM)
    order = (
        (Audience.PUBLIC, teams, MONTHS[-1]),
        (Audience.PARTNERS, teams, MONTHS[1]),
        (Audience.PUBLIC, (), MONTHS[1]),
        (Audience.PARTNERS, (Level.LOCALITY,), MONTHS[-1]),
        (Audience.PUBLIC, (Level.LOCALITY,), MONTHS[-1]),
    )
    for day, (audience, levels, period) in enumerate(order, 10):
        made = publish(data, replace(asked(own, audience, period, day), levels=levels))
        assert made.decided.audit.passed


def test_no_team_is_found_by_taking_the_others_from_the_whole(council, own, tmp_path):
    """The plainest reader of all: what the council's figure leaves of the teams that are shown."""
    data = tmp_path / "data"
    shutil.copytree(council / "data", data)
    wanted = asked(own, Audience.PUBLIC, MONTHS[-1], card="early-help-service")
    made = publish(data, replace(wanted, levels=(Level.LOCALITY, Level.TEAM)))
    said = json.loads(files_of_edition(data, made.note.name)["edition.json"])
    level_of = {one["scorecard"]: one["level"] for one in said["scorecards"]}
    indicators = load_catalogue(own).indicators
    alone, parted = [], 0

    def is_count(figure):
        return indicators[figure["indicator"]].unit is Unit.NUMBER

    for level in ("team", "locality"):
        for council_figure in said["figures"]:
            same = [
                one
                for one in said["figures"]
                if level_of[one["scorecard"]] == level
                and one["indicator"] == council_figure["indicator"]
                and one["period"] == council_figure["period"]
            ]
            hidden = [one for one in same if one["state"] == "suppressed"]
            is_whole = level_of[council_figure["scorecard"]] == "council"
            if (
                is_whole
                and council_figure["value"] is not None
                and hidden
                and is_count(council_figure)
            ):
                parted += 1
                shown = sum(int(one["value"]) for one in same if one["value"] is not None)
                rest = int(council_figure["value"]) - shown
                if len(hidden) == 1 and 0 <= rest < 5:
                    alone.append((level, council_figure["indicator"], council_figure["period"]))
    assert parted > 10
    assert alone == []
