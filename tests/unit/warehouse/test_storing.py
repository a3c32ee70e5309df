"""Storing, listing and reading back."""

import json
import os
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.problems import Refused
from headway.domain.trail import Verb
from headway.warehouse.artefacts import (
    NAME,
    ArtefactId,
    Kind,
    StoredFile,
    manifest_bytes,
    manifest_from,
    manifest_of,
)
from headway.warehouse.folder import Outcome, open_folder
from headway.warehouse.publishing import place_of
from tests.unit.warehouse.shared import ABOUT, AT, FIGURES, store, tried

names = st.from_regex(NAME, fullmatch=True)
anything = st.dictionaries(names, st.binary(max_size=200), min_size=1, max_size=4)
about_anything = st.dictionaries(st.text(max_size=10), st.text(max_size=20), max_size=3)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return open_folder(tmp_path_factory.mktemp("kept") / "data", create=True)


@given(st.sampled_from(Kind), anything, about_anything, st.text(min_size=1).filter(str.strip))
def test_what_is_stored_is_read_back_byte_for_byte(kept, kind, files, about, by):
    stored = tried(lambda: kept.store(kind, files, about, by=by, at=AT))
    if isinstance(stored, Refused):
        assert "file name" in str(stored)
        return
    assert kept.read(stored.artefact) == files
    assert dict(kept.describe(stored.artefact).about) == about
    assert stored.artefact in kept.list_artefacts(kind)
    if stored.outcome is Outcome.STORED:
        assert kept.describe(stored.artefact).by == by
    assert kept.verify() == ()


def test_a_new_folder_holds_nothing_and_is_in_order(folder):
    assert folder.list_artefacts() == ()
    assert folder.trail() == ()
    assert folder.verify() == ()


def test_artefacts_are_listed_oldest_first_and_by_kind(folder):
    first, second = store(folder, 1).artefact, store(folder, 2, Kind.ENTRIES).artefact
    third = store(folder, 3).artefact
    assert folder.list_artefacts() == (first, second, third)
    assert folder.list_artefacts(Kind.HISTORY) == (first, third)
    assert open_folder(folder.path).list_artefacts(Kind.ENTRIES) == (second,)


def test_storing_the_same_again_changes_nothing_and_says_so(folder):
    first = store(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.path.rglob("*") if path.is_file()}
    again = folder.store(
        Kind.HISTORY,
        dict(reversed(FIGURES.items())),
        ABOUT | {"number": "1"},
        by="Somebody else",
        at=AT + timedelta(days=1),
    )
    after = {path: path.stat().st_mtime_ns for path in folder.path.rglob("*") if path.is_file()}
    assert (first.outcome, again.outcome) == (Outcome.STORED, Outcome.ALREADY_THERE)
    assert again.artefact == first.artefact
    assert {path for path in after if after[path] != before[path]} <= {folder.path / "lock"}
    assert folder.describe(first.artefact).by == "Analyst"


@pytest.mark.parametrize(
    ("kind", "files", "about"),
    [
        (Kind.ENTRIES, FIGURES, ABOUT),
        (Kind.HISTORY, FIGURES | {"dictionary.csv": b""}, ABOUT),
        (Kind.HISTORY, {"figures.csv": FIGURES["figures.csv"]}, ABOUT),
        (Kind.HISTORY, FIGURES, ABOUT | {"edition": "2020-09"}),
        (Kind.HISTORY, FIGURES, {}),
    ],
)
def test_anything_else_is_another_artefact(folder, kind, files, about):
    first = folder.store(Kind.HISTORY, FIGURES, ABOUT, by="Analyst", at=AT)
    other = folder.store(kind, files, about, by="Analyst", at=AT)
    assert other.outcome is Outcome.STORED
    assert folder.list_artefacts() == (first.artefact, other.artefact)


def test_the_trail_says_who_stored_what(folder):
    history, entries = store(folder).artefact, store(folder, 2, Kind.ENTRIES).artefact
    told = [(one.number, one.by, one.verb, one.subject, one.at) for one in folder.trail()]
    assert told == [
        (1, "Analyst", Verb.LOADED_HISTORY, str(history), AT),
        (2, "Analyst", Verb.COLLECTED_ENTRIES, str(entries), AT),
    ]
    assert folder.trail()[0].detail("digest") == history.digest


def test_other_deeds_come_onto_the_trail_too_but_not_a_storing_without_an_artefact(folder):
    artefact = store(folder).artefact
    folder.record(Verb.VERIFIED, "the data folder", [("findings", "0")], by="Officer", at=AT)
    assert folder.trail()[1].detail("findings") == "0"
    assert folder.list_artefacts() == (artefact,)
    with pytest.raises(ValueError, match="by storing"):
        folder.record(Verb.LOADED_HISTORY, "history/x", by="Officer", at=AT)


