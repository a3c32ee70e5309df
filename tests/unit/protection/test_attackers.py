"""Over made-up hierarchies and sequences of editions, no attacker recovers what is withheld."""

import os
import random

import pytest

from headway.domain.calculation_results import COUNCIL
from headway.domain.disclosure.audit import Proof, Protected
from headway.domain.disclosure.policy import (
    Audience,
    Contributors,
    DerivedKind,
    PartsUsed,
    Percentages,
    Policy,
    Symbols,
    Zeros,
)
from headway.domain.disclosure.release import Released
from headway.protection.audit import audit
from headway.protection.draft import Draft
from headway.protection.proof import check
from headway.protection.protect import protect
from tests.unit.protection.attack import Attacker, drawn, edition

EVERYBODY = frozenset(Audience)
POLICIES = [
    Policy("under-5", "Under 5", EVERYBODY, 5),
    Policy("three", "Under 5, three possible", EVERYBODY, 5, least_possible=3),
    Policy(
        "under-6",
        "Under 6, all derived figures shown where safe",
        EVERYBODY,
        6,
        derived=frozenset(DerivedKind),
    ),
    Policy(
        "told",
        "Two symbols",
        EVERYBODY,
        5,
        symbols=Symbols("*", "x"),
        contributors=Contributors.NOBODY,
    ),
    Policy("nought", "Noughts too", EVERYBODY, 4, zeros=Zeros.PROTECTED),
    Policy(
        "rounded",
        "1 to 7, rounded to 5",
        EVERYBODY,
        8,
        rounding_base=5,
        least_possible=3,
        percentages=Percentages(PartsUsed.ROUNDED),
        contributors=Contributors.NOBODY,
    ),
    Policy("known", "The small ones are known", EVERYBODY, 5, small_are_known=True),
    Policy("units", "Units know their own", EVERYBODY, 5, contributors=Contributors.UNITS),
]
SEEDS = range(3000 if os.environ.get("HEADWAY_PROFILE") == "nightly" else 16)


def sequence(seed: int) -> tuple[Policy, list[Released], bool, Proof]:
    """Release one to three editions; stop where one is not released."""
    dice = random.Random(seed)
    policy = POLICIES[seed % len(POLICIES)]
    months = dice.randint(1, 4)
    made = drawn(dice, teams=dice.randint(2, 4), months=months, sexes=2, most=dice.choice([6, 12]))
    every = sorted({when for _, when, _ in made.counts})
    released: list[Released] = []
    proof = Proof()
    shape = {
        "longer": dice.random() < 0.5,
        "parted": dice.random() < 0.5,
        "derived": dice.random() < 0.6,
    }
    editions = dice.randint(1, 3)
    for number in range(editions):
        if number:
            for key in list(made.counts):
                if dice.random() < 0.1:
                    made.counts[key] += dice.randint(1, 2)
        upto = every[: max(1, len(every) - (editions - 1 - number))]
        hidden = frozenset([COUNCIL]) if dice.random() < 0.1 else frozenset()
        second = dice.random() < 0.3
        release = edition(made, f"edition {number}", upto, second=second, hidden=hidden, **shape)
        decision = protect(release, policy, released)
        if not isinstance(decision, Protected):
            assert decision.findings
            return policy, released, False, proof
        proof = decision.audit.certificate
        assert check(proof, [*released, decision.released])
        released.append(decision.released)
    return policy, released, True, proof


def weaknesses(policy: Policy, released: list[Released], proof: Proof) -> list[str]:
    """Attack everything released together, from outside and as one who is counted alone."""
    outsider = Attacker(released, told=False, tables=proof.alternatives)
    needs = wanted(policy, released)
    found = [f"{one[0]} quickly" for one in outsider.quickly(needs)]
    for one, enough in needs.items():
        values = outsider.values(one, enough, {})
        if len(values) < enough:
            found.append(f"{one[0]} from outside: {len(values)} of {enough}")
    if policy.contributors is not Contributors.NOBODY:
        small = [one for one in needs if policy.is_small(one[1]) and one[1] > 1]
        for insider in [one for one in outsider.unknowns if one[1] == 1]:
            for one in small:
                if len(outsider.values(one, 2, {insider: 1})) < 2:
                    found.append(f"{one[0]} by one who is alone in {insider[0]}")
    return found


def wanted(policy: Policy, released: list[Released]) -> dict:
    """Give everything that must not be worked out, and how many values must be possible."""
    needs = {}
    for each in released:
        for cell in each.release.cells:
            if policy.is_small(cell.count):
                needs[cell.key, cell.count] = policy.least_possible
            elif each.outcomes[cell.key].withheld:
                needs.setdefault((cell.key, cell.count), 2)
    return needs


@pytest.mark.parametrize("part", range(4))
def test_no_attacker_recovers_what_is_withheld(part):
    for seed in SEEDS[part::4]:
        policy, released, _, proof = sequence(seed)
        assert released or policy.contributors is Contributors.UNITS, f"seed {seed} refused"
        if released:
            assert weaknesses(policy, released, proof) == [], f"seed {seed}"


@pytest.mark.parametrize("seed", range(6))
def test_without_protection_the_audit_names_what_an_attacker_finds(seed):
    """The auditor and the attacker agree where nothing but the small figures is withheld."""
    dice = random.Random(1000 + seed)
    made = drawn(dice, teams=3, months=1, sexes=2, most=9)
    when = sorted({when for _, when, _ in made.counts})
    release = edition(made, "bare", when, longer=False, parted=True, second=False, derived=False)
    policy = Policy("bare", "Bare", EVERYBODY, 5, contributors=Contributors.NOBODY)
    released = Draft(release, policy, (), ()).released()
    found = audit(released)
    attacker = Attacker([released], told=False)
    recovered = {
        one[0] for one in wanted(policy, [released]) if len(attacker.values(one, 2, {})) < 2
    }
    assert {one.key for one in found.exposed} == recovered
    assert not found.unproved
