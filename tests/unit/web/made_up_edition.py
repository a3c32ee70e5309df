"""A made-up council's month, from its case rows to the edition: everything an edition rests on.

Two teams, some families, a quarter that a team entered, a commentary signed off in an approved
month, a target changed with four eyes, national figures and published sheets.
"""

import csv
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from django.utils import timezone

from headway.domain.bound_figures import asked_about, bind
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.commentary import CommentaryKey
from headway.domain.definition_changes import AudienceChange, TargetChange
from headway.domain.disclosure.policy import Audience
from headway.domain.entry_answers import SheetAnswer
from headway.domain.periods import month, quarter
from headway.domain.roles import Role
from headway.domain.team_sheets import SheetKey
from headway.domain.values import number
from headway.register.accounts.actions.add_person import add_person
from headway.register.accounts.actions.give_role import give_role
from headway.register.accounts.models import User
from headway.register.commentary.queries.commentary import commentary_on
from headway.register.commentary.written import Words
from headway.register.editions.queries.months import month_stands
from headway.register.editions.standing import MonthKey
from headway.register.entries.actions.save_answers import save_answers
from headway.register.entries.actions.submit_sheet import submit_sheet
from headway.register.entries.queries.sheets import sheet_kept
from headway.services.analysis.benchmarks import load_benchmarks
from headway.services.analysis.editions import read_editions
from headway.services.analysis.keeping import keep_history
from headway.services.analysis.load_exports import load_exports
from headway.services.analysis.publish import PublishAsked, publish
from headway.services.office.approve_month import approve_and_freeze
from headway.services.office.commentary import commentary_shown
from headway.services.office.entry_deciding import accept, reopen
from headway.services.office.own_definitions.asking import (
    Why,
    ask_for_audience,
    ask_for_folder,
    ask_for_target,
)
from headway.services.office.own_definitions.deciding import approve, follow
from headway.services.office.own_definitions.folders import files_of, pointed_at
from headway.services.office.sign_off import MonthSent, open_again, put_month_forward
from headway.services.office.write_commentary import Sent, confirm, sign, submit, write
from tests.unit.catalogue.catalogue_makers import short_card
from tests.unit.web.made_up_figures import keep_figures_of_two_teams

STARTED = "early-help-assessments-started"
IN_TIME = "early-help-assessments-within-30-days-percentage"
NATIONAL = "assessments-within-45-days-percentage"
CONTACTS = "direct-contacts"
CARD = "short-card"
MONTH, QUARTER = month(2026, 9), quarter(2026, 2)
NORTH, SOUTH = UnitRef(Level.TEAM, "T01"), UnitRef(Level.TEAM, "T02")
EXAMPLES = Path(__file__).resolve().parents[3] / "src/headway/examples/made-up-council"
DEFINITIONS = {
    "scorecards/short-card.yaml": short_card(STARTED, IN_TIME, NATIONAL, CONTACTS),
    "sheets/ours.yaml": f"""\
id: ours
title: Our framework
level: team
frequency: quarterly
due: 10
closes: 20
indicators: [{CONTACTS}]
""",
    "benchmarks/ours.yaml": "authority: Larkmouth\nneighbour_model: 2025\n",
}
SHEET = (
    "Ref.,Indicator,{first},{second}\n"
    "A1,Early help assessments started in the month,51,79\n"
    "A3,Percentage of assessments completed within 45 working days,{shares}\n"
)
NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Office:
    """The made-up office: its folder, its data folder, and its people by role."""

    folder: Path
    people: dict[Role, User]

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def own(self) -> Path:
        """The council's own definitions in force."""
        return pointed_at(self.folder) or self.folder / "own"

    def by(self, role: Role) -> User:
        """Whoever holds a role."""
        return self.people[role]


def office_in(folder: Path) -> Office:
    """An office with definitions of its own and people, and no figures."""
    for name, text in DEFINITIONS.items():
        path = folder / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    founder = User.objects.create(email="first@council.example", name="The first administrator")
    people = {}
    for role in (Role.ANALYST, Role.INDICATOR_OWNER, Role.HEAD_OF_SERVICE, Role.TEAM_MANAGER):
        person = add_person(email=f"{role.name}@council.example", name=role.value, by=founder)
        unit = NORTH if role is Role.TEAM_MANAGER else COUNCIL
        give_role(person=person.pk, role=role, unit=unit, since=timezone.localdate(), by=founder)
        people[role] = person
    return Office(folder, people)


