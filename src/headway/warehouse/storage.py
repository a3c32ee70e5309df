"""What is known of the storage a data folder lies on.

Only what the system says openly is believed. No answer is "not known", never "not encrypted":
drives, hosts and machines under this one may encrypt without its knowing.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from headway.domain.problems import Finding, Place, Severity

# File systems that encrypt everything in them, as Linux names them.
ENCRYPTING = {"ecryptfs", "fuse.cryfs", "fuse.encfs", "fuse.gocryptfs"}


def storage_notes(path: Path) -> tuple[Finding, ...]:
    """Note, for start-up, when the storage of a folder is not known to be encrypted.

    ``path`` need not exist yet; the nearest folder above it that does is looked at.
    """
    nearest = _nearest(path.absolute())
    if _by_windows(nearest) or _by_linux(nearest):
        return ()
    return (
        Finding(
            Place(str(path)),
            Severity.NOTED,
            "it is not known whether this folder's storage is encrypted",
            "Headway goes on; a data folder and its backups belong on encrypted storage",
            "Ask whoever looks after this computer whether the drive is encrypted "
            "(BitLocker on Windows, FileVault on a Mac, LUKS on Linux)",
        ),
    )


def _nearest(path: Path) -> Path:
    return next((one for one in (path, *path.parents) if one.exists()), path)


def _by_windows(path: Path) -> bool:
    """Say whether Windows marks the folder itself as encrypted (BitLocker tells administrators)."""
    try:
        attributes = getattr(path.stat(), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & stat.FILE_ATTRIBUTE_ENCRYPTED)


def _by_linux(
    path: Path, devices: Path = Path("/sys/dev/block"), mounts: Path = Path("/proc/self/mounts")
) -> bool:
    """Say whether the file system encrypts, or every device that it lies on."""
    if sys.platform == "linux":
        with suppress(OSError):
            number = path.stat().st_dev
            device = devices / f"{os.major(number)}:{os.minor(number)}"
            return _file_system(path, mounts) in ENCRYPTING or _is_encrypted(device)
    return False


def _file_system(path: Path, mounts: Path) -> str:
    """Return the kind of the file system that holds the path."""
    kinds: dict[str, str] = {}
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, place, kind, *_ = line.split(" ")
        kinds[place.replace("\\040", " ")] = kind
    real = path.resolve()
    return next((kinds[str(one)] for one in (real, *real.parents) if str(one) in kinds), "")


def _is_encrypted(device: Path) -> bool:
    name = device / "dm" / "uuid"
    if name.exists() and name.read_text(encoding="utf-8").startswith("CRYPT-"):
        return True
    below = list((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
    return bool(below) and all(_is_encrypted(one) for one in below)
