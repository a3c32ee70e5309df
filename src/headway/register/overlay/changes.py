"""A change as the rest of Headway sees it: a value, not a record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from headway.domain.definition_changes import ChangeKind, ChangeState
from headway.register.overlay.models import Change as Record


@dataclass(frozen=True, slots=True)
class Change:
    """A change with its number. ``told`` says in sentences what it makes different."""

    number: int
    kind: ChangeKind
    state: ChangeState
    what: Mapping[str, str]
    reason: str
    told: tuple[str, ...]
    base: str
    contents: str
    asked_by: int
    asked_by_name: str
    asked_at: datetime
    decided_by_name: str
    decided_at: datetime | None
    note: str
    place: int | None

    @classmethod
    def of(cls, record: Record) -> Self:
        """Give a record as a value."""
        return cls(
            number=record.pk,
            kind=ChangeKind[record.kind],
            state=ChangeState[record.state],
            what=dict(record.what),
            reason=record.reason,
            told=tuple(record.told),
            base=record.base,
            contents=record.contents,
            asked_by=record.asked_by_id,
            asked_by_name=record.asked_by.name,
            asked_at=record.asked_at,
            decided_by_name=record.decided_by.name if record.decided_by else "",
            decided_at=record.decided_at,
            note=record.note,
            place=record.place,
        )
