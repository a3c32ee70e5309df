"""What something is taken away or looked at for: asked in the same way wherever it is asked."""

from django import forms


def purpose_field(what: str, such_as: str, label: str = "What for") -> forms.CharField:
    """Ask what ``what`` is needed for; the answer stands on the trail, where nobody is named."""
    return forms.CharField(
        label=label,
        max_length=200,
        help_text=f"Such as: {such_as}. It is put on the trail: name no child",
        error_messages={"required": f"Say what you need {what} for"},
    )
