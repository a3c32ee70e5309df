"""A published edition: what it says of itself, and who may have read it. It never changes."""

from dataclasses import dataclass
from datetime import datetime

from headway.domain.days import day_words
from headway.domain.disclosure.policy import Audience, Policy
from headway.domain.periods import Period
from headway.domain.trail import utc_text

WIDER_FIRST = (Audience.PUBLIC, Audience.PARTNERS, Audience.INTERNAL)
_WHOM = {
    Audience.INTERNAL: "for the council's own staff",
    Audience.PARTNERS: "for partners",
    Audience.PUBLIC: "for the public",
}


def read_by(audience: Audience) -> tuple[Audience, ...]:
    """Return whose editions the readers of an audience may have seen: their own, and wider ones.

    The council's own staff may have seen all; the public has seen the public ones alone.
    """
    return WIDER_FIRST[: WIDER_FIRST.index(audience) + 1]


def for_whom(audience: Audience) -> str:
    """Say for whom an edition is: "for the public"."""
    return _WHOM[audience]


def narrower(audience: Audience) -> tuple[Audience, ...]:
    """Return the audiences that see what this one sees, and editions of their own besides."""
    return WIDER_FIRST[WIDER_FIRST.index(audience) + 1 :]


@dataclass(frozen=True, slots=True)
class EditionNote:
    """What an edition says of itself wherever it is shown.

    ``name`` is "2026-09-public-1"; ``at`` the time of publishing (UTC), which was given and is
    never read from a clock again. ``marking`` is the protective marking; ``snapshot`` and
    ``catalogue`` are what the figures rest on.
    """

    name: str
    audience: Audience
    period: Period
    at: datetime
    policy: Policy
    marking: str
    snapshot: str
    catalogue: str
    headway: str

    def __post_init__(self) -> None:
        utc_text(self.at)
        if not self.name or not self.marking:
            raise ValueError("an edition has a name and a marking")
        if self.audience not in self.policy.audiences:
            raise ValueError(f"the policy {self.policy.id} is not meant for this audience")

    @property
    def heading(self) -> str:
        """Say what it is: "Edition 2026-09-public-1, for the public, published 5 October 2026"."""
        day = day_words(self.at)
        return f"Edition {self.name}, {_WHOM[self.audience]}, published {day}"

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Say all of it as terms with their meanings, for a reader."""
        return (
            ("Edition", self.heading),
            ("Marking", self.marking),
            ("As published", AS_PUBLISHED),
            ("Policy", f"{self.policy.title} ({self.policy.id})"),
            *policy_words(self.policy),
            ("Rests on", f"snapshot {self.snapshot}, definitions {self.catalogue[:16]}"),
        )


AS_PUBLISHED = (
    "these figures stand as they were published and are never changed; what is known otherwise "
    "since is told in a later edition"
)


def policy_words(policy: Policy) -> tuple[tuple[str, str], ...]:
    """Say what a policy withholds and what its symbols mean."""
    if not policy.withholds and policy.rounding_base == 1:
        return (("Small numbers", "nothing is withheld"),)
    found: list[tuple[str, str]] = []
    if policy.withholds:
        small, others = policy.symbols.small, policy.symbols.others
        numbers = f"{policy.small_range[0]} to {policy.small_range[-1]}"
        reason = "withheld to protect people"
        if policy.symbols.tell_apart:
            found.append((small, f"a number from {numbers}, {reason}"))
            found.append((others, f"{reason}: it would give another withheld number away"))
        else:
            why = f"a number from {numbers}, or one that would give such a number away"
            found.append((small, f"{reason}: {why}"))
        found.append(("Worked out", _DERIVED))
    if policy.symbols.under_half:
        said = "a percentage above nought that would be rounded to it"
        found.append((policy.symbols.under_half, said))
    if policy.rounding_base > 1:
        said = f"to the nearest {policy.rounding_base}, halves up"
        found.append(("Counts", said))
    return tuple(found)


_DERIVED = (
    "changes, arrows, colours, averages, highest figures and control charts rest on the figures "
    "that are shown, and on nothing else; an average or highest figure over withheld ones is "
    "withheld as well"
)
