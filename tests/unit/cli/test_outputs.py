"""Outputs that are shut, or that take no more: a message and a code, never a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from headway.cli.main import main

FULL = Path("/dev/full")


class Full:
    """An output on a drive without room."""

    encoding = "utf-8"

    def isatty(self):
        return False

    def write(self, text):
        raise OSError(28, "No space left on device")

    def flush(self):
        raise OSError(28, "No space left on device")


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("Ref,Measure,Apr-24,May-24\nA1,Visits,1,2\n", encoding="utf-8", newline="")
    return path


def test_an_output_without_room_is_told(sheet, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["scorecard", str(sheet)]) == 6
    said = capsys.readouterr().err
    assert "No space left" in said
    assert "Traceback" not in said


def test_a_shut_output_is_no_mistake(sheet, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["scorecard", str(sheet)]) == 0
    sys.stdout.close()


@pytest.mark.skipif(not FULL.is_char_device(), reason="this system has no device that is full")
def test_nothing_is_printed_at_closing_time_either(sheet):
    with FULL.open("w", encoding="utf-8") as full:
        run = subprocess.run(
            [sys.executable, "-m", "headway", "scorecard", str(sheet)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            check=False,
        )
    assert run.returncode == 6
    assert "Traceback" not in run.stderr
    assert "Exception ignored" not in run.stderr


def test_what_is_no_file_is_never_replaced(sheet, tmp_path, capsys):
    out = ["--out", str(tmp_path), "--format", "csv", "--replace"]
    assert main(["scorecard", str(sheet), *out]) == 6
    assert "is no file" in capsys.readouterr().err
