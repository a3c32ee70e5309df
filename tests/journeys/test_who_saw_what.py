"""Whose rows were seen and by whom can be asked; nobody stands by an identifier anywhere else."""

import csv
import io
import json
import logging
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.problems import Refused
from headway.domain.roles import Role
from headway.domain.trail import Verb
from headway.engine.restricted import restricted_in
from headway.register.accounts.actions.add_person import add_person
from headway.register.accounts.actions.give_role import give_role
from headway.register.accounts.models import User
from headway.register.trail.models import Entry
from headway.services.analysis import data_findings
from headway.services.analysis.keep_figures import keep_figures
from headway.services.analysis.kept_figures import latest_figures
from headway.services.analysis.naming import names_somebody
from headway.services.analysis.never_listed import folded, names_any
from headway.services.analysis.worklists import ListAsked, read_list
from headway.services.office.worklists import teams_of
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_reading import open_snapshot
from headway.warehouse.snapshot_worklist import read_rejects
from headway.web.logging import Plain

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
KINDS = {
    "person": "person_id",
    "family": "family_id",
    "plan": "plan_id",
    "assessment": "assessment_id",
}
WORDS = re.compile(r"[A-Za-z0-9]+")


@pytest.fixture(scope="module")
def data(council, tmp_path_factory):
    copy = tmp_path_factory.mktemp("seen") / "data"
    shutil.copytree(council / "data", copy)
    keep_figures(copy, by="analyst", at=AT, months=2)
    return copy


@pytest.fixture(scope="module")
def identifiers(data):
    """Every identifier of the made-up people, families, plans and assessments."""
    with open_snapshot(open_folder(data), protected=True) as snapshot:
        return {kind: set(snapshot.codes(kind, name)) for kind, name in KINDS.items()}


@pytest.fixture(scope="module")
def restricted(data):
    with open_snapshot(open_folder(data), protected=True) as snapshot:
        found = {}
        for kind, name in KINDS.items():
            numbers = restricted_in(kind, snapshot)
            found[kind] = {t for t, n in snapshot.codes(kind, name).items() if n in numbers}
    assert found["person"]
    return found


@pytest.fixture(scope="module")
def seen(data):
    """A list of a team's children, seen by a manager."""
    teams = teams_of(latest_figures(data), UnitRef(Level.TEAM, "T01"))
    asked = ListAsked("open-over-12-months", teams, "supervision", "manager@x", AT)
    return read_list(data, asked)


def about(headway, data, person, tmp_path, *more):
    out = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
    code, said, wrong = headway(
        "subject", person, "--data", data, "--out", out, "--purpose", "asked by them", *more
    )
    return code, json.loads(out.read_text(encoding="utf-8")) if out.exists() else {}, said + wrong


def test_who_saw_a_childs_row_is_found_by_what_nobody_else_can_read(
    data, seen, headway, tmp_path, restricted
):
    child = seen.rows[0].cells[0]
    code, found, said = about(headway, data, child, tmp_path)
    assert code == 0
    one = next(one for one in found["seen"] if one["by"] == "manager@x")
    assert one["purpose"] == "supervision"
    assert one["what"] == "open-over-12-months"
    assert "person" in one["what of theirs"]
    assert "were seen" in said
    shown = {cell for row in seen.rows for cell in row.cells}
    someone_else = _of_nobody_among(data, shown, restricted["person"])
    _, found, said = about(headway, data, someone_else, tmp_path)
    theirs = {cell for row in found["rows"] for cell in row["cells"].values()}
    assert someone_else in theirs
    assert not theirs & shown
    assert found["seen"] == []
    assert "No row of theirs was seen" in said


def _of_nobody_among(data, shown, restricted):
    """The first person who is not shown, and of whose family nobody is: families are shown too."""
    with open_snapshot(open_folder(data), protected=True) as snapshot:
        texts = {number: text for text, number in snapshot.codes("person", "person_id").items()}
        asked = "SELECT person_id, family_id FROM household_membership"
        lives = [[texts[number] for number in pair] for pair in snapshot.query(asked)]
    known = {person for person, family in lives if family in shown} | shown | restricted
    return min(person for person, _ in lives if person not in known)


