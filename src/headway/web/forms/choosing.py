"""What a page of a unit may be asked for, and what rows of children are asked for."""

from collections.abc import Sequence

from django import forms


class UnitForm(forms.Form):
    """A unit."""

    unit = forms.ChoiceField(label="Unit")

    def offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Set what is offered: nothing else is taken."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)


class UnitMonthForm(UnitForm):
    """A unit and a month."""

    month = forms.ChoiceField(label="Month")


class PurposeForm(forms.Form):
    """What rows of children are needed for."""

    purpose = forms.CharField(
        label="What do you need the rows for?",
        max_length=200,
        help_text="Such as: supervision on 3 December. It is put on the trail",
        error_messages={"required": "Say what you need the rows for"},
    )


class RowsForm(UnitForm):
    """A period of an indicator, a unit, and what its rows are needed for."""

    period = forms.ChoiceField(label="Period")
    purpose = forms.CharField(
        label="What do you need the rows for?",
        max_length=200,
        help_text="Such as: to check the figure with the team. It is put on the trail",
        error_messages={"required": "Say what you need the rows for"},
    )
