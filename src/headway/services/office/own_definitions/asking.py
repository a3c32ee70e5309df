"""Asking for a change: it is built and checked first, and waits for somebody else."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from django.utils import timezone

from headway.catalogue.changing import with_audience, with_target
from headway.catalogue.changing_names import with_unit_name
from headway.catalogue.differences import differences, name_sentence, target_in_words
from headway.catalogue.model import Catalogue
from headway.catalogue.targets import labelled_period
from headway.domain.definition_changes import (
    AudienceChange,
    ChangeKind,
    TargetChange,
    UnitNameChange,
)
from headway.domain.disclosure.policy import Audience
from headway.domain.problems import Finding, Place, Severity
from headway.domain.unit_naming import UnitName, plain_name
from headway.register.accounts.people import Actor
from headway.register.overlay.actions.ask_for_change import ask_for_change
from headway.services.analysis.organisation import Organisation
from headway.services.analysis.unit_naming import borne_as_well, names_on
from headway.services.office.catalogue import current_catalogue
from headway.services.office.own_definitions.checking import checked
from headway.services.office.own_definitions.folders import files_of, store

ROLE_TO_COME = "head of service"  # for checking alone: the role of whoever approves takes its place
WANTED = "write a financial year (2026/27), a quarter (Q1 2026/27) or a month (Sep-26)"
NOTHING_CHANGES = "It is what is in force already"


@dataclass(frozen=True, slots=True)
class Asked:
    """The number of the change that now waits, or the findings for which it was not taken."""

    number: int | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Why a change is asked for, by whom, and the token of the form that asks."""

    reason: str
    token: str
    by: Actor


def ask_for_target(office: Path, own: Path | None, change: TargetChange, why: Why) -> Asked:
    """Ask for another target. ``own`` is the folder that is in force; ``was`` is read from it."""
    try:
        was = was_of(current_catalogue(own), change)
    except ValueError as problem:
        return Asked(None, (_finding(str(problem)),))
    full = replace(change, was=was)
    proposal = _Proposal(office, ChangeKind.TARGET, asdict(full), why)
    today = timezone.localdate()

    def make(files: dict[str, str]) -> dict[str, str]:
        return with_target(files, full, reason=why.reason, role=ROLE_TO_COME, on=today)

    return _ask(proposal, own, make)


def ask_for_audience(office: Path, own: Path | None, change: AudienceChange, why: Why) -> Asked:
    """Ask for another policy of small numbers for an audience."""
    was = current_catalogue(own).audiences.get(Audience(change.audience), "")
    full = replace(change, was=was)
    proposal = _Proposal(office, ChangeKind.AUDIENCE, asdict(full), why)
    return _ask(proposal, own, lambda files: with_audience(files, full))


def ask_for_unit_name(
    office: Path, own: Path | None, organisation: Organisation, change: UnitNameChange, why: Why
) -> Asked:
    """Ask for another name of a unit of the organisation from a day on.

    ``was`` and ``held`` are read here. A name that another unit of the level bears while it holds
    is refused.
    """
    catalogue = current_catalogue(own)
    held, day = catalogue.unit_names, change.day or date.min
    name = UnitName(change.unit, plain_name(change.name), change.day)
    if others := borne_as_well(organisation, held, name):
        found = f"the {change.level} {others[0].id} is called “{name.name}” as well"
        step = "Readers go by names: call one of them otherwise"
        return Asked(None, (replace(_finding(found), next_step=step),))
    was = names_on(organisation, held, day)[change.unit]
    if was == name.name:
        return Asked(None, (_finding(NOTHING_CHANGES),))
    full = replace(change, was=was, held=held_name(catalogue, change))
    told = (name_sentence(name, was),)
    proposal = _Proposal(office, ChangeKind.UNIT_NAME, asdict(full), why, told)
    today = timezone.localdate()

    def make(files: dict[str, str]) -> dict[str, str]:
        return with_unit_name(files, full, reason=why.reason, role=ROLE_TO_COME, on=today)

    return _ask(proposal, own, make)


def held_name(catalogue: Catalogue, change: UnitNameChange) -> str:
    """Give the council's own name of a unit on the day of a change; empty where it has none."""
    return catalogue.unit_names.on(change.day or date.min).get(change.unit, "")


def ask_for_folder(office: Path, own: Path | None, files: Mapping[str, str], why: Why) -> Asked:
    """Ask for a whole folder of definitions in place of the one in force."""
    what = {"files": str(len(files))}
    proposal = _Proposal(office, ChangeKind.WHOLE, what, why)
    return _ask(proposal, own, lambda _: dict(files))


def was_of(catalogue: Catalogue, change: TargetChange) -> str:
    """Say in words which target is in force for an indicator and a period."""
    try:
        period = labelled_period(change.period)
    except ValueError:
        raise ValueError(f"“{change.period}” names no period: {WANTED}") from None
    found = [one for one in catalogue.targets.get(change.indicator, ()) if one.period == period]
    unit = catalogue.indicators[change.indicator].unit
    return target_in_words(found[0], unit) if found else "no target"


@dataclass(frozen=True, slots=True)
class _Proposal:
    """Whose change it is, of which kind, and why; ``told`` where more is known than definitions."""

    office: Path
    kind: ChangeKind
    what: Mapping[str, str]
    why: Why
    told: tuple[str, ...] = ()


_Make: TypeAlias = Callable[[dict[str, str]], dict[str, str]]


def _ask(proposal: _Proposal, own: Path | None, make: _Make) -> Asked:
    catalogue, files = current_catalogue(own), files_of(own)
    try:
        new = make(files)
    except ValueError as problem:
        return Asked(None, (_finding(str(problem)),))
    found = checked(new)
    if found.catalogue is None:
        return Asked(None, found.findings)
    told = differences(catalogue, found.catalogue)
    if not told and new == files:
        return Asked(None, (_finding(NOTHING_CHANGES),))
    whole = proposal.kind is ChangeKind.WHOLE
    number = ask_for_change(
        kind=proposal.kind,
        what=proposal.what,
        reason=proposal.why.reason,
        told=proposal.told or told or ("Only words that no page shows are changed.",),
        base=store(proposal.office, files),
        contents=store(proposal.office, new) if whole else "",
        token=proposal.why.token,
        by=proposal.why.by,
    )
    return Asked(number)


def _finding(found: str) -> Finding:
    return Finding(Place("what was entered"), Severity.STOPS, found)
