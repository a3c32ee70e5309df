"""The command ``headway``: its words, and which function each of them calls."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from headway import __version__
from headway.cli import (
    backup,
    benchmarks,
    board,
    calculate,
    collect,
    column_map,
    compare_groups,
    demo,
    editions,
    erase,
    explain,
    findings,
    history,
    keep,
    load,
    plan,
    publish,
    remind,
    restate,
    restore,
    retention,
    rows,
    scorecard,
    serve,
    snapshots,
    subject,
    synthetic,
    trail,
    upgrade,
    weekly,
)
from headway.cli.office import silent_register
from headway.cli.printing import complain
from headway.domain.problems import Finding, HeadwayError, Place, Refused, Severity

COMMANDS = (
    scorecard,
    board,
    plan,
    history,
    collect,
    demo,
    column_map,
    load,
    keep,
    findings,
    calculate,
    explain,
    rows,
    weekly,
    restate,
    publish,
    editions,
    compare_groups,
    synthetic,
    benchmarks,
    snapshots,
    backup,
    restore,
    upgrade,
    erase,
    retention,
    subject,
    trail,
    serve,
    remind,
)
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code.

    ``arguments`` are the words after ``headway``; None takes those of the process. A mistake of
    the user's is printed, finding by finding, without a traceback, and gives the exit code of
    its kind (see ``headway.domain.problems``); 2 means the command line itself was wrong.
    """
    _open_closed_outputs()
    parser = build_parser()
    chosen = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] | None = getattr(chosen, "run", None)
    if run is None:
        parser.print_help()
        return 0
    try:
        return run(chosen)
    except HeadwayError as mistake:
        complain(mistake.findings)
        return mistake.exit_code
    except BrokenPipeError:
        # Whoever read the output has gone; nothing is left to say, not even at closing time.
        sys.stdout = None
        return 0
    except OSError as problem:
        # Reading and writing files have their own messages; what is left is the output itself.
        sys.stdout = None
        complain([_refusal(problem)])
        return Refused.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as problem:
        silent = silent_register(problem)
        if silent is None:
            raise
        complain([silent])
        return Refused.exit_code


def _open_closed_outputs() -> None:
    """Give a process that was started without outputs some that lead nowhere."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


def _refusal(problem: OSError) -> Finding:
    return Finding(
        Place(str(problem.filename or "headway")),
        Severity.STOPS,
        f"the system refused to go on ({problem.strerror or problem})",
        "The result is not whole",
        "See that there is room on the drive and that the output can be written, and repeat it",
    )


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of the whole command line; each command sets ``run`` to its function."""
    parser = argparse.ArgumentParser(
        prog="headway", description="Trusted monthly scorecards from council data."
    )
    parser.add_argument("--version", action="version", version=f"headway {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser
