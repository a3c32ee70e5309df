"""Whatever an edition rests on may change: made again it has the same bytes, or it says why not.

Longer than other modules, since it is a list: each test is one thing that may change or be gone,
tried on the same edition, which takes seconds to make.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from django.db import transaction

from headway import __version__
from headway.catalogue import loading
from headway.catalogue.files import shipped_files
from headway.cli.main import main
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.disclosure.policy import Audience
from headway.domain.problems import Findings, Refused
from headway.services.analysis import publish as publishing
from headway.services.analysis import publish_again, publish_definitions
from headway.services.analysis.erase import erase
from headway.services.analysis.frozen_figures import frozen_figures
from headway.services.analysis.publish import Edition, preview
from headway.services.analysis.publish_again import ERASED, rebuild
from headway.services.analysis.publish_files import edition_files
from headway.services.analysis.publish_made_with import MadeWith, made_with
from headway.services.analysis.publish_pins import Pins, read_pins
from headway.services.analysis.publish_resting import missing
from headway.services.analysis.published import files_of_edition, list_editions
from headway.warehouse.folder import open_folder
from headway.writers.json_shape import unlike
from tests.unit.web.made_up_edition import (
    IN_TIME,
    NORTH,
    SOUTH,
    Office,
    approve_the_month,
    ask_folder,
    ask_policy,
    ask_target,
    asked,
    comment,
    copy_of,
    enter,
    enter_again,
    load_national,
    load_published,
    load_rows,
    open_the_month,
    publish_it,
    whole_office,
)

pytestmark = pytest.mark.django_db
NAME = "2026-09-internal-1"


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    """A register for all tests here, taken away in the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def published(register, tmp_path_factory) -> Office:
    """An office that has published for the public, then for its own staff."""
    office = whole_office(tmp_path_factory.mktemp("office"))
    publish_it(office, Audience.PUBLIC, levels=())
    assert publish_it(office) == NAME
    return office


@pytest.fixture
def office(published, tmp_path) -> Office:
    """A copy of it, to change."""
    return copy_of(published, tmp_path / "office")


def pins_file(office: Office, name: str) -> Path:
    found = (office.data / "artefacts" / "edition-counts").glob("*/pins.json")
    return next(one for one in found if read_pins(one.read_bytes()).name == name)


def pins_of(office: Office, name: str = NAME) -> Pins:
    return read_pins(pins_file(office, name).read_bytes())


def test_everything_reaches_the_edition(published):
    """Entries, commentary, targets, names of teams, national figures, published history."""
    files = files_of_edition(published.data, NAME)
    council = {one["indicator"]["id"]: one for one in json.loads(files["council.json"])["rows"]}
    text = files["council.json"].decode()
    assert "More schools refer." in text
    assert "indicator owner" in text
    assert council[IN_TIME]["target"]["goal"] == "60"
    assert council[IN_TIME]["standing"]["colour"] == "red"
    assert "86.5%" in files["council.csv"].decode("utf-8-sig")  # as it was published
    assert "69.1% published for 2025-26: worse than neighbours (mean 85.4%" in text
    assert "South team" in files["team-t02.html"].decode()
    entered = [
        line for line in files["team-t01.csv"].decode("utf-8-sig").splitlines() if "direct-" in line
    ]
    assert any(",12," in line for line in entered)


def test_its_own_list_says_of_whom_each_scorecard_is_and_is_of_its_shape(published):
    said = json.loads(files_of_edition(published.data, NAME)["edition.json"])
    assert list(unlike(said, "edition's list")) == []
    units = {
        one["scorecard"]: UnitRef(Level(one["level"]), one["unit"]) for one in said["scorecards"]
    }
    assert units == {"council": COUNCIL, "team-t01": NORTH, "team-t02": SOUTH}
    edition = next(one for one in list_editions(published.data) if one.name == NAME)
    assert frozen_figures(published.data, edition).units([]) == units


