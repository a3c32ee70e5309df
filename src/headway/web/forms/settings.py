"""The forms by which definitions are changed."""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms

from headway.catalogue.targets import FORMS
from headway.domain.exact import read_exact
from headway.domain.problems import capital
from headway.domain.targets import TargetForm as Direction
from headway.domain.unit_naming import LONGEST_NAME, plain_name
from headway.web.forms.trail import DAY, WRITTEN

LARGEST_UPLOAD = 5_000_000
NUMBERS = ("goal", "high", "tolerance", "floor")
NUMBER = {"data-width": "10", "inputmode": "decimal", "autocomplete": "off", "spellcheck": "false"}


def new_token() -> str:
    """Give a name for one form that is shown, so that sending it twice does one thing."""
    return secrets.token_urlsafe(24)


class ReasonForm(forms.Form):
    """Why something is changed."""

    reason = forms.CharField(
        label="Why",
        max_length=500,
        help_text="It is printed on the notes of scorecards: name no person",
        error_messages={"required": "Say why it is changed"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)


def _number(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=30,
        help_text=help_text,
        widget=forms.TextInput(attrs=NUMBER),
    )


class TargetForm(ReasonForm):
    """What is asked of an indicator in a period."""

    period = forms.CharField(
        max_length=40,
        help_text="A financial year (2026/27), a quarter (Q1 2026/27) or a month (Sep-26)",
        error_messages={"required": "Enter the period, like 2026/27"},
        widget=forms.TextInput(attrs={"data-width": "10", "spellcheck": "false"}),
    )
    form = forms.ChoiceField(
        label="The figure should be",
        choices=[(name, name) for name in FORMS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the figure should be"},
    )
    goal = _number("Target", "In the figure’s own unit: 95 is 95%. Of a range, its low end")
    high = _number("High end", "Of a range only")
    tolerance = _number("Close within", "How far past the target is still close to it (amber)")
    floor = _number("Or close as far as", "The figure that is still close; give this or the above")

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    field_order = ("period", "form", *NUMBERS, "reason", "token", "seen")

    def clean(self) -> dict[str, Any]:
        """Refuse what is no number, and a form without its numbers."""
        given = super().clean() or {}
        for name in NUMBERS:
            text = str(given.get(name) or "").replace("%", "").replace(",", "").strip()
            given[name] = text
            if text and not _is_number(text):
                self.add_error(name, f"{self.fields[name].label}: enter a number, like 95 or 6.8")
        chosen = given.get("form", "")
        goal, high = (
            ("goal" in self.errors or given["goal"]),
            ("high" in self.errors or given["high"]),
        )
        if chosen and chosen != Direction.TO_BE_CONFIRMED.value and not goal:
            self.add_error("goal", "Enter the target")
        if chosen == Direction.TO_BE_CONFIRMED.value and goal:
            self.add_error("goal", "A target that is to be confirmed has no figure yet")
        if chosen == Direction.WITHIN.value and not high:
            self.add_error("high", "Enter the high end of the range")
        if chosen != Direction.WITHIN.value and high:
            self.add_error("high", "Only a range has a high end")
        return given


def _is_number(text: str) -> bool:
    try:
        read_exact(text)
    except ValueError:
        return False
    return True


class AudienceForm(ReasonForm):
    """Which policy of small numbers holds for an audience."""

    policy = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": "Choose a policy"}
    )

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    field_order = ("policy", "reason", "token", "seen")

    def offer(self, policies: Sequence[tuple[str, str]]) -> None:
        """Set what is offered: nothing else is taken."""
        field = self.fields["policy"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(policies)


class UnitNameForm(ReasonForm):
    """What a unit is called, from a day on."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        help_text="As it is to stand on scorecards, without its identifier",
        error_messages={"required": "Enter the name"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    start = forms.DateField(
        label="From",
        required=False,
        input_formats=WRITTEN,
        help_text="The day of the new name, for example 1/10/2026. Periods that end before it keep"
        " the name before. Left empty, the unit was always called so",
        widget=forms.DateInput(attrs=DAY),
        error_messages={"invalid": "Enter the day like 1/10/2026"},
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    field_order = ("name", "start", "reason", "token", "seen")

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - Django's own
        """Say of the reason where it will stand."""
        super().__init__(*given, **named)
        self.fields["reason"].help_text = "It stays with the name: name no person"

    def clean_name(self) -> str:
        """Refuse what cannot be printed."""
        try:
            return plain_name(self.cleaned_data["name"])
        except ValueError as problem:
            raise forms.ValidationError(capital(str(problem))) from None


class UploadForm(ReasonForm):
    """A folder of definitions, as one zip file."""

    folder = forms.FileField(
        label="The folder of definitions, as a zip file",
        help_text="It takes the place of all that is in force: begin with what you download here",
        error_messages={
            "required": "Choose the zip file",
            "empty": "The file is empty",
            "missing": "Choose the zip file",
        },
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    field_order = ("folder", "reason", "token")

    def clean_folder(self) -> Any:  # noqa: ANN401 - Django's uploaded file
        """Refuse what is far too large for definitions before it is opened."""
        given = self.cleaned_data["folder"]
        if given.size > LARGEST_UPLOAD:
            raise forms.ValidationError("The file is larger than definitions could be (5 MB)")
        return given


class DecisionForm(forms.Form):
    """What whoever decides has to say."""

    note = forms.CharField(
        label="A note",
        required=False,
        max_length=500,
        help_text="Whoever asked for the change sees it",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
