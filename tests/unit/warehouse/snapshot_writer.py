"""A process that loads one snapshot after another and says each that is acknowledged.

python -m tests.unit.warehouse.snapshot_writer FOLDER
"""

import os
import sys
from itertools import count
from pathlib import Path

from headway.warehouse.folder import DataFolder
from tests.unit.warehouse.snapshots import load, small


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.fsync = lambda fd: None  # what is tested here does not hang on it
    folder = DataFolder(Path(sys.argv[1]))
    say("ready")
    for number in count():
        say(str(load(folder, number, small(number))))
