"""``headway plan``: how a development plan stands, each mean worked out again."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor, add_files, add_output
from headway.cli.commands import Commands
from headway.cli.printing import note
from headway.cli.results import add_format, add_table, chosen_format, deliver, paper
from headway.services.analysis.formats import PLAN_FORMATS, plan_formats
from headway.services.analysis.kept_plans import keep_plan
from headway.services.analysis.plans import USUAL_SCALE, plan_summary

TABLES = {
    "ratings": "the mean rating of each priority and of the plan",
    "actions": "each action with its ratings",
}


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "plan",
        help="summarise a development plan, its ratings worked out again",
        description="Read a development plan and work its ratings out again: a mean for each "
        "priority and for the plan, beside what was printed. A later file replaces the "
        "priorities of an earlier one that it holds again. With --into, keep it in a data folder: "
        "the office then says on each indicator's page which plans depend on it.",
    )
    add_files(parser, "a plan: a workbook, a csv file, or the text taken from a published paper")
    add_format(parser, PLAN_FORMATS)
    add_table(parser, TABLES)
    add_output(parser)
    parser.add_argument("--scale", default=USUAL_SCALE, help=f"rating scale (usual: {USUAL_SCALE})")
    parser.add_argument(
        "--catalogue", metavar="FOLDER", type=Path, help="the council's own definitions"
    )
    parser.add_argument(
        "--into", metavar="FOLDER", type=Path, help="a data folder to keep the plan in"
    )
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read the plan and hand its summary over."""
    summary = plan_summary(chosen.files, scale=chosen.scale, catalogue=chosen.catalogue)
    form = chosen_format(chosen, PLAN_FORMATS)
    if chosen.into is not None:
        kept = keep_plan(summary, chosen.into, by=actor(chosen), at=datetime.now(UTC))
        note(f"{'Kept' if kept.new else 'The very same is kept already,'} as {kept.name}.")
    deliver(chosen, plan_formats(summary, paper(), chosen.table or ""), form, "plan")
    return 0
