"""The made-up rows as tables of the Standard Safeguarding Dataset, one csv for each.

Column names are those of its specification (version 1.4). Columns of names of people hold the
placeholder the specification gives. Each table is one short function, and all of them stand in
this one file so that it can be read down beside the specification.
"""

import json
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from headway.synthetic.cells import Cells, codes, identifiers
from headway.synthetic.council import Council
from headway.synthetic.dice import Mask, Whole
from headway.synthetic.faults import Shape
from headway.synthetic.shown import Columns, Shown, always, at, nothing, picked, row_of, translated
from headway.synthetic.ssd_words import (
    ASSESSMENT_FLAGS,
    ASSESSMENT_OUTCOMES,
    CONFERENCE_OUTCOME,
    CONTACT_OUTCOMES,
    ENDED,
    NEEDS,
    PLACEHOLDER,
    REFERRAL_OUTCOMES,
    SOURCES,
    YES_NO,
    flags,
)
from headway.tables import TABLES


def ssd_tables(shown: Shown, council: Council) -> dict[str, dict[str, Cells]]:
    """Give every table of this form that the piece has rows for."""
    if shown.has("worker"):
        return {"ssd_professionals": _professionals(shown), "ssd_department": _departments(council)}
    return {name: make(shown, council) for name, make in _MAKERS.items()}


def _persons(shown: Shown, council: Council) -> dict[str, Cells]:
    del council
    person = shown.table("person")
    count = len(person["person_id"].values)
    unborn = person["month_of_birth"].values < 0
    born = person["born_on"]
    plan = person["special_needs"].values == person["special_needs"].words.index("plan")
    gender = translated(person["sex"], {"M": "01", "F": "02", "U": "00"})
    return {
        "pers_person_id": person["person_id"],
        "pers_forename": always(count, PLACEHOLDER),
        "pers_surname": always(count, PLACEHOLDER),
        "pers_sex": person["sex"],
        "pers_gender": gender,
        "pers_ethnicity": person["ethnicity"],
        "pers_dob": born.with_values(np.where(unborn, -1, born.values).astype(np.int32)),
        "pers_expected_dob": person["expected_month"].with_values(
            np.where(unborn, person["expected_month"].values, -1).astype(np.int32)
        ),
        "pers_death_date": person["month_of_death"],
        "pers_common_child_id": nothing(count),
        "pers_legacy_id": nothing(count),
        "pers_upn_unknown": nothing(count),
        "pers_send_flag": codes(plan.astype(np.int32), ("N", "Y")),
        "pers_is_mother": nothing(count),
        "pers_nationality": nothing(count),
    }


def _families(shown: Shown, council: Council) -> dict[str, Cells]:
    del council
    member = shown.table("household_membership")
    first = member["person_id"].values.astype(np.int64) * 2
    again = _told_before(member["person_id"].values)
    return {
        "fami_table_id": identifiers((first + again).astype(np.int32), "FT"),
        "fami_family_id": member["family_id"],
        "fami_person_id": member["person_id"],
    }


def _told_before(numbers: Whole) -> Mask:
    """Say of each row whether an earlier one holds the same number."""
    _, first = np.unique(numbers, return_index=True)
    again = np.ones(len(numbers), dtype=np.bool_)
    again[first] = False
    return again


def _contacts(shown: Shown, council: Council) -> dict[str, Cells]:
    del council
    contact = shown.table("contact")
    return {
        "cont_contact_id": contact["contact_id"],
        "cont_person_id": contact["person_id"],
        "cont_contact_date": contact["received_on"],
        "cont_contact_source_code": contact["source"],
        "cont_contact_source_desc": translated(contact["source"], SOURCES),
        "cont_contact_outcome_json": translated(contact["decision"], CONTACT_OUTCOMES),
    }


def _episodes(shown: Shown, tier: str) -> dict[str, Cells]:
    episode = shown.table("tier_episode")
    return picked(episode, episode["tier"].values == episode["tier"].words.index(tier))


def _unit_names(units: Cells, council: Council) -> Cells:
    return codes(units.values, council.names)


def _early_help(shown: Shown, council: Council) -> dict[str, Cells]:
    episode = _episodes(shown, "early_help")
    return {
        "earl_episode_id": episode["episode_id"],
        "earl_person_id": episode["person_id"],
        "earl_episode_start_date": episode["started_on"],
        "earl_episode_end_date": episode["ended_on"],
        "earl_episode_reason": translated(episode["need"], NEEDS),
        "earl_episode_end_reason": translated(episode["end_reason"], ENDED),
        "earl_episode_organisation": _unit_names(episode["team_id"], council),
        "earl_episode_worker_id": always(len(episode["person_id"].values), PLACEHOLDER),
    }


