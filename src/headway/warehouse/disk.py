"""Every change Headway makes on the disk, as single steps that can be watched.

A test stops a writer before each step in turn (``step``) and in the middle of a file (``piece``);
what must then be true is written in docs/data-folder.md.
"""

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.warehouse.patience import try_again_on_windows

# Windows keeps a folder's permissions by inheritance. Asked for 0700 there, newer Pythons shut
# out everybody else, and colleagues on a team drive could not read what one of them stored.
FOLDER_MODE = 0o777 if sys.platform == "win32" else 0o700
FILE_MODE = 0o600

WORDS = {
    errno.ENOSPC: ("the disk is full", "Make room and repeat the command"),
    errno.EDQUOT: ("the space you are allowed is used up", "Make room and repeat the command"),
    errno.EACCES: ("you may not read or write here", "Ask whoever looks after the folder"),
    errno.EPERM: ("you may not read or write here", "Ask whoever looks after the folder"),
    errno.EROFS: ("this storage is read only", "Name a data folder that can be written to"),
    errno.ENAMETOOLONG: ("the path is too long", "Put the data folder nearer to the drive's root"),
    errno.ENOTDIR: ("a part of this path is a file, not a folder", "Name another folder"),
    errno.ENOENT: ("this is not there", "See that the drive is connected, and repeat the command"),
}


def no_step(what: str, path: Path) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class Disk:
    """The steps of writing.

    ``step`` is called before each, with its name and path; ``piece`` is how many bytes are written
    in one go.
    """

    step: Callable[[str, Path], None] = no_step
    piece: int = 1 << 20

    def make_folder(self, path: Path) -> None:
        """Make a folder, private to its owner where the system can; one that is there will do.

        Its name is flushed in any case: whoever made it may have been stopped before that.
        """
        if not path.is_dir():
            self.step("make folder", path)
            path.mkdir(mode=FOLDER_MODE, exist_ok=True)
        self.flush_folder(path.parent)

    def write_new(self, path: Path, contents: bytes) -> None:
        """Write a file that is not there yet, so that it outlasts a loss of power."""
        self.step("make file", path)
        with io.FileIO(path, "x", opener=_private) as file:
            self._write(file, path, contents)

    def append(self, path: Path, contents: bytes) -> None:
        """Write at the end of a file, so that it outlasts a loss of power."""
        self.step("open file", path)
        with io.FileIO(path, "a", opener=_private) as file:
            self._write(file, path, contents)
        self.flush_folder(path.parent)

    def cut(self, path: Path, length: int) -> None:
        """Take away what stands after the first ``length`` bytes."""
        self.step("cut", path)
        with io.FileIO(path, "r+") as file:
            file.truncate(length)
            self.step("flush", path)
            _flush(file.fileno())

    def flush_file(self, path: Path) -> None:
        """Make a file that is there outlast a loss of power."""
        self.step("flush", path)
        with io.FileIO(path, "r+") as file:
            _flush(file.fileno())

    def move(self, source: Path, target: Path) -> None:
        """Move a file or folder to a name that is free, in one step, on the same storage."""
        self.step("move", target)
        try_again_on_windows(lambda: source.rename(target))
        self.flush_folder(target.parent)

    def flush_folder(self, path: Path) -> None:
        """Make the names in a folder outlast a loss of power; Windows has no call for it."""
        if sys.platform != "win32":
            self.step("flush folder", path)
            try:
                opened = os.open(path, os.O_RDONLY)
            except PermissionError:  # one may make a folder in another without seeing its names
                return
            try:
                _flush(opened)
            finally:
                os.close(opened)

    def _write(self, file: io.FileIO, path: Path, contents: bytes) -> None:
        left = memoryview(contents)
        while left:
            self.step("write", path)
            left = left[file.write(left[: self.piece]) :]
        self.step("flush", path)
        _flush(file.fileno())


@contextmanager
def in_plain_words(folder: Path) -> Iterator[None]:
    """Turn what the operating system complains about into a Refused that names the next step."""
    try:
        yield
    except OSError as problem:
        found, next_step = WORDS.get(
            problem.errno or 0,
            (f"the system says: {problem.strerror or problem}", "Repeat the command"),
        )
        place = Place(str(problem.filename or folder))
        done = "Nothing that was stored before has changed"
        raise Refused(Finding(place, Severity.STOPS, found, done, next_step)) from problem


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, FILE_MODE)


def _flush(opened: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - Windows has none

        try:  # on a Mac, fsync leaves the data in the drive's own memory
            fcntl.fcntl(opened, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(opened)
    else:
        os.fsync(opened)
