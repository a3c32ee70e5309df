"""A register that does not answer is told in words, by whatever command asks it."""

import subprocess
import sys

from headway.domain.problems import Refused
from headway.services.analysis.office_backup import KEY
from headway.services.analysis.register_finding import REGISTER
from headway.warehouse.folder import open_folder


def test_a_register_that_does_not_answer_ends_a_command_in_words(tmp_path):
    office, data = tmp_path / "office", tmp_path / "data"
    open_folder(data, create=True)
    (office / REGISTER).mkdir(parents=True)  # a folder, which no database opens
    (office / KEY).write_text("k" * 60, encoding="ascii")
    words = ["trail", "--data", str(data), "--office", str(office), "--by", "Officer"]
    done = subprocess.run(
        [sys.executable, "-m", "headway", *words],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == Refused.exit_code
    assert "Traceback" not in done.stderr
    assert "the office's register" in done.stderr
    assert "it does not answer" in done.stderr
    assert "repeat the command" in done.stderr
