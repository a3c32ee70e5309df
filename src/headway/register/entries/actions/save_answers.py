"""Save the answers on a sheet, as far as they have come."""

from collections.abc import Mapping

from django.db import transaction

from headway.domain.entry_answers import BLANK, SheetAnswer
from headway.domain.exact import exact_text
from headway.domain.team_sheets import SheetKey, SheetState
from headway.domain.trail import Verb
from headway.domain.values import Absent, Number
from headway.register.accounts.people import Actor
from headway.register.entries.kept import SheetKept
from headway.register.entries.models import Answer, Change, Sheet
from headway.register.entries.recording import (
    answer_of,
    as_kept,
    check,
    is_done,
    opened,
    tell,
    text_of,
)

MAY_BE_FILLED_IN = frozenset(one for one in SheetState if one.may_be_filled_in)


@transaction.atomic
def save_answers(
    *, key: SheetKey, answers: Mapping[str, SheetAnswer], version: int, token: str, by: Actor
) -> SheetKept:
    """Save answers by indicator and give the sheet; those not named stay as they are.

    ``version`` is that of the sheet from which the page was made. Raises Stale, WrongState or
    PeriodClosed, and nothing is saved. The same ``token`` a second time does nothing.
    """
    sheet = opened(key)
    if is_done(sheet, token):
        return as_kept(sheet)
    check(sheet, version, MAY_BE_FILLED_IN, "filled in")
    there = {one.indicator: one for one in sheet.answers.all()}
    changed = 0
    for indicator, answer in answers.items():
        changed += _save(sheet, indicator, there.get(indicator), answer, by)
    if changed or not version:
        told = {"answers changed": str(changed)}
        tell(sheet, verb=Verb.SAVED_ENTRIES, token=token, by=by, details=told)
    return as_kept(Sheet.objects.get(pk=sheet.pk))


def _save(
    sheet: Sheet, indicator: str, there: Answer | None, answer: SheetAnswer, by: Actor
) -> bool:
    before = answer_of(there) if there else BLANK
    if before == answer:
        return False
    value = answer.value
    Answer.objects.update_or_create(
        sheet=sheet,
        indicator=indicator,
        defaults={
            "number": exact_text(value.amount) if isinstance(value, Number) else "",
            "state": value.state.name if isinstance(value, Absent) else "",
            "note": answer.note,
        },
    )
    Change.objects.create(
        sheet=sheet,
        version=sheet.version + 1,
        by=by,
        what="answered",
        indicator=indicator,
        before=text_of(before),
        after=text_of(answer),
        note=answer.note,
    )
    return True
