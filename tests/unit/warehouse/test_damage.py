"""Whatever happens to the files of a data folder, wrong data is never handed out."""

import shutil
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.problems import Refused, Severity
from headway.domain.trail import Verb
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import Outcome, open_folder
from headway.warehouse.publishing import place_of
from tests.unit.warehouse.shared import AT, FIGURES, store, tried


def words_of(findings) -> str:
    return "\n".join(str(one) for one in findings)


def damage(folder) -> str:
    return words_of(one for one in folder.verify() if one.severity is Severity.STOPS)


def notes(folder) -> str:
    return words_of(one for one in folder.verify() if one.severity is Severity.NOTED)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A folder with three artefacts, which the property tests damage and put right again."""
    folder = open_folder(tmp_path_factory.mktemp("kept") / "data", create=True)
    return folder, [store(folder, number).artefact for number in range(3)]


def files_of(folder) -> list:
    return sorted(one for one in folder.path.rglob("*") if one.is_file() and one.name != "lock")


def check_nothing_wrong_is_handed_out(folder, artefacts) -> None:
    """Either what was stored, or a refusal that says where and what next."""
    answers = [tried(lambda: open_folder(folder.path).list_artefacts())]
    answers += [tried(partial(folder.read, artefact)) for artefact in artefacts]
    for answer, right in zip(answers, [tuple(artefacts), *[FIGURES] * len(artefacts)], strict=True):
        if isinstance(answer, Refused):
            assert all(one.next_step and one.place.file for one in answer.findings)
        else:
            assert answer == right


@given(st.data())
def test_a_changed_byte_anywhere_is_found(kept, data):
    folder, artefacts = kept
    path = data.draw(st.sampled_from(files_of(folder)))
    good = path.read_bytes()
    where = data.draw(st.integers(0, len(good) - 1))
    bad = bytearray(good)
    bad[where] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bad)
    try:
        assert any(one.place.file.startswith(str(path)) for one in folder.verify()) or (
            path.name == "trail-marks.txt" and folder.verify()
        )
        check_nothing_wrong_is_handed_out(folder, artefacts)
    finally:
        path.write_bytes(good)
    assert folder.verify() == ()


@given(st.data())
def test_a_file_cut_short_or_grown_is_found(kept, data):
    folder, artefacts = kept
    path = data.draw(st.sampled_from(files_of(folder)))
    good = path.read_bytes()
    length = data.draw(st.integers(0, len(good) - 1))
    path.write_bytes(data.draw(st.sampled_from([good[:length], good + good[: length + 1]])))
    try:
        # Marks may end before the trail does: a writer may be stopped between the two.
        assert folder.verify() or path.name == "trail-marks.txt"
        check_nothing_wrong_is_handed_out(folder, artefacts)
    finally:
        path.write_bytes(good)


@pytest.mark.parametrize("name", ["figures.csv", "dictionary.csv", "manifest.json"])
def test_reading_a_damaged_artefact_names_the_file_and_gives_nothing(folder, name):
    artefact = store(folder).artefact
    path = place_of(folder.path, artefact) / name
    path.write_bytes(path.read_bytes()[:-1] + b"#")
    for read in (folder.read, folder.describe):
        with pytest.raises(Refused) as refused:
            read(artefact)
        assert [one.place.file for one in refused.value.findings] == [str(path)]
    assert str(path) in damage(folder)


def test_every_damaged_file_is_named_at_once(folder):
    artefact = store(folder).artefact
    place = place_of(folder.path, artefact)
    (place / "figures.csv").unlink()
    (place / "dictionary.csv").write_bytes(b"longer than it was stored")
    with pytest.raises(Refused) as refused:
        folder.read(artefact)
    assert "figures.csv: the file is missing" in str(refused.value)
    assert "the file has 25 bytes; 13 were stored" in str(refused.value)


def test_one_damaged_artefact_leaves_the_others_readable(folder):
    first, second = store(folder, 1).artefact, store(folder, 2).artefact
    (place_of(folder.path, first) / "manifest.json").unlink()
    assert folder.read(second) == FIGURES
    assert folder.list_artefacts() == (first, second)


def test_files_that_were_put_beside_are_noted_and_never_read(folder):
    artefact = store(folder).artefact
    (place_of(folder.path, artefact) / "Thumbs.db").write_bytes(b"x")
    (folder.path / "notes.txt").write_bytes(b"x")
    (folder.path / "artefacts" / "rumours").mkdir()
    assert set(folder.read(artefact)) == set(FIGURES)
    assert damage(folder) == ""
    assert all(name in notes(folder) for name in ("Thumbs.db", "notes.txt", "rumours"))


def test_an_artefact_in_anothers_place_is_found(folder):
    first, second = store(folder, 1).artefact, store(folder, 2).artefact
    shutil.rmtree(place_of(folder.path, first))
    shutil.copytree(place_of(folder.path, second), place_of(folder.path, first))
    with pytest.raises(Refused, match="not the manifest that was stored"):
        folder.read(first)


def test_storing_over_a_damaged_artefact_is_refused_and_after_moving_it_away_puts_it_back(
    folder, tmp_path
):
    artefact = store(folder).artefact
    place = place_of(folder.path, artefact)
    (place / "figures.csv").write_bytes(b"damaged")
    with pytest.raises(Refused, match="move it out of the data folder"):
        store(folder)
    place.rename(tmp_path / "damaged")
    with pytest.raises(Refused, match="is missing"):
        folder.read(artefact)
    assert store(folder).outcome is Outcome.PUT_BACK
    assert folder.read(artefact) == FIGURES
    assert folder.verify() == ()
    assert folder.list_artefacts() == (artefact,)
    assert [one.verb for one in folder.trail()] == [Verb.LOADED_HISTORY, Verb.PUT_BACK]


def change_lines(path, change) -> None:
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: lines[1:], "entry 1 was removed"),
        (lambda lines: lines[:1] + lines[2:], "entry 2 was removed"),
        (lambda lines: lines[:2], "entry 3 was removed"),
        (lambda lines: [], "entry 1 was removed"),
        (lambda lines: [lines[1], lines[0], lines[2]], "entry 2 stands before entry 1"),
        (
            lambda lines: [lines[0].replace(b"Analyst", b"Nobody"), *lines[1:]],
            "entry 1 was changed",
        ),
        (lambda lines: [lines[0], b"\n", *lines[1:]], "line 2: the trail is damaged"),
        (lambda lines: [lines[0], b"\xff\n", *lines[1:]], "line 2: the trail is damaged"),
    ],
)
def test_a_trail_that_was_touched_stops_everything_that_relies_on_it(folder, change, words):
    artefacts = [store(folder, number).artefact for number in range(3)]
    change_lines(folder.path / "trail.jsonl", change)
    before = (folder.path / "trail.jsonl").read_bytes()
    for use in (
        folder.list_artefacts,
        folder.trail,
        lambda: folder.read(artefacts[0]),
        lambda: store(folder, 9),
        lambda: folder.record(Verb.VERIFIED, "it", by="Officer", at=AT),
    ):
        with pytest.raises(Refused, match=words) as refused:
            use()
        assert "backup" in str(refused.value)
    assert words in damage(folder)
    assert (folder.path / "trail.jsonl").read_bytes() == before


def test_marks_that_were_lost_are_written_again_by_the_next_command_that_writes(folder):
    for number in range(3):
        store(folder, number)
    kept = (folder.path / "trail-marks.txt").read_bytes()
    (folder.path / "trail-marks.txt").unlink()
    assert len(folder.list_artefacts()) == 3
    store(folder, 3)
    assert (folder.path / "trail-marks.txt").read_bytes().startswith(kept)
    change_lines(folder.path / "trail.jsonl", lambda lines: lines[:3])
    assert "entry 4 was removed" in damage(folder)


def test_a_folder_whose_trail_was_lost_altogether_says_that_artefacts_are_not_on_it(folder):
    store(folder)
    (folder.path / "trail.jsonl").unlink()
    (folder.path / "trail-marks.txt").unlink()
    assert folder.list_artefacts() == ()
    assert "whole, but not on the trail" in notes(folder)


def test_a_folder_that_has_gone_is_not_an_empty_one(folder, tmp_path):
    store(folder)
    folder.path.rename(tmp_path / "elsewhere")
    for use in (folder.list_artefacts, folder.trail, lambda: store(folder, 2)):
        with pytest.raises(Refused, match=r"no such folder|is not there"):
            use()


def test_an_empty_folder_in_its_place_is_not_written_to(folder, tmp_path):
    store(folder)
    folder.path.rename(tmp_path / "elsewhere")
    folder.path.mkdir()
    with pytest.raises(Refused, match="not a data folder"):
        store(folder, 2)
    assert list(folder.path.iterdir()) == []


def test_what_a_stopped_command_left_is_noted_and_harms_nothing(folder):
    store(folder)
    left = folder.path / "temporary" / "0123456789abcdef-01234567"
    left.mkdir()
    (left / "figures.csv").write_bytes(b"indic")
    assert damage(folder) == ""
    assert f"{left}: a command was stopped while it wrote this" in notes(folder)
    store(folder, 2)
    assert (left / "figures.csv").exists()


def test_a_copy_of_the_folder_is_as_good(folder, tmp_path):
    artefact = store(folder).artefact
    shutil.copytree(folder.path, tmp_path / "copy")
    copy = open_folder(tmp_path / "copy")
    assert copy.verify() == ()
    assert copy.read(artefact) == FIGURES
    assert store(copy, 2).outcome is Outcome.STORED
    assert copy.list_artefacts(Kind.HISTORY)[0] == artefact