def load_rows(office: Office, *, started: int = 40, south: str = "South team") -> None:
    """Load case rows: assessments of two teams, month by month, and where the teams stand."""
    exports = office.folder / f"exports-{next(NUMBERS)}"
    exports.mkdir()
    begun, days = date(2025, 1, 1), [date(2026, 6, 1) + timedelta(3 * n) for n in range(started)]
    units = [("C0", "Made-up council", "council"), ("L1", "North", "locality")]
    units += [("L2", "South", "locality"), ("T01", "North team", "team"), ("T02", south, "team")]
    _write(
        exports / "organisation_unit.csv",
        ("unit_id", "name", "kind", "opened_on", "closed_on", "recorded_on"),
        [(*one, begun, "", begun) for one in units],
    )
    _write(
        exports / "unit_membership.csv",
        ("unit_id", "member_of_id", "grouping", "started_on", "ended_on", "recorded_on"),
        [
            (one, above, kind, begun, "", begun)
            for one, above, kind in (
                ("L1", "C0", "area"),
                ("L2", "C0", "area"),
                ("T01", "L1", "locality"),
                ("T02", "L2", "locality"),
            )
        ],
    )
    _write(
        exports / "family.csv",
        ("family_id", "recorded_on"),
        [(f"F{place:03}", begun) for place in range(len(days))],
    )
    _write(
        exports / "assessment.csv",
        ("assessment_id", "family_id", "kind", "service", "requested_on", "started_on",
         "completed_on", "organisation_id", "team_id", "recorded_on"),
        [
            (f"A{n:03}", f"F{n:03}", "early_help", "early_help", day, day,
             day + timedelta(20 + 15 * (n % 2)), team, team, day)
            for n, day in enumerate(days)
            for team in [f"T0{1 + (n % 3 == 0)}"]
        ],
    )  # fmt: skip
    _write(
        exports / "person.csv",
        ("person_id", "stage_of_life", "month_of_birth", "recorded_on"),
        [(f"P{n:03}", "child", date(2018, 1, 1), begun) for n in range(len(days))],
    )
    _write(
        exports / "assessment_subject.csv",
        ("assessment_id", "person_id", "role", "recorded_on"),
        [(f"A{n:03}", f"P{n:03}", "child", day) for n, day in enumerate(days)],
    )
    at = datetime(2026, 11, 1, 9, tzinfo=UTC)
    load_exports([exports], office.data, by="analyst", at=at, as_of=date(2026, 10, 31))


