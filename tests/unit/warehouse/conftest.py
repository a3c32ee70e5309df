"""A data folder for the tests, on a disk that is not made to hurry."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from headway.warehouse.folder import DataFolder, open_folder


@pytest.fixture(scope="module", autouse=True)
def nothing_flushed() -> Iterator[None]:
    """Spare the disk thousands of flushes; the tests of power cuts count them, and need none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda opened: None)
        yield


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A new, empty data folder."""
    return open_folder(tmp_path / "data", create=True)