def test_the_layout_is_the_one_that_is_written_down(folder):
    artefact = store(folder).artefact
    place = folder.path / "artefacts" / "history" / artefact.digest[:16]
    assert {path.name for path in place.iterdir()} == {*FIGURES, "manifest.json"}
    told = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    assert told["format"] == 1
    assert (told["kind"], told["digest"], told["by"]) == ("history", artefact.digest, "Analyst")
    assert told["created_at"] == "2026-11-21T09:30:00.000000Z"
    assert told["about"] == ABOUT | {"number": "1"}
    assert told["files"]["dictionary.csv"]["size"] == 13
    assert list((folder.path / "temporary").iterdir()) == []


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has another call for it")
def test_every_file_is_flushed_and_every_folder_where_that_can_be(folder, monkeypatch):
    flushed = set()
    monkeypatch.setattr("os.fsync", lambda opened: flushed.add(os.fstat(opened).st_ino))
    place = place_of(folder.path, store(folder).artefact)
    paths = [*place.iterdir(), folder.path / "trail.jsonl", folder.path / "trail-marks.txt"]
    if sys.platform != "win32":
        paths += [place, *place.parents[:3]]
    assert {path.stat().st_ino for path in paths} <= flushed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions by inheritance")
def test_nobody_else_on_the_computer_can_read_what_is_stored(folder):
    store(folder)
    modes = {path.stat().st_mode & 0o077 for path in (folder.path, *folder.path.rglob("*"))}
    assert modes == {0}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "every system"),
        ("a/b.csv", "every system"),
        ("..", "every system"),
        ("a\\b", "every system"),
        ("a:b", "every system"),
        ("what?.csv", "every system"),
        ("naïve.csv", "every system"),
        ("ends.", "every system"),
        ("two\nlines", "every system"),
        ("x" * 61, "every system"),
        ("manifest.json", "own list"),
        ("Manifest.JSON", "own list"),
        ("CON", "device"),
        ("nul.csv", "device"),
        ("Com1.tar.gz", "device"),
        ("FIGURES.csv", "capitals make no difference"),
    ],
)
def test_a_name_that_some_system_cannot_write_is_refused_before_anything_is_written(
    folder, name, words
):
    with pytest.raises(Refused, match=words):
        folder.store(Kind.HISTORY, FIGURES | {name: b""}, ABOUT, by="Analyst", at=AT)
    assert sorted(path.name for path in folder.path.iterdir()) == ["headway.json"]


def test_everything_that_is_wrong_is_told_at_once(folder):
    with pytest.raises(Refused) as refused:
        folder.store(Kind.HISTORY, {"a?": b"", "b?": b""}, {}, by=" ", at=AT)
    assert len(refused.value.findings) == 3
    with pytest.raises(Refused, match="no file to store"):
        folder.store(Kind.HISTORY, {}, {}, by="Analyst", at=AT)


def test_a_time_without_a_zone_is_a_mistake_of_the_program(folder):
    with pytest.raises(ValueError, match="UTC"):
        folder.store(Kind.HISTORY, FIGURES, {}, by="Analyst", at=AT.replace(tzinfo=None))


def test_an_artefact_that_was_never_stored_is_not_read(folder):
    with pytest.raises(Refused, match="holds no artefact history/0000000000000000"):
        folder.read(ArtefactId(Kind.HISTORY, "0" * 64))
    with pytest.raises(ValueError, match="64 hexadecimal"):
        ArtefactId(Kind.HISTORY, "../../elsewhere")


def test_what_was_read_cannot_be_changed_by_mistake(folder):
    contents = folder.read(store(folder).artefact)
    with pytest.raises(TypeError):
        contents["figures.csv"] = b""


@given(anything, about_anything)
def test_a_manifest_is_the_same_after_it_was_written_and_read(files, about):
    try:
        manifest = manifest_of(Kind.ENTRIES, files, about, by="Analyst", at=AT)
    except Refused:
        return
    assert manifest_from(manifest_bytes(manifest)) == manifest


def test_a_manifest_that_does_not_fit_its_files_cannot_be_built():
    manifest = manifest_of(Kind.HISTORY, FIGURES, ABOUT, by="Analyst", at=AT)
    with pytest.raises(ValueError, match="digest"):
        replace(manifest, about=())
    with pytest.raises(ValueError, match="plain name"):
        StoredFile("../elsewhere", "", 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace('"format": 1', '"format": 2'), "of format 2"),
        (lambda text: text.replace('"by"', '"who"'), "cannot be read"),
        (lambda text: text[:-4], "Expecting|delimiter|Unterminated"),
        (lambda text: text.replace('"history"', '"hearsay"'), "hearsay"),
        (lambda text: text.replace("\n", "\r\n"), "form in which"),
        (lambda text: text.replace('"size": 13', '"size": [13]'), "cannot be read"),
        (lambda text: "[]", "cannot be read"),
    ],
)
def test_a_manifest_in_another_form_is_not_taken(change, words):
    written = manifest_bytes(manifest_of(Kind.HISTORY, FIGURES, ABOUT, by="Analyst", at=AT))
    with pytest.raises(ValueError, match=words):
        manifest_from(change(written.decode("ascii")).encode("ascii"))
