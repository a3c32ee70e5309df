"""Files that a form hands over: put aside, and the work on them asked for."""

import secrets

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from headway.domain.asked_work import WorkKind
from headway.domain.problems import Refused
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.services.office.load_files import HandedOver, put_aside, remove
from headway.web import worker
from headway.web.reader import reader_of


def hand_over(
    request: HttpRequest,
    form: forms.Form,
    field: str,
    kind: WorkKind,
    endings: frozenset[str],
    **words: str,
) -> str:
    """Ask for work on the files of a checked form's field, and name it.

    ``words`` say what else is asked of the work. Nothing is given where a file is refused: then
    the form says why.
    """
    folder, name = settings.OFFICE.folder, secrets.token_urlsafe(12)
    try:
        files = put_aside(folder, name, map(_handed, form.cleaned_data[field]), endings)
    except Refused as refusal:
        for one in refusal.findings:
            form.add_error(field, f"{one.place}: {one.found}. {one.done}")
        return ""
    try:
        asked = ask_for_work(
            kind=kind,
            name=name,
            form=form.cleaned_data["form"],
            words={"files": files, **words},
            by=reader_of(request),
            details={"files": str(len(files))},
        )
    except BaseException:
        remove(folder, name)  # nobody would ever come for them
        raise
    if asked != name:
        remove(folder, name)  # the form was sent twice
    worker.wake(kind)
    return asked


def _handed(file: "UploadedFile[bytes]") -> HandedOver:
    return HandedOver(file.name or "", file.size or 0, lambda: iter(file.chunks()))
