"""Which tables answer which question, so that a council sees what an export must bring.

A question whose tables are empty stays *not collected*; the last list is of figures that no case
system holds, which are entered with their source.
"""

from typing import Final

ANSWERS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Assessments started and completed, with and without adults of 21 and over, in time",
     ("assessment", "assessment_subject", "person")),
    ("Plans opened, open, open for long, closed, with which outcomes",
     ("plan", "plan_subject", "plan_need")),
    ("Re-opened within three months", ("plan", "plan_subject", "family")),
    ("Stepped up and down, and the share of it",
     ("tier_episode", "social_care_referral", "plan", "contact")),
    ("Early help, in need (of all kinds), protection, in care, youth offending; by legal basis",
     ("tier_episode",)),
    ("Contacts by source, need, decision and destination; decided in 24 hours",
     ("contact", "organisation_unit")),
    ("Referrals and re-referrals, by rate", ("social_care_referral", "population")),
    ("Waiting: passed on or asked for, and not started", ("contact", "assessment", "plan")),
    ("Families and children open by locality; case-holding against capacity",
     ("plan", "plan_subject", "plan_team", "unit_membership", "worker_placement")),
    ("Average caseload, unallocated cases", ("lead_practitioner", "plan", "tier_episode")),
    ("Seen within so many days; visits in time", ("direct_contact", "contact", "assessment")),
    ("Reviews of the team around the family", ("family_review",)),
    ("Direct contacts without a lead professional; sessions delivered, families reached, by school",
     ("direct_contact", "group_session", "group_attendance")),
    ("Distance travelled", ("distance_reading",)),
    ("Families' answers, and how many answered", ("survey_response",)),
    ("Screened, and at risk", ("screening",)),
    ("Case audits and dip samples: grades, and the share of the programme that was done",
     ("case_audit", "planned_audit")),
    ("Fostering households: enquiries, approvals, net gain, in time", ("fostering_household",)),
    ("Practice tools in use; interventions; training", ("tool_use", "intervention", "training")),
    ("Children's centres: registered, reached; funded places; young carers; diverted from crime",
     ("registration", "group_attendance", "direct_contact", "population", "youth_justice_outcome")),
    ("First-time entrants to youth justice, from the council's own rows",
     ("youth_justice_outcome", "population")),
    ("In education, employment or training; care leavers among them",
     ("participation_status", "tier_episode")),
    ("Families attached, claims, conversion",
     ("programme_attachment", "programme_criterion", "programme_claim")),
    ("Missing, and return interviews referred, offered, taken up", ("missing_episode",)),
    ("Conferences, minutes, reviews, plans, permanence, adoption, proceedings in time; taking part",
     ("timed_event",)),
    ("Supervision in time", ("supervision",)),
    ("Posts, vacancies, agency staff", ("post", "worker_placement")),
    ("Consent, and families who could not be reached", ("consent", "engagement_event")),
    ("Figures of those who live somewhere", ("residence", "population")),
)  # fmt: skip

ENTERED: Final = (
    "National figures of first-time entrants, where those are the ones printed",
    "National figures of those not in education, employment or training, likewise",
    "Targets, pledges and commitments",
    "Money spent and earned",
    "Benchmarks of other councils",
)
