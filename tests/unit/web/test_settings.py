"""Definitions are changed with four eyes: asked for, checked, approved by another, in force."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

import headway
from headway.domain.asked_work import WorkKind
from headway.domain.calculation_results import COUNCIL
from headway.domain.definition_changes import ChangeState
from headway.domain.roles import Role
from headway.domain.trail import Verb
from headway.register.overlay.models import Change
from headway.register.trail.checking import check_whole_chain
from headway.register.trail.models import Entry
from headway.register.work.queries.work import latest_work
from headway.services.office.own_definitions.deciding import follow
from headway.services.office.own_definitions.folders import FOLDER, POINTER, files_of
from tests.unit.web.conftest import PASSWORD
from tests.unit.web.made_up_figures import COUNTS, SHARE, keep_figures_of_two_teams

pytestmark = pytest.mark.usefixtures("committed_at_once")
YEAR = "2026/27"


@pytest.fixture
def office(settings, tmp_path):
    """An office of its own, with the figures of two teams and no definitions of its own."""
    keep_figures_of_two_teams(tmp_path / "data")
    settings.OFFICE = replace(settings.OFFICE, folder=tmp_path, data=tmp_path / "data")
    (tmp_path / FOLDER).mkdir()
    return settings.OFFICE


@pytest.fixture
def analyst(signed_in, office):
    return signed_in(Role.ANALYST, unit=COUNCIL)


@pytest.fixture
def head(signed_in, office):
    return signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)


def asked(goal="45", period=YEAR, token="t1", **more):
    return {"period": period, "form": "at least", "goal": goal, "reason": "Agreed in March.",
            "token": token, **more}  # fmt: skip


def put_forward(client: Client, name: str = SHARE, **given) -> int:
    sent = client.post(reverse("settings-target", kwargs={"name": name}), asked(**given))
    return number_of(sent)


def number_of(sent) -> int:
    """The number of the change that was asked for."""
    assert sent.status_code == 302, sent.content.decode()
    return int(sent.headers["Location"].rstrip("/").rpartition("/")[2])


def decide(client: Client, number: int, how: str = "approve"):
    return client.post(reverse(f"settings-change-{how}", kwargs={"number": number}), {"note": ""})


def colour_of(client: Client, name: str) -> str:
    """The colour in an indicator's row of the scorecard."""
    rows = client.get("/scorecard/").content.decode().split("<tr")
    [row] = [one for one in rows if f'href="{reverse("indicator", kwargs={"name": name})}' in one
             and 'data-label="Target"' in one]  # fmt: skip
    [colour] = re.findall(r"office-rag--(\w+)", row)
    return str(colour)


def test_a_target_holds_once_somebody_else_approved_it(analyst, head, office, db):
    number = put_forward(analyst)
    assert office.definitions is None
    decide(analyst, number)  # not by oneself, though the role would do
    assert Change.objects.get().state == ChangeState.WAITING.name
    assert office.definitions is None
    decide(head, number)
    assert Change.objects.get().state == ChangeState.TAKEN.name
    [text] = files_of(office.definitions).values()
    assert "goal: 45" in text
    assert 'approved_by: "head of service"' in text
    verbs = list(Entry.objects.values_list("verb", flat=True))
    assert verbs[-2:] == [Verb.ASKED_FOR_CHANGE.value, Verb.APPROVED_CHANGE.value]
    assert check_whole_chain().findings == ()


def test_the_scorecard_changes_its_colour_at_once(analyst, head, office, db):
    for client in (analyst, head):
        assert client.get("/scorecard/").status_code == 200
    decide(head, put_forward(analyst, goal="45"))
    shown = head.get(reverse("settings-target", kwargs={"name": SHARE})).content.decode()
    assert "at least 45%" in shown
    assert colour_of(head, SHARE) == "green"  # 50%
    decide(head, put_forward(analyst, goal="95", token="t2"))
    assert colour_of(head, SHARE) == "red"
    assert Change.objects.filter(place__isnull=False).count() == 2


def test_the_same_form_sent_twice_asks_once(analyst, db):
    assert put_forward(analyst) == put_forward(analyst)
    assert Change.objects.count() == 1


def test_findings_of_the_catalogue_are_told_and_nothing_waits(analyst, db):
    sent = analyst.post(
        reverse("settings-target", kwargs={"name": SHARE}), asked(goal="950", token="x")
    )
    assert sent.status_code == 422
    told = sent.content.decode()
    assert "Such a figure lies between 0 and 100" in told
    assert "changed-in-the-office.yaml, line" in told
    assert "/tmp" not in told
    sent = analyst.post(
        reverse("settings-target", kwargs={"name": SHARE}), asked(period="someday", token="y")
    )
    assert "names no period" in sent.content.decode()
    assert Change.objects.count() == 0


