"""What may be asked of the trail."""

from typing import Any

from django import forms

from headway.domain.trail import Verb
from headway.register.trail.queries import Source
from headway.web.forms.purpose import purpose_field

DAY = {"data-width": "10", "inputmode": "numeric", "autocomplete": "off"}
WRITTEN = ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"]


class TrailForm(forms.Form):
    """Entries of somebody, of a kind, between two days, of one trail or both."""

    source = forms.ChoiceField(
        label="Which trail",
        required=False,
        choices=[("", "both"), *((one.name, one.value) for one in Source)],
    )
    by = forms.CharField(
        label="Who",
        required=False,
        max_length=200,
        help_text="An e-mail address, or a part of one",
        widget=forms.TextInput(attrs={"data-width": "20", "autocomplete": "off"}),
    )
    verb = forms.ChoiceField(
        label="Did what",
        required=False,
        choices=[("", "anything"), *((one.value, one.value) for one in Verb)],
    )
    first_day = forms.DateField(
        label="From",
        required=False,
        input_formats=WRITTEN,
        help_text="For example, 27/3/2026",
        widget=forms.DateInput(attrs=DAY),
        error_messages={"invalid": "Enter the first day like 27/3/2026"},
    )
    last_day = forms.DateField(
        label="Up to and including",
        required=False,
        input_formats=WRITTEN,
        help_text="For example, 31/3/2026",
        widget=forms.DateInput(attrs=DAY),
        error_messages={"invalid": "Enter the last day like 31/3/2026"},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a stretch that ends before it begins."""
        given = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day must not lie before the first")
        return given


class TrailPurposeForm(forms.Form):
    """What entries of the trail are taken away for."""

    purpose = purpose_field(
        "the entries", "audit of access, spring 2026", "What do you need the entries for?"
    )
