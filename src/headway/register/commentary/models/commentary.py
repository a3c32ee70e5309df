"""A commentary as it stands now."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from headway.domain.calculation_results import Level
from headway.domain.commentary import CommentaryState
from headway.domain.periods import PeriodKind

STATES = [(one.name, one.value) for one in CommentaryState]


class Commentary(models.Model):
    """What is said of one figure. ``version`` counts what was done with it; see ``Version``."""

    indicator = models.CharField(max_length=120)
    level = models.CharField(max_length=10, choices=[(one.name, one.value) for one in Level])
    unit = models.CharField(max_length=60, blank=True)
    period_kind = models.CharField(
        max_length=20, choices=[(one.name, one.value) for one in PeriodKind]
    )
    starts = models.DateField()
    ends = models.DateField()
    text = models.TextField(blank=True)
    points_to = models.CharField(max_length=120, blank=True)
    carried_from = models.CharField(max_length=40, blank=True)
    bindings = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=STATES, default=CommentaryState.DRAFT.name)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        """One commentary to a figure; what is signed off was signed by somebody else."""

        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["indicator", "level", "unit", "period_kind", "starts", "ends"],
                name="one_commentary_to_a_figure",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="a_period_has_days"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["SUBMITTED", "SIGNED"])
                | ~models.Q(text="")
                | ~models.Q(points_to=""),
                name="what_is_submitted_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(state="SIGNED", signed_by__isnull=False, signed_at__isnull=False)
                | (~models.Q(state="SIGNED") & models.Q(signed_by__isnull=True)),
                name="a_signature_names_its_signer",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_by__isnull=True)
                | ~models.Q(signed_by=models.F("submitted_by")),
                name="nobody_signs_what_they_submitted",
            ),
            models.CheckConstraint(
                condition=~models.Q(points_to=models.F("indicator")),
                name="a_commentary_points_elsewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.starts}"
