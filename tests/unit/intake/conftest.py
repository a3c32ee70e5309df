"""What tests of reading get: a small workbook that was sent out."""

from pathlib import Path

import pytest

from tests.unit.intake.returned_workbooks import Sent, small


@pytest.fixture
def sent(tmp_path: Path) -> Sent:
    """A workbook with one percentage, one count and one score, each awaited."""
    return Sent(tmp_path, small())
