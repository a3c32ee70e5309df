"""The forms about a month on its way to publication."""

from django import forms

from headway.web.forms.token import VersionedForm


class PutForwardForm(VersionedForm):
    """Put it forward, with a reason where something is missing."""

    reason = forms.CharField(
        label="Why without them",
        required=False,
        max_length=1000,
        help_text="Only where commentary is not signed off",
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class ReasonForm(VersionedForm):
    """Why a month is opened again."""

    reason = forms.CharField(
        label="Why",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say why, so that those who are asked know what to do"},
    )
