"""``headway benchmarks``: national figures loaded, listed, checked, and compared with."""

import argparse
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.cli.arguments import actor, add_actor, add_output
from headway.cli.commands import Commands
from headway.cli.printing import complain, say
from headway.cli.results import add_format, chosen_format, deliver, paper
from headway.domain.benchmarks.averages import Method
from headway.domain.benchmarks.loaded import Benchmarks
from headway.domain.benchmarks.position import NotCompared
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.benchmark_formats import BENCHMARK_FORMATS, benchmark_formats
from headway.services.analysis.benchmarks import (
    asked_position,
    kept_benchmarks,
    list_benchmarks,
    load_benchmarks,
)

METHODS = {"mean": (Method.MEAN,), "median": (Method.MEDIAN,), "both": tuple(Method)}
_BEYOND = 12  # findings of a kind that load prints; check prints all


def add(commands: Commands) -> None:
    """Add the command with its own: load, show, list and check."""
    parser = commands.add_parser(
        "benchmarks",
        help="load national figures and set an authority beside others",
        description="Load published national files, and say where an authority stands: beside its "
        "statistical neighbours, its region and England. Headway ships no national figure.",
    )
    own = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_load(own)
    _add_show(own)
    _add_list(own)
    _add_check(own)


def _add_load(own: Commands) -> None:
    parser = own.add_parser(
        "load",
        help="read published files and keep them as one load",
        description="Read published files, each recognised by its headings: the interactive "
        "tool's figures and dictionary, lists of authorities, statistical neighbours, data sets "
        "of the national statistics service. Give everything in one go: each load stands alone.",
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help="a published file, or a folder of them"
    )
    _add_data(parser)
    parser.add_argument(
        "--model-year",
        metavar="FILE=YEAR",
        action="append",
        default=[],
        help="which year's model a file of neighbours is, where its name does not say",
    )
    add_actor(parser)
    parser.set_defaults(run=load)


def _add_show(own: Commands) -> None:
    parser = own.add_parser(
        "show",
        help="say where an authority stands on an indicator",
        description="Set an authority's published figure beside its ten statistical neighbours, "
        "its region and England: averages, rank, band, change from the year before.",
    )
    parser.add_argument(
        "asked",
        metavar="INDICATOR",
        help="an indicator of the catalogue, or a national measure such as “LAIT: CIN”",
    )
    _add_data(parser)
    parser.add_argument(
        "--authority", default="", help="its name or three digits (usual: your definitions say)"
    )
    parser.add_argument("--model", default="", help="which model of neighbours (usual: the newest)")
    parser.add_argument(
        "--method", choices=tuple(METHODS), help="which average of the neighbours (usual: both)"
    )
    _add_load_name(parser)
    parser.add_argument(
        "--catalogue", metavar="FOLDER", type=Path, help="the council's own definitions"
    )
    add_format(parser, BENCHMARK_FORMATS)
    add_output(parser)
    parser.set_defaults(run=show)


def _add_list(own: Commands) -> None:
    parser = own.add_parser(
        "list",
        help="list the loads, or the measures of the newest that a word occurs in",
        description="List the loads that a data folder keeps. With a word, list the measures of "
        "the newest load whose name or title it occurs in.",
    )
    parser.add_argument("word", nargs="?", default="", help="part of a measure's name or title")
    _add_data(parser)
    _add_load_name(parser)
    parser.set_defaults(run=show_list)


def _add_check(own: Commands) -> None:
    parser = own.add_parser(
        "check",
        help="say everything that is doubtful in a load",
        description="Say everything that was noticed while a load was read, and every figure "
        "that cannot be right.",
    )
    _add_data(parser)
    _add_load_name(parser)
    parser.set_defaults(run=check)


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )


def _add_load_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--load", default="", help="the name of a load (usual: the newest)")


