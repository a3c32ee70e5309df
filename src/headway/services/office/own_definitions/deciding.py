"""Approving a change: it is built again on what is in force now, checked, kept, and pointed at."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from headway.catalogue.changing import with_audience, with_target
from headway.catalogue.changing_names import with_unit_name
from headway.catalogue.model import Catalogue
from headway.domain.definition_changes import (
    AudienceChange,
    ChangeKind,
    Overtaken,
    TargetChange,
    UnitNameChange,
)
from headway.domain.disclosure.policy import Audience
from headway.domain.problems import DefinitionMistake
from headway.register.accounts.people import Actor
from headway.register.overlay.actions.take_change import take_change
from headway.register.overlay.changes import Change
from headway.register.overlay.queries.in_force import in_force
from headway.services.office.catalogue import current_catalogue
from headway.services.office.own_definitions.asking import held_name, was_of
from headway.services.office.own_definitions.checking import checked
from headway.services.office.own_definitions.folders import (
    digest_of,
    files_of,
    folder_of,
    point,
    pointed_at,
    store,
)


@dataclass(frozen=True, slots=True)
class InForce:
    """The name of what is in force from now on, and whether figures are worked out otherwise."""

    name: str
    changes_figures: bool


def approve(
    office: Path, own: Path | None, number: int, *, note: str, role: str, by: Actor
) -> InForce:
    """Bring a change into force.

    ``own`` is the folder in force as far as this process knows, ``role`` what the approver is.
    Raises ``Overtaken`` where what it was made from changed since, DefinitionMistake where it no
    longer fits the rest, ``NotByOneself`` and ``DecidedAlready``.
    """
    differs: list[bool] = []

    def build(change: Change, latest: str) -> str:
        folder = folder_of(office, latest) if latest else own
        files = _built(office, change, folder, role)
        found = checked(files)
        if found.catalogue is None:
            raise DefinitionMistake(found.findings)
        differs.append(_works_out_otherwise(current_catalogue(folder), found.catalogue))
        return store(office, files)

    with transaction.atomic():
        name = take_change(number=number, note=note, build=build, by=by)
        # The register is what counts. A process stopped here is put right at the next start.
        transaction.on_commit(lambda: follow(office))
    return InForce(name, any(differs))


def _works_out_otherwise(was: Catalogue, now: Catalogue) -> bool:
    """Say whether what is kept may come out otherwise: targets and policies are no part of it.

    The names of units are: kept figures say in words what a unit took over from.
    """
    return any(
        getattr(was, one) != getattr(now, one) for one in ("indicators", "scorecards", "unit_names")
    )


def follow(office: Path) -> None:
    """Point at what the register says is in force, where it does not stand so already."""
    latest = in_force()
    if latest is None:
        return
    folder = folder_of(office, latest.contents)
    if pointed_at(office) != folder:
        point(office, latest.contents)


def _built(office: Path, change: Change, folder: Path | None, role: str) -> dict[str, str]:
    files, what = files_of(folder), dict(change.what)
    catalogue = current_catalogue(folder)
    if change.kind is ChangeKind.WHOLE:
        if digest_of(files) != change.base:
            raise Overtaken("another change came into force since the folder was uploaded")
        return files_of(folder_of(office, change.contents))
    if change.kind is ChangeKind.AUDIENCE:
        asked = AudienceChange(**what)
        if catalogue.audiences.get(Audience(asked.audience), "") != asked.was:
            raise Overtaken("another policy came into force for this audience since")
        return with_audience(files, asked)
    if change.kind is ChangeKind.UNIT_NAME:
        return _with_name(files, catalogue, change, role)
    target = TargetChange(**what)
    now = was_of(catalogue, target)
    if now != target.was:
        raise Overtaken(f"the target is now “{now}”, and was “{target.was}” when it was asked for")
    today = timezone.localdate()
    return with_target(files, target, reason=change.reason, role=role, on=today)


def _with_name(
    files: dict[str, str], catalogue: Catalogue, change: Change, role: str
) -> dict[str, str]:
    asked = UnitNameChange(**dict(change.what))
    now = held_name(catalogue, asked)
    if now != asked.held:
        raise Overtaken(f"the {asked.level} {asked.id} was given another name since: “{now}”")
    today = timezone.localdate()
    return with_unit_name(files, asked, reason=change.reason, role=role, on=today)
