"""An answer on a sheet."""

from typing import Any, ClassVar

from django.db import models

from headway.domain.entry_answers import ANSWER_STATES
from headway.register.entries.models.sheet import Sheet


class Answer(models.Model):
    """A number in exact text, or a state in place of one, or neither yet; and a note."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="answers")
    indicator = models.CharField(max_length=100)
    number = models.CharField(max_length=80, blank=True)
    state = models.CharField(
        max_length=20, blank=True, choices=[(one.name, one.value) for one in ANSWER_STATES]
    )
    note = models.TextField(blank=True)

    class Meta:
        """One answer to a question, which is a number or a state and never both."""

        ordering: ClassVar[list[str]] = ["indicator"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["sheet", "indicator"], name="one_answer_to_a_question"),
            models.CheckConstraint(
                condition=models.Q(number="") | models.Q(state=""),
                name="an_answer_is_a_number_or_a_state",
            ),
        ]

    def __str__(self) -> str:
        return self.indicator
