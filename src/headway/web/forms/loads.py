"""The form by which exports are handed over."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from headway.services.office.load_files import ENDINGS_OF_EXPORTS
from headway.web.forms.trail import DAY, WRITTEN


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":  # noqa: ANN401
        """Check each file on its own."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class LoadForm(forms.Form):
    """Exports, and the day they were made where no file says it."""

    exports = FilesField(
        label="Exports",
        widget=FilesInput(attrs={"accept": ",".join(sorted(ENDINGS_OF_EXPORTS))}),
        allow_empty_file=True,  # said of each file by its name, with everything else
        max_length=255,
        help_text="All files of one export together, 1 GB at most",
        error_messages={"required": "Choose the files of the export"},
    )
    as_of = forms.DateField(
        label="Day of the export",
        required=False,
        input_formats=WRITTEN,
        help_text="Where no file states it; today if left empty. For example, 31/10/2026",
        widget=forms.DateInput(attrs=DAY),
        error_messages={"invalid": "Enter the day of the export like 31/10/2026"},
    )
    form = forms.CharField(widget=forms.HiddenInput, max_length=64)
