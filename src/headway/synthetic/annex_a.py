"""The made-up rows as the child-level lists of Annex A, with the headings of 2024."""

from typing import Final

import numpy as np

from headway.synthetic.cells import Cells, codes, numbers, tenths
from headway.synthetic.council import Council
from headway.synthetic.dice import Mask, Whole
from headway.synthetic.shown import Columns, Rows, Shown, at, nothing, picked, row_of, translated
from headway.tables.code_lists import ETHNICITY, SOURCE

HALF_A_YEAR: Final = 182
_YEAR: Final = 365

_GENDERS: Final = {"M": "a) Male", "F": "b) Female", "U": "c) Not stated/recorded"}
_ETHNICITIES: Final = {
    code.value: f"{chr(ord('a') + place)}) {code.value}" for place, code in enumerate(ETHNICITY)
}
_SOURCES: Final = {
    code.value: f"{chr(ord('a') + place)}) {code.value}: {code.meaning.partition(',')[0]}"
    for place, code in enumerate(SOURCE)
}
_YES_NO: Final = {"yes": "a) Yes", "no": "b) No"}
TEAM, WORKER = "Allocated Team", "Allocated Worker"
DISABILITY = "Does the Child have a Disability"


def annex_a_lists(shown: Shown, council: Council, day: int) -> dict[str, dict[str, Cells]]:
    """Give the lists of this piece of the council, as they stand on the day."""
    if not shown.has("contact"):
        return {}
    return {
        "List 1": _contacts(shown, day),
        "List 2": _early_help(shown, council, day),
        "List 3": _referrals(shown, council, day),
        "List 4": _assessments(shown, council, day),
        "List 5": _enquiries(shown, council, day),
        "List 6": _in_need(shown, council, day),
        "List 7": _protected(shown, council, day),
        "List 8": _in_care(shown, council, day),
        "List 9": _leaving(shown, council, day),
    }


