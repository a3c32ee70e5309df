"""A definition nobody has looked at for long may no longer say what is counted."""

from headway.catalogue.definitions import Definitions, Found, note


def reviews_in_time(definitions: Definitions) -> Found:
    """Note definitions overdue for review, or reviewed on a day that is still to come.

    That the next review comes after the last one is a matter of the schema.
    """
    today = definitions.today
    if today is None:
        return
    for entry in definitions.indicators:
        due, reviewed = entry.value.next_review, entry.value.reviewed
        if due is not None and due < today:
            yield note(
                entry.place("next_review"),
                f"“{entry.value.title}” was due for review on {due.isoformat()}",
                "It is used as it stands",
                f"The {entry.value.owner} looks at it and sets new dates.",
            )
        if reviewed is not None and reviewed > today:
            yield note(
                entry.place("reviewed"),
                f"“reviewed” is {reviewed.isoformat()}, which is still to come",
                "It is used as it stands",
                "Put the date right.",
            )