def test_a_restricted_record_is_written_out_only_by_whoever_answers_for_it(
    data, headway, tmp_path, restricted
):
    person = min(restricted["person"])
    code, found, said = about(headway, data, person, tmp_path)
    assert (code != 0, found) == (True, {})
    assert "restricted" in said
    assert open_folder(data).trail()[-1].verb is Verb.LOOKED_UP
    code, found, _ = about(headway, data, person, tmp_path, "--restricted")
    assert code == 0
    assert found["rows"]
    assert "restricted records included" in open_folder(data).trail()[-1].detail("purpose")


def test_findings_of_restricted_records_are_never_listed(
    data, headway, tmp_path, restricted, monkeypatch
):
    found = list(read_rejects(open_folder(data)))
    found += [
        replace(found[0], table_name="contact", cells=(("person_id", one), *found[0].cells[1:]))
        for one in restricted["person"]
    ]
    monkeypatch.setattr(data_findings, "read_rejects", lambda folder: found)
    out = tmp_path / "findings.csv"
    code, said, wrong = headway("findings", "--data", data, "--out", out)
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    never = set().union(*restricted.values())
    named = {word for row in rows for word in WORDS.findall(row["record"])}
    assert rows
    assert not named & never
    withheld = int(
        (re.findall(r"([\d,]+) more are about", said + wrong) or ["0"])[0].replace(",", "")
    )
    assert withheld == len(restricted["person"])
    told = open_folder(data).trail()[-1]
    assert told.detail("withheld") == str(withheld)
    assert len(rows) + withheld == len(found)
    assert told.detail("rows") == str(len(rows))


def test_a_row_that_was_not_taken_in_is_known_by_its_own_headings():
    never = frozenset({("person", "P000417"), ("family", "F12")})
    leads = [
        ("direct_contact", [("person_id", "P000417")]),
        ("direct_contact", [("Person ID", " p000417 ")]),
        ("direct_contact", [("Child", "P000417")]),
        ("household_membership", [("family_id", "F12")]),
        ("person", [("person_id", "P9"), ("restricted", "yes")]),
        ("person", [("person_id", "P9"), ("Relative of staff?", "Y")]),
    ]
    for table, cells in leads:
        assert names_any(table, cells, folded(never)), cells
    others = [
        ("direct_contact", [("person_id", "P000418")]),
        ("direct_contact", [("Age", "F12")]),
        ("person", [("person_id", "P9"), ("restricted", "no")]),
        ("person", [("person_id", "P9"), ("Restricted", " ")]),
    ]
    for table, cells in others:
        assert not names_any(table, cells, folded(never)), cells


def test_a_purpose_that_names_a_child_is_refused_and_reads_nothing(data, seen, headway, tmp_path):
    child = seen.rows[0].cells[0]
    teams = teams_of(latest_figures(data), UnitRef(Level.TEAM, "T01"))
    before = open_folder(data).trail()
    for words in (f"about {child}", f"about {child.lower()}!"):
        asked = ListAsked("open-over-12-months", teams, words, "manager@x", AT)
        with pytest.raises(Refused) as refused:
            read_list(data, asked)
        assert child not in str(refused.value)
    out = tmp_path / "o.csv"
    code, _, wrong = headway(
        "subject", child, "--data", data, "--out", out, "--purpose", f"for {child}"
    )
    assert code != 0
    assert child not in wrong
    code, _, wrong = headway("erase", child, "--data", data, "--reason", f"{child} asked")
    assert code != 0
    assert child not in wrong
    assert open_folder(data).trail() == before


def test_an_identifier_in_a_text_is_known_in_whatever_letters(data, identifiers):
    child, plan = (min(identifiers[kind]) for kind in ("person", "plan"))
    for text in (f"see {child}", f"({child.lower()}),", f"plan/{plan}", f"x-{plan}"):
        assert names_somebody(data, text), text
    for text in ("", "supervision on 3 December 2026", f"{child}9", "quarter 3, T01", "2026-09"):
        assert not names_somebody(data, text), text


@pytest.fixture
def office(data, tmp_path, settings, db):
    settings.OFFICE = replace(settings.OFFICE, folder=tmp_path, data=data)
    founder = User.objects.create(email="first@council.example", name="First")
    clients = {}
    for role in (Role.TEAM_MANAGER, Role.TRAIL_AUDITOR, Role.HEAD_OF_SERVICE):
        person = add_person(email=f"{role.name.lower()}@council.example", name="X", by=founder)
        unit = UnitRef(Level.TEAM, "T01") if role is Role.TEAM_MANAGER else COUNCIL
        give_role(person=person.pk, role=role, unit=unit, since=timezone.localdate(), by=founder)
        clients[role] = Client()
        clients[role].force_login(person)
    return clients


