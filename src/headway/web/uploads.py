"""Where files that a browser hands over are put while they arrive."""

from pathlib import Path

FOLDER = "arriving"


def arriving(office: Path) -> Path:
    """Give the folder for files under way, which only the office's own account may read."""
    folder = office / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
