"""What a step up or step down is worked out from. The rule is the engine's; its parts are here.

A transition is never stored: five kinds of record may tell of the same one. Their order here is
their precedence, from the strongest.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

LADDER: Final = ("early_help", "child_in_need", "child_protection", "in_care")
"""Tiers from the lowest to the highest. Youth offending and leaving care stand beside it."""

SAME_TRANSITION_DAYS: Final = 28
"""Records of one person and one direction no more than this many days apart are one transition."""


class Direction(Enum):
    """Which way help moves on the ladder."""

    UP = "step up"
    DOWN = "step down"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kind of record that tells of a transition: its table, its date, and the codes that say so.

    Without a column and codes (the start of a tier episode) the record itself moves on the ladder.
    """

    table: str
    date: str
    column: str = ""
    up: frozenset[str] = frozenset()
    down: frozenset[str] = frozenset()


PRECEDENCE: Final = (
    Evidence("tier_episode", "started_on"),
    Evidence(
        "social_care_referral",
        "received_on",
        "outcome",
        up=frozenset({"assessment", "strategy_discussion", "in_care"}),
        down=frozenset({"early_help"}),
    ),
    Evidence(
        "tier_episode",
        "ended_on",
        "end_reason",
        up=frozenset({"step_up"}),
        down=frozenset({"step_down", "RC9"}),
    ),
    Evidence("plan", "closed_on", "closing_reason", up=frozenset({"step_up"})),
    Evidence(
        "contact",
        "received_on",
        "decision",
        up=frozenset({"social_care"}),
        down=frozenset({"early_help"}),
    ),
)
"""Every kind of evidence, the strongest first: a transition takes its date from the first it has.

A referral or a contact is evidence only for a person who was in another tier the day before: up
from early help, down from social care. A new family is no transition.
"""
