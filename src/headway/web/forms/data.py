"""The forms of the data page: taking a snapshot back, and handing national figures over."""

from django import forms

from headway.services.office.benchmarks import ENDINGS_OF_BENCHMARKS
from headway.web.forms.loads import FilesField, FilesInput


class WithdrawForm(forms.Form):
    """Why a snapshot is taken back."""

    reason = forms.CharField(
        label="Why it is withdrawn",
        max_length=300,
        help_text="Such as: the export left a locality out. It stays with the snapshot: name no"
        " person",
        error_messages={"required": "Say why the snapshot is withdrawn"},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    form = forms.CharField(widget=forms.HiddenInput, max_length=64)


class BenchmarksForm(forms.Form):
    """Published files of national figures."""

    published = FilesField(
        label="Published files",
        widget=FilesInput(attrs={"accept": ",".join(sorted(ENDINGS_OF_BENCHMARKS))}),
        allow_empty_file=True,  # said of each file by its name, with everything else
        max_length=255,
        help_text="All of them together: each load stands alone, and the newest is used. The name"
        " of a file of neighbours says which year’s model it is, like neighbours-2025.xlsx",
        error_messages={"required": "Choose the published files"},
    )
    form = forms.CharField(widget=forms.HiddenInput, max_length=64)
