"""Makes ``.venv`` and puts into it what the lock files name, then the package itself.

Run as ``python3 tools/set_up.py run`` (what Headway needs to work) or ``develop`` (also what
its checks need). ``bench`` makes ``.venv-bench``, where Headway stands beside what it is measured
against. ``make demo``, ``make test`` and ``make bench`` do it; this file stands alone so that it
also works where there is no make. It uses the standard library only, and says plainly what is
missing when it cannot go on.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = {"run": ROOT / ".venv", "develop": ROOT / ".venv", "bench": ROOT / ".venv-bench"}
OLDEST = (3, 11)
LOCK_FILES = {
    "run": ("run.txt", "build.txt"),
    "develop": ("develop.txt",),
    "bench": ("run.txt", "build.txt", "bench.txt"),
}


def main() -> int:
    """Set up for the named purpose; the exit code is 0, or 1 after a plain message."""
    parser = argparse.ArgumentParser(description="Set up Headway in an environment of its own.")
    parser.add_argument("purpose", choices=sorted(LOCK_FILES))
    purpose = parser.parse_args().purpose
    environment = ENVIRONMENTS[purpose]
    trouble = unfit() or make_environment(environment) or install(purpose, environment)
    if trouble:
        print(f"\nThe set-up stopped. {trouble}", file=sys.stderr)
        return 1
    (environment / f"ready-{purpose}").write_text("", encoding="utf-8")
    print("Set-up is done.", flush=True)
    return 0


def unfit() -> str:
    """Say why this Python cannot be used, or nothing when it can."""
    if sys.version_info < OLDEST:
        return (
            f"Headway needs Python 3.11 or later, and {sys.executable} is {sys.version.split()[0]}."
            " Name a newer one: make PYTHON=python3.12 demo"
        )
    return ""


def make_environment(environment: Path) -> str:
    """Make it unless a working one is there; give the trouble in words, or nothing."""
    if works(environment):
        return ""
    print(f"Making an environment of its own for Headway in {environment.name} ...", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(environment)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0 and works(environment):
        return ""
    return (
        f"{sys.executable} could not make an environment: its parts venv or ensurepip are missing"
        " or broken. On Debian and Ubuntu: sudo apt install python3-venv. Elsewhere: install"
        f" Python from python.org, then try again.\n{(done.stdout + done.stderr).strip()}"
    )


def install(purpose: str, environment: Path) -> str:
    """Install the locked libraries and the package; give the trouble in words, or nothing."""
    locked = [word for name in LOCK_FILES[purpose] for word in ("-r", f"requirements/{name}")]
    print("Fetching and installing the libraries Headway names, checked by hash ...", flush=True)
    if not pip(environment, "--require-hashes", *locked):
        return (
            "The libraries could not be installed; pip's own words are above. Most often the"
            " package index cannot be reached: check the network, or name the index of your"
            " organisation in the environment variable PIP_INDEX_URL."
        )
    print("Installing Headway itself from this folder ...", flush=True)
    if not pip(environment, "--no-deps", "--no-build-isolation", "-e", "."):
        return "Headway itself could not be installed; pip's own words are above."
    return ""


def pip(environment: Path, *words: str) -> bool:
    """Run ``pip install`` with these words inside the environment; True when it went well."""
    command = [str(inner_python(environment)), "-m", "pip", "install", "-qq", "--no-input", *words]
    surroundings = os.environ | {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode == 0


def works(environment: Path) -> bool:
    """Tell whether the environment holds a Python that is new enough and has pip."""
    if not inner_python(environment).exists():
        return False
    test = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    command = [str(inner_python(environment)), "-c", test]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def inner_python(environment: Path) -> Path:
    """Give the path of the Python inside an environment, which differs on Windows."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


if __name__ == "__main__":
    sys.exit(main())
