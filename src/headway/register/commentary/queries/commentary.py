"""What is said of figures."""

from collections.abc import Iterable

from django.db.models import QuerySet

from headway.domain.calculation_results import UnitRef
from headway.domain.commentary import CommentaryKey
from headway.register.commentary.models import Commentary
from headway.register.commentary.queries.as_written import as_written, fields_of
from headway.register.commentary.written import Written


def commentary_on(key: CommentaryKey) -> Written | None:
    """Give what is said of a figure; None where nothing is."""
    record = _with_people().filter(**fields_of(key)).first()
    return as_written(record) if record else None


def commentaries_on(keys: Iterable[CommentaryKey]) -> dict[CommentaryKey, Written]:
    """Give what is said of several figures of one unit, asked for at once."""
    wanted = set(keys)
    if not wanted:
        return {}
    found = _with_people().filter(
        indicator__in={one.indicator for one in wanted},
        starts__in={one.period.start for one in wanted},
        level__in={one.unit.level.name for one in wanted},
    )
    written = (as_written(one) for one in found)
    return {one.key: one for one in written if one.key in wanted}


def commentary_through_time(indicator: str, unit: UnitRef) -> tuple[Written, ...]:
    """Give what was said of an indicator of a unit, newest first."""
    found = _with_people().filter(indicator=indicator, level=unit.level.name, unit=unit.id)
    return tuple(as_written(one) for one in found.order_by("-ends", "starts"))


def _with_people() -> QuerySet[Commentary]:
    return Commentary.objects.select_related("signed_by").prefetch_related("versions__by")
