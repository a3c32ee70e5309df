"""Who agreed to a change is a role too: names of people are not the project's to keep."""

from collections.abc import Iterator

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.catalogue.rules.owners_are_roles import ROLES, names_a_role
from headway.domain.problems import Place
from headway.domain.targets import Revision


def approvers_are_roles(definitions: Definitions) -> Found:
    """Refuse an approver of a revision in whose name no word for a role occurs."""
    for place, revision in _revisions(definitions):
        if not names_a_role(revision.approved_by):
            yield mistake(
                place,
                f"“approved_by” is “{revision.approved_by}”, in which no word for a role occurs",
                f"A role approves, never a person; one of these words is needed: "
                f"{', '.join(ROLES)}",
                "Write the role, such as “improvement board”.",
            )


def _revisions(definitions: Definitions) -> Iterator[tuple[Place, Revision]]:
    for targets, indicator, number, target in definitions.each_target():
        for at, one in enumerate(target.revisions):
            way = ("targets", indicator, number, "revisions", at, "approved_by")
            yield targets.place(*way), one
    for names in definitions.unit_names:
        for number, name in enumerate(names.value):
            for at, one in enumerate(name.revisions):
                yield names.place("names", number, "revisions", at, "approved_by"), one
