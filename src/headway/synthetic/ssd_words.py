"""The words and flags in which the Standard Safeguarding Dataset says what happened."""

import json
from typing import Final

from headway.tables.code_lists import NEED, SOURCE

PLACEHOLDER: Final = "SSD_PH"


YES_NO: Final = {"yes": "Y", "no": "N"}


SOURCES: Final = {code.value: code.meaning for code in SOURCE}


NEEDS: Final = {code.value: code.meaning for code in NEED}


def flags(names: tuple[str, ...], set_: str) -> str:
    """Give flags as JSON text, one of them set."""
    return json.dumps({name: "Y" if name == set_ else "N" for name in names})


_CONTACT_FLAGS: Final = (
    "NEW_REFERRAL_FLAG", "EXISTING_REFERRAL_FLAG", "CP_ENQUIRY_FLAG", "NFA_FLAG",
    "NON_AGENCY_ADOPTION_FLAG", "PRIVATE_FOSTERING_FLAG", "ADVICE_FLAG", "MISSING_FLAG",
    "OLA_CP_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip


CONTACT_OUTCOMES: Final = {
    word: flags(_CONTACT_FLAGS, flag)
    for word, flag in {
        "no_further_action": "NFA_FLAG", "information_and_advice": "ADVICE_FLAG",
        "universal": "OTHER_OUTCOMES_EXIST_FLAG", "early_help": "OTHER_OUTCOMES_EXIST_FLAG",
        "family_help": "OTHER_OUTCOMES_EXIST_FLAG", "social_care": "NEW_REFERRAL_FLAG",
        "existing_case": "EXISTING_REFERRAL_FLAG", "other_agency": "OTHER_OUTCOMES_EXIST_FLAG",
    }.items()
}  # fmt: skip


_REFERRAL_FLAGS: Final = (
    "SINGLE_ASSESSMENT_FLAG", "NFA_FLAG", "STRATEGY_DISCUSSION_FLAG", "CLA_REQUEST_FLAG",
    "NON_AGENCY_ADOPTION_FLAG", "PRIVATE_FOSTERING_FLAG", "CP_TRANSFER_IN_FLAG",
    "CP_CONFERENCE_FLAG", "CARE_LEAVER_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip


REFERRAL_OUTCOMES: Final = {
    word: flags(_REFERRAL_FLAGS, flag)
    for word, flag in {
        "assessment": "SINGLE_ASSESSMENT_FLAG", "strategy_discussion": "STRATEGY_DISCUSSION_FLAG",
        "in_care": "CLA_REQUEST_FLAG", "no_further_action": "NFA_FLAG",
        "early_help": "OTHER_OUTCOMES_EXIST_FLAG", "family_help": "OTHER_OUTCOMES_EXIST_FLAG",
        "other": "OTHER_OUTCOMES_EXIST_FLAG",
    }.items()
}  # fmt: skip


ASSESSMENT_FLAGS: Final = (
    "NFA_FLAG", "NFA_S47_END_FLAG", "STRATEGY_DISCUSSION_FLAG", "CLA_REQUEST_FLAG",
    "PRIVATE_FOSTERING_FLAG", "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG",
    "PROV_OF_SB_CARE_FLAG", "SPECIALIST_ASSESSMENT_FLAG", "REFERRAL_TO_OTHER_AGENCY_FLAG",
    "OTHER_ACTIONS_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip


ASSESSMENT_OUTCOMES: Final = {
    "plan": flags(ASSESSMENT_FLAGS, "PROV_OF_SERVICES_FLAG"),
    "no_further_action": flags(ASSESSMENT_FLAGS, "NFA_FLAG"),
}


ENDED: Final = {
    "needs_met": "Outcomes met", "step_up": "Step-up", "declined": "Consent withdrawn",
    "other": "NFA", "opened_in_error": "NFA", "change_of_basis": "NFA",
}  # fmt: skip


CONFERENCE_OUTCOME: Final = json.dumps({"OTHER_OUTCOMES_EXIST_FLAG": "N"})
