"""What a form about an editable record carries unseen: the version it was made from, and itself."""

import secrets

from django import forms


def new_token() -> str:
    """Give a form's own token: the same form sent twice is told by it."""
    return secrets.token_urlsafe(18)


class VersionedForm(forms.Form):
    """A form that knows which version of a record it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    token = forms.CharField(widget=forms.HiddenInput, max_length=40, min_length=16)