def test_two_changes_of_one_target_meet_and_the_second_is_overtaken(analyst, head, db):
    first, second = put_forward(analyst, goal="45"), put_forward(analyst, goal="50", token="t2")
    other = put_forward(analyst, name=COUNTS, goal="10", token="t3", period="Sep-26")
    decide(head, first)
    decide(head, second)
    assert Change.objects.get(pk=second).state == ChangeState.WAITING.name
    decide(head, other)  # another target is not in its way
    assert Change.objects.get(pk=other).state == ChangeState.TAKEN.name
    decide(head, second, "refuse")
    assert Change.objects.get(pk=second).state == ChangeState.REFUSED.name
    decide(head, second)
    assert Change.objects.get(pk=second).state == ChangeState.REFUSED.name


def test_whoever_holds_a_role_for_one_team_changes_nothing(signed_in, head, analyst, office, db):
    of_a_team = signed_in(Role.ANALYST, Role.TEAM_MANAGER)
    sent = of_a_team.post(reverse("settings-target", kwargs={"name": SHARE}), asked(token="z"))
    assert sent.headers["Location"] == reverse("settings")
    assert Change.objects.count() == 0
    number = put_forward(analyst)
    decide(of_a_team, number)
    assert Change.objects.get().state == ChangeState.WAITING.name


def test_the_database_itself_refuses_approval_by_oneself(analyst, db):
    change = Change.objects.get(pk=put_forward(analyst))
    change.state, change.decided_by = ChangeState.TAKEN.name, change.asked_by
    change.decided_at, change.place, change.contents = change.asked_at, 1, "0" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        change.save()


def test_another_policy_for_an_audience(analyst, head, office, db):
    sent = analyst.post(
        reverse("settings-audience", kwargs={"audience": "public"}),
        {"policy": "council-under-5", "reason": "As our partners do.", "token": "p"},
    )
    number = number_of(sent)
    assert "instead of" in head.get(sent.headers["Location"]).content.decode()
    decide(head, number)
    assert files_of(office.definitions) == {
        "audiences/public.yaml": "id: public\npolicy: council-under-5\n"
    }


def zipped(**files: str) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    packed.seek(0)
    packed.name = "ours.zip"
    return packed


TARGETS = f"targets:\n  {SHARE}:\n    - period: 2026/27\n      form: at least\n      goal: 60\n"


def send(client: Client, folder, token="u"):
    given = {"folder": folder, "reason": "The new year.", "token": token}
    return client.post(reverse("settings-definitions-upload"), given)


def test_a_folder_is_downloaded_changed_uploaded_and_an_earlier_one_brought_back(
    analyst, head, office, db
):
    decide(head, put_forward(analyst, goal="45"))
    first = files_of(office.definitions)
    given = analyst.post(reverse("settings-definitions-download")).content
    with zipfile.ZipFile(io.BytesIO(given)) as archive:
        assert archive.namelist() == ["about.txt", *(f"our-definitions/{one}" for one in first)]
    sent = send(analyst, zipped(**{"our-definitions/targets/ours.yaml": TARGETS}))
    number = number_of(sent)
    assert (
        "at least 60% instead of at least 45%"
        in head.get(sent.headers["Location"]).content.decode()
    )
    decide(head, number)
    assert files_of(office.definitions) == {"targets/ours.yaml": TARGETS}
    back = analyst.post(
        reverse("settings-definitions-restore", kwargs={"number": number - 1}),
        {"reason": "Too early.", "token": "v"},
    )
    decide(head, number_of(back))
    assert files_of(office.definitions) == first


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("../targets/x.yaml", TARGETS),
        ("targets/x.exe", "MZ"),
        ("elsewhere/x.yaml", TARGETS),
        ("targets/deep/x.yaml", TARGETS),
        ("targets/x.yaml", TARGETS.replace(SHARE, "no-such-indicator")),
        ("targets/x.yaml", "targets: [1, 2"),
        ("targets/x.yaml", "x" * 2_000_000),
        ("targets/" + "x" * 300 + ".yaml", TARGETS),
        ("targets/a\nb.yaml", TARGETS),
        ("targets/con.yaml", TARGETS),
        ("targets/x.yaml", "a: &a [x, x]\nb: &b [*a, *a]\ntargets: *b\n"),
        ("targets/x.yaml", "targets: " + "[" * 10_000),
        ("targets/x.yaml", f"{TARGETS}  oddly: &odd\n    x: *odd\n"),
        ("targets/x.yaml", TARGETS.replace("2026/27", '"\\0"')),
        ("targets/x.yaml", TARGETS.replace("2026/27", "9999/00")),
        ("targets/x.yaml", TARGETS.replace("60", "1e99999999")),
        ("targets/x.yaml", f"{TARGETS}colour: blue\n"),
        ("benchmarks/x.yaml", 'authority: "Lark\\0mouth"\n'),
    ],
)
def test_a_folder_that_does_not_hold_together_is_told_and_not_taken(analyst, path, text, db):
    sent = send(analyst, zipped(**{path: text}))
    assert sent.status_code == 422
    assert "Nothing was changed" in sent.content.decode()
    assert Change.objects.count() == 0


