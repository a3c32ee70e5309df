"""The small parts of publishing: definitions kept, files named, lists that bear damage, folders."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation import Share
from headway.domain.calculation_results import COUNCIL, Level, Result, UnitRef
from headway.domain.disclosure.cells import Side
from headway.domain.disclosure.policy import Audience, PartsUsed, Percentages, Policy, Symbols
from headway.domain.disclosure.release import Outcome, Released
from headway.domain.indicator import Unit
from headway.domain.periods import month
from headway.domain.problems import Refused
from headway.domain.values import Absent, State, divide, number
from headway.services.analysis.keeping import keep
from headway.services.analysis.publish import refuse_beside
from headway.services.analysis.publish_cards import derived_value
from headway.services.analysis.publish_counts import Behind, counts_of_result, identity
from headway.services.analysis.publish_definitions import (
    definitions_in_force,
    own_texts,
    pinned_catalogue,
    written,
)
from headway.services.analysis.publish_kept_counts import counts_bytes, read_counts
from headway.services.analysis.publish_names import slug
from headway.services.analysis.publish_out import write_edition
from headway.services.analysis.published import list_editions, seen_before
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import open_folder
from tests.builders import indicator
from tests.unit.services.test_publish_earlier import FIRST, table
from tests.unit.services.test_publish_pins import PINS

SAID = Released(FIRST.release, replace(FIRST.policy, source="a test"), FIRST.outcomes)
AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
TARGETS = "targets:\r\n  direct-contacts:\r\n    - {period: 2026/27, form: at least, goal: 9}\r\n"


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "own"
    (folder / "targets").mkdir(parents=True)
    (folder / "targets" / "ours.yaml").write_bytes(TARGETS.encode("utf-8-sig"))
    return folder


def test_own_definitions_are_kept_with_every_sign_and_come_to_the_same_catalogue(own):
    texts = own_texts(own)
    assert texts == {"targets/ours.yaml": TARGETS}
    known = load_catalogue(own)
    with written(texts) as folder:
        assert (folder / "targets" / "ours.yaml").read_bytes() == TARGETS.encode()
        assert load_catalogue(folder).version == known.version
    assert not folder.exists()
    pins = replace(PINS, overlay=texts, catalogue=known.version)
    assert pinned_catalogue(pins).targets == known.targets


def test_a_council_without_definitions_of_its_own_keeps_none():
    assert own_texts(None) == {}
    with written({}) as folder:
        assert folder is None
    pins = replace(PINS, overlay={}, catalogue=load_catalogue().version)
    assert pinned_catalogue(pins).version == pins.catalogue


def test_each_definition_in_force_has_a_digest_the_councils_own_in_place_of_a_shipped_one(own):
    shipped = definitions_in_force(None)
    assert len(shipped) > 150
    (own / "audiences").mkdir()
    text = "id: public\npolicy: council-under-5\n"
    (own / "audiences" / "public.yaml").write_text(text, encoding="utf-8")
    ours = definitions_in_force(own)
    assert ours.keys() - shipped.keys() == {"targets/ours"}
    assert {name for name in shipped if shipped[name] != ours[name]} == {"audiences/public"}


def test_definitions_that_are_others_now_are_named_up_to_a_few():
    definitions = {**definitions_in_force(None), **{f"scales/gone-{n:02}": "0" for n in range(20)}}
    pins = replace(PINS, overlay={}, catalogue="0" * 64, definitions=definitions)
    with pytest.raises(Refused, match=r"scales/gone-00, .* and 8 more"):
        pinned_catalogue(pins)
    with pytest.raises(Refused, match="are not those of the edition"):
        pinned_catalogue(replace(pins, definitions={}))


def test_each_units_files_have_a_name_of_their_own():
    taken: set[str] = set()
    for unit in ("T 01", "T-01", "t.01", "", "A team whose identifier is longer than any file name",
                 "A team whose identifier is longer than another"):  # fmt: skip
        taken.add(slug(UnitRef(Level.TEAM, unit), taken))
    assert {"team-t-01", "team-t-01-2", "team-t-01-3", "team"} <= taken
    assert len(taken) == 6
    assert all(len(one) <= 45 for one in taken)


def publish_made_up(data, number=1, audience="public"):
    """An edition of no content, with its counts."""
    name = f"2026-09-{audience}-{number}"
    about = {"edition": name, "audience": audience}
    counts = {"counts.json": counts_bytes(name, Audience(audience), SAID), "pins.json": b"{}"}
    keep(data, Kind.EDITION_COUNTS, counts, about, by="test", at=AT)
    about |= {"period": "Sep-26", "policy": "p", "card": "c", "snapshot": "s"}
    keep(data, Kind.EDITIONS, {"edition.json": name.encode()}, about, by="test", at=AT)


@pytest.fixture
def data(tmp_path):
    for one in (1, 2):
        publish_made_up(tmp_path / "data", one)
    return tmp_path / "data"


def test_counts_come_back_as_they_were(data):
    first, _ = list_editions(data)
    [seen] = seen_before(open_folder(data), [first.counts])
    assert (seen.name, seen.audience) == ("2026-09-public-1", Audience.PUBLIC)
    assert dict(seen.released.outcomes) == dict(SAID.outcomes)
    assert seen.released.release.cells == SAID.release.cells
    assert seen.released.release.relations == SAID.release.relations
    assert read_counts(counts_bytes(seen.name, Audience.PUBLIC, seen.released)) == seen


def test_editions_are_listed_though_the_counts_of_one_are_gone_and_nothing_is_published(data):
    first, second = list_editions(data)
    shutil.rmtree(data / "artefacts" / first.counts)
    assert [bool(one.counts) for one in list_editions(data)] == [False, True]
    with pytest.raises(Refused, match="the counts behind 2026-09-public-1 are missing or damaged"):
        refuse_beside(open_folder(data), replace(PINS, name="new", earlier=(second.counts,)))


def test_two_who_publish_at_the_same_time_do_not_both_publish(data):
    before = tuple(one.counts for one in list_editions(data))
    pins = replace(PINS, name="2026-09-public-3", earlier=before)
    refuse_beside(open_folder(data), pins)
    publish_made_up(data, 3)
    with pytest.raises(Refused, match="another edition was published while this one was made"):
        refuse_beside(open_folder(data), pins)


def test_an_edition_for_others_who_read_nothing_of_this_one_is_no_hindrance(data):
    """Whoever reads public editions alone has not seen one for partners; partners see both."""
    partners = tuple(one.counts for one in list_editions(data))
    pins = replace(PINS, name="2026-09-partners-1", audience=Audience.PARTNERS, earlier=partners)
    refuse_beside(open_folder(data), pins)
    publish_made_up(data, 1, "internal")
    with pytest.raises(Refused, match="another edition was published"):
        refuse_beside(open_folder(data), pins)


def test_an_edition_goes_into_a_new_folder_alone(tmp_path):
    assert write_edition({"a.csv": b"1", "index.html": b"2"}, tmp_path / "new") == 2
    assert (tmp_path / "new" / "index.html").read_bytes() == b"2"
    with pytest.raises(Refused, match="the folder holds something already"):
        write_edition({"a.csv": b"1"}, tmp_path / "new")


def result(above, below, unit=COUNCIL):
    value = divide(number(above), number(below), 100)
    return Result("x", month(2026, 9), unit, None, Fraction(above), Fraction(below), value, 0)


def test_a_share_rests_on_what_is_above_and_below_the_line():
    known = load_catalogue().indicators
    share = next(one for one in known.values() if isinstance(one.calculation, Share))
    found = dict(counts_of_result(result(7, 9), share, printed=True))
    assert {side: cell.count for side, cell in found.items()} == {
        Side.NUMERATOR: 7,
        Side.DENOMINATOR: 9,
    }


def test_two_definitions_that_count_the_same_are_one():
    """What stands below a share is the count of its rows, whatever the two are called."""
    known = load_catalogue().indicators
    shares = [one for one in known.values() if isinstance(one.calculation, Share)]
    for one in shares:
        below = identity(one, Side.DENOMINATOR, known)
        above = identity(one, Side.NUMERATOR, known)
        assert below is not None
        assert below != above
    again = replace(shares[0], id="another-name")
    assert identity(again, Side.NUMERATOR, known) == identity(shares[0], Side.NUMERATOR, known)


PARTS = table({UnitRef(Level.TEAM, "T1"): 12, UnitRef(Level.TEAM, "T2"): 30})
ABOVE, BELOW = PARTS.cells[1].key, PARTS.cells[2].key
SHOWN = dict.fromkeys([cell.key for cell in PARTS.cells], Outcome.SHOWN)
EXACT = Policy("exact", "Exact", frozenset(Audience), 5)


@pytest.mark.parametrize(
    ("policy", "value"),
    [
        (EXACT, number(40)),
        (replace(EXACT, rounding_base=5, percentages=Percentages(PartsUsed.ROUNDED)),
         number(Fraction(100, 3))),  # 10 of 30
        (replace(EXACT, percentages=Percentages(minimum_denominator=31)),
         Absent(State.SUPPRESSED, "withheld: of too few", "*")),
    ],
)  # fmt: skip
def test_a_percentage_is_shown_by_the_policy_from_the_parts_shown(policy, value):
    share = indicator("share", unit=Unit.PERCENTAGE)
    behind = Behind(None, above=ABOVE, below=BELOW)  # type: ignore[arg-type]
    found = derived_value(behind, Fraction(40), Released(PARTS, policy, SHOWN), share)
    assert found == value


def test_an_amount_just_above_nought_has_its_own_symbol_where_the_policy_gives_one():
    share = indicator("share", unit=Unit.PERCENTAGE)
    policy = replace(EXACT, symbols=Symbols("c", "c", "low"))
    behind = Behind(None, above=ABOVE, below=BELOW)  # type: ignore[arg-type]
    found = derived_value(behind, Fraction(1, 4), Released(PARTS, policy, SHOWN), share)
    assert (found.state, found.sign) == (State.SUPPRESSED, "low")
