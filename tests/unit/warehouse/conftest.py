"""A data folder for the tests."""

from pathlib import Path

import pytest

from headway.warehouse.folder import DataFolder, open_folder


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A new, empty data folder."""
    return open_folder(tmp_path / "data", create=True)
