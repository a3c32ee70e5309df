"""The canary: one violation of each import contract is planted, and must be seen and named.

A contract that cannot fail holds nothing. Each plant goes into a copy of the package, and the
linter runs there as ``make test`` runs it here.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"


@dataclass(frozen=True)
class Plant:
    """Files to write into the copy, by the module's name, and the contract they break."""

    contract: str
    modules: dict[str, str]


PLANTS = {
    "upwards": Plant("rooms", {"domain.planted": "import headway.cli.main"}),
    "upwards, in the row above": Plant(
        "rooms", {"readers.planted": "import headway.intake.planted", "intake.planted": ""}
    ),
    "sideways, above": Plant(
        "rooms", {"writers.planted": "from headway.intake import planted", "intake.planted": ""}
    ),
    "a made-up council that knows how it is loaded": Plant(
        "rooms", {"synthetic.planted": "from headway.intake import planted", "intake.planted": ""}
    ),
    "sideways, below": Plant(
        "rooms", {"catalogue.planted": "from headway import readers", "readers.planted": ""}
    ),
    "a table that knows of its readers": Plant(
        "rooms", {"tables.planted": "from headway import readers", "readers.planted": ""}
    ),
    "a word that knows of the tables": Plant("rooms", {"domain.planted": "import headway.tables"}),
    "inside a function": Plant(
        "rooms",
        {"charts.planted": "def draw():\n    from headway import readers", "readers.planted": ""},
    ),
    "a room without a place": Plant("rooms", {"kitchen.planted": ""}),
    "a loose module": Plant("rooms", {"planted": ""}),
    "a circle": Plant(
        "no-circles",
        {
            "domain.planted_one": "import headway.domain.planted_two",
            "domain.planted_two": "import headway.domain.planted_one",
        },
    ),
    "a library in the domain": Plant("standard-library", {"domain.planted": "import pydantic"}),
    "a library in the tables": Plant("standard-library", {"tables.planted": "import yaml"}),
    "a part of a library in the charts": Plant(
        "standard-library", {"charts.planted": "from yaml.nodes import Node"}
    ),
    "a library nobody knows": Plant("standard-library", {"domain.planted": "import unheard_of"}),
    "a workbook written by a service": Plant(
        "writing-libraries", {"services.planted": "from xlsxwriter import Workbook"}
    ),
    "a page filled by the command line": Plant(
        "writing-libraries", {"cli.planted": "import jinja2.sandbox"}
    ),
    "a workbook read by the intake": Plant(
        "reading-libraries", {"intake.planted": "from defusedxml.ElementTree import parse"}
    ),
    "an old workbook read by a writer": Plant(
        "reading-libraries", {"writers.planted": "from python_calamine import CalamineWorkbook"}
    ),
    "the analytical engine asked by a service": Plant(
        "analytical-engine", {"services.planted": "import duckdb"}
    ),
    "a statement built by the intake": Plant(
        "query-language", {"intake.planted": "from sqlglot import exp"}
    ),
    "the engine asked by its sibling": Plant(
        "rooms", {"writers.planted": "from headway.engine import planted", "engine.planted": ""}
    ),
    "columns handed over by a writer": Plant(
        "columns", {"writers.planted": "from pyarrow import compute"}
    ),
    "a system of figures solved by a service": Plant(
        "numerical-library", {"services.planted": "import highspy"}
    ),
    "the protection asked by its sibling": Plant(
        "rooms",
        {"writers.planted": "from headway.protection import planted", "protection.planted": ""},
    ),
    "the store opened by a writer": Plant(
        "store", {"writers.planted": "import headway.warehouse", "warehouse.planted": ""}
    ),
    "Django in a service of the analyst's neighbours": Plant(
        "web-libraries", {"services.planted": "from django.db import models"}
    ),
    "the office, reached by the analyst's commands": Plant(
        "no-django",
        {
            "cli.planted": "from headway.services.office import planted",
            "services.office.planted": "import django",
        },
    ),
    "an app of the register without a place": Plant(
        "register-apps", {"register.kitchen.planted": ""}
    ),
    "a record, used by a page": Plant(
        "records", {"web.planted": "from headway.register.trail.models import Entry"}
    ),
    "a library of the tests, even in the readers": Plant(
        "test-libraries", {"readers.planted": "import openpyxl"}
    ),
}


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """The contracts' names by their short ones."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["id"]: one["name"] for one in settings["tool"]["importlinter"]["contracts"]}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package's modules, with the contracts, to plant things in."""
    no_data = shutil.ignore_patterns("__pycache__", "*.yaml", "*.csv", "*.html", "*.css")
    shutil.copytree(ROOT / "src/headway", tmp_path / "headway", ignore=no_data)
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=no_data)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(folder: Path, module: str, text: str) -> None:
    path = folder.joinpath("headway", *module.split(".")).with_suffix(".py")
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'"""Planted."""\n\n{text}\n', encoding="utf-8", newline="\n")
    room = path.parent / "__init__.py"
    if not room.exists():
        room.write_text('"""Planted."""\n', encoding="utf-8", newline="\n")


def lint(folder: Path) -> tuple[int, dict[str, bool]]:
    """Run the linter in the folder: its exit code, and by contract whether it was kept."""
    done = subprocess.run(
        [sys.executable, "-c", LINTER, "--no-cache", "--no-logo"],
        cwd=folder,
        env=os.environ | {"COLUMNS": "400", "NO_COLOR": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    verdicts = re.findall(r"^(.+?) (KEPT|BROKEN)\b", done.stdout, flags=re.MULTILINE)
    assert verdicts, done.stdout + done.stderr
    return done.returncode, {name: word == "KEPT" for name, word in verdicts}


def test_the_package_as_it_is_keeps_every_contract(copy, names):
    assert lint(copy) == (0, dict.fromkeys(names.values(), True))


@pytest.mark.parametrize("planted", PLANTS.values(), ids=PLANTS)
def test_a_planted_violation_breaks_its_contract_and_no_other(copy, names, planted):
    for module, text in planted.modules.items():
        plant(copy, module, text)

    expected = {name: short != planted.contract for short, name in names.items()}
    assert lint(copy) == (1, expected)


def test_every_contract_has_a_plant(names):
    assert {planted.contract for planted in PLANTS.values()} == set(names)
