"""An edition beside what is known since: at once from kept figures, and why when asked for."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.asked_work import AskedWork, WorkKind, WorkState
from headway.domain.calculation_results import COUNCIL
from headway.domain.explained_edition import Explained, explained_from
from headway.domain.roles import Access
from headway.domain.since_published import SinceFigure
from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.register.work.queries.work_asked_with import work_asked_with
from headway.services.analysis.explained_edition import explain_edition
from headway.services.analysis.published import PublishedEdition, edition_named, list_editions
from headway.services.analysis.since_published import (
    LaterSnapshot,
    SinceEdition,
    council_since,
    later_snapshots,
    since_edition,
)
from headway.services.office.asked_work import Came, Folders, Tell
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import TRAIL, grown
from headway.services.office.published_editions import MAY_READ_OWN, open_to
from headway.warehouse.folder import open_folder

EDITIONS_SHOWN = 12
Told = tuple[str, ...]  # the digests of what the data folder's trail tells of something
OF_EDITIONS = frozenset({Verb.PUBLISHED, Verb.KEPT_COUNTS, Verb.WITHDREW_EDITION})
OF_FIGURES = frozenset(
    {
        Verb.LOADED_SNAPSHOT,
        Verb.WITHDREW_SNAPSHOT,
        Verb.WORKED_OUT,
        Verb.COLLECTED_ENTRIES,
        Verb.LOADED_HISTORY,
    }
)
"""What must be told anew for a figure to be known otherwise, or from another load."""


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """An edition set against a snapshot.

    ``choices`` are the snapshots it can be set against, newest first. ``since`` is None where
    the figures of the chosen one are not kept.
    """

    edition: PublishedEdition
    against: LaterSnapshot
    choices: tuple[LaterSnapshot, ...]
    since: SinceEdition | None


@dataclass(frozen=True, slots=True)
class Why:
    """What was asked about the causes: how far it has come, and what came of it."""

    work: AskedWork
    explained: Explained | None


@dataclass(frozen=True, slots=True)
class PublishedFigureSince:
    """An edition that printed a figure of the council, and what is known of that figure now."""

    edition: PublishedEdition
    figure: SinceFigure


def may_read(access: Access) -> bool:
    """Whether somebody may see what is known now beside what was published: whole council."""
    return access.may(MAY_READ_OWN, COUNCIL)


def edition_open_to(data: Path, access: Access, name: str) -> PublishedEdition | None:
    """Give an edition that somebody may read; None where they may not, or there is none."""
    if not (data / TRAIL).exists():
        return None
    found = next(
        (one for one in _editions(data, _told(data, OF_EDITIONS)) if one.name == name), None
    )
    return found if found and found.audience in open_to(access) else None


def report_on(
    data: Path, overlay: Path | None, edition: PublishedEdition, snapshot: str = ""
) -> Report | None:
    """Set an edition against a snapshot ("": the current one); None where that is not there.

    It is for those alone whom ``may_read`` lets in.
    """
    told = _told(data, OF_FIGURES)
    choices = _choices(data, told, edition)
    against = _chosen(choices, snapshot)
    if against is None:
        return None
    catalogue = current_catalogue(overlay)
    return Report(edition, against, choices, _since(data, told, catalogue, edition, against))


def why_of(overlay: Path | None, report: Report) -> Why | None:
    """Give what was asked last about the causes of a report; None where nobody asked."""
    found = work_asked_with(WorkKind.RESTATEMENT, _words(overlay, report))
    if not found:
        return None
    is_done = found[0].state is WorkState.DONE
    return Why(found[0], explained_from(found[0].result) if is_done else None)


def ask_why(overlay: Path | None, report: Report, by: Actor) -> None:
    """Ask for the causes of a report; once, unless what was asked for was not done."""
    words = _words(overlay, report)
    before = work_asked_with(WorkKind.RESTATEMENT, words)
    if before and before[0].state is not WorkState.FAILED:
        return
    same = hashlib.sha256("/".join(words.values()).encode()).hexdigest()[:40]
    ask_for_work(
        kind=WorkKind.RESTATEMENT,
        form=f"{same}-{len(before)}",  # of two who ask at once the second finds the first's
        words=words,
        by=by,
        details={"edition": words["edition"], "snapshot": words["snapshot"]},
    )


def run_why(folders: Folders, work: AskedWork, tell: Tell) -> Came:
    """Work the causes out.

    The work's words are ``edition`` and ``snapshot``, their names, and ``definitions``, the
    version of those in force when it was asked for; its result is an ``Explained`` as JSON.
    Raises Refused where edition or snapshot is not there.
    """
    name, snapshot = work.words["edition"], work.words["snapshot"]
    edition = edition_named(open_folder(folders.data), name)
    found = explain_edition(folders.data, edition, snapshot, folders.overlay, tell)
    details = {"edition": name, "figures": str(len(found.figures))}
    return Came(found.as_json, details=details)


def published_and_now(
    data: Path, overlay: Path | None, access: Access, indicator: str
) -> tuple[PublishedFigureSince, ...]:
    """Give each edition's figure of an indicator of the council beside what is known now.

    Newest first; nothing for those who do not see the whole council. A withdrawn edition no
    longer speaks.
    """
    if not may_read(access) or not (data / TRAIL).exists():
        return ()
    told = (_told(data, OF_EDITIONS), _told(data, OF_FIGURES))
    found = _latest_of_editions(data, *told, current_catalogue(overlay))
    return tuple(
        PublishedFigureSince(edition, figures[indicator])
        for edition, figures in found
        if indicator in figures
    )


def _words(overlay: Path | None, report: Report) -> dict[str, str]:
    return {
        "edition": report.edition.name,
        "snapshot": report.against.name,
        "definitions": current_catalogue(overlay).version[:16],
    }


def _chosen(choices: tuple[LaterSnapshot, ...], name: str) -> LaterSnapshot | None:
    if name:
        return next((one for one in choices if one.name == name), None)
    stands = [one for one in choices if not one.withdrawn]
    return next((one for one in choices if one.is_current), next(iter((*stands, *choices)), None))


def _told(data: Path, verbs: frozenset[Verb]) -> Told:
    return _told_of(data, grown(data), verbs)


@lru_cache(maxsize=8)
def _told_of(data: Path, as_of: tuple[int, int], verbs: frozenset[Verb]) -> Told:
    return tuple(one.digest for one in open_folder(data).trail() if one.verb in verbs)


@lru_cache(maxsize=2)
def _editions(data: Path, told: Told) -> tuple[PublishedEdition, ...]:
    return list_editions(data)


@lru_cache(maxsize=64)
def _choices(data: Path, told: Told, edition: PublishedEdition) -> tuple[LaterSnapshot, ...]:
    return later_snapshots(data, edition)


@lru_cache(maxsize=8)
def _since(
    data: Path,
    told: Told,
    catalogue: Catalogue,
    edition: PublishedEdition,
    against: LaterSnapshot,
) -> SinceEdition | None:
    return since_edition(data, catalogue, edition, against)


@lru_cache(maxsize=2)
def _latest_of_editions(
    data: Path, of_editions: Told, of_figures: Told, catalogue: Catalogue
) -> tuple[tuple[PublishedEdition, Mapping[str, SinceFigure]], ...]:
    stand = [one for one in _editions(data, of_editions) if not one.withdrawn][-EDITIONS_SHOWN:]
    found = []
    for one in reversed(stand):
        against = _chosen(_choices(data, of_figures, one), "")
        if against is not None:
            found.append((one, council_since(data, catalogue, one, against)))
    return tuple(found)