def _write(path: Path, header: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def load_national(office: Office, share: str = "") -> None:
    """Load the made-up national figures; another ``share`` is the council's own in them."""
    folder = office.folder / f"national-{next(NUMBERS)}"
    shutil.copytree(EXAMPLES / "benchmarks", folder)
    if share:
        figures = folder / "tool-figures.csv"
        text = figures.read_text(encoding="utf-8-sig")
        figures.write_text(text.replace(*share.split(">")), encoding="utf-8")
    load_benchmarks([folder], office.data, by="analyst", at=datetime(2026, 11, 2, tzinfo=UTC))


def load_published(
    office: Office, months: tuple[str, str] = ("Aug-26", "Sep-26"), shares: str = "86.9%,86.5%"
) -> None:
    """Keep a published sheet of two months."""
    sheet = office.folder / f"published-{next(NUMBERS)}.csv"
    text = SHEET.format(first=months[0], second=months[1], shares=shares)
    sheet.write_text(text, encoding="utf-8")
    at = datetime(2026, 11, 3, tzinfo=UTC)
    keep_history(read_editions([sheet], catalogue=office.own), office.data, by="analyst", at=at)


def enter(office: Office, contacts: int, unit: UnitRef = NORTH) -> None:
    """A team hands its quarter in, and it is accepted."""
    key, manager = SheetKey("ours", unit, QUARTER), office.by(Role.TEAM_MANAGER)
    version = sheet_kept(key).version
    answers = {CONTACTS: SheetAnswer(number(contacts))}
    save_answers(key=key, answers=answers, version=version, token=token(), by=manager)
    submit_sheet(key=key, version=version + 1, token=token(), on=date(2026, 10, 9), by=manager)
    head = office.by(Role.HEAD_OF_SERVICE)
    accept(office.data, office.own, key, version=version + 2, token=token(), by=head)


def enter_again(office: Office, contacts: int) -> None:
    """An accepted sheet is opened again, and another figure accepted."""
    key, head = SheetKey("ours", NORTH, QUARTER), office.by(Role.HEAD_OF_SERVICE)
    version = sheet_kept(key).version
    reopen(
        office.data, office.own, key, version=version, reason="A visit was missed",
        token=token(), by=head,
    )  # fmt: skip
    enter(office, contacts)


def comment(office: Office, text: str, *, signed: bool = True) -> None:
    """The owner says why, and somebody else signs it off."""
    key = CommentaryKey(STARTED, MONTH, COUNCIL)
    owner, head = office.by(Role.INDICATOR_OWNER), office.by(Role.HEAD_OF_SERVICE)

    def sent(by: User) -> Sent:
        written = commentary_on(key)
        return Sent(key, written.version if written else 0, token(), by)

    write(office.own, sent(owner), Words(text))
    if not signed:
        return
    shown = commentary_shown(office.data, office.own, key)
    known = shown.known if shown else ()
    bindings = [bind(one, None) for one in asked_about(text, known)]
    confirm(office.own, sent(owner), bindings)
    submit(office.data, office.own, sent(owner))
    sign(office.data, office.own, sent(head))


def approve_the_month(office: Office) -> None:
    """The analyst puts the month forward, the head of service approves it."""
    key = MonthKey(CARD, MONTH)
    analyst, head = office.by(Role.ANALYST), office.by(Role.HEAD_OF_SERVICE)
    sent = MonthSent(key, month_stands(key).version, token(), analyst)
    put_month_forward(office.data, office.own, sent, "The rest is not commented on.", MONTH.end)
    sent = MonthSent(key, month_stands(key).version, token(), head)
    approve_and_freeze(office.data, office.own, sent, MONTH.end)


def open_the_month(office: Office) -> None:
    """The approved month is opened again."""
    key = MonthKey(CARD, MONTH)
    head = office.by(Role.HEAD_OF_SERVICE)
    open_again(MonthSent(key, month_stands(key).version, token(), head), "A word is wrong.")


def ask_target(office: Office, goal: str) -> None:
    """A target is asked for and approved by somebody else."""
    change = TargetChange(IN_TIME, "2026/27", "at least", goal)
    why = Why("Agreed in March.", token(), office.by(Role.ANALYST))
    _take(office, ask_for_target(office.folder, office.own, change, why).number)


def ask_policy(office: Office, policy: str, audience: Audience = Audience.INTERNAL) -> None:
    """Another policy of small numbers is asked for and approved by somebody else."""
    why = Why("As our partners do.", token(), office.by(Role.ANALYST))
    change = AudienceChange(audience.value, policy, "")
    _take(office, ask_for_audience(office.folder, office.own, change, why).number)


def ask_folder(office: Office, path: str, was: str, now: str) -> None:
    """A file of the council's own is changed, or a new one put beside, in a folder sent whole."""
    files = files_of(office.own)
    files[path] = files[path].replace(was, now) if was else now
    why = Why("A better word.", token(), office.by(Role.ANALYST))
    _take(office, ask_for_folder(office.folder, office.own, files, why).number)


def _take(office: Office, change: int | None) -> None:
    assert change is not None
    head, role = office.by(Role.HEAD_OF_SERVICE), Role.HEAD_OF_SERVICE.value
    approve(office.folder, office.own, change, note="", role=role, by=head)
    follow(office.folder)  # done once the register is written, which a test never does


def token() -> str:
    """A form's own token."""
    return f"made-up-token-{next(NUMBERS):06}"


def whole_office(folder: Path) -> Office:
    """An office in which everything that an edition rests on is there."""
    office = office_in(folder)
    load_rows(office)
    keep_figures_of_two_teams(office.data)
    load_national(office)
    load_published(office)
    ask_target(office, "60")
    enter(office, 12)
    comment(office, "More schools refer.")
    approve_the_month(office)
    return office


def copy_of(office: Office, folder: Path) -> Office:
    """A copy of an office's folders, to change; its register is the same."""
    shutil.copytree(office.folder, folder)
    return replace(office, folder=folder)


def asked(
    office: Office,
    audience: Audience = Audience.INTERNAL,
    levels: tuple[Level, ...] = (Level.TEAM,),
) -> PublishAsked:
    """What the office asks for when it publishes the month."""
    at = datetime(2026, 11, 4, 9, tzinfo=UTC)
    email = office.by(Role.ANALYST).email
    return PublishAsked(audience, MONTH, email, at, levels, CARD, months=3, catalogue=office.own)


def publish_it(office: Office, audience: Audience = Audience.INTERNAL, **more: object) -> str:
    """Publish the month, and give the edition's name."""
    return publish(office.data, asked(office, audience, **more)).note.name