def _in_need(shown: Shown, council: Council) -> dict[str, Cells]:
    del council
    referral = shown.table("social_care_referral")
    episode = _episodes(shown, "child_in_need")
    row = row_of(episode["referral_id"].values, referral["referral_id"].values)
    reason = {f"RC{n}": f"RC{n}" for n in range(1, 10)} | {"step_down": "RC9"}
    outcome = referral["outcome"]
    nothing_done = outcome.values == outcome.words.index("no_further_action")
    return {
        "cine_referral_id": referral["referral_id"],
        "cine_person_id": referral["person_id"],
        "cine_referral_date": referral["received_on"],
        "cine_cin_primary_need_code": referral["need"],
        "cine_referral_source_code": referral["source"],
        "cine_referral_source_desc": translated(referral["source"], SOURCES),
        "cine_referral_outcome_json": translated(outcome, REFERRAL_OUTCOMES),
        "cine_referral_nfa": codes(nothing_done.astype(np.int32), ("N", "Y")),
        "cine_close_reason": translated(at(episode["end_reason"], row), reason),
        "cine_close_date": at(episode["ended_on"], row),
        "cine_referral_team": referral["team_id"],
        "cine_referral_worker_id": always(len(row), PLACEHOLDER),
    }


def _assessments(shown: Shown, council: Council) -> dict[str, Cells]:
    """Give an assessment for each child, as that dataset has them."""
    del council
    subject, assessment = shown.table("assessment_subject"), shown.table("assessment")
    row = shown.find("assessment", "assessment_id", subject["assessment_id"].values)
    kind = assessment["kind"]
    here = kind.values[row] == kind.words.index("social_care")
    subject, row = picked(subject, here), row[here]
    number = subject["assessment_id"].values
    starts = np.flatnonzero(np.diff(number, prepend=-1))
    nth = np.arange(len(number)) - np.repeat(starts, np.diff(starts, append=len(number)))
    started = at(assessment["started_on"], row)
    return {
        "cina_assessment_id": identifiers((number * 10 + nth).astype(np.int32), "CA", 7),
        "cina_person_id": subject["person_id"],
        "cina_referral_id": _own_referral(shown, subject, started),
        "cina_assessment_start_date": started,
        "cina_assessment_child_seen": codes(np.ones(len(row), dtype=np.int32), ("N", "Y")),
        "cina_assessment_auth_date": at(assessment["completed_on"], row),
        "cina_assessment_outcome_json": translated(
            at(assessment["outcome"], row), ASSESSMENT_OUTCOMES,
            flags(ASSESSMENT_FLAGS, "OTHER_OUTCOMES_EXIST_FLAG"),
        ),
        "cina_assessment_outcome_nfa": translated(
            at(assessment["outcome"], row), {"no_further_action": "Y"}, "N"
        ),
        "cina_assessment_team": at(assessment["team_id"], row),
        "cina_assessment_worker_id": always(len(row), PLACEHOLDER),
    }  # fmt: skip


_FAR: Final = 100_000


def _own_referral(shown: Shown, subject: Columns, started: Cells) -> Cells:
    """Give the child's own latest referral up to the day the assessment started."""
    referral = shown.table("social_care_referral")
    made = referral["person_id"].values.astype(np.int64) * _FAR + referral["received_on"].values
    order = np.argsort(made, kind="stable")
    wanted = subject["person_id"].values.astype(np.int64) * _FAR + started.values
    place = np.searchsorted(made[order], wanted, side="right") - 1
    row = np.where(place >= 0, order[np.maximum(place, 0)], -1) if len(order) else place
    own = (
        referral["person_id"].values[row] == subject["person_id"].values if len(order) else row < 0
    )
    return at(referral["referral_id"], np.where(own, row, -1))


def _visits(
    purpose: str, start: str, id_prefix: str
) -> Callable[[Shown, Council], dict[str, Cells]]:
    def make(shown: Shown, council: Council) -> dict[str, Cells]:
        del council
        visit = shown.table("direct_contact")
        here = visit["purpose"].values == visit["purpose"].words.index(purpose)
        visit = picked(visit, here & (visit["held_on"].values >= 0))
        number = visit["direct_contact_id"].values
        return {
            f"{start}_{purpose_name(purpose)}_visit_id": identifiers(number, id_prefix, 5),
            f"{start}_person_id": visit["person_id"],
            f"{start}_{purpose_name(purpose)}_visit_date": visit["held_on"],
            f"{start}_{purpose_name(purpose)}_visit_seen": translated(visit["child_seen"], YES_NO),
            f"{start}_{purpose_name(purpose)}_visit_seen_alone": translated(
                visit["seen_alone"], YES_NO
            ),
            f"{start}_{purpose_name(purpose)}_visit_bedroom": nothing(len(number)),
        }

    return make


