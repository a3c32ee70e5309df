"""Trying again, where another program is in the way for a moment."""

import sys
import time
from collections.abc import Callable

TRIES = 20
PAUSE = 0.05  # seconds


def try_again_on_windows(action: Callable[[], object], system: str = sys.platform) -> None:
    """Do something that Windows refuses while a virus scanner or an indexer looks at the file.

    Tried for a second, and the last refusal (PermissionError) raised; elsewhere tried once.
    """
    for _ in range(TRIES - 1 if system == "win32" else 0):
        try:
            action()
        except PermissionError:
            time.sleep(PAUSE)
        else:
            return
    action()
