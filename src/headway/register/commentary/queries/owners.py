"""Who owns which indicator."""

from datetime import date

from headway.register.commentary.models import Ownership
from headway.register.commentary.owned import Owned


def owned_on(day: date) -> tuple[Owned, ...]:
    """Give every indicator that is owned on a day, with whoever owns it."""
    return tuple(one for one in ever_owned() if one.holds_on(day))


def ever_owned() -> tuple[Owned, ...]:
    """Give who owns each indicator and who owned it before, by indicator, oldest first."""
    found = Ownership.objects.select_related("person")
    return tuple(
        Owned(one.pk, one.indicator, one.person_id, one.person.name, one.since, one.until)
        for one in found
    )
