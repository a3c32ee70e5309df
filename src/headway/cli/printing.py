"""Printing that works on any screen: what the screen cannot show is written another way."""

import shutil
import sys
from collections.abc import Iterable

from headway.domain.problems import Finding

WIDEST = 100


def can_show_arrows() -> bool:
    """Whether the output takes every sign Headway draws (a Windows console may not)."""
    try:
        "↑→↓●◆■○✔✘≈–“”…".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def width() -> int:
    """How many columns there are: the screen's, at most 100; 100 where there is no screen."""
    if not sys.stdout.isatty():
        return WIDEST
    return max(40, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def say(text: str) -> None:
    """Print text; a sign the screen lacks becomes a question mark rather than an error."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding))


def say_bytes(contents: bytes) -> None:
    """Print a file's contents as they are, so that a redirect writes exactly these bytes."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        say(contents.decode("utf-8-sig"))
        return
    sys.stdout.flush()
    buffer.write(contents)
    buffer.flush()


def complain(findings: Iterable[Finding]) -> None:
    """Print findings where errors go."""
    for finding in findings:
        note(str(finding))


def note(text: str) -> None:
    """Print a remark beside the result, where a redirect of the result does not catch it."""
    encoding = sys.stderr.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), file=sys.stderr)


def erased_words(rows: int, snapshots: int) -> str:
    """Say how many rows were erased from how many snapshots."""
    were = "row was" if rows == 1 else "rows were"
    return f"{rows:,} {were} erased from {snapshots:,} snapshot{'' if snapshots == 1 else 's'}."