def load(chosen: argparse.Namespace) -> int:
    """Read files, keep them, and say what is in them."""
    loaded = load_benchmarks(
        chosen.files,
        chosen.data,
        by=actor(chosen),
        at=datetime.now(UTC),
        models_named=_models_named(chosen.model_year),
    )
    for source in loaded.benchmarks.sources:
        vintage = f", {source.vintage}" if source.vintage else ""
        say(f"{source.file}: {source.recognised_as}, {source.rows:,} rows{vintage}")
    say(_in_words(loaded.benchmarks))
    _first_findings(loaded.benchmarks.findings)
    if loaded.kept.new:
        say(f"Kept as {loaded.kept.name}, in {loaded.kept.folder}")
    else:
        say(f"The very same is kept already, as {loaded.kept.name}")
    return 0


def _models_named(given: list[str]) -> dict[str, str]:
    named = {}
    for each in given:
        file, equals, year = each.rpartition("=")
        if not equals or not file or not year.strip():
            raise Refused(
                Finding(
                    Place("--model-year"),
                    Severity.STOPS,
                    f"“{each}” does not say which year a file is of",
                    "Write the file's name, an equals sign and the year",
                    "For example --model-year neighbours.xlsx=2025",
                )
            )
        named[Path(file).name] = year.strip()
    return named


def _in_words(benchmarks: Benchmarks) -> str:
    models = ", ".join(model.name for model in benchmarks.models) or "none"
    return (
        f"{len(benchmarks.measures):,} measures, {len(benchmarks.authorities)} authorities, "
        f"{len(benchmarks.regions())} regions, neighbour models: {models}."
    )


def _first_findings(findings: tuple[Finding, ...]) -> None:
    said: Counter[Severity] = Counter()
    for finding in findings:
        said[finding.severity] += 1
        if finding.severity is not Severity.NOTED and said[finding.severity] <= _BEYOND:
            complain([finding])
    counts = ", ".join(f"{count} {kind.value}" for kind, count in said.items())
    say(f"Noticed: {counts or 'nothing'}. headway benchmarks check says all of it.")


def show(chosen: argparse.Namespace) -> int:
    """Say where an authority stands."""
    form = chosen_format(chosen, BENCHMARK_FORMATS)
    catalogue = load_catalogue(chosen.catalogue)
    benchmarks = kept_benchmarks(chosen.data, chosen.load)
    position = asked_position(
        chosen.asked, chosen.authority, benchmarks, catalogue, model=chosen.model
    )
    usual = (catalogue.own.method,) if catalogue.own.method else METHODS["both"]
    methods = METHODS[chosen.method] if chosen.method else usual
    if isinstance(position, NotCompared) and form != "terminal":
        raise Refused(Finding(Place(chosen.asked), Severity.STOPS, position.sentence))
    made = benchmark_formats(position, methods, paper())
    deliver(chosen, made, form, f"{chosen.asked}-beside-others")
    return 0


def show_list(chosen: argparse.Namespace) -> int:
    """List the loads, or the measures with a word in their name."""
    if not chosen.word:
        loads = list_benchmarks(chosen.data)
        for each in loads:
            about = ", ".join(
                f"{text} {name.replace('_', ' ')}" for name, text in each.about.items() if text
            )
            say(f"{each.name}  loaded {each.at:%d %B %Y} by {each.by}: {about}")
        if not loads:
            say("No national figures are loaded: headway benchmarks load FILE --data FOLDER")
        return 0
    benchmarks = kept_benchmarks(chosen.data, chosen.load)
    word = chosen.word.casefold()
    for key, measure in benchmarks.measures.items():
        if word in f"{key} {measure.title}".casefold():
            latest = benchmarks.latest(key)
            say(f"{key}  {measure.title} ({latest.year.label if latest else 'no figures'})")
    return 0


def check(chosen: argparse.Namespace) -> int:
    """Say every finding of a load, kind by kind."""
    benchmarks = kept_benchmarks(chosen.data, chosen.load)
    say(f"{benchmarks.name}, {benchmarks.loaded}: {_in_words(benchmarks)}")
    for severity in Severity:
        found = [each for each in benchmarks.findings if each.severity is severity]
        if found:
            say("")
            say(f"{severity.value}: {len(found)}")
            for finding in found:
                say(f"* {finding}")
    return 0
