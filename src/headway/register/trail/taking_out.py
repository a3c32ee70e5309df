"""Words about a person taken out of what people wrote, wherever in the register they stand.

The records of every app are looked through, whatever it is called: an app that comes later is too.
What nobody wrote stays, though it look like an identifier: figures, units, the names of things.
The trail itself never changes; no identifier may stand on it (see ``record``).
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.apps import apps
from django.db import models, transaction

from headway.domain.trail import Verb
from headway.register.trail.actions import FREE, record

ROOM = "headway.register."
NEVER = {"trail", "accounts"}
FIGURES = {"before", "after", "then"}
"""Columns, and names within JSON, that hold a figure or a state in place of words."""

TAKEN_OUT = "[taken out]"
AT_ONCE = 1_000
Column: TypeAlias = "models.Field[object, object]"


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in the register where an identifier stood: table, column and the row's number."""

    table: str
    column: str
    row: int

    def __str__(self) -> str:
        return f"{self.table}, column {self.column}, row {self.row}"


@transaction.atomic
def take_out(
    *, identifiers: Collection[str], person: str, reason: str, by: str
) -> tuple[Standing, ...]:
    """Put "[taken out]" in their place, in drafts, in history, everywhere; give the places.

    An identifier is found where it stands by itself, in whatever letters. Everything else stays as
    it was written. One entry on the trail for each place says that words were taken out there, by
    whom and why; ``person`` is the keyed digest by which the trail knows whom it was about.
    """
    if not reason.strip():
        raise ValueError("words are taken out for a reason")
    wanted, done = _pattern(identifiers), []
    for one, column in list(_found(wanted)):
        held = _all(type(one)).select_for_update().get(pk=one.pk)  # as it is now, and stays so
        changed = _without(getattr(held, column.name), wanted)
        if isinstance(changed, str):
            changed = changed[: column.max_length]
        _all(type(one)).filter(pk=one.pk).update(**{column.name: changed})
        place = _standing(one, column)
        told = {"person": person, "reason": reason.strip()}
        record(verb=Verb.TOOK_WORDS_OUT, subject=str(place), by=by, details=told)
        done.append(place)
    return tuple(done)


def _found(wanted: re.Pattern[str]) -> Iterator[tuple[models.Model, Column]]:
    for model in apps.get_models():
        options = model._meta  # noqa: SLF001 - Django's own public name for it
        if not model.__module__.startswith(ROOM) or options.app_label in NEVER:
            continue
        columns = [one for one in options.concrete_fields if _is_written(one)]
        for one in _all(model).order_by("pk").iterator(AT_ONCE) if columns else ():
            for column in columns:
                value = getattr(one, column.name)
                if _without(value, wanted) != value:
                    yield one, column


def _is_written(column: Column) -> bool:
    """Whether people write in a column; in one of few characters only where it is named so."""
    is_long = isinstance(column, models.TextField | models.JSONField)
    return column.name not in FIGURES and (is_long or column.name in FREE)


def _without(value: object, wanted: re.Pattern[str]) -> object:
    """Give a text without what is wanted, and so every text that stands in JSON."""
    match value:
        case str():
            return wanted.sub(TAKEN_OUT, value)
        case list():
            return [_without(one, wanted) for one in value]
        case dict():
            return {
                name: one if name in FIGURES else _without(one, wanted)
                for name, one in value.items()
            }
    return value


def _all(model: type[models.Model]) -> models.Manager[models.Model]:
    return model._default_manager  # noqa: SLF001 - as above


def _pattern(identifiers: Collection[str]) -> re.Pattern[str]:
    if not any(one.strip() for one in identifiers):
        raise ValueError("an identifier is something that is written")
    named = "|".join(re.escape(one.strip()) for one in sorted(identifiers) if one.strip())
    return re.compile(rf"(?<![^\W_])(?:{named})(?![^\W_])", re.IGNORECASE)


def _standing(one: models.Model, column: Column) -> Standing:
    table = one._meta.db_table  # noqa: SLF001 - as above
    return Standing(table, column.name, int(one.pk))
