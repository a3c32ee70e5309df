"""The loads that were asked for in the browser."""

from headway.domain.asked_load import AskedLoad, LoadState, ToldLine
from headway.register.loads.models import Load


def latest_loads(limit: int) -> tuple[AskedLoad, ...]:
    """Give the loads asked for last, newest first."""
    return tuple(
        as_asked_load(one)
        for one in Load.objects.select_related("asked_by").order_by("-pk")[:limit]
    )


def load_of(name: str) -> AskedLoad | None:
    """Give the load of a name; None where there is none."""
    found = Load.objects.select_related("asked_by").filter(name=name).first()
    return as_asked_load(found) if found else None


def as_asked_load(load: Load) -> AskedLoad:
    """Give a record as a value."""
    return AskedLoad(
        load.name,
        LoadState[load.state],
        load.asked_by.email,
        load.asked_at,
        load.as_of,
        tuple(load.files),
        load.doing,
        load.ended_at,
        load.snapshot,
        tuple(ToldLine(**one) for one in load.told),
    )
