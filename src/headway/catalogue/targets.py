"""``targets/*.yaml``: what a council asks of its indicators, as its own folder of definitions says.

Nothing of the kind is shipped: a target is a council's own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from headway.catalogue.schema import Exact, Strict, Text, Written, one_of
from headway.domain.period_labels import parse_period
from headway.domain.periods import Period, PeriodKind
from headway.domain.targets import Revision, Target, TargetForm

FORMS = {form.value: form for form in TargetForm if form is not TargetForm.UNSTATED}
_KINDS = (PeriodKind.FINANCIAL_YEAR, PeriodKind.QUARTER, PeriodKind.MONTH)
_DAY = re.compile(r"\d+[/.\-]\d+[/.\-]\d+")
_WANTED = "a financial year (2026/27), a quarter (Q1 2026/27) or a month (Sep-26)"


def labelled_period(found: object) -> Period:
    """Turn the label of a financial year, quarter or month into its period; a period passes."""
    if isinstance(found, Period):
        return found
    wrong = PydanticCustomError("kind", "", {"wanted": _WANTED})
    # A day would name a quarter or a month, and which of the two is not for us to say.
    if not isinstance(found, str) or _DAY.fullmatch(found.strip()):
        raise wrong
    try:
        period = parse_period(found)
    except ValueError:  # no period, or of a year that no calendar has
        raise wrong from None
    if period.kind not in _KINDS:
        raise wrong
    return period


class RevisionEntry(Strict):
    """What a target or a unit's name was before it was changed, when, why and who agreed."""

    was: Written
    on: date
    reason: Text
    approved_by: Text

    def revision(self) -> Revision:
        """Return the revision."""
        return Revision(self.was, self.on, self.reason, self.approved_by)


class TargetEntry(Strict):
    """What is asked of an indicator in one period."""

    period: Annotated[Period, PlainValidator(labelled_period)]
    form: Annotated[TargetForm, one_of(FORMS)]
    goal: Exact | None = None
    high: Exact | None = None
    tolerance: Exact | None = None
    floor: Exact | None = None
    on_rounded: bool = True
    revisions: list[RevisionEntry] = Field(default_factory=list)

    @model_validator(mode="after")
    def _holds_together(self) -> "TargetEntry":
        try:
            self.target()
        except ValueError as wrong:
            raise PydanticCustomError("together", "{why}", {"why": str(wrong)}) from None
        return self

    def target(self) -> Target:
        """Return the target; ValueError where its parts do not go together."""
        return Target(
            period=self.period,
            form=self.form,
            goal=self.goal,
            high=self.high,
            tolerance=self.tolerance,
            floor=self.floor,
            on_rounded=self.on_rounded,
            revisions=tuple(map(RevisionEntry.revision, self.revisions)),
        )


class TargetsFile(Strict):
    """One file of targets: lists of them, each under the identifier of its indicator."""

    targets: dict[str, Annotated[list[TargetEntry], Field(min_length=1)]] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class CataloguedTargets:
    """The targets of one file by indicator, in the order in which they are written."""

    targets: Mapping[str, tuple[Target, ...]]


def build_targets(file: TargetsFile) -> CataloguedTargets:
    """Return the targets that a file gives."""
    found = {name: tuple(map(TargetEntry.target, each)) for name, each in file.targets.items()}
    return CataloguedTargets(MappingProxyType(found))
