"""Putting an artefact into its place: beside first, then whole in one step."""

import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from headway.warehouse.artefacts import (
    MANIFEST,
    ArtefactId,
    Manifest,
    manifest_bytes,
)
from headway.warehouse.disk import Disk

ARTEFACTS = "artefacts"
TEMPORARY = "temporary"


def place_of(root: Path, artefact: ArtefactId) -> Path:
    """Return the folder of an artefact in the data folder ``root``."""
    return root / ARTEFACTS / artefact.kind.value / artefact.short


def publish(root: Path, disk: Disk, manifest: Manifest, files: Mapping[str, bytes]) -> None:
    """Write the files and the manifest, and switch them into their place.

    Only while the lock is held, and for an artefact that is not there. OSError if the disk will
    not; what was written until then is taken away again.
    """
    target = place_of(root, manifest.artefact)
    beside = _beside(root, manifest.artefact)
    for folder in (root / ARTEFACTS, target.parent, beside.parent):
        disk.make_folder(folder)
    try:
        _write(beside, disk, manifest, files)
        if target.exists():  # left by a writer that was stopped before its trail entry
            disk.move(target, _beside(root, manifest.artefact))
        disk.move(beside, target)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _write(folder: Path, disk: Disk, manifest: Manifest, files: Mapping[str, bytes]) -> None:
    disk.make_folder(folder)
    for name, contents in files.items():
        disk.write_new(folder / name, contents)
    disk.write_new(folder / MANIFEST, manifest_bytes(manifest))
    disk.flush_folder(folder)


def _beside(root: Path, artefact: ArtefactId) -> Path:
    return root / TEMPORARY / f"{artefact.short}-{secrets.token_hex(4)}"
