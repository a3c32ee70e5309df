"""``headway compare-groups``: is a group more likely than the others, or may chance be all?"""

import argparse
from pathlib import Path

from headway.cli.arguments import add_output
from headway.cli.calculate import add_data_and_period
from headway.cli.commands import Commands
from headway.cli.results import add_format, chosen_format, deliver, paper
from headway.domain.small_numbers import MINIMUM
from headway.services.analysis.formats import GROUPS_FORMATS, groups_formats
from headway.services.analysis.group_comparisons import GroupsWanted, compare
from headway.writers.group_comparison import GroupsShown


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "compare-groups",
        help="set the groups of an indicator beside each other (disproportionality)",
        description="Set age bands, sexes, ethnicities, needs or localities beside each other: "
        "counts, rates, and the ratio of each to the rest, with intervals. Small numbers are "
        "withheld.",
    )
    parser.add_argument("indicator", metavar="INDICATOR", help="the indicator's identifier")
    add_data_and_period(parser)
    parser.add_argument(
        "--by",
        metavar="WHAT",
        required=True,
        help="age, sex, ethnicity, need, locality, or a column that the definition allows",
    )
    parser.add_argument(
        "--against",
        metavar="CODE",
        default="",
        help="the code of the group to set the others against (usual: all the others together)",
    )
    parser.add_argument(
        "--minimum",
        metavar="N",
        type=int,
        default=MINIMUM,
        help=f"the smallest number that is told (usual: {MINIMUM})",
    )
    add_format(parser, GROUPS_FORMATS)
    add_output(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Compare the groups and hand the result over."""
    form = chosen_format(chosen, GROUPS_FORMATS)
    wanted = GroupsWanted(
        chosen.indicator, chosen.period, chosen.by, chosen.against, chosen.minimum
    )
    found = compare(Path(chosen.data), wanted, chosen.catalogue)
    shown = GroupsShown(
        found.indicator.title, found.indicator.id, str(found.period), found.by, found.scale,
        found.lines, found.minimum, found.source, found.why_not,
    )  # fmt: skip
    deliver(chosen, groups_formats(shown, paper()), form, f"groups-{found.indicator.id}")
    return 0
