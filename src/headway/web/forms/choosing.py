"""What a page of a unit may be asked for, and what rows of children are asked for."""

from collections.abc import Sequence

from django import forms

from headway.web.forms.purpose import purpose_field

ROWS = "What do you need the rows for?"


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

    purpose = purpose_field("the rows", "supervision on 3 December", ROWS)


class RowsForm(UnitForm):
    """A period of an indicator, a unit, and what its rows are needed for."""

    period = forms.ChoiceField(label="Period")
    purpose = purpose_field("the rows", "to check the figure with the team", ROWS)
