"""A message or a page that names a command names one that there is, with switches that it has."""

import argparse
import re
from pathlib import Path

import pytest

from headway.cli.main import build_parser

ROOT = Path(__file__).resolve().parents[2]
# In curly quotes in messages; in docs between backticks, or on a line of their own.
NAMED = re.compile(r"(?:“|`|^(?:\$ )?)headway ([a-z]+)(?![a-z.\[/:-])([^”`\n]*)", re.MULTILINE)
SWITCH = re.compile(r"--[a-z][a-z-]*")
PLACES = ("src/headway/**/*.py", "src/headway/**/*.html", "docs/**/*.md", "*.md")
FOUND = sorted(
    {
        (path.relative_to(ROOT).as_posix(), command, rest)
        for place in PLACES
        for path in ROOT.glob(place)
        for command, rest in NAMED.findall(path.read_text(encoding="utf-8"))
    }
)


def switches(parser: argparse.ArgumentParser) -> dict[str, set[str]]:
    """The switches of each command, those of what stands below it as well."""
    found: dict[str, set[str]] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                own = {one for each in below._actions for one in each.option_strings}
                found[name] = own.union(*switches(below).values())
    return found


KNOWN = switches(build_parser())


def test_commands_are_named_somewhere():
    assert len(FOUND) > 100


@pytest.mark.parametrize(("path", "command", "rest"), FOUND)
def test_the_command_is_there_and_has_these_switches(path, command, rest):
    assert command in KNOWN
    assert set(SWITCH.findall(rest)) <= KNOWN[command]
