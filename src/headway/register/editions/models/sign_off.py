"""Where a scorecard of a month stands on its way to publication."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from headway.domain.sign_off import SignOffState


class SignOff(models.Model):
    """A scorecard of a month. ``version`` counts what was done with it."""

    card = models.CharField(max_length=120)
    month = models.DateField()
    state = models.CharField(
        max_length=20,
        choices=[(one.name, one.value) for one in SignOffState],
        default=SignOffState.OPEN.name,
    )
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    put_forward_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        """One to a scorecard and month; who approves is not who put forward."""

        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["card", "month"], name="one_sign_off_to_a_month"),
            models.CheckConstraint(
                condition=models.Q(state=SignOffState.OPEN.name)
                | models.Q(put_forward_by__isnull=False),
                name="somebody_put_it_forward",
            ),
            models.CheckConstraint(
                condition=models.Q(state=SignOffState.APPROVED.name, approved_by__isnull=False)
                | (
                    ~models.Q(state=SignOffState.APPROVED.name) & models.Q(approved_by__isnull=True)
                ),
                name="an_approval_names_its_approver",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("put_forward_by")),
                name="four_eyes_approve_a_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card}, {self.month}"
