"""Whatever leaves the office as a file says what it is: marked, for a purpose, until a day."""

import csv
import inspect
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

import headway.web
from headway.domain.calculation_results import COUNCIL
from headway.domain.roles import Role
from headway.register.trail.models import Entry
from headway.services.office.own_definitions.reading_upload import read_zip
from tests.unit.web.made_up_office import SHEET, own_sheet
from tests.unit.web.published_twice import PUBLIC, STAFF, TEAM, publish_and_load_again

PURPOSE = "for the meeting & the “board”"
STAFFS = "OFFICIAL: for the council's own staff, not for publication"
BEFORE = "OFFICIAL – before publication"
SENSITIVE = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True)
class Download:
    """An address, who asks, what the file must say; ``purpose`` is empty where it is fixed."""

    name: str
    role: Role
    marking: str
    purpose: str = ""
    form: str = ""
    days: int = 30
    verb: str = "took figures away"


ASKED = {"purpose": PURPOSE}
DOWNLOADS = [
    *(
        Download("scorecard-download", Role.ANALYST, BEFORE, PURPOSE, form)
        for form in ("xlsx", "csv", "html")
    ),
    *(
        Download("edition-changed-file", Role.ANALYST, STAFFS, PURPOSE, form)
        for form in ("xlsx", "csv")
    ),
    Download("entry-workbook", Role.TEAM_MANAGER, BEFORE, form="xlsx"),
    Download("settings-organisation-download", Role.ANALYST, STAFFS, form="zip"),
    Download("settings-definitions-download", Role.ANALYST, STAFFS, form="zip"),
    Download("trail-download", Role.TRAIL_AUDITOR, SENSITIVE, PURPOSE, "zip", 90, "read the trail"),
]
FROZEN = {"edition-file"}  # given byte by byte as it was published: see the test at the end


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    data = tmp_path_factory.mktemp("downloads") / "data"
    return data, *publish_and_load_again(data)


@pytest.fixture
def office(settings, made, tmp_path):
    own = own_sheet(tmp_path / "own", SHEET)
    settings.OFFICE = replace(
        settings.OFFICE, data=made[0], first_definitions=own, folder=tmp_path / "office"
    )
    return settings.OFFICE


def address(name: str, later: str) -> str:
    words = {
        "edition-changed-file": {"edition": STAFF, "snapshot": later},
        "entry-workbook": {"sheet": "framework-by-quarter", "period": "2025-07", "unit": TEAM.id},
    }
    return reverse(name, kwargs=words.get(name, {}))


def texts_of(contents: bytes, form: str) -> list[str]:
    """Every part of a file that somebody reads by itself, which is what must say it."""
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(contents)) as parts:
            texts = re.findall(r"<t[^>]*>([^<]*)</t>", parts.read("xl/sharedStrings.xml").decode())
            found = []
            for name in sorted(one for one in parts.namelist() if "worksheets/sheet" in one):
                inside = parts.read(name).decode()
                used = (int(one) for one in re.findall(r't="s"><v>(\d+)</v>', inside))
                found.append("\n".join(unescape(texts[one]) for one in used))
            assert found
            return found
    if form == "csv":
        rows = list(csv.reader(io.StringIO(contents.decode("utf-8-sig"))))
        assert len(rows) > 1
        return ["\n".join(one) for one in rows[1:]]
    if form == "zip":
        with zipfile.ZipFile(io.BytesIO(contents)) as parts:
            return [parts.read("about.txt").decode()]
    return [unescape(contents.decode()).replace("<strong>", "").replace("</strong>", "")]


@pytest.mark.parametrize("one", DOWNLOADS, ids=lambda one: f"{one.name}-{one.form}")
@pytest.mark.usefixtures("office")
def test_a_copy_says_how_it_is_marked_what_for_and_until_when(one, signed_in, made):
    unit = TEAM if one.role is Role.TEAM_MANAGER else COUNCIL
    client = signed_in(one.role, unit=unit)
    sent = {"form": one.form} | ({"purpose": one.purpose} if one.purpose else {})
    where = address(one.name, made[2])
    if one.purpose:
        assert client.post(where, sent | {"purpose": " "}).status_code == 422
    assert client.get(where).status_code == 405
    before = Entry.objects.count()
    answer = client.post(where, sent)
    assert answer.status_code == 200
    last = timezone.localdate() + timedelta(days=one.days)
    said = Entry.objects.get(number=before + 1)
    assert Entry.objects.count() == before + 1
    assert (said.verb, said.by) == (one.verb, f"{one.role.name.lower()}@council.example")
    assert said.details["delete by"] == last.isoformat()
    purpose = one.purpose or said.details["purpose"]
    assert said.details["purpose"] == purpose
    days = (last.isoformat(), f"{last.day} {last:%B %Y}")
    for text in texts_of(answer.content, one.form):
        assert one.marking in text
        assert purpose in text
        assert any(day in text for day in days)
    name = re.fullmatch(r'attachment; filename="([a-z.-]+)"', answer.headers["Content-Disposition"])
    assert name
    assert name[1].endswith(f".{one.form}")


@pytest.mark.usefixtures("office")
def test_the_definitions_go_back_as_they_came(signed_in):
    given = signed_in(Role.ANALYST, unit=COUNCIL).post(reverse("settings-definitions-download"))
    assert read_zip(given.content) == {"sheets/framework-by-quarter.yaml": SHEET}


def every_view(resolver: URLResolver, found: dict[str, Callable]) -> dict[str, Callable]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            found[one.name or ""] = one.callback
        else:
            every_view(one, found)
    return found


def test_no_download_is_left_out():
    views = every_view(get_resolver(), {})
    ours = {name: one for name, one in views.items() if one.__module__.startswith("headway.")}
    sending = {name for name, one in ours.items() if "file_answer(" in inspect.getsource(one)}
    assert sending == {one.name for one in DOWNLOADS} | FROZEN
    folder = Path(headway.web.__file__).parent
    sends = ("Content-Disposition", "FileResponse", "StreamingHttpResponse", "as_attachment")
    for path in folder.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert path.name == "downloads.py" or not any(one in text for one in sends), path


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("edition", [STAFF, PUBLIC])
def test_a_file_of_an_edition_is_given_as_it_was_frozen_and_told(edition, signed_in):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    where = reverse("edition-file", kwargs={"edition": edition})
    answer = client.post(where, {"file": "edition.json"})
    assert json.loads(answer.content)["name"] == edition
    told = Entry.objects.last()
    assert (told.verb, told.subject) == ("took figures away", f"edition {edition}")
    assert told.details == {"file": "edition.json"}
