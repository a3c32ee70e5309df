"""A small made-up council in which everything that a page may show has happened once."""

import re
from datetime import date
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import headway
from headway.domain.calculation_results import Level
from headway.domain.roles import Role
from headway.services.analysis.make_synthetic import make_exports
from headway.services.office.work_kinds import KINDS
from headway.synthetic.dials import Dials, faults_of
from headway.synthetic.exports import Form
from headway.web import demonstration, worker
from tests.unit.web.made_up_figures import SHARE

LAST_DAY = date(2026, 10, 31)
CARD, MONTH, APPROVED, FORWARD = "early-help-service", "Oct-26", "Sep-26", "Aug-26"
NATIONAL = Path(headway.__file__).parent / "examples/made-up-council/benchmarks"
AUDIENCES = ("PUBLIC", "INTERNAL")


def signed_in(role: Role) -> Client:
    """Give a browser without a window in which the made-up person of a role is signed in."""
    client = Client()
    client.force_login(get_user_model().objects.get(email=demonstration.address_of(role)))
    return client


def exports_of(folder: Path) -> list[Path]:
    """Make the exports of a council of some hundred families, with a few faults in them."""
    dials = Dials(
        children=1_200,
        years=2,
        seed=3,
        as_of=LAST_DAY,
        merged_on=date(2026, 6, 1),
        faults=faults_of(0.01),
    )
    make_exports(folder, dials, forms=frozenset({Form.TEMPLATES}), replace=True)
    return sorted((folder / Form.TEMPLATES.value).iterdir())


def load(files: list[Path]) -> None:
    """Load them in the office, after a load that was refused."""
    analyst = signed_in(Role.ANALYST)
    _ask_for(analyst, [SimpleUploadedFile("contacts.csv", b"these,are,no,contacts\n1,2,3,4\n")])
    work_everything_off()
    _ask_for(analyst, [SimpleUploadedFile(one.name, one.read_bytes()) for one in files])
    work_everything_off()


def work_everything_off() -> None:
    """Do whatever was asked for in the browser and waits."""
    for kind in KINDS:
        worker.work_off(kind)


def _ask_for(analyst: Client, files: list[SimpleUploadedFile]) -> None:
    form = _hidden(analyst, reverse("data-load"))
    sent = {**form, "exports": files, "as_of": "31/10/2026"}
    _done(analyst, reverse("data-load"), sent)


def load_national_figures() -> None:
    """Load the national figures that come with the examples."""
    analyst, address = signed_in(Role.ANALYST), reverse("data-benchmarks-load")
    given = [SimpleUploadedFile(one.name, one.read_bytes()) for one in sorted(NATIONAL.iterdir())]
    _done(analyst, address, {**_hidden(analyst, address), "published": given})
    work_everything_off()


def live_through_a_month() -> None:
    """Enter, comment, sign, approve, publish, change settings and people; a load is under way."""
    demonstration.fill_sheets_in()
    demonstration.comment()
    _close_a_quarter()
    _put_a_month_forward()
    _publish()
    _change_settings()
    _change_people()
    _ask_for(signed_in(Role.ANALYST), [SimpleUploadedFile("contacts.csv", b"still,to,come\n")])


def _close_a_quarter() -> None:
    where = reverse("entry-close", kwargs={"sheet": "framework-by-quarter", "period": "2026-04"})
    _done(signed_in(Role.HEAD_OF_SERVICE), where, {"reason": "The year’s report is written."})


def _put_a_month_forward() -> None:
    analyst, words = signed_in(Role.ANALYST), {"card": CARD, "month": FORWARD}
    sent = _hidden(analyst, reverse("sign-off-month", kwargs=words))
    sent["reason"] = "Their owners were away."
    _done(analyst, reverse("sign-off-put-forward", kwargs=words), sent)


def _publish() -> None:
    """Look at an edition for each audience and publish it; one more is refused, one waits."""
    analyst, words = signed_in(Role.ANALYST), {"card": CARD, "month": APPROVED}
    begin = reverse("edition-publish", kwargs=words)
    for audience in AUDIENCES:
        sent = {"audience": audience, "units": "council", **_hidden(analyst, begin)}
        preview = _done(analyst, begin, sent)
        work_everything_off()
        _done(analyst, f"{preview}publish/", {})
        work_everything_off()
    edition = reverse("edition-withdraw", kwargs={"edition": f"2026-09-{AUDIENCES[1].lower()}-1"})
    _done(signed_in(Role.HEAD_OF_SERVICE), edition, {"reason": "A month was counted twice."})
    for sent in (
        {"audience": "PARTNERS", "units": "teams"},
        {"audience": "PUBLIC", "units": "council"},
    ):
        _done(analyst, begin, sent | _hidden(analyst, begin))
        if sent["units"] == "teams":
            work_everything_off()


def _change_settings() -> None:
    analyst, head = signed_in(Role.ANALYST), signed_in(Role.HEAD_OF_SERVICE)
    for goal, answer in (("45", "approve"), ("50", "refuse"), ("55", "")):
        where = reverse("settings-target", kwargs={"name": SHARE})
        asked = {"period": "2026/27", "form": "at least", "goal": goal, "tolerance": "5"}
        why = {"reason": "Agreed by the board in March.", **_hidden(analyst, where)}
        sent = _done(analyst, where, asked | why)
        number = re.findall(r"\d+", sent)[-1]
        if answer:
            decide = reverse(f"settings-change-{answer}", kwargs={"number": number})
            _done(head, decide, {"note": "As the board said."})


def _change_people() -> None:
    administrator = signed_in(Role.ADMINISTRATOR)
    for name in ("A new manager", "Somebody who left"):
        sent = {"name": name, "email": f"{name.replace(' ', '.').lower()}@council.example"}
        page = _done(administrator, reverse("person-add"), sent)
        number = re.findall(r"\d+", page)[-1]
        give = reverse("person-give-role", kwargs={"number": number})
        _done(administrator, give, {"role": Role.PLAN_LEAD.name, "level": Level.COUNCIL.name})
    _done(administrator, reverse("person-close", kwargs={"number": number}), {})


def _hidden(client: Client, address: str) -> dict[str, str]:
    """Give what a page's form carries unseen, but for what keeps strangers out."""
    page = client.get(address).content.decode()
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def _done(client: Client, address: str, sent: dict[str, object]) -> str:
    """Send a form that must be taken; give where it led."""
    answer = client.post(address, sent)
    assert answer.status_code == 302, (address, answer.status_code, answer.content.decode()[:4000])
    return str(answer.headers["Location"])
