"""Words about a person taken out of what people wrote, wherever in the register they stand.

The records of every app are looked through, whatever it is called: an app that comes later is too.
The trail itself never changes; no identifier may stand on it (see ``record``).
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast

from headway.domain.trail import Verb
from headway.register.trail.actions import record

ROOM = "headway.register."
NEVER = {"trail", "accounts"}
TAKEN_OUT = "[taken out]"


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in the register where an identifier stands: table, column and the row's number."""

    table: str
    column: str
    row: int

    def __str__(self) -> str:
        return f"{self.table}, column {self.column}, row {self.row}"


def where_it_stands(identifiers: Collection[str]) -> tuple[Standing, ...]:
    """Give every place in which one of the identifiers stands by itself, in whatever letters."""
    wanted = _pattern(identifiers)
    return tuple(_standing(one, field) for one, field, _ in _found(identifiers, wanted))


@transaction.atomic
def take_out(
    *, identifiers: Collection[str], person: str, reason: str, by: str
) -> tuple[Standing, ...]:
    """Put "[taken out]" in their place, in drafts, in history, everywhere; give the places.

    Everything else stays as it was written. One entry on the trail for each place says that words
    were taken out there, by whom and why; ``person`` is the keyed digest by which the trail knows
    whom it was about.
    """
    if not reason.strip():
        raise ValueError("words are taken out for a reason")
    wanted, done = _pattern(identifiers), []
    for one, field, text in list(_found(identifiers, wanted)):
        changed = wanted.sub(TAKEN_OUT, text)
        value = json.loads(changed) if isinstance(field, models.JSONField) else changed
        _all(type(one)).filter(pk=one.pk).update(**{field.name: value})
        place = _standing(one, field)
        told = {"person": person, "reason": reason.strip()}
        record(verb=Verb.TOOK_WORDS_OUT, subject=str(place), by=by, details=told)
        done.append(place)
    return tuple(done)


def _found(
    identifiers: Collection[str], wanted: re.Pattern[str]
) -> Iterator[tuple[models.Model, "models.Field[object, object]", str]]:
    for model in apps.get_models():
        options = model._meta  # noqa: SLF001 - Django's own public name for it
        if not model.__module__.startswith(ROOM) or options.app_label in NEVER:
            continue
        for field in options.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                for one, text in _rows(model, field, identifiers):
                    if wanted.search(text):
                        yield one, field, text


def _rows(
    model: type[models.Model], field: "models.Field[object, object]", identifiers: Collection[str]
) -> Iterator[tuple[models.Model, str]]:
    asked = models.Q()
    for name in identifiers:
        asked |= models.Q(as_text__icontains=name)
    text = Cast(field.name, models.TextField())
    for one in _all(model).annotate(as_text=text).filter(asked).order_by("pk"):
        value = getattr(one, field.name)
        kept = isinstance(field, models.JSONField)
        yield one, json.dumps(value, ensure_ascii=False) if kept else str(value)


def _all(model: type[models.Model]) -> models.Manager[models.Model]:
    return model._default_manager  # noqa: SLF001 - as above


def _pattern(identifiers: Collection[str]) -> re.Pattern[str]:
    if not any(one.strip() for one in identifiers):
        raise ValueError("an identifier is something that is written")
    named = "|".join(re.escape(one.strip()) for one in sorted(identifiers) if one.strip())
    return re.compile(rf"(?<![^\W_])(?:{named})(?![^\W_])", re.IGNORECASE)


def _standing(one: models.Model, field: "models.Field[object, object]") -> Standing:
    table = one._meta.db_table  # noqa: SLF001 - as above
    return Standing(table, field.name, int(one.pk))