def purpose_name(purpose: str) -> str:
    """Give the short form in which that dataset names plans."""
    return {"child_in_need": "cin", "child_protection": "cp"}[purpose]


def _protection(shown: Shown, council: Council) -> dict[str, Cells]:
    del council
    episode = _episodes(shown, "child_protection")
    count = len(episode["person_id"].values)
    kind = (episode["person_id"].values % 4).astype(np.int32)
    category = codes(kind, ("Neglect", "Emotional", "Physical", "Multiple"))
    return {
        "cppl_cp_plan_id": episode["episode_id"],
        "cppl_referral_id": episode["referral_id"],
        "cppl_icpc_id": nothing(count),
        "cppl_person_id": episode["person_id"],
        "cppl_cp_plan_start_date": episode["started_on"],
        "cppl_cp_plan_end_date": episode["ended_on"],
        "cppl_cp_plan_ola": always(count, "N"),
        "cppl_cp_plan_initial_category": category,
        "cppl_cp_plan_latest_category": category,
    }


def _care(shown: Shown, council: Council) -> dict[str, Cells]:
    del council
    episode = _episodes(shown, "in_care")
    ceased = {
        "change_of_basis": "X1", "returned_home": "E4A", "RC4": "E45", "RC1": "E11", "RC3": "E41",
        "turned_eighteen": "E7",
    }  # fmt: skip
    again = episode["legal_basis"].values == episode["legal_basis"].words.index("care_order")
    return {
        "clae_cla_episode_id": episode["episode_id"],
        "clae_person_id": episode["person_id"],
        "clae_cla_placement_id": nothing(len(again)),
        "clae_cla_episode_start_date": episode["started_on"],
        "clae_cla_episode_start_reason": codes(again.astype(np.int32), ("S", "L")),
        "clae_cla_primary_need_code": episode["need"],
        "clae_cla_episode_ceased_date": episode["ended_on"],
        "clae_cla_episode_ceased_reason": translated(episode["end_reason"], ceased, "E8"),
        "clae_cla_id": nothing(len(again)),
        "clae_referral_id": episode["referral_id"],
        "clae_entered_care_date": episode["started_on"],
        "clae_cla_last_iro_contact_date": nothing(len(again)),
    }


def _missing(shown: Shown, council: Council) -> dict[str, Cells]:
    del council
    row = shown.table("missing_episode")
    return {
        "miss_table_id": row["missing_id"],
        "miss_person_id": row["person_id"],
        "miss_missing_episode_start_date": row["started_on"],
        "miss_missing_episode_type": translated(
            row["kind"], {"missing": "Missing", "away": "Away"}
        ),
        "miss_missing_episode_end_date": row["ended_on"],
        "miss_missing_rhi_offered": translated(row["interview_offered"], YES_NO),
        "miss_missing_rhi_accepted": translated(row["interview_accepted"], YES_NO),
    }


def _timed(shown: Shown, kind: str) -> dict[str, Cells]:
    event = shown.table("timed_event")
    return picked(event, event["kind"].values == event["kind"].words.index(kind))


def _reviews(shown: Shown, council: Council) -> dict[str, Cells]:
    del council
    event = _timed(shown, "protection_review")
    count = len(event["person_id"].values)
    return {
        "cppr_cp_review_id": event["event_id"],
        "cppr_person_id": event["person_id"],
        "cppr_cp_plan_id": event["episode_id"],
        "cppr_cp_review_due": event["due_on"],
        "cppr_cp_review_date": event["done_on"],
        "cppr_cp_review_meeting_id": nothing(count),
        "cppr_cp_review_outcome_continue_cp": nothing(count),
        "cppr_cp_review_quorate": nothing(count),
        "cppr_cp_review_participation": event["participation"],
    }


def _conferences(shown: Shown, council: Council) -> dict[str, Cells]:
    del council
    event = _timed(shown, "initial_conference")
    count = len(event["person_id"].values)
    return {
        "icpc_icpc_id": event["event_id"],
        "icpc_icpc_meeting_id": nothing(count),
        "icpc_s47_enquiry_id": nothing(count),
        "icpc_person_id": event["person_id"],
        "icpc_cp_plan_id": event["episode_id"],
        "icpc_referral_id": nothing(count),
        "icpc_icpc_transfer_in": always(count, "N"),
        "icpc_icpc_target_date": event["due_on"],
        "icpc_icpc_date": event["done_on"],
        "icpc_icpc_outcome_cp_flag": always(count, "Y"),
        "icpc_icpc_outcome_json": always(count, CONFERENCE_OUTCOME),
        "icpc_icpc_team": event["team_id"],
        "icpc_icpc_worker_id": always(count, PLACEHOLDER),
    }


