"""The forms about people."""

from typing import Any

from django import forms

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.roles import Role


class PersonForm(forms.Form):
    """Who is added."""

    name = forms.CharField(
        max_length=100,
        error_messages={"required": "Enter the person’s name"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="The one they use at work; they sign in with it",
        error_messages={
            "required": "Enter their e-mail address",
            "invalid": "Enter an e-mail address like name@council.example",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class RoleForm(forms.Form):
    """Which role, and for which unit."""

    role = forms.ChoiceField(
        choices=[(one.name, f"{one.value.capitalize()}. {one.about}") for one in Role],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role"},
    )
    level = forms.ChoiceField(
        label="For",
        choices=[(one.name, one.value) for one in reversed(Level)],
        widget=forms.Select,
        initial=Level.COUNCIL.name,
    )
    unit = forms.CharField(
        label="Which team, locality or service",
        required=False,
        max_length=60,
        help_text="Its identifier, such as T03; leave it empty for the whole council",
        widget=forms.TextInput(attrs={"data-width": "10", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """Give the role and its unit, which fit each other."""
        given = super().clean() or {}
        if "role" not in given or "level" not in given:
            return given
        role, level = Role[given["role"]], Level[given["level"]]
        named = str(given.get("unit") or "").strip()
        if level is Level.COUNCIL and named:
            self.add_error("unit", "The whole council has no identifier: leave this empty")
        elif level is not Level.COUNCIL and not named:
            self.add_error("unit", f"Enter the identifier of the {level.value}")
        elif role.council_only and level is not Level.COUNCIL:
            self.add_error("level", f"The role of {role.value} is held for the whole council")
        else:
            unit = COUNCIL if level is Level.COUNCIL else UnitRef(level, named)
            return {"role": role, "unit": unit}
        return given
