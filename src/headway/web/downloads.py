"""A file as an answer: the one place in the office that sends any.

What carries figures or people was given its marking, its purpose and its last day by
``services.office.take_away`` before it comes here; a test looks into every download for them.
"""

from django.http import HttpResponse

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "zip": "application/zip",
}


def file_answer(contents: bytes, name: str) -> HttpResponse:
    """Answer with a file to be kept under a name, which names neither a person nor a child."""
    kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    response = HttpResponse(contents, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
