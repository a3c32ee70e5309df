"""What an edition withholds, proved beside all that its readers have seen before."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from headway.domain.disclosure.audit import Weak
from headway.domain.disclosure.cells import CellKey
from headway.domain.disclosure.policy import Policy
from headway.domain.frozen_edition import narrower
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.protection.audit import audit
from headway.services.analysis.publish_counts import Counts
from headway.services.analysis.publish_earlier import (
    Seen,
    kept_from_narrower,
    known_from,
    seen_by,
)
from headway.services.analysis.publish_pins import Pins
from headway.services.analysis.publish_protect import Decided, decide
from headway.services.analysis.published import seen_before
from headway.warehouse.folder import DataFolder

TURNS = 3  # how often more is held back for the sake of narrower editions
FEW = 3  # figures up to which a refusal names them alone
PLACE = Place("headway publish")


class AlreadyOut(Refused):
    """Refused for nothing but what earlier editions give away by themselves.

    ``counts`` names it, as ``PublishAsked.accepted`` takes it.
    """

    def __init__(self, findings: Iterable[Finding], counts: Sequence[str]) -> None:
        """Take the findings, and the names of the counts."""
        super().__init__(findings)
        self.counts = tuple(counts)


def proved(folder: DataFolder, pins: Pins, policy: Policy, counts: Counts) -> Decided:
    """Protect an edition against all that its readers know, and those of narrower editions.

    Raises Refused where it cannot be proved safe; AlreadyOut where that is no doing of its own.
    """
    before = seen_before(folder, pins.earlier)
    earlier = seen_by(pins.audience, policy, before) if policy.withholds else []
    accepted = _accepted(pins.accepted, [*counts.release.counts])
    held = kept_from_narrower(pins.audience, before, counts.release)
    weak: list[tuple[Weak, str]] = []
    for _ in range(TURNS):
        decided = decide(counts.release, policy, earlier, accepted, held)
        if decided.findings:
            raise _refusal(pins, decided, {str(key) for key in counts.release.counts})
        weak = _with_narrower(pins, decided, before, accepted)
        if not weak:
            return decided
        blocks = {(one.key.indicator, one.key.period) for one, _ in weak}
        held |= {key for key in counts.release.counts if (key.indicator, key.period) in blocks}
    raise Refused([one.finding(place) for one, place in weak])


def _refusal(pins: Pins, decided: Decided, names: Collection[str]) -> Refused:
    """Give a refusal: one that a person can answer where all of it is out, and can be named."""
    told = [*_in_short(pins, decided), *decided.findings]
    if decided.before == len(decided.findings) and set(decided.out) <= set(names):
        return AlreadyOut(told, decided.out)
    return Refused(told)


def _in_short(pins: Pins, decided: Decided) -> Iterator[Finding]:
    """Say of many figures at once what can be done: each by itself says what it is."""
    many, before = len(decided.findings), decided.before
    if many <= FEW:
        return
    out = f", {before} of them from what its readers have seen before" if before else ""
    step = (
        "Publish the same units as the editions before, or by a policy that shows as much as they "
        "did. Where it is accepted that these are out, a head of service accepts them in the "
        "office, and headway publish --accept takes each by name"
        if before
        else "Publish fewer units, or fewer months (--months)"
    )
    yield Finding(
        Place(pins.name),
        Severity.STOPS,
        f"{many} figures that the policy {pins.policy} withholds can be worked out{out}; "
        "they are named below",
        "Nothing was published",
        step,
    )


def _with_narrower(
    pins: Pins, decided: Decided, before: Sequence[Seen], accepted: frozenset[CellKey]
) -> list[tuple[Weak, str]]:
    """Audit once more as readers of narrower editions, who have seen those besides.

    What those gave away already, this edition cannot mend.
    """
    found: list[tuple[Weak, str]] = []
    for audience in narrower(pins.audience):
        own = [one for one in before if one.audience is audience]
        if own and all(one.released.policy.withholds for one in own):
            policy = own[-1].released.policy
            seen = seen_by(audience, policy, before)
            weak = audit(known_from(decided.released, policy), seen, accepted).weak
            out = {one.key for one in audit(seen[-1], seen[:-1], accepted).weak} if weak else set()
            place = f"{pins.name}, together with editions for {audience.value}"
            found += [(one, place) for one in weak if one.key not in out]
    return found


def _accepted(names: Sequence[str], keys: Sequence[CellKey]) -> frozenset[CellKey]:
    known: dict[str, set[CellKey]] = {}
    for key in keys:  # what several sums leave over of one total has one name
        known.setdefault(str(key), set()).add(key)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Refused(
            [
                Finding(PLACE, Severity.STOPS, f"the edition has no count “{name}”",
                        "A count is accepted by the name that a refusal gives it",
                        "Copy the name from the refusal")
                for name in unknown
            ]
        )  # fmt: skip
    return frozenset(key for name in names for key in known[name])