def test_each_of_them_is_pinned(published):
    pins = pins_of(published)
    words = sorted(one.words for one in pins.artefacts.values())
    assert words == [
        "national figures",
        "published history (2026-09)",
        "signed commentary (A short scorecard of the council's own, September 2026)",
        "teams' entries (Our framework, quarter 2 2026/27)",
        "the counts behind edition 2026-09-public-1",
    ]
    assert all(len(one.digest) == 64 for one in pins.artefacts.values())
    assert "goal: 60" in pins.overlay["targets/changed-in-the-office.yaml"]
    assert {f"policies/{pins.policy}", f"indicators/{IN_TIME}"} <= pins.definitions.keys()
    assert pins.snapshot.startswith("2026-11-01")
    assert pins.stood is not None
    assert pins.program == made_with()
    assert pins.headway == __version__


def say_something_else(office: Office) -> None:
    open_the_month(office)
    comment(office, "Fewer schools refer.")
    approve_the_month(office)


def take_it_back(office: Office) -> None:
    open_the_month(office)
    comment(office, "Nobody signed this.", signed=False)
    approve_the_month(office)


def rename_the_card(office: Office) -> None:
    ask_folder(office, "scorecards/short-card.yaml", "A short scorecard", "Our own scorecard")


def keep_small_numbers(office: Office) -> None:
    path = "policies/nothing-withheld.yaml"
    ours = next(one.text for one in shipped_files(Findings()) if one.stem == path[9:-5])
    ask_folder(office, path, "", ours.replace("Nothing is withheld", "All of it is shown"))


def call_it_otherwise(office: Office) -> None:
    name = "names:\n  - {level: team, id: T02, name: Harbour families team, from: 2026-09-30}\n"
    ask_folder(office, "organisation/ours.yaml", "", name)


