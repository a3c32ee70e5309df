"""What the person behind a request may do, and for which units."""

from django.http import HttpRequest
from django.utils import timezone

from headway.domain.calculation_results import UnitRef
from headway.domain.roles import Access, access_on
from headway.register.accounts.queries.grants_of import grants_of
from headway.web.units import units_within

KEPT = "_headway_access"


def access_of(request: HttpRequest) -> Access:
    """Give what the person behind a request may do today; nothing where nobody is signed in."""
    kept = getattr(request, KEPT, None)
    if isinstance(kept, Access):
        return kept
    within: dict[UnitRef, frozenset[UnitRef]] = units_within()
    grants = grants_of(request.user) if request.user.is_authenticated else ()
    access = access_on(timezone.localdate(), grants, within)
    setattr(request, KEPT, access)
    return access
