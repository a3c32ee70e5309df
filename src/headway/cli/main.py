"""The command ``headway``: its words, and which function each of them calls."""

import argparse
import sys
from collections.abc import Callable

from headway import __version__
from headway.domain.problems import HeadwayError


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code.

    ``arguments`` are the words after ``headway``; None takes those of the process. A mistake of
    the user's is printed, finding by finding, without a traceback, and gives the exit code of
    its kind (see ``headway.domain.problems``); 2 means the command line itself was wrong.
    """
    parser = build_parser()
    chosen = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] | None = getattr(chosen, "run", None)
    if run is None:
        parser.print_help()
        return 0
    try:
        return run(chosen)
    except HeadwayError as mistake:
        for finding in mistake.findings:
            print(finding, file=sys.stderr)
        return mistake.exit_code


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of the whole command line; each command sets ``run`` to its function."""
    parser = argparse.ArgumentParser(
        prog="headway", description="Trusted monthly scorecards from council data."
    )
    parser.add_argument("--version", action="version", version=f"headway {__version__}")
    parser.add_subparsers(title="commands", metavar="COMMAND")
    return parser
