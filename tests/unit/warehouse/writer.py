"""A process that stores: what the tests start, stop and start together.

python writer.py kill FOLDER STEP PIECE    ends without warning before that step of storing
python writer.py many FOLDER NAME COUNT    stores COUNT artefacts of its own, and one of all's
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from headway.warehouse.artefacts import Kind
from headway.warehouse.disk import Disk
from headway.warehouse.folder import DataFolder

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
KILLED = 77
NEW = {"one.csv": b"a,b\n1,2\n" * 9, "two.csv": b"c\n"}
OF_ALL = {"common.csv": b"the same from everybody\n"}


class Killer:
    """Ends the process before a step; nothing is tidied up, no file closed, no lock given up."""

    def __init__(self, step: int) -> None:
        self.left = step

    def __call__(self, what: str, path: Path) -> None:
        if self.left == 0:
            os._exit(KILLED)
        self.left -= 1


def kill(path: Path, step: int, piece: int) -> None:
    folder = DataFolder(path, Disk(Killer(step), piece))
    folder.store(Kind.ENTRIES, NEW, {"what": "new"}, by="Writer", at=AT)


def many(path: Path, name: str, count: int) -> None:
    folder = DataFolder(path)
    for number in range(count):
        own = {"own.csv": f"{name},{number}\n".encode()}
        folder.store(Kind.HISTORY, own, {"by": name}, by=name, at=AT)
        folder.store(Kind.HISTORY, OF_ALL, {}, by=name, at=AT)


if __name__ == "__main__":
    os.fsync = lambda fd: None  # what is tested here does not hang on it
    if sys.argv[1] == "kill":
        kill(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        many(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