def _enquiries(shown: Shown, council: Council) -> dict[str, Cells]:
    del council
    event = _timed(shown, "section_47_enquiry")
    count = len(event["person_id"].values)
    return {
        "s47e_s47_enquiry_id": event["event_id"],
        "s47e_referral_id": nothing(count),
        "s47e_person_id": event["person_id"],
        "s47e_s47_start_date": event["started_on"],
        "s47e_s47_end_date": event["done_on"],
        "s47e_s47_nfa": always(count, "N"),
        "s47e_s47_outcome_json": always(count, json.dumps({"CP_CONFERENCE_FLAG": "Y"})),
        "s47e_s47_completed_by_worker_id": always(count, PLACEHOLDER),
        "s47e_s47_completed_by_team": event["team_id"],
    }


def _professionals(shown: Shown) -> dict[str, Cells]:
    worker, place = shown.table("worker"), shown.table("worker_placement")
    row = shown.find("worker_placement", "worker_id", worker["worker_id"].values)
    count = len(row)
    return {
        "prof_professional_id": worker["worker_id"],
        "prof_staff_id": worker["worker_id"],
        "prof_professional_name": always(count, PLACEHOLDER),
        "prof_social_worker_registration_no": nothing(count),
        "prof_agency_worker_flag": translated(at(place["agency"], row), YES_NO),
        "prof_professional_job_title": translated(
            worker["profession"],
            {code.value: code.meaning for code in TABLES["worker"].column("profession").codes},
        ),
        "prof_professional_caseload": nothing(count),
        "prof_professional_department": at(place["team_id"], row),
        "prof_full_time_equivalency": at(place["full_time_equivalent"], row),
    }


def _departments(council: Council) -> dict[str, Cells]:
    teams = np.flatnonzero(council.worker_count > 0).astype(np.int32)
    return {
        "dept_team_id": council.column(teams),
        "dept_team_name": codes(teams, council.names),
        "dept_team_parent_id": nothing(len(teams)),
        "dept_team_parent_name": nothing(len(teams)),
    }


_MAKERS: Final[Mapping[str, Callable[[Shown, Council], dict[str, Cells]]]] = {
    "ssd_person": _persons,
    "ssd_family": _families,
    "ssd_contacts": _contacts,
    "ssd_early_help_episodes": _early_help,
    "ssd_cin_episodes": _in_need,
    "ssd_cin_assessments": _assessments,
    "ssd_cin_visits": _visits("child_in_need", "cinv", "V"),
    "ssd_s47_enquiry": _enquiries,
    "ssd_initial_cp_conference": _conferences,
    "ssd_cp_plans": _protection,
    "ssd_cp_reviews": _reviews,
    "ssd_cp_visits": _visits("child_protection", "cppv", "V"),
    "ssd_cla_episodes": _care,
    "ssd_missing": _missing,
}

SSD_TABLES: Final = ("ssd_professionals", "ssd_department", *_MAKERS)

SSD_SHAPES: Final[Mapping[str, Shape]] = {
    "ssd_person": Shape(("pers_person_id",), coded="pers_ethnicity", born="pers_dob"),
    "ssd_contacts": Shape(
        ("cont_contact_id",), event="cont_contact_date", event_needed=True,
        coded="cont_contact_source_code", refers="cont_person_id",
    ),
    "ssd_early_help_episodes": Shape(
        ("earl_episode_id",), event="earl_episode_start_date", event_needed=True,
        ended="earl_episode_end_date", refers="earl_person_id",
    ),
    "ssd_cin_episodes": Shape(
        ("cine_referral_id",), event="cine_referral_date", event_needed=True,
        ended="cine_close_date", coded="cine_cin_primary_need_code", unit="cine_referral_team",
        refers="cine_person_id",
    ),
    "ssd_cin_assessments": Shape(
        ("cina_assessment_id",), event="cina_assessment_start_date",
        ended="cina_assessment_auth_date", unit="cina_assessment_team", refers="cina_person_id",
    ),
    "ssd_missing": Shape(
        ("miss_table_id",), event="miss_missing_episode_start_date", event_needed=True,
        ended="miss_missing_episode_end_date", coded="miss_missing_episode_type",
        refers="miss_person_id",
    ),
}  # fmt: skip
"""Which tables of this form get faults, and where; the others get none."""
