"""Where files that a browser hands over are put while they arrive."""

import time
from pathlib import Path

FOLDER = "arriving"
A_DAY = 24 * 60 * 60  # seconds: no file is under way for so long


def arriving(office: Path) -> Path:
    """Give the folder for files under way, which only the office's own account may read."""
    folder = office / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def remove_what_never_arrived(office: Path) -> None:
    """Remove what a server that was stopped left of files under way: they may hold rows."""
    for one in sorted(arriving(office).iterdir()):
        if one.is_file() and time.time() - one.stat().st_mtime > A_DAY:
            one.unlink(missing_ok=True)
