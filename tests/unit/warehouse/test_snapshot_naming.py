"""Whether a word is somebody's identifier: asked of the snapshots, and nothing is given out."""

import pytest

from headway.domain.problems import Refused
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_manifest import IDENTIFIERS_FILE
from headway.warehouse.snapshot_naming import any_identifier
from tests.unit.warehouse.snapshots import load


@pytest.fixture
def folder(tmp_path):
    return open_folder(tmp_path / "data", create=True)


def test_a_word_is_an_identifier_in_whatever_letters_it_was_loaded(folder):
    assert not any_identifier(folder, {"p1"})
    load(folder)
    assert any_identifier(folder, {"september", "p1"})
    assert not any_identifier(folder, {"september", "p9"})
    assert not any_identifier(folder, set())


@pytest.mark.parametrize(
    "spoilt", [lambda _: b"", lambda _: b"PAR1" + bytes(40), lambda held: held[:-20] + b"PAR1"]
)
def test_a_damaged_file_is_told_in_plain_words(folder, spoilt):
    load(folder)
    (path,) = folder.path.glob(f"snapshots/*/{IDENTIFIERS_FILE}")
    path.chmod(0o600)
    path.write_bytes(spoilt(path.read_bytes()))
    with pytest.raises(Refused, match="identifiers cannot be read"):
        any_identifier(folder, {"p1"})
