"""The shape of conformed case data: columns, types, constraints and plain descriptions.

``TABLES`` holds every table by name. A table stands after those it refers to, so loading in this
order finds every row that is pointed at.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from headway.tables.assessment import ASSESSMENT
from headway.tables.assessment_subject import ASSESSMENT_SUBJECT
from headway.tables.case_audit import CASE_AUDIT
from headway.tables.consent import CONSENT
from headway.tables.contact import CONTACT
from headway.tables.direct_contact import DIRECT_CONTACT
from headway.tables.distance_reading import DISTANCE_READING
from headway.tables.engagement_event import ENGAGEMENT_EVENT
from headway.tables.episode_team import EPISODE_TEAM
from headway.tables.family import FAMILY
from headway.tables.family_review import FAMILY_REVIEW
from headway.tables.fostering_household import FOSTERING_HOUSEHOLD
from headway.tables.group_attendance import GROUP_ATTENDANCE
from headway.tables.group_session import GROUP_SESSION
from headway.tables.household_membership import HOUSEHOLD_MEMBERSHIP
from headway.tables.intervention import INTERVENTION
from headway.tables.lead_practitioner import LEAD_PRACTITIONER
from headway.tables.merged_identifier import MERGED_IDENTIFIER
from headway.tables.missing_episode import MISSING_EPISODE
from headway.tables.organisation_unit import ORGANISATION_UNIT
from headway.tables.participation_status import PARTICIPATION_STATUS
from headway.tables.person import PERSON
from headway.tables.plan import PLAN
from headway.tables.plan_need import PLAN_NEED
from headway.tables.plan_subject import PLAN_SUBJECT
from headway.tables.plan_team import PLAN_TEAM
from headway.tables.planned_audit import PLANNED_AUDIT
from headway.tables.population import POPULATION
from headway.tables.post import POST
from headway.tables.programme_attachment import PROGRAMME_ATTACHMENT
from headway.tables.programme_claim import PROGRAMME_CLAIM
from headway.tables.programme_criterion import PROGRAMME_CRITERION
from headway.tables.registration import REGISTRATION
from headway.tables.residence import RESIDENCE
from headway.tables.schema import Table
from headway.tables.screening import SCREENING
from headway.tables.social_care_referral import SOCIAL_CARE_REFERRAL
from headway.tables.supervision import SUPERVISION
from headway.tables.survey_response import SURVEY_RESPONSE
from headway.tables.tier_episode import TIER_EPISODE
from headway.tables.timed_event import TIMED_EVENT
from headway.tables.tool_use import TOOL_USE
from headway.tables.training import TRAINING
from headway.tables.unit_membership import UNIT_MEMBERSHIP
from headway.tables.unit_succession import UNIT_SUCCESSION
from headway.tables.worker import WORKER
from headway.tables.worker_placement import WORKER_PLACEMENT
from headway.tables.youth_justice_outcome import YOUTH_JUSTICE_OUTCOME

_IN_ORDER: Final = (
    ORGANISATION_UNIT,
    UNIT_MEMBERSHIP,
    UNIT_SUCCESSION,
    POPULATION,
    PERSON,
    MERGED_IDENTIFIER,
    FAMILY,
    HOUSEHOLD_MEMBERSHIP,
    RESIDENCE,
    WORKER,
    WORKER_PLACEMENT,
    POST,
    TRAINING,
    SUPERVISION,
    CONTACT,
    SOCIAL_CARE_REFERRAL,
    ASSESSMENT,
    ASSESSMENT_SUBJECT,
    PLAN,
    PLAN_SUBJECT,
    PLAN_TEAM,
    PLAN_NEED,
    FAMILY_REVIEW,
    TIER_EPISODE,
    EPISODE_TEAM,
    LEAD_PRACTITIONER,
    GROUP_SESSION,
    DIRECT_CONTACT,
    GROUP_ATTENDANCE,
    CONSENT,
    ENGAGEMENT_EVENT,
    TOOL_USE,
    INTERVENTION,
    DISTANCE_READING,
    SCREENING,
    MISSING_EPISODE,
    TIMED_EVENT,
    PARTICIPATION_STATUS,
    YOUTH_JUSTICE_OUTCOME,
    REGISTRATION,
    SURVEY_RESPONSE,
    CASE_AUDIT,
    PLANNED_AUDIT,
    FOSTERING_HOUSEHOLD,
    PROGRAMME_ATTACHMENT,
    PROGRAMME_CRITERION,
    PROGRAMME_CLAIM,
)

TABLES: Final[Mapping[str, Table]] = MappingProxyType({table.name: table for table in _IN_ORDER})
"""Every table by its name, each after the tables it refers to."""
