"""Draws one field of a form in the design language of UK public services."""

from django import template
from django.forms import BoundField, Field
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    ChoiceWidget,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def dressed(field: BoundField) -> SafeString:
    """Give the field's control with its classes, and what says which hint and error are its own."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return _choices(field)
    if isinstance(widget, CheckboxInput):
        return _one_box(field)
    return field.as_widget(attrs=_attributes(field))


@register.filter
def first_control(field: BoundField) -> str:
    """Give the identifier of what a link to a field leads to: of several choices the first."""
    if isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple):
        return next((one.id_for_label for one in field.subwidgets), field.auto_id)
    return field.id_for_label or field.auto_id


@register.filter
def about(error: str, field: BoundField) -> str:
    """Say of a field without a message of its own what is missing: "Enter new password"."""
    if error != Field.default_error_messages["required"]:
        return error
    verb = "Choose" if isinstance(field.field.widget, ChoiceWidget | FileInput) else "Enter"
    return f"{verb} {field.label.lower()}"


def _attributes(field: BoundField) -> dict[str, str | bool]:
    widget = field.field.widget
    name = "govuk-input"
    if isinstance(widget, Select):
        name = "govuk-select"
    elif isinstance(widget, Textarea):
        name = "govuk-textarea"
    elif isinstance(widget, FileInput):
        name = "govuk-file-upload"
    classes = [name, *([f"{name}--error"] if field.errors else [])]
    if width := widget.attrs.get("data-width"):
        classes.append(f"govuk-input--width-{width}")
    described = [f"{field.auto_id}_helptext"] if field.help_text else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    found: dict[str, str | bool] = {"class": " ".join(classes)}
    if described:
        found["aria-describedby"] = " ".join(described)
    return found


def _choices(field: BoundField) -> SafeString:
    is_radio = isinstance(field.field.widget, RadioSelect)
    options = [
        {
            "id": one.id_for_label,
            "name": one.data["name"],
            "value": one.data["value"],
            "label": one.choice_label,
            "checked": one.data["selected"],
        }
        for one in field.subwidgets
    ]
    values = {
        "block": "govuk-radios" if is_radio else "govuk-checkboxes",
        "kind": "radio" if is_radio else "checkbox",
        "options": options,
    }
    return SafeString(render_to_string("forms/choices.html", values))


def _one_box(field: BoundField) -> SafeString:
    option = {
        "id": field.id_for_label,
        "name": field.html_name,
        "value": "on",
        "label": field.label,
        "checked": bool(field.value()),
    }
    values = {"block": "govuk-checkboxes", "kind": "checkbox", "options": [option]}
    return SafeString(render_to_string("forms/choices.html", values))