def _child(shown: Shown, ids: Cells, day: int, *, disability: bool = False) -> dict[str, Cells]:
    """Give the columns all lists begin with."""
    person = shown.table("person")
    row = shown.find("person", "person_id", ids.values)
    born = at(person["born_on"], row)
    unborn = at(person["month_of_birth"], row).values < 0
    birth = np.where(unborn, -1, born.values).astype(np.int32)
    age = np.where(unborn, -1, (day - birth) * 100 // 3653).astype(np.int32)
    first = {
        "Child Unique ID": ids,
        "Gender": translated(at(person["sex"], row), _GENDERS),
        "Ethnicity": translated(at(person["ethnicity"], row), _ETHNICITIES),
        "Date of Birth": born.with_values(birth),
        "Age": tenths(age),
    }
    if disability:
        first[DISABILITY] = translated(at(person["has_disability"], row), _YES_NO)
    return first


def _recent(cells: Cells, day: int) -> Mask:
    return (cells.values > day - HALF_A_YEAR) & (cells.values <= day)


def _team(units: Cells, council: Council) -> dict[str, Cells]:
    return {TEAM: codes(units.values, council.names), WORKER: nothing(len(units.values))}


def _yes(which: Mask) -> Cells:
    return codes(which.astype(np.int32), ("b) No", "a) Yes"))


def _contacts(shown: Shown, day: int) -> dict[str, Cells]:
    contact = shown.table("contact")
    contact = picked(contact, _recent(contact["received_on"], day))
    return {
        **_child(shown, contact["person_id"], day),
        "Date of Contact": contact["received_on"],
        "Contact Source": translated(contact["source"], _SOURCES),
    }


def _subjects(shown: Shown, kind: str) -> tuple[dict[str, Cells], Columns, Rows]:
    """Give the children of assessments of one kind, and the row of each one's assessment."""
    subject, assessment = shown.table("assessment_subject"), shown.table("assessment")
    row = shown.find("assessment", "assessment_id", subject["assessment_id"].values)
    kinds, roles = assessment["kind"], subject["role"]
    here = kinds.values[row] == kinds.words.index(kind)
    here &= roles.values == roles.words.index("child")
    return picked(subject, here), assessment, row[here]


def _early_help(shown: Shown, council: Council, day: int) -> dict[str, Cells]:
    """Give assessments of the last six months and those whose work is still open."""
    subject, assessment, row = _subjects(shown, "early_help")
    started, done = at(assessment["started_on"], row), at(assessment["completed_on"], row)
    here = _recent(started, day) | _recent(done, day)
    here |= (
        (started.values >= 0) & (done.values < 0) & (at(assessment["given_up_on"], row).values < 0)
    )
    row, subject = row[here], picked(subject, here)
    organisation = at(assessment["organisation_id"], row)
    return {
        **_child(shown, subject["person_id"], day),
        "Assessment start date": started.take(here),
        "Assessment completion date": done.take(here),
        "Organisation completing assessment": codes(organisation.values, council.names),
    }


def _before(people: Whole, days: Whole, within: int) -> Whole:
    """Count for each row how many others of the same person came in so many days before it."""
    key = people.astype(np.int64) * 100_000 + days
    order = np.sort(key)
    low = np.searchsorted(order, key - within, side="left")
    return (np.searchsorted(order, key, side="left") - low).astype(np.int32)


def _referrals(shown: Shown, council: Council, day: int) -> dict[str, Cells]:
    referral = shown.table("social_care_referral")
    earlier = _before(referral["person_id"].values, referral["received_on"].values, _YEAR)
    here = _recent(referral["received_on"], day)
    referral = picked(referral, here)
    outcome = referral["outcome"]
    stopped = dict.fromkeys(outcome.words, "No") | {"no_further_action": "Yes"}
    return {
        **_child(shown, referral["person_id"], day),
        "Date of Referral": referral["received_on"],
        "Referral Source": translated(referral["source"], _SOURCES),
        "Referral NFA?": translated(outcome, stopped),
        "Number of Referrals in Last 12 Months": numbers(earlier[here]),
        **_team(referral["team_id"], council),
    }


def _assessments(shown: Shown, council: Council, day: int) -> dict[str, Cells]:
    subject, assessment, row = _subjects(shown, "social_care")
    started, done = at(assessment["started_on"], row), at(assessment["completed_on"], row)
    here = _recent(started, day) | _recent(done, day) | ((done.values < 0) & (started.values >= 0))
    subject, row = picked(subject, here), row[here]
    outcome = at(assessment["outcome"], row)
    needed = dict.fromkeys(outcome.words, "a) Yes") | {"no_further_action": "b) No"}
    return {
        **_child(shown, subject["person_id"], day, disability=True),
        "Continuous Assessment Start Date": started.take(here),
        "Child Seen During Continuous Assessment": _yes(np.ones(len(row), dtype=np.bool_)),
        "Continuous Assessment Date of Authorisation": done.take(here),
        "Was the child assessed as requiring LA children's social care support?": translated(
            outcome, needed
        ),
        **_team(at(assessment["team_id"], row), council),
    }


def _enquiries(shown: Shown, council: Council, day: int) -> dict[str, Cells]:
    event = shown.table("timed_event")
    enquiry = picked(event, event["kind"].values == event["kind"].words.index("section_47_enquiry"))
    people, begun = enquiry["person_id"].values, enquiry["started_on"].values
    earlier = _before(people, begun, _YEAR)
    here = _recent(enquiry["started_on"], day)
    enquiry = picked(enquiry, here)
    count = len(enquiry["person_id"].values)
    held = enquiry["done_on"]
    return {
        **_child(shown, enquiry["person_id"], day, disability=True),
        "Strategy discussion initiating Section 47 Enquiry Start Date": enquiry["started_on"],
        "Was an Initial Child Protection Conference deemed unnecessary?": _yes(
            np.zeros(count, dtype=np.bool_)
        ),
        "Date of Initial Child Protection Conference": held,
        "Did the Initial Child Protection Conference Result in a Child Protection Plan": _yes(
            held.values >= 0
        ),
        "Number of Section 47 Enquiries in the last 12 months": numbers(earlier[here]),
        "Number of ICPCs in the last 12 months": numbers(earlier[here]),
        **_team(enquiry["team_id"], council),
    }


def _open_or_just_closed(shown: Shown, tier: str, day: int) -> dict[str, Cells]:
    episode = shown.table("tier_episode")
    episode = picked(episode, episode["tier"].values == episode["tier"].words.index(tier))
    ended = episode["ended_on"]
    return picked(episode, (ended.values < 0) | _recent(ended, day))


def _last_seen(shown: Shown, purpose: str, people: Cells) -> Cells:
    """Give the latest day each of the people was visited on that behalf."""
    visit = shown.table("direct_contact")
    here = visit["purpose"].values == visit["purpose"].words.index(purpose)
    here &= visit["held_on"].values >= 0
    who, on = visit["person_id"].values[here], visit["held_on"].values[here]
    order = np.lexsort((-on, who))
    latest = row_of(who[order], people.values)
    return at(visit["held_on"].with_values(on[order]), latest)


_STATUS: Final = ("c) Child in need plan", "e) Closed episode")


def _in_need(shown: Shown, council: Council, day: int) -> dict[str, Cells]:
    episode = _open_or_just_closed(shown, "child_in_need", day)
    over = (episode["ended_on"].values >= 0).astype(np.int32)
    reason = {f"RC{n}": f"RC{n}" for n in range(1, 10)} | {"step_down": "RC9"}
    return {
        **_child(shown, episode["person_id"], day, disability=True),
        "CIN Start Date": episode["started_on"],
        "Primary Need Code": episode["need"],
        "Date Child Was Last Seen": _last_seen(shown, "child_in_need", episode["person_id"]),
        "CIN Closure Date": episode["ended_on"],
        "Reason for Closure": translated(episode["end_reason"], reason),
        "Case Status": codes(over, _STATUS),
        **_team(episode["team_id"], council),
    }


_CATEGORIES: Final = ("Neglect", "Emotional abuse", "Physical abuse", "Multiple")


def _protected(shown: Shown, council: Council, day: int) -> dict[str, Cells]:
    episode = _open_or_just_closed(shown, "child_protection", day)
    people = episode["person_id"]
    count = len(people.values)
    category = codes((people.values % 4).astype(np.int32), _CATEGORIES)
    protection = shown.table("tier_episode")
    every = picked(
        protection, protection["tier"].values == protection["tier"].words.index("child_protection")
    )
    before = _before(every["person_id"].values, every["started_on"].values, 30_000)
    own = row_of(every["episode_id"].values, episode["episode_id"].values)
    return {
        **_child(shown, people, day, disability=True),
        "Child Protection Plan Start Date": episode["started_on"],
        "Initial Category of Abuse": category,
        "Latest Category of Abuse": category,
        "Date of the Last Statutory Visit": _last_seen(shown, "child_protection", people),
        "Was the Child Seen Alone?": nothing(count),
        "Date of latest review conference": _latest_event(shown, "protection_review", episode),
        "Child Protection Plan End Date": episode["ended_on"],
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six"
        " Months (Y/N)": _yes(np.zeros(count, dtype=np.bool_)),
        "Number of Previous Child Protection Plans": numbers(before[own].astype(np.int32)),
        **_team(episode["team_id"], council),
    }


def _latest_event(shown: Shown, kind: str, episode: Columns) -> Cells:
    event = shown.table("timed_event")
    here = event["kind"].values == event["kind"].words.index(kind)
    here &= event["done_on"].values >= 0
    which, on = event["episode_id"].values[here], event["done_on"].values[here]
    order = np.lexsort((-on, which))
    return at(
        event["done_on"].with_values(on[order]), row_of(which[order], episode["episode_id"].values)
    )


_LEGAL: Final = {
    "section_20": "V2: Single period of accommodation under section 20",
    "interim_care_order": "C1: Interim care order", "care_order": "C2: Full care order",
}  # fmt: skip
_NEEDS: Final = {f"N{n}": f"N{n}" for n in range(10)}
_CARE_HEADINGS: Final = (
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))", DISABILITY,
    "Date Started to be Looked After", "Child's Category of Need",
    ("Is this a second or subsequent period of being a Looked After Child within the last 12"
     " months (Y/N)"),
    "Start date of current legal status", "Child's Legal Status",
    "Date of Latest Statutory Review", "Date of Last Social Work Visit",
    "What is the permanence plan for this child?", "Date of Last IRO Visit / Contact to the Child",
    "Date of Last Health Assessment", "Date of Last Dental Check",
    "Number of Placements in the Last 12 months", "Date Ceased to be Looked After",
    "Reason Ceased to be Looked After", "Start Date of Most Recent Placement", "Placement Type",
    "Placement Provider", "Placement postcode", "URN of Placement", "Placement Location",
    "LA of Placement",
    "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
    "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
    "Was the child offered a Return Interview after their last missing episode (Y/N)?",
    "Did the child accept a Return Interview after their last missing episode (Y/N)?",
    TEAM, WORKER,
)  # fmt: skip


