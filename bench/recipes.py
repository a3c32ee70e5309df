"""Every indicator that both hand-written sides work out: made of which others, and which are not.

The plain ones and what stands open have a line each; here is what is made of them, and the names
of what takes more than a condition and stands in the sides themselves.
"""

from bench.recipes_open import OPEN, OPEN_TIERS
from bench.recipes_plain import LINES

RATIOS = {
    "cases-closed-escalated-percentage": ("cases-closed-escalated", "early-help-cases-closed"),
    "early-help-throughput-percentage": ("early-help-plans-closed", "early-help-plans-opened"),
    "family-feedback-helped-percentage": ("family-feedback-helped", "family-feedback-received"),
    "family-feedback-respected-percentage": (
        "family-feedback-respected",
        "family-feedback-received",
    ),
    "children-in-care-section-20-percentage": ("children-in-care-section-20", "children-in-care"),
    "families-with-genogram-percentage": ("families-with-genogram", "families-in-early-help"),
    "pathway-plans-current-percentage": ("care-leavers-with-current-pathway-plan", "care-leavers"),
    "personal-education-plans-current-percentage": (
        "children-in-care-with-current-education-plan",
        "school-age-children-in-care",
    ),
    "pre-proceedings-within-20-weeks-percentage": (
        "pre-proceedings-open-up-to-20-weeks",
        "pre-proceedings-open",
    ),
    "pre-proceedings-within-26-weeks-percentage": (
        "pre-proceedings-open-up-to-26-weeks",
        "pre-proceedings-open",
    ),
    "programme-conversion-percentage": ("programme-claims-so-far", "families-attached-so-far"),
    "social-work-average-caseload": (
        "children-held-by-social-workers",
        "social-workers-holding-cases",
    ),
    "social-work-vacancy-percentage": ("social-work-posts-vacant", "social-work-posts"),
    "workers-trained-in-neglect-percentage": ("workers-trained-in-neglect", "workers-in-teams"),
    "case-holding-percentage": ("families-in-early-help", "family-capacity"),
    "cases-open-over-12-months-percentage": ("cases-open-over-12-months", "early-help-cases-open"),
    "exploitation-risk-medium-or-high-percentage": (
        "exploitation-risk-medium-or-high",
        "exploitation-screenings",
    ),
    "family-feedback-listened-to-percentage": (
        "family-feedback-listened-to",
        "family-feedback-received",
    ),
    "level-2-escalation-percentage": ("level-2-cases-escalated", "level-2-cases-open"),
}
"""One figure by another."""

RATES = {
    "referral-rate-per-10000": ("referrals-to-social-care", 0, 17, "everybody"),
    "first-time-entrants-youth-justice": ("first-time-entrants-count", 10, 17, "everybody"),
    "child-protection-plans-per-10000": ("child-protection-plans", 0, 17, "everybody"),
    "children-in-care-per-10000": ("children-in-care", 0, 17, "everybody"),
    "children-in-need-per-10000": ("child-in-need-cases-open", 0, 17, "everybody"),
    "childrens-centre-reach-percentage": (
        "childrens-centre-children-reached", 0, 4, "everybody",
    ),
    "childrens-centre-registration-percentage": (
        "childrens-centre-children-registered", 0, 4, "everybody",
    ),
    "two-year-old-take-up-percentage": (
        "two-year-old-places-taken", 2, 2, "eligible_two_year_olds",
    ),
}  # fmt: skip
"""A figure by the people of these ages, and of which cohort."""

PARTS = {
    "distance-travelled-improving": ("distance-travelled-improving-percentage", "above"),
    "distance-travelled-completed": ("distance-travelled-improving-percentage", "below"),
}
"""One half of another figure."""

WHOLE = (
    "family-reviews-overdue",
    "family-capacity",
    "early-help-cases-open",
    "cases-open-over-12-months",
    "families-in-early-help",
    *OPEN_TIERS,
    "first-time-entrants-count",
    "families-back-within-3-months-percentage",
    "referred-children-seen-promptly-percentage",
    "re-referrals-within-12-months-percentage",
    "distance-travelled-improving-percentage",
    "early-help-assessment-typical-working-days",
    "level-2-cases-escalated",
    "steps-down-to-early-help",
)
"""What takes more than a condition."""

COVERED = frozenset(
    (*(line.indicator for line in LINES), *(one.indicator for one in OPEN), *RATIOS, *RATES,
     *PARTS, *WHOLE)
)  # fmt: skip
"""Every indicator that both sides work out."""

_FOLLOWS = "another way to ask what follows or comes before, as four that are compared do"
NOT_COVERED: dict[str, str] = {
    "children-back-in-early-help-percentage": _FOLLOWS,
    "cases-reopened-within-3-months": "part of children-back-in-early-help-percentage",
    "cases-reopened-within-3-months-percentage": "made of cases-reopened-within-3-months",
    "children-seen-within-15-days-percentage": _FOLLOWS,
    "contacts-leading-to-assessment-percentage": _FOLLOWS,
    "distance-travelled-used-percentage": _FOLLOWS,
    "referred-children-seen-within-5-days-percentage": _FOLLOWS,
    "early-help-plan-typical-days": "another median, as the one that is compared",
    "wait-for-assessment-typical-working-days": "another median, as the one that is compared",
    "care-leavers-in-education-employment-training-percentage": (
        "a share of people by another table's tier, as neet-or-not-known-16-17 without that"
    ),
}
"""Indicators of the catalogue that a side cannot give yet, and why."""