def test_no_identifier_leaves_the_page_that_shows_it(office, data, identifiers, restricted, caplog):
    caplog.set_level(logging.DEBUG)
    every = set().union(*identifiers.values())
    manager, addresses = office[Role.TEAM_MANAGER], []
    manager.raise_request_exception = False

    def go(client, address, given=None):
        answer = client.post(address, given) if given is not None else client.get(address)
        while answer.status_code in {301, 302}:
            addresses.append(answer.headers["Location"])
            answer = client.get(answer.headers["Location"])
        addresses.append(answer.headers.get("Content-Disposition", ""))
        return answer

    shown = ""
    for name in ("open-over-12-months", "visits", "without-lead"):
        given = {"purpose": "supervision on 3 December"}
        shown += go(manager, reverse("worklists-purpose", args=[name]), given).content.decode()
    words = set(WORDS.findall(shown))
    assert words & identifiers["person"]
    assert not words & restricted["person"]
    child = min(words & identifiers["person"])
    asked: list[tuple[str, dict[str, str] | None]] = [
        (reverse("worklists-purpose", args=["reviews"]), {"purpose": f"about {child}"}),
        (f"/people/{child}/", None),
        (f"/indicator/{child}/", None),
        (f"/worklists/{child}/", None),
    ]
    for address, sent in asked:
        answer = go(manager, address, sent)
        assert answer.status_code in {403, 404, 422}
        if not sent:
            assert child not in answer.content.decode().replace(address, "")
    trail = go(office[Role.TRAIL_AUDITOR], reverse("trail")).content.decode()
    taken = go(office[Role.TRAIL_AUDITOR], reverse("trail-download"), {"purpose": "audit"})
    for record in caplog.records:
        if record.name.startswith(("django", "headway")) and record.levelno >= logging.WARNING:
            Plain().filter(record)
    logged = " ".join(one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING)
    told = {
        "the trail's page": trail,
        "the office's trail": json.dumps(list(Entry.objects.values()), default=str),
        "the data folder's trail": (data / "trail.jsonl").read_text(encoding="ascii"),
        "whose rows were seen": "".join(
            one.read_text(encoding="ascii") for one in (data / "seen").iterdir()
        ),
        "addresses and file names": " ".join(addresses),
        "the log": logged,
        "letters": " ".join(one.subject + one.body for one in mail.outbox),
        "the download's name": taken.headers["Content-Disposition"],
    }
    for where, text in told.items():
        assert not set(WORDS.findall(text)) & every, where


NUMBER, HEX, TEXT = r"[\d,]+", r"[0-9a-f]{16,64}", None
TOLD = {
    # What entries of the data folder may say beside who, when and what: names, and their shape.
    "rows": NUMBER,
    "withheld": NUMBER,
    "seen": HEX,
    "digest": HEX,
    "manifest": HEX,
    "kind": r"[a-z-]+",
    "list": r"[a-z0-9-]+",
    "indicator": r"[a-z0-9-]+",
    "what": r"findings",
    "teams": r"(T\d+(, )?)*",
    "team": r"T\d+|-",
    "unit": r"[A-Za-z0-9 -]+",
    "table": r"[a-z_]+",
    "severity": r"fatal|emptied|told",
    "period": r"[A-Za-z0-9 /]+",
    "purpose": TEXT,
    "reason": TEXT,
    "delete by": r"\d{4}-\d{2}-\d{2}",
}


def test_entries_say_nothing_but_what_is_listed_here(data, seen, headway, tmp_path):
    """A detail of another name, or of another shape, is looked at by a person first."""
    out = tmp_path / "r.csv"
    code, _, wrong = headway(
        "rows", "early-help-cases-open", "--data", data, "--period", "2026-09",
        "--unit", "team T01", "--purpose", "checking", "--out", out,
    )  # fmt: skip
    assert code == 0, wrong
    for entry in open_folder(data).trail():
        if entry.verb not in {Verb.READ_ROWS, Verb.LOOKED_UP, Verb.ERASED}:
            continue
        subject = r"(snapshot/)?\d{4}-\d\d-\d\d-\d{6}-[0-9a-f]{8}|person/[0-9a-f]{32}"
        assert re.fullmatch(subject, entry.subject), entry.subject
        for name, value in entry.details:
            assert name in TOLD, name
            assert TOLD[name] is None or re.fullmatch(TOLD[name], value), (name, value)