def _in_care(shown: Shown, council: Council, day: int) -> dict[str, Cells]:
    """Give the latest stretch of each child in care, or who left it in the last six months."""
    episode = _open_or_just_closed(shown, "in_care", day)
    latest = episode["end_reason"].values != episode["end_reason"].words.index("change_of_basis")
    episode = picked(episode, latest)
    people, count = episode["person_id"], len(episode["person_id"].values)
    ceased = {"returned_home": "E4A", "RC4": "E45", "RC1": "E11", "RC3": "E41",
              "turned_eighteen": "E7"}  # fmt: skip
    child = _child(shown, people, day, disability=True)
    known = {
        _CARE_HEADINGS[0]: _yes(np.zeros(count, dtype=np.bool_)),
        DISABILITY: child.pop(DISABILITY),
        "Date Started to be Looked After": episode["started_on"],
        "Child's Category of Need": translated(episode["need"], _NEEDS),
        "Start date of current legal status": episode["started_on"],
        "Child's Legal Status": translated(episode["legal_basis"], _LEGAL),
        "Date of Latest Statutory Review": _latest_event(shown, "care_review", episode),
        "Date of Last Social Work Visit": _last_seen(shown, "in_care", people),
        "Date of Last Health Assessment": _latest_event(shown, "health_assessment", episode),
        "Date of Last Dental Check": _latest_event(shown, "dental_check", episode),
        "Date Ceased to be Looked After": episode["ended_on"],
        "Reason Ceased to be Looked After": translated(episode["end_reason"], ceased),
        **_team(episode["team_id"], council),
    }
    return {**child, **{name: known.get(name, nothing(count)) for name in _CARE_HEADINGS}}


