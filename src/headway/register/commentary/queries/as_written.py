"""A record as a value."""

from typing import Any

from headway.domain.calculation_results import Level, UnitRef
from headway.domain.commentary import CommentaryKey, CommentaryState, Step
from headway.domain.periods import Period, PeriodKind
from headway.register.commentary.bindings import read
from headway.register.commentary.models import Commentary, Version
from headway.register.commentary.written import Words, Written


def as_written(record: Commentary) -> Written:
    """Give a commentary, which has one version or more, as a value."""
    versions = list(record.versions.all())
    last = _last_words(versions)
    return Written(
        key=key_of(record),
        words=Words(record.text, record.points_to, record.carried_from),
        state=CommentaryState[record.state],
        version=record.version,
        bindings=read(record.bindings),
        note=record.note,
        by=last.by.name,
        at=last.at,
        writers=writers_of(versions),
        signed_by=record.signed_by.name if record.signed_by else "",
        signed_at=record.signed_at,
    )


def key_of(record: Commentary) -> CommentaryKey:
    """Give the figure that a commentary is about."""
    period = Period(PeriodKind[record.period_kind], record.starts, record.ends)
    return CommentaryKey(record.indicator, period, UnitRef(Level[record.level], record.unit))


def fields_of(key: CommentaryKey) -> dict[str, Any]:
    """Give the fields by which the record of a figure's commentary is found."""
    return {
        "indicator": key.indicator,
        "level": key.unit.level.name,
        "unit": key.unit.id,
        "period_kind": key.period.kind.name,
        "starts": key.period.start,
        "ends": key.period.end,
    }


def writers_of(versions: list[Version]) -> frozenset[int]:
    """Give those who had a hand in what stands: everybody since it was signed last."""
    found: set[int] = set()
    for one in versions:
        if one.step == Step.SIGNED.name:
            found = set()
        elif one.step != Step.RETURNED.name:
            found.add(one.by_id)
    return frozenset(found)


def _last_words(versions: list[Version]) -> Version:
    saved = [one for one in versions if one.step == Step.SAVED.name]
    return (saved or versions)[-1]
