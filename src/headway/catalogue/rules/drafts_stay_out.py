"""What is still a draft is not published."""

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.domain.indicator import Status


def drafts_stay_out(definitions: Definitions) -> Found:
    """Refuse a draft in a scorecard. A retired definition may stand there: it explains history."""
    known = definitions.by_id()
    for entry in definitions.scorecards:
        for at, section in enumerate(entry.value.sections):
            for number, name in enumerate(section.indicators):
                if name in known and known[name].status is Status.DRAFT:
                    yield mistake(
                        entry.place("sections", at, "indicators", number),
                        f"“{name}” is a draft",
                        "A scorecard shows definitions that are live",
                        "Have it reviewed and set “status: live”, or take it away.",
                    )
