"""A unit's sheet of a period."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from headway.domain.calculation_results import Level
from headway.domain.periods import PeriodKind
from headway.domain.team_sheets import SheetState

KEPT_STATES = [one for one in SheetState if one is not SheetState.NOT_STARTED]
HANDED_IN = [one.name for one in SheetState if one.is_handed_in]


class Sheet(models.Model):
    """A sheet from its first save on. ``version`` grows with everything done to it.

    ``first_on`` is the day it was first handed in: later corrections do not make it late.
    """

    sheet = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=[(one.name, one.value) for one in Level])
    unit = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=[(one.name, one.value) for one in PeriodKind])
    starts = models.DateField()
    ends = models.DateField()
    state = models.CharField(max_length=20, choices=[(one.name, one.value) for one in KEPT_STATES])
    version = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True)
    first_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    class Meta:
        """One sheet to a unit and period; who handed it in cannot be who accepted it."""

        ordering: ClassVar[list[str]] = ["sheet", "starts", "level", "unit"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["sheet", "level", "unit", "kind", "starts"],
                name="one_sheet_to_a_unit_and_period",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=HANDED_IN)
                | models.Q(submitted_by__isnull=False, first_on__isnull=False),
                name="a_sheet_handed_in_says_by_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(state=SheetState.ACCEPTED.name, accepted_by__isnull=False)
                | (~models.Q(state=SheetState.ACCEPTED.name) & models.Q(accepted_by__isnull=True)),
                name="an_accepted_sheet_says_by_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_by__isnull=True)
                | ~models.Q(accepted_by=models.F("submitted_by")),
                name="four_eyes_see_a_sheet",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=SheetState.RETURNED.name) | ~models.Q(note=""),
                name="a_returned_sheet_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(unit="") & models.Q(ends__gt=models.F("starts")),
                name="a_sheet_names_its_unit_and_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, {self.unit}, {self.starts}"
