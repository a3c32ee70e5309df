"""What stands open at the end of a month, one line each: from when to when, whose, and how long."""

from collections.abc import Sequence

from bench.recipe_words import HELPING, Aged, Asked, Beside, Flag, Is, IsNot, Open, has

OPEN_TIERS = {
    "level-2-cases-open": ("early_help", False),
    "child-in-need-cases-open": ("child_in_need", True),
    "child-protection-plans": ("child_protection", True),
    "children-in-care": ("in_care", True),
    "youth-offending-service-cases": ("youth_offending", False),
}
"""Indicators of children open in a tier, and whether only at the highest tier they are in."""

_EPISODES = ("episode_team", "episode_id")
_PLANS = ("plan_team", "plan_id")


def _tier(indicator: str, tiers: tuple[str, ...], *more: Asked, beside: Beside | None = None
          ) -> Open:  # fmt: skip
    return Open(
        indicator, "tier_episode", "started_on", ("ended_on",), (Is("tier", tiers), *more),
        "person_id", "", *_EPISODES, beside=beside,
    )  # fmt: skip


_LEAD_OF_EPISODE = Beside("lead_practitioner", "episode_id", "started_on", "ended_on")
_NO_LEAD = Beside("lead_practitioner", "episode_id", "started_on", "ended_on", absent=True)
_SCHOOL_AGE = Aged(5, 17)
_WAITING = ("requested_on", ("started_on", "completed_on", "given_up_on"))
_SOCIAL_POST = has("profession", "social_worker")
_PRE = ("timed_event", "started_on", ("done_on", "dropped_on"), (has("kind", "pre_proceedings"),))

OPEN: Sequence[Open] = (
    _tier("care-leavers", ("leaving_care",)),
    _tier("care-leavers-with-current-pathway-plan", ("leaving_care",), beside=Beside(
        "timed_event", "person_id", "done_on", "lapses_on", (has("kind", "pathway_plan"),))),
    _tier("children-held-by-social-workers", ("child_in_need", "child_protection", "in_care"),
          beside=_LEAD_OF_EPISODE),
    _tier("children-in-care-section-20", ("in_care",), has("legal_basis", "section_20")),
    _tier("school-age-children-in-care", ("in_care",), _SCHOOL_AGE),
    _tier("children-in-care-with-current-education-plan", ("in_care",), _SCHOOL_AGE,
          beside=Beside("timed_event", "person_id", "done_on", "lapses_on",
                        (has("kind", "personal_education_plan"),))),
    _tier("children-in-need-all",
          ("child_in_need", "child_protection", "in_care", "leaving_care")),
    _tier("protected-or-in-care-unallocated", ("child_protection", "in_care"), beside=_NO_LEAD),
    Open("early-help-plans-without-lead", "plan", "opened_on", ("closed_on",),
         (has("service", *HELPING),), "", "", *_PLANS,
         beside=Beside("lead_practitioner", "plan_id", "started_on", "ended_on", absent=True)),
    Open("families-with-genogram", "plan", "opened_on", ("closed_on",),
         (has("service", *HELPING),), "family_id", "", *_PLANS,
         beside=Beside("tool_use", "plan_id", "used_on", "", (has("tool", "genogram"),))),
    Open("families-attached-so-far", "programme_attachment", "attached_on", (), (), "family_id"),
    Open("programme-claims-so-far", "programme_claim", "claimed_on", (),
         (IsNot("validation", ("rejected",)),), unit="programme_attachment.team_id",
         join=("programme_attachment", "attachment_id")),
    Open("families-waiting-for-assessment", "assessment", *_WAITING, (has("kind", *HELPING),),
         "family_id"),
    Open("families-waiting-over-30-days", "assessment", *_WAITING, (has("kind", *HELPING),),
         "family_id", more_than_days=30),
    Open("early-help-assessments-overdue", "assessment", "started_on",
         ("completed_on", "given_up_on"), (has("kind", "early_help"),), more_than_days=30),
    Open("visits-overdue", "direct_contact", "due_on", ("held_on",), up_to_days=42),
    Open("fostering-households", "fostering_household", "approved_on", ("ended_on",)),
    Open("pre-proceedings-open", *_PRE),
    Open("pre-proceedings-open-up-to-20-weeks", *_PRE, up_to_days=140),
    Open("pre-proceedings-open-up-to-26-weeks", *_PRE, up_to_days=182),
    Open("childrens-centre-children-registered", "registration", "started_on", ("ended_on",),
         (has("kind", "childrens_centre"), Aged(0, 4)), "person_id", unit="place_id"),
    Open("two-year-old-places-taken", "registration", "started_on", ("ended_on",),
         (has("kind", "two_year_old_place"), Aged(0, 4)), "person_id", unit="place_id"),
    Open("young-carers-registered", "registration", "started_on", ("ended_on",),
         (has("kind", "young_carers"),), "person_id", unit="place_id"),
    Open("social-work-posts", "post", "started_on", ("ended_on",), (_SOCIAL_POST,),
         sum_of="full_time_equivalent"),
    Open("social-work-posts-vacant", "post", "started_on", ("ended_on",),
         (_SOCIAL_POST, has("filled_by", "vacant")), sum_of="full_time_equivalent"),
    Open("social-work-vacancies-and-agency-staff", "post", "started_on", ("ended_on",),
         (_SOCIAL_POST, has("filled_by", "vacant", "agency"))),
    Open("social-workers-holding-cases", "worker_placement", "started_on", ("ended_on",),
         (has("role", "lead_practitioner"), has("worker.profession", "social_worker")),
         sum_of="full_time_equivalent", join=("worker", "worker_id")),
    Open("agency-social-workers", "worker_placement", "started_on", ("ended_on",),
         (Flag("agency"), has("worker.profession", "social_worker")), "worker_id",
         join=("worker", "worker_id")),
    Open("workers-in-teams", "worker_placement", "started_on", ("ended_on",), (), "worker_id"),
    Open("workers-trained-in-neglect", "training", "completed_on", ("expires_on",),
         (has("course", "Neglect", "Signs of neglect"),), "worker_id", up_to_months=24,
         beside=Beside("worker_placement", "worker_id", "started_on", "ended_on")),
)  # fmt: skip