def test_what_is_no_zip_is_told(analyst, db):
    broken = io.BytesIO(b"not a zip")
    broken.name = "x.zip"
    assert "not a whole zip" in send(analyst, broken).content.decode()


def test_a_start_puts_the_pointer_where_the_register_is(analyst, head, office, db):
    decide(head, put_forward(analyst))
    held = office.definitions
    (office.folder / FOLDER / POINTER).unlink()
    assert office.definitions is None
    follow(office.folder)
    assert office.definitions == held


def test_a_lost_second_factor_goes_with_the_password_and_ends_every_session(
    signed_in, person_with, db
):
    who = person_with(Role.PLAN_LEAD, email="lost@council.example")
    theirs = Client()
    theirs.force_login(who)
    assert theirs.get("/").status_code == 200
    administrator = signed_in(Role.ADMINISTRATOR)
    administrator.post(reverse("person-new-factor", kwargs={"number": who.pk}))
    assert theirs.get("/").status_code == 302
    sent = Client().post("/sign-in/", {"login": who.email, "password": PASSWORD})
    assert sent.status_code == 200
    assert Entry.objects.filter(verb=Verb.TOOK_FACTOR_AWAY.value, subject=who.email).exists()


def test_files_that_differ_in_capitals_alone_and_empty_promises_of_size_are_told(analyst, db):
    both = zipped(**{"targets/A.yaml": TARGETS, "targets/a.yaml": TARGETS})
    assert "is in it twice" in send(analyst, both).content.decode()
    packed = zipped(**{f"targets/{n}.yaml": "# " + "x" * 400_000 for n in range(60)})
    assert "more than definitions could" in send(analyst, packed).content.decode()
    assert Change.objects.count() == 0


def test_of_very_many_findings_the_page_shows_the_first_and_says_how_many_more(analyst, db):
    text = TARGETS + "".join(f"key{n}: 1\n" for n in range(500))
    sent = send(analyst, zipped(**{"targets/x.yaml": text}))
    assert sent.status_code == 422
    assert "more findings" in sent.content.decode()
    assert sent.content.decode().count("targets/x.yaml, line") <= 101


def test_whoever_had_the_page_open_while_the_target_changed_is_shown_both(analyst, head, db):
    address = reverse("settings-target", kwargs={"name": SHARE})
    page = analyst.get(address)
    seen = page.context["form"]["seen"].value()
    decide(head, put_forward(analyst, goal="45"))
    sent = analyst.post(address, asked(goal="70", token="mine", seen=seen))
    assert sent.status_code == 422
    said = sent.content.decode()
    assert "changed while you had this page open" in said
    assert "at least 45%" in said
    assert 'value="70"' in said
    assert Change.objects.count() == 1
    now = sent.context["form"]["seen"].value()
    assert now != seen
    assert analyst.post(address, asked(goal="70", token="mine", seen=now)).status_code == 302
    assert "Waiting for approval" in head.get(address).content.decode()


def test_figures_are_worked_out_again_where_a_definition_is_another(analyst, head, office, db):
    decide(head, put_forward(analyst, goal="45"))
    assert latest_work(WorkKind.FIGURES, 5) == ()  # a target changes no figure
    shipped = (Path(headway.__file__).parent / f"catalogue/indicators/{COUNTS}.yaml").read_text(
        encoding="utf-8"
    )
    title = next(line for line in shipped.splitlines() if line.startswith("title:"))
    ours = shipped.replace(title, "title: Assessments that began in our own words")
    sent = send(analyst, zipped(**{f"indicators/{COUNTS}.yaml": ours}), token="own")
    decide(head, number_of(sent))
    [work] = latest_work(WorkKind.FIGURES, 5)
    assert "came into force" in work.words["because"]


def test_whoever_may_change_nothing_is_offered_no_form(signed_in, analyst, head, office, db):
    decide(head, put_forward(analyst, goal="45"))
    target = reverse("settings-target", kwargs={"name": SHARE})
    places = (target, reverse("settings-disclosure"), reverse("settings-definitions"))
    offered = ("Put it forward", ">Change<span", "Put another forward")
    of_a_team = signed_in(Role.ANALYST, Role.TEAM_MANAGER)
    for reader in (signed_in(Role.PRACTITIONER), of_a_team):
        for place, words in zip(places, offered, strict=True):
            said = reader.get(place)
            assert said.status_code == 200
            assert words not in said.content.decode(), place
    for place, words in zip(places, offered, strict=True):
        assert words in analyst.get(place).content.decode(), place
