"""What is known of the storage that a folder lies on."""

from pathlib import Path

from headway.domain.problems import Finding
from headway.warehouse.storage import storage_notes


def storage_remarks(folder: Path) -> tuple[Finding, ...]:
    """Note when a folder's storage is not known to be encrypted; nothing where it is."""
    return storage_notes(folder)
