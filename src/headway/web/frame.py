"""What every page's frame shows: whose office it is, and where its reader may go."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from headway.domain.calculation_results import COUNCIL
from headway.web.access import access_of
from headway.web.permissions import MATRIX


@dataclass(frozen=True, slots=True)
class Way:
    """A link in the navigation."""

    text: str
    address: str
    is_here: bool


WAYS = (
    ("this-month", "This month"),
    ("scorecard", "Scorecard"),
    ("entry", "Entry"),
    ("sign-off", "Sign-off"),
    ("editions", "Editions"),
    ("pathway", "Pathway"),
    ("capacity", "Capacity"),
    ("worklists", "Worklists"),
    ("data", "Data"),
    ("settings", "Settings"),
    ("people", "People"),
    ("trail", "Trail"),
)
WITHIN = {
    "indicator": "scorecard",
    "commentary": "scorecard",
    "owners": "sign-off",
    "edition": "editions",
    "weekly": "worklists",
    "person": "people",
}
"""To which way pages belong whose names do not begin with its own."""
OF_THE_COUNCIL = frozenset({"sign-off"})
"""Pages that are of the whole council: a role for a part of it opens none of them."""


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the frame's values; the ways are those that the matrix opens to the reader."""
    user = getattr(request, "user", None)
    is_in = bool(user and user.is_authenticated)
    ways = _ways(request) if is_in else ()
    return {
        "ways": ways,
        "way_here": next((one.text for one in ways if one.is_here), ""),
        "reader": user.name if user and is_in else "",
        "demonstration": settings.OFFICE.demonstration,
    }


def _ways(request: HttpRequest) -> tuple[Way, ...]:
    access = access_of(request)
    here = _way_of(request.resolver_match.view_name) if request.resolver_match else ""
    found = []
    for name, text in WAYS:
        roles = MATRIX[name].methods["GET"].roles
        whole = name in OF_THE_COUNCIL and roles is not None
        if roles is None or (access.may(roles, COUNCIL) if whole else access.any_of(roles)):
            found.append(Way(text, reverse(name), here == name))
    return tuple(found)


def _way_of(page: str) -> str:
    """Name the way to which a page belongs, by the names of both."""
    ways = {name: name for name, _ in WAYS} | WITHIN
    found = (way for start, way in ways.items() if page == start or page.startswith(f"{start}-"))
    return next(found, "")
