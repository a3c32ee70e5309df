"""Programs started one after the other, with how long they took and how much memory they held."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Ended:
    """What a program printed, its seconds from start to end, and its peak memory in MiB.

    ``peak`` is None where the system does not tell it.
    """

    printed: str
    seconds: float
    peak: float | None


def python(*words: str) -> Ended:
    """Run this Python with these words. Raises RuntimeError where it does not end well."""
    begun = perf_counter()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=out)
        peak, code = _ended(child)
        seconds = perf_counter() - begun
        out.seek(0)
        printed = out.read().decode("utf-8")
    if code != 0:
        raise RuntimeError(f"{' '.join(words[:3])} ended with {code}:\n{printed}")
    return Ended(printed, seconds, peak)


def _ended(child: subprocess.Popen[bytes]) -> tuple[float | None, int]:
    if not hasattr(os, "wait4"):
        return None, child.wait()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    # Kilobytes on Linux, bytes on macOS.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return used.ru_maxrss / unit, child.returncode


def machine() -> Sequence[str]:
    """Say what it is measured on: processors, memory, load, and the versions that matter."""
    lines = [f"{os.cpu_count()} processors ({_processor()}), {_memory()} of memory"]
    if hasattr(os, "getloadavg"):
        lines.append(f"load over the last minute: {os.getloadavg()[0]:.1f}")
    return lines


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return sys.platform


def _memory() -> str:
    if "SC_PHYS_PAGES" not in getattr(os, "sysconf_names", {}):
        return "an unknown amount"
    return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 1024**3:.0f} GiB"
