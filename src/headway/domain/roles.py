"""Who may be what: the roles of the office, and for which units somebody holds one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from headway.domain.calculation_results import COUNCIL, Level, UnitRef


class Role(Enum):
    """What a person does in the office. One person may hold several, each for its own units."""

    PRACTITIONER = "practitioner"
    TEAM_MANAGER = "team manager"
    INDICATOR_OWNER = "indicator owner"
    ANALYST = "performance analyst"
    QUALITY_LEAD = "quality lead"
    PLAN_LEAD = "plan lead"
    HEAD_OF_SERVICE = "head of service"
    BOARD_MEMBER = "board member"
    TRAIL_AUDITOR = "auditor of the trail"
    ADMINISTRATOR = "administrator"

    @property
    def about(self) -> str:
        """Say in a sentence what the role is for."""
        return _ABOUT[self]

    @property
    def council_only(self) -> bool:
        """Whether the role is held for the whole council or not at all."""
        return self in {Role.BOARD_MEMBER, Role.TRAIL_AUDITOR, Role.ADMINISTRATOR}


_ABOUT = {
    Role.PRACTITIONER: "Sees the figures of their team, and how long its worklists are.",
    Role.TEAM_MANAGER: "Enters the team's figures, and works through its lists.",
    Role.INDICATOR_OWNER: "Says why a figure is what it is; somebody else signs it off.",
    Role.ANALYST: "Loads exports, checks figures, and prepares editions.",
    Role.QUALITY_LEAD: "Runs audits and family feedback.",
    Role.PLAN_LEAD: "Keeps the improvement plan.",
    Role.HEAD_OF_SERVICE: "Sees every team of the service, and approves what is published.",
    Role.BOARD_MEMBER: "Reads published editions, and nothing else.",
    Role.TRAIL_AUDITOR: "Reads who did and who saw what.",
    Role.ADMINISTRATOR: "Adds people and says what they may do; sees no figures for it.",
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody holds for a unit and everything in it, from a day and up to another.

    ``until`` is the first day on which it no longer holds; None means until it is taken back.
    """

    role: Role
    unit: UnitRef
    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.role.council_only and self.unit != COUNCIL:
            raise ValueError(f"the role of {self.role.value} is held for the whole council")
        if self.unit.not_allocated:
            raise ValueError("a role is held for a unit that is named")
        if self.until is not None and self.until <= self.since:
            raise ValueError("a role ends after it begins")

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody may do on a day: their grants, and the units that each unit lies in.

    ``within`` gives for a unit those above it, itself included: a team lies in its locality.
    """

    grants: tuple[Grant, ...]
    within: Mapping[UnitRef, frozenset[UnitRef]]

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held, for whatever unit."""
        return frozenset(one.role for one in self.grants)

    def any_of(self, roles: Iterable[Role]) -> bool:
        """Whether one of these roles is held for some unit."""
        return not self.roles.isdisjoint(roles)

    def may(self, roles: Iterable[Role], unit: UnitRef) -> bool:
        """Whether one of these roles is held for a unit: for itself, or for one that it lies in."""
        above = self.within.get(unit, frozenset({unit})) | {COUNCIL}
        wanted = frozenset(roles)
        return any(one.role in wanted and one.unit in above for one in self.grants)

    def units(self, roles: Iterable[Role]) -> tuple[UnitRef, ...]:
        """Give the units at which one of these roles may be used, from the council down."""
        wanted = frozenset(roles)
        known = {*self.within, COUNCIL}
        return tuple(sorted((one for one in known if self.may(wanted, one)), key=_place))


def _place(unit: UnitRef) -> tuple[int, str]:
    return unit.key


def access_on(
    day: date, grants: Iterable[Grant], within: Mapping[UnitRef, frozenset[UnitRef]]
) -> Access:
    """Give what the grants that hold on ``day`` allow."""
    return Access(tuple(one for one in grants if one.holds_on(day)), within)


LEVELS = tuple(Level)
