"""The forms about what has changed since an edition."""

from collections.abc import Sequence

from django import forms

from headway.web.forms.purpose import purpose_field


class AgainstForm(forms.Form):
    """The data that an edition is set against."""

    snapshot = forms.ChoiceField(label="Data loaded on")

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Set what is offered: nothing else is taken."""
        field = self.fields["snapshot"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)


class TakeReportForm(forms.Form):
    """In which form a report is taken away, and what for."""

    form = forms.ChoiceField(label="As", choices=[("xlsx", "Workbook"), ("csv", "Table in csv")])
    purpose = purpose_field("the figures", "for the service meeting of 3 December")