CHANGES: dict[str, tuple[Callable[[Office], None], str, str]] = {
    "snapshot": (
        lambda office: load_rows(office, started=36), "team-t01.csv",
        ",number,4,",
    ),
    "organisation": (
        lambda office: load_rows(office, south="South families team"), "team-t02.html",
        "South families team",
    ),
    "names of units": (call_it_otherwise, "team-t02.html", "Harbour families team"),
    "history": (
        lambda office: load_published(office, ("Jul-26", "Aug-26"), "71.4%,86.9%"), "council.csv",
        "71.4%",
    ),
    "benchmarks": (lambda office: load_national(office, "69.1>70.3"), "council.json", "70.3"),
    "entries of a team": (lambda office: enter_again(office, 15), "team-t01.csv", ",15,"),
    "entries of another": (lambda office: enter(office, 4, SOUTH), "council.csv", ",16,"),
    "commentary": (say_something_else, "council.html", "Fewer schools refer."),
    "commentary taken back": (take_it_back, "council.html", "no longer signed off"),
    "targets": (lambda office: ask_target(office, "45"), "council.html", "at least 45%"),
    "policy": (keep_small_numbers, "council.html", "All of it is shown"),
    "catalogue and overlay": (rename_the_card, "council.html", "Our own scorecard"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_changes_after_an_edition_does_not_change_it(office, what):
    change, file, words = CHANGES[what]
    assert words not in files_of_edition(office.data, NAME)[file].decode("utf-8-sig")
    change(office)
    again = rebuild(office.data, NAME)
    assert again.files == len(files_of_edition(office.data, NAME))
    assert again.although == ()
    assert words in preview(office.data, asked(office)).files[file].decode("utf-8-sig")


def test_an_audience_given_another_policy_keeps_what_it_was_given(office):
    name = "2026-09-public-1"
    ask_policy(office, "council-under-5", Audience.PUBLIC)
    rebuild(office.data, name)
    before, after = pins_of(office, name), preview(office.data, asked(office, Audience.PUBLIC, ()))
    assert (before.policy, after.note.policy.id) == ("council-under-6", "council-under-5")


def test_what_is_said_again_after_something_else_is_what_stands(office):
    """The very same text on the very same day: stored once, it would lie under what came after."""
    say_something_else(office)
    open_the_month(office)
    comment(office, "More schools refer.")
    approve_the_month(office)
    page = preview(office.data, asked(office)).files["council.html"].decode()
    assert "More schools refer." in page
    assert "Fewer schools refer." not in page


@pytest.mark.parametrize(("person", "same"), [("P000", True), ("P031", False)])
def test_rows_that_were_erased_are_told_whether_or_not_they_show(office, person, same):
    """One was assessed before the months shown, the other in them."""
    at = datetime(2026, 11, 20, tzinfo=UTC)
    erase(office.data, person, reason="A request.", by="analyst", at=at)
    if same:
        assert rebuild(office.data, NAME).although == (ERASED,)
        return
    with pytest.raises(Refused) as refused:
        rebuild(office.data, NAME)
    first, why = [str(one) for one in refused.value.findings]
    assert "files come out otherwise" in first
    assert "rows were erased from its snapshot since" in why


def test_what_staff_were_shown_cannot_be_withheld_later_and_the_refusal_says_what_can_be_done(
    office,
):
    ask_policy(office, "council-under-5")
    with pytest.raises(Refused) as refused:
        preview(office.data, asked(office))
    first, *each = [str(one) for one in refused.value.findings]
    assert (
        f"{len(each)} figures that the policy council-under-5 withholds can be worked out" in first
    )
    assert f"{len(each)} of them from what its readers have seen before" in first
    assert "by a policy that shows as much as they did" in first
    assert rebuild(office.data, NAME).although == ()


def remove(folder: Path) -> None:
    shutil.rmtree(folder)


def damage(folder: Path) -> None:
    """Turn one bit of the first file over: its size stays."""
    file = min(one for one in folder.iterdir() if one.name != "manifest.json")
    contents = bytearray(file.read_bytes())
    contents[len(contents) // 2] ^= 1
    file.write_bytes(contents)


def artefact(words: str) -> Callable[[Office], Path]:
    def find(office: Office) -> Path:
        [name] = [name for name, one in pins_of(office).artefacts.items() if words in one.words]
        return office.data / "artefacts" / name

    return find


def snapshot_folder(office: Office) -> Path:
    [folder] = (office.data / "snapshots").glob("*-r0")
    return folder


def own_pins(office: Office) -> Path:
    return pins_file(office, NAME).parent


RESTS_ON: dict[str, tuple[Callable[[Office], Path], str]] = {
    "snapshot": (snapshot_folder, "the snapshot 2026-11-01-"),
    "history": (artefact("published history"), "published history (2026-09), on which it rests"),
    "benchmarks": (artefact("national figures"), "national figures, on which it rests"),
    "entries": (
        artefact("teams' entries"),
        "teams' entries (Our framework, quarter 2 2026/27), on which it rests",
    ),
    "commentary": (
        artefact("signed commentary"),
        "signed commentary (A short scorecard of the council's own, September 2026)",
    ),
    "earlier editions": (
        artefact("2026-09-public-1"), "the counts behind edition 2026-09-public-1",
    ),
    "overlay, targets, policy and all pins": (own_pins, "the list of what it rests on"),
}  # fmt: skip


@pytest.mark.parametrize("how", [remove, damage])
@pytest.mark.parametrize("what", RESTS_ON)
def test_what_is_gone_or_damaged_is_named(office, what, how):
    find, words = RESTS_ON[what]
    how(find(office))
    with pytest.raises(Refused) as refused:
        rebuild(office.data, NAME)
    said = [str(one) for one in refused.value.findings]
    assert said[0].startswith(f"edition {NAME}: {words}")
    told = "is missing or damaged" if find is own_pins else "is damaged"
    found = refused.value.findings[0].found
    assert told in found
    assert ("the file is missing" in found) is (how is remove and find is not own_pins)
    assert "Put what is missing or damaged back from a backup" in said[0]
    assert "the edition stands as it was published" in said[0]


def test_all_that_is_missing_is_named_at_once(office):
    for words in ("published history", "national figures"):
        remove(artefact(words)(office))
    with pytest.raises(Refused) as refused:
        rebuild(office.data, NAME)
    assert len(refused.value.findings) == 2


def test_a_thing_of_the_same_name_with_other_contents_is_not_taken_for_it(published):
    pins, folder = pins_of(published), open_folder(published.data)
    assert missing(folder, pins) == ()
    name, one = next(iter(pins.artefacts.items()))
    others = {**pins.artefacts, name: replace(one, digest="0" * 64)}
    assert "is another than then" in missing(folder, replace(pins, artefacts=others))[0].found
    assert pins.stood is not None
    stood = replace(pins.stood, manifest="0" * 64)
    assert "is another than then" in missing(folder, replace(pins, stood=stood))[0].found
    gone = replace(pins, snapshot="2020-01-01-000000-00000000", history=("history/0123",))
    assert [one.found.partition(",")[0] for one in missing(folder, gone)] == [
        "the snapshot 2020-01-01-000000-00000000",
        "published history",
    ]


@pytest.mark.parametrize("kind", ["policies", "indicators", "scorecards", "audiences"])
def test_shipped_definitions_that_are_others_now_are_named(published, monkeypatch, kind):
    changed = []

    def others(findings):
        found = shipped_files(findings)
        first = next(one for one in found if one.kind == kind)
        changed.append(f"{kind}/{first.stem}")
        return [
            replace(one, text=f"{one.text}# a word\n") if one is first else one for one in found
        ]

    monkeypatch.setattr(loading, "shipped_files", others)
    monkeypatch.setattr(publish_definitions, "shipped_files", others)
    with pytest.raises(Refused) as refused:
        rebuild(published.data, NAME)
    found = refused.value.findings[-1].found
    assert found.endswith(f"are not those of the edition: {changed[0]}")


@pytest.fixture
def other_bytes(monkeypatch):
    """A program that writes one file otherwise."""
    true = edition_files

    def files(*words):
        return true(*words) | {"council.html": b"another page"}

    monkeypatch.setattr(publishing, "edition_files", files)


@pytest.fixture
def another_program(monkeypatch):
    """Makes the program that runs another than the one that published."""

    def be(headway=__version__, code="f" * 64, **libraries: str) -> None:
        here = {**made_with().libraries, **libraries}
        now = MadeWith(headway, code, MappingProxyType(here))
        monkeypatch.setattr(publish_again, "made_with", lambda: now)

    return be


def test_another_program_is_told_whether_or_not_the_bytes_are_the_same(
    published, another_program, request
):
    another_program(XlsxWriter="99.1")
    assert "now 99.1" in " ".join(rebuild(published.data, NAME).although)
    request.getfixturevalue("other_bytes")
    with pytest.raises(Refused) as refused:
        rebuild(published.data, NAME)
    first, *why = [str(one) for one in refused.value.findings]
    assert "1 of 15 files come out otherwise: council.html" in first
    assert "Headway's own files were others then" in why[0]
    assert "now 99.1" in why[1]


def test_other_bytes_without_a_reason_say_so(published, other_bytes):
    with pytest.raises(Refused) as refused:
        rebuild(published.data, NAME)
    [only] = refused.value.findings
    assert "so is the program: tell whoever looks after Headway" in str(only)


def test_another_program_that_cannot_make_it_says_so_without_a_traceback(
    published, another_program, monkeypatch, capsys
):
    def fails(*words: object) -> Edition:
        raise KeyError("no such thing")

    monkeypatch.setattr(publish_again, "make", fails)
    with pytest.raises(KeyError):  # a mistake of this very program is no matter of versions
        rebuild(published.data, NAME)
    another_program(headway="99.0")
    assert main(["editions", "rebuild", NAME, "--data", str(published.data)]) == Refused.exit_code
    said = capsys.readouterr().err
    assert "this program cannot make it any more" in said
    assert f"Use Headway {__version__} as it was then" in said


def test_the_command_says_what_it_did(published, another_program, capsys):
    words = ["--data", str(published.data)]
    assert main(["editions", "rebuild", NAME, *words]) == 0
    assert "14 files made again, every byte the same" in capsys.readouterr().out
    another_program(headway="99.0")
    assert main(["publish", "--rebuild", NAME, *words]) == 0
    assert "although it was made by Headway" in capsys.readouterr().out
    assert main(["editions", "rebuild", "2020-01-public-1", *words]) == Refused.exit_code
    assert f"The editions are: 2026-09-public-1, {NAME}" in capsys.readouterr().err
