"""Files handed over that a server left behind when it was stopped: they hold rows, so they go."""

import time
from pathlib import Path

from headway.domain.asked_work import WorkKind
from headway.register.work.queries.work import work_named
from headway.services.office.load_files import FOLDER, remove

A_DAY = 24 * 60 * 60  # seconds: what arrived so long ago and nobody asked for, nobody will ask for


def remove_left_behind(office: Path) -> None:
    """Remove the files of work that has ended, and those for which none was ever asked.

    What waits or is under way keeps its files, and so does what has arrived only just now.
    """
    folder = office / FOLDER
    for one in sorted(folder.iterdir()) if folder.is_dir() else ():
        if _is_left_behind(one):
            remove(office, one.name)


def _is_left_behind(folder: Path) -> bool:
    for kind in WorkKind:
        if (work := work_named(folder.name, kind)) is not None:
            return work.state.has_ended
    return time.time() - folder.stat().st_mtime > A_DAY
