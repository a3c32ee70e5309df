"""People come and go, and their names are not the project's to keep: roles stand in their place."""

import re

from headway.catalogue.definitions import Definitions, Found, mistake

ROLES = (
    "adviser", "advisor", "analyst", "assistant", "board", "chair", "clerk", "commissioner",
    "consultant", "coordinator", "councillor", "director", "group", "head", "headteacher",
    "lead", "leader", "manager", "member", "nurse", "office", "officer", "panel",
    "partnership", "practitioner", "principal", "school", "service", "services", "supervisor",
    "team", "unit", "worker",
)  # fmt: skip


def owners_are_roles(definitions: Definitions) -> Found:
    """Refuse an owner or reporter in whose name no word for a role occurs."""
    for entry in definitions.indicators:
        for key, name in (("owner", entry.value.owner), ("reporter", entry.value.reporter)):
            if not names_a_role(name):
                yield mistake(
                    entry.place(key),
                    f"“{key}” is “{name}”, in which no word for a role occurs",
                    "Owners and reporters are roles, never people; one of these words is "
                    f"needed: {', '.join(ROLES)}",
                    "Write the role, such as “head of early help”.",
                )


def names_a_role(name: str) -> bool:
    """Say whether a word for a role occurs in ``name``: "Co-ordinator" and "heads" count."""
    words = re.findall(r"[a-z]+", name.casefold().replace("-", ""))
    return any(word in ROLES or word.removesuffix("s") in ROLES for word in words)