_LEAVING_HEADINGS: Final = (
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", DISABILITY,
    TEAM, WORKER, "Allocated Personal Advisor", "Eligibility Category",
    "Latest Pathway Plan Review Date", "LA in Touch", "Latest Date of Contact",
    "Type of Accommodation", "Suitability of Accommodation", "Activity Status",
)  # fmt: skip


def _leaving(shown: Shown, council: Council, day: int) -> dict[str, Cells]:
    episode = _open_or_just_closed(shown, "leaving_care", day)
    people, count = episode["person_id"], len(episode["person_id"].values)
    child = _child(shown, people, day, disability=True)
    seen = _last_seen(shown, "leaving_care", people)
    known = {
        _LEAVING_HEADINGS[0]: _yes(np.zeros(count, dtype=np.bool_)),
        DISABILITY: child.pop(DISABILITY),
        "Eligibility Category": codes(
            np.zeros(count, dtype=np.int32), ("b) Former relevant child",)
        ),
        "Latest Pathway Plan Review Date": _latest_event(shown, "pathway_plan", episode),
        "LA in Touch": _yes(seen.values > day - 60),
        "Latest Date of Contact": seen,
        **_team(episode["team_id"], council),
    }
    return {**child, **{name: known.get(name, nothing(count)) for name in _LEAVING_HEADINGS}}


LISTS: Final = tuple(f"List {number}" for number in range(1, 10))
