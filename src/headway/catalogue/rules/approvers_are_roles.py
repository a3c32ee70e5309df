"""Who agreed to a changed target is a role too: names of people are not the project's to keep."""

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.catalogue.rules.owners_are_roles import ROLES, names_a_role


def approvers_are_roles(definitions: Definitions) -> Found:
    """Refuse an approver of a revision in whose name no word for a role occurs."""
    for entry, indicator, number, target in definitions.each_target():
        for at, revision in enumerate(target.revisions):
            if not names_a_role(revision.approved_by):
                yield mistake(
                    entry.place("targets", indicator, number, "revisions", at, "approved_by"),
                    f"“approved_by” is “{revision.approved_by}”, in which no word for a role "
                    "occurs",
                    f"A role approves, never a person; one of these words is needed: "
                    f"{', '.join(ROLES)}",
                    "Write the role, such as “improvement board”.",
                )
