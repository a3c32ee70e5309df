"""How often something was done since a time."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count

from headway.domain.trail import Verb
from headway.register.trail.models import Entry


def how_many(verbs: Iterable[Verb], since: datetime) -> dict[Verb, int]:
    """Give for each verb how many entries tell of it since then; nought where none does."""
    wanted = tuple(verbs)
    counted = (
        Entry.objects.filter(verb__in=[one.value for one in wanted], at__gte=since)
        .order_by()
        .values_list("verb")
        .annotate(Count("number"))
    )
    found = {Verb(verb): int(count) for verb, count in counted}
    return {one: found.get(one, 0) for one in wanted}
