"""The scorecards that the council named: each must be one that is defined."""

from django.conf import settings

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.office.catalogue import current_catalogue
from headway.web.place import SCORECARDS


def refuse_unknown_scorecards() -> None:
    """Refuse to start where the council named a scorecard that nobody defined."""
    office = settings.OFFICE
    known = current_catalogue(office.definitions).scorecards if office.scorecards else {}
    unknown = [one for one in office.scorecards if one not in known]
    if unknown:
        raise Refused([_no_scorecard(unknown, sorted(known))])


def _no_scorecard(unknown: list[str], known: list[str]) -> Finding:
    named = ", ".join(f"“{one[:60]}”" for one in unknown)
    return Finding(
        Place(f"the environment variable {SCORECARDS}"),
        Severity.STOPS,
        f"no scorecard {named} is defined",
        f"The scorecards are: {', '.join(known)}",
        "Name one or more of these, with spaces between, or leave it out",
    )
