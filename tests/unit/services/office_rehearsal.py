"""An office with something in every table, run in a process of its own: made, and looked at.

``make OFFICE DATA OUT`` fills one and backs it up while somebody goes on writing; ``look OFFICE
DATA`` opens a restored one. Both print what they saw as one line of JSON.
"""

import hashlib
import json
import sqlite3
import sys
import threading
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def fill() -> None:
    from django.db import transaction

    from headway.domain.asked_work import WorkKind
    from headway.domain.calculation_results import COUNCIL, Level, UnitRef
    from headway.domain.commentary import CommentaryKey
    from headway.domain.definition_changes import ChangeKind
    from headway.domain.entry_answers import SheetAnswer
    from headway.domain.periods import month, quarter
    from headway.domain.roles import Role
    from headway.domain.team_sheets import SheetKey
    from headway.domain.values import number
    from headway.register.accounts.actions.add_person import add_person
    from headway.register.accounts.actions.give_role import give_role
    from headway.register.accounts.actions.save_view import save_view
    from headway.register.accounts.queries.actor import actor_of
    from headway.register.commentary.actions.save_commentary import save_commentary
    from headway.register.commentary.written import Words
    from headway.register.editions.actions.put_forward import put_forward
    from headway.register.editions.standing import MonthKey
    from headway.register.entries.actions.close_period import close_period
    from headway.register.entries.actions.save_answers import save_answers
    from headway.register.entries.actions.submit_sheet import submit_sheet
    from headway.register.overlay.actions.ask_for_change import ask_for_change
    from headway.register.work.actions.ask_for_work import ask_for_work
    from headway.web.demonstration import add_everybody, address_of

    add_everybody()
    manager = actor_of(address_of(Role.TEAM_MANAGER))
    analyst = actor_of(address_of(Role.ANALYST))
    with transaction.atomic():
        person = add_person(email="new@council.example", name="New", by=analyst)
        give_role(person=person.pk, role=Role.ANALYST, unit=COUNCIL, since=AT.date(), by=analyst)
        save_view(page="trail", choices={"by": "x"}, by=analyst)
        key = SheetKey("framework-by-quarter", UnitRef(Level.TEAM, "T01"), quarter(2026, 2))
        answers = {"direct-contacts": SheetAnswer(number(12), "Counted twice.")}
        save_answers(key=key, answers=answers, version=0, token="a", by=manager)
        submit_sheet(key=key, version=1, token="b", on=date(2026, 10, 14), by=manager)
        close_period(
            sheet=key.sheet, period=quarter(2026, 1), is_closed=True, reason="done", on=AT.date(),
            by=analyst,
        )  # fmt: skip
        words = Words("It rose by 3.", "", "")
        told = CommentaryKey("early-help-cases-open", month(2026, 9))
        save_commentary(key=told, words=words, version=0, token="c", by=analyst)
        card = MonthKey("early-help-monthly", month(2026, 9))
        put_forward(key=card, reason="one is missing", version=0, token="d", by=analyst)
        ask_for_change(
            kind=next(iter(ChangeKind)), what={"of": "x"}, reason="agreed", told=["x"], base="",
            contents="abc", token="e", by=analyst,
        )  # fmt: skip
        ask_for_work(kind=WorkKind.PREVIEW, form="f", words={"a": 1}, by=analyst)


def go_on_writing(stop: threading.Event, written: list[int]) -> None:
    from django.db import connection, transaction

    from headway.domain.trail import Verb
    from headway.register.trail.actions import record

    while not stop.is_set():
        with transaction.atomic():
            record(verb=Verb.SIGNED_IN, subject="the office", by="writer@council.example")
        written.append(len(written))
        stop.wait(0.01)
    connection.close()


def make(office: Path, data: Path, out: Path) -> dict[str, object]:
    from headway.services.analysis.office_backup import back_up_office
    from headway.services.office.folder_trail import bring_up_to_date

    fill()
    bring_up_to_date(data, None)
    stop, written = threading.Event(), list[int]()
    writer = threading.Thread(target=go_on_writing, args=(stop, written))
    writer.start()
    while len(written) < 5:
        stop.wait(0.01)
    back_up_office(office, data, out, by="test", at=AT)
    stop.set()
    writer.join()
    return seen(office, data) | {"written": len(written)}


def seen(office: Path, data: Path) -> dict[str, object]:
    from django.test import Client

    from headway.domain.roles import Role
    from headway.register.accounts.queries.actor import actor_of
    from headway.register.trail.checking import check_whole_chain
    from headway.services.analysis.kept_figures import latest_figures
    from headway.web.demonstration import address_of

    checked = check_whole_chain()
    client = Client()
    client.force_login(actor_of(address_of(Role.ANALYST)))
    pages = {
        one: client.get(one, headers={"host": "localhost"})
        for one in ("/", "/scorecard/", "/entry/", "/sign-off/", "/settings/", "/data/")
    }
    auditor = Client()
    auditor.force_login(actor_of(address_of(Role.TRAIL_AUDITOR)))
    trail = auditor.get("/trail/", headers={"host": "localhost"}).content.decode()
    figures = latest_figures(data)
    return {
        "tables": tables(office),
        "pages": {one: answer.status_code for one, answer in pages.items()},
        "trail": trail.count("the chain is whole"),
        "chain": [one.found for one in checked.findings],
        "last": checked.link.number,
        "figures": hashlib.sha256(
            json.dumps(dict(figures.files), default=str).encode()
        ).hexdigest(),
    }


def tables(office: Path) -> dict[str, object]:
    """Every table's rows as one digest, but for those that change as people come and go."""
    passing = {"django_session", "office_cache", "sqlite_sequence", "accounts_user"}
    with closing(sqlite3.connect(office / "register.sqlite3")) as register:
        assert register.execute("PRAGMA foreign_key_check").fetchall() == []
        names = register.execute("SELECT type, name FROM sqlite_master ORDER BY name").fetchall()
        found: dict[str, object] = {"triggers": [n for kind, n in names if kind == "trigger"]}
        for kind, name in names:
            if kind == "table" and name not in passing and not name.startswith("trail_"):
                rows = register.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
                digest = hashlib.sha256(repr(rows).encode()).hexdigest()[:12]
                found[name] = f"{len(rows)} {digest}"
    return found


if __name__ == "__main__":
    from headway.web import server

    what, office, data, *out = sys.argv[1], *map(Path, sys.argv[2:])
    server.prepare(office, data, demonstration=True)
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["localhost"]
    told = make(office, data, out[0]) if what == "make" else seen(office, data)
    sys.stdout.write(json.dumps(told) + "\n")
