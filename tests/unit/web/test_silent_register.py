"""A register that does not answer, or is not there, is told in words by whatever command asks."""

import subprocess
import sys

import pytest

from headway.domain.problems import Refused
from headway.services.analysis.office_backup import KEY
from headway.services.analysis.register_finding import REGISTER
from headway.warehouse.folder import open_folder


def asked(office, data):
    words = ["trail", "--data", str(data), "--office", str(office), "--by", "Officer"]
    return subprocess.run(
        [sys.executable, "-m", "headway", *words],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.fixture
def office(tmp_path):
    open_folder(tmp_path / "data", create=True)
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / KEY).write_text("k" * 60, encoding="ascii")
    return tmp_path / "office"


def test_a_register_that_does_not_answer_ends_a_command_in_words(office, tmp_path):
    (office / REGISTER).mkdir()  # a folder, which no database opens
    done = asked(office, tmp_path / "data")
    assert done.returncode == Refused.exit_code
    assert "Traceback" not in done.stderr
    assert "the office's register" in done.stderr
    assert "it does not answer" in done.stderr
    assert "repeat the command" in done.stderr


def test_no_register_is_begun_by_a_command_that_looks_after_one(office, tmp_path):
    done = asked(office, tmp_path / "data")
    assert done.returncode == Refused.exit_code
    assert "there is no register of an office in it" in done.stderr
    assert "--database" in done.stderr
    assert [one.name for one in office.iterdir()] == [KEY]
