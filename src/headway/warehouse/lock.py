"""One writer at a time, held by the operating system.

The system gives the lock up when its holder ends, however it ends, so there is no left-over lock
to judge and no live one to steal. The file ``lock`` stays; it says who holds it, for messages only.
"""

import io
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.trail import utc_text
from headway.warehouse.disk import FILE_MODE

PAUSE = 0.02  # seconds between two tries
ABOUT = 4096  # bytes at most about the holder

if sys.platform == "win32":
    import msvcrt

    # Windows lets nobody read a locked stretch, so one far behind the words is locked.
    _BEHIND = 1 << 30

    def _take(opened: int) -> None:
        os.lseek(opened, _BEHIND, os.SEEK_SET)
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)

    def _give_up(opened: int) -> None:
        os.lseek(opened, _BEHIND, os.SEEK_SET)
        msvcrt.locking(opened, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(opened: int) -> None:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_up(opened: int) -> None:
        fcntl.flock(opened, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path, *, by: str, at: datetime, patience: float) -> Iterator[None]:
    """Hold the lock while the block runs; ``path`` is its file.

    Raises Refused, saying who holds it, when it is not free within ``patience`` seconds.
    """
    opened = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), FILE_MODE)
    try:
        _wait(opened, path, patience)
        try:
            _say_who(opened, by, at)
            yield
        finally:
            os.ftruncate(opened, 0)
            _give_up(opened)
    finally:
        os.close(opened)


_KEPT = threading.local()


@contextmanager
def kept(path: Path, *, by: str, at: datetime, patience: float) -> Iterator[None]:
    """Hold the lock over several turns of writing, all of this thread. Raises as ``locked``."""
    with locked(path, by=by, at=at, patience=patience):
        _KEPT.path = path.resolve()
        try:
            yield
        finally:
            _KEPT.path = None


@contextmanager
def turn(path: Path, *, by: str, at: datetime, patience: float) -> Iterator[None]:
    """Hold the lock for one turn of writing, where this thread does not keep it already.

    A turn within another would write after what the other has read: it waits, and is refused.
    """
    mine = path.resolve()
    if getattr(_KEPT, "path", None) != mine:
        with locked(path, by=by, at=at, patience=patience):
            yield
        return
    _KEPT.path = None
    try:
        yield
    finally:
        _KEPT.path = mine


def _wait(opened: int, path: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            _take(opened)
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= until:
                raise _held(path) from None
            time.sleep(PAUSE)
        except OSError as problem:
            raise _cannot_lock(path, problem) from problem
        else:
            return


def _say_who(opened: int, by: str, at: datetime) -> None:
    holder = {
        "process": os.getpid(),
        "computer": socket.gethostname(),
        "since": utc_text(at),
        "by": by,
    }
    os.ftruncate(opened, 0)
    os.lseek(opened, 0, os.SEEK_SET)
    os.write(opened, json.dumps(holder).encode("ascii")[:ABOUT])


def holder(path: Path) -> str:
    """Say in plain words who holds the lock of this file; for a message, not for a decision."""
    try:
        with io.FileIO(path) as file:
            told = json.loads(file.read(ABOUT) or b"")
        return (
            f"process {told['process']} on the computer {told['computer']}, "
            f"started by {told['by']} at {told['since']}"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "another process, which has not said who it is"


def _held(path: Path) -> Refused:
    return Refused(
        Finding(
            Place(str(path.parent)),
            Severity.STOPS,
            f"the data folder is being written to by {holder(path)}",
            "One may write at a time. Nothing was changed",
            "Wait until that has finished and repeat the command; if it hangs, end that process",
        )
    )


def _cannot_lock(path: Path, problem: OSError) -> Refused:
    return Refused(
        Finding(
            Place(str(path)),
            Severity.STOPS,
            f"this storage cannot keep two writers apart (the system says: {problem.strerror})",
            "Nothing was changed",
            "Keep the data folder on a local disk or a shared drive that can lock files",
        )
    )
