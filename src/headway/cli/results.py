"""Getting a result to where it was asked for: the screen, a redirect, or a file."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from headway.cli.printing import can_show_arrows, say, say_bytes, width
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.formats import Makers, Paper
from headway.services.analysis.output import write_file

SCREEN = "terminal"
CSV = "csv"


def add_format(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    """Add the choice of format; the first is the usual one."""
    parser.add_argument(
        "--format",
        choices=formats,
        help="what to make (default: what the ending of --out says, else "
        f"{formats[0]}). Without --out, xlsx goes to a file in this folder, and so does html "
        "unless it is redirected; the others are printed",
    )


def add_table(parser: argparse.ArgumentParser, tables: dict[str, str]) -> None:
    """Add the choice of what csv holds: names of tables, each with what it is."""
    usual, *_ = tables
    told = "; ".join(f"{name}: {what}" for name, what in tables.items())
    parser.add_argument(
        "--table",
        choices=tuple(tables),
        help=f"which table to make as csv ({told}); usual: {usual}",
    )


def chosen_format(chosen: argparse.Namespace, formats: tuple[str, ...]) -> str:
    """Return the format asked for: by name, by the ending of ``--out``, else the usual one.

    A table is always csv; ``Refused`` where another format is asked for with it.
    """
    table = getattr(chosen, "table", None)
    form = _named_format(chosen, CSV if table else formats[0], formats)
    if table and form != CSV:
        raise Refused(
            Finding(
                Place("--table"),
                Severity.STOPS,
                f"“{table}” is a table of the csv, and {form} is asked for",
                "The other formats hold everything in one",
                "Leave --table out, or ask for csv",
            )
        )
    return form


def _named_format(chosen: argparse.Namespace, usual: str, formats: tuple[str, ...]) -> str:
    if chosen.format:
        return str(chosen.format)
    if chosen.out is None:
        return usual
    ending = chosen.out.suffix.lstrip(".").lower()
    form = SCREEN if ending == "txt" else ending
    if form in formats:
        return form
    raise Refused(
        Finding(
            Place(str(chosen.out)),
            Severity.STOPS,
            f"the ending “{chosen.out.suffix}” names no format that this command makes",
            f"It makes {', '.join(formats)}",
            "Give the file one of these endings, or say --format",
        )
    )


def deliver(chosen: argparse.Namespace, made: Makers, form: str, name: str) -> None:
    """Make the result in ``form`` and put it where it belongs.

    ``made`` holds how to make each format; ``name`` is the file's name, without an ending,
    where one is needed and none was given. Raises ``Refused`` where a file cannot be written.
    """
    out: Path | None = chosen.out
    if out is None and (form == "xlsx" or (form == "html" and sys.stdout.isatty())):
        out = Path(f"{name}.{form}")
    contents = made[form]()
    if out is not None:
        written = write_file(out, contents, form, replace=chosen.replace)
        say(f"Written: {written.path}")
    elif form == SCREEN:
        say(contents.decode("utf-8").rstrip("\n"))
    else:
        # The mark that Excel needs in a file would only be in the way of another program.
        say_bytes(contents.decode("utf-8-sig").encode() if form == CSV else contents)


def paper(marking: str = "") -> Paper:
    """Return what results are printed on: this screen, on the day of this computer's calendar."""
    on = datetime.now().astimezone().date()
    return Paper(on, width(), can_show_arrows(), marking)
