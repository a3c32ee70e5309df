"""Publishing: an edition is gathered, protected, frozen, and written for those it is meant for."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.disclosure.policy import Audience, Policy
from headway.domain.frozen_edition import EditionNote, narrower, read_by
from headway.domain.period_labels import short_label
from headway.domain.periods import Period, PeriodKind
from headway.domain.problems import Finding, Refused, Severity
from headway.domain.scorecard import Scorecard
from headway.services.analysis.calculated_scorecard import USUAL_CARD, card_of
from headway.services.analysis.publish_cards import Shown, edition_card
from headway.services.analysis.publish_counts import Counts, counts_of
from headway.services.analysis.publish_definitions import (
    definitions_in_force,
    own_texts,
    pinned_catalogue,
)
from headway.services.analysis.publish_files import edition_files
from headway.services.analysis.publish_kept_counts import counts_bytes
from headway.services.analysis.publish_material import Material, material_of
from headway.services.analysis.publish_names import slug
from headway.services.analysis.publish_pins import Pins, pins_bytes
from headway.services.analysis.publish_protect import Decided
from headway.services.analysis.publish_proving import PLACE, proved
from headway.services.analysis.publish_resting import named, pinned_snapshot
from headway.services.analysis.published import (
    COUNTS,
    PINS,
    PublishedEdition,
    history_of_artefacts,
    kept_answers,
    published,
)
from headway.services.analysis.signals import placed_by
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import DataFolder, open_folder
from headway.warehouse.publishing import place_of
from headway.warehouse.snapshot_engine import EngineSettings
from headway.warehouse.snapshot_listing import current_of, snapshots_on
from headway.warehouse.snapshot_reading import open_listed

USUAL_MONTHS = 13  # those shown and averaged, and the same month a year before
MARKINGS = {
    Audience.INTERNAL: "OFFICIAL: for the council's own staff",
    Audience.PARTNERS: "OFFICIAL: for partners, not for publication",
    Audience.PUBLIC: "OFFICIAL: for publication",
}


@dataclass(frozen=True, slots=True)
class PublishAsked:
    """What is to be published, for whom, by whom and when (UTC).

    ``levels`` are those with scorecards of their own besides the council's. ``policy`` is another
    than the audience's own. ``accepted`` names counts that earlier editions gave away.
    """

    audience: Audience
    period: Period
    by: str
    at: datetime
    levels: tuple[Level, ...] = ()
    card: str = USUAL_CARD
    policy: str = ""
    months: int = USUAL_MONTHS
    marking: str = ""
    catalogue: Path | None = None
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition as it was made: its files, and how much of it was withheld."""

    note: EditionNote
    files: Mapping[str, bytes]
    cards: Mapping[str, Scorecard]
    decided: Decided
    kept: Path | None = None


def publish(
    data: Path,
    asked: PublishAsked,
    while_keeping: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Edition:
    """Make an edition and freeze it in the data folder.

    ``while_keeping`` is entered once it is made, and left once it is kept: what must be so at that
    very moment is looked at there, and Refused raised. Raises Refused, with a finding for each
    figure that could be worked out and none of their values, where it cannot be proved safe
    together with all that its readers have seen before.
    """
    folder = open_folder(data)
    pins = _pins(folder, asked)
    made = make(folder, pins)
    with while_keeping():
        return _kept(folder, asked, pins, made)


def _kept(folder: DataFolder, asked: PublishAsked, pins: Pins, made: Edition) -> Edition:
    """Keep an edition and its counts, while nobody can publish beside it."""
    counts = {
        COUNTS: counts_bytes(pins.name, pins.audience, made.decided.released),
        PINS: pins_bytes(pins),
    }
    about = {"edition": pins.name, "audience": pins.audience.value}
    said = about | {
        "period": short_label(pins.period),
        "snapshot": pins.snapshot,
        "policy": pins.policy,
        "card": pins.card,
    }
    # The counts first: an edition without them could never be audited against.
    _, kept = folder.store_together(
        [(Kind.EDITION_COUNTS, counts, about), (Kind.EDITIONS, made.files, said)],
        by=asked.by,
        at=asked.at,
        check=lambda: refuse_beside(folder, pins),
    )
    return replace(made, kept=place_of(folder.path, kept.artefact))


def preview(data: Path, asked: PublishAsked) -> Edition:
    """Make an edition without freezing it: nobody has read it, and nothing is kept.

    Raises Refused as ``publish`` does.
    """
    folder = open_folder(data)
    return make(folder, _pins(folder, asked))


def make(folder: DataFolder, pins: Pins) -> Edition:
    """Make an edition from what it pins: the same pins give the same bytes."""
    known = pinned_catalogue(pins)
    policy = _policy(known, pins.audience, pins.policy)
    material = material_pinned(folder, known, pins)
    counts = counts_of(pins.name, material, known.indicators, complements=policy.complements)
    decided = proved(folder, pins, policy, counts)
    return laid_out(folder, known, pins, material, counts, decided)


def laid_out(
    folder: DataFolder,
    known: Catalogue,
    pins: Pins,
    material: Material,
    counts: Counts,
    decided: Decided,
) -> Edition:
    """Lay an edition out once it is decided what is withheld."""
    note = EditionNote(
        name=pins.name,
        audience=pins.audience,
        period=pins.period,
        at=pins.at,
        policy=decided.released.policy,
        marking=pins.marking,
        snapshot=pins.snapshot,
        catalogue=pins.catalogue,
        headway=pins.headway,
    )
    answers = kept_answers(folder, pins.entries)
    placed = placed_by(folder.path, known, pins.benchmarks) if pins.benchmarks else None
    shown = Shown(note, known, card_of(known, pins.card), counts, decided, answers, placed)
    cards: dict[str, Scorecard] = {}
    units: dict[str, UnitRef] = {}
    for one in material.units:
        if not one.unit.not_allocated:
            of_unit = shown if one.unit == COUNCIL else replace(shown, placed=None)
            name = slug(one.unit, cards)
            cards[name], units[name] = edition_card(one, of_unit), one.unit
    return Edition(note, edition_files(note, cards, units, decided), cards, decided)


def _pins(folder: DataFolder, asked: PublishAsked) -> Pins:
    known = load_catalogue(asked.catalogue)
    card_of(known, asked.card)
    policy = _policy(known, asked.audience, asked.policy)
    current = current_of(snapshots_on(folder.trail()).values())
    if current is None:
        raise _refused(
            "no snapshot was loaded yet", "Nothing was published", "Load exports with headway load"
        )
    benchmarks = folder.list_artefacts(Kind.BENCHMARKS)
    before = published(folder)
    kind = f"{_about(asked.period)}-{asked.audience.value}-"
    number = 1 + sum(one.name.startswith(kind) for one in before)
    pins = Pins(
        name=f"{kind}{number}",
        audience=asked.audience,
        card=asked.card,
        period=asked.period,
        levels=asked.levels,
        months=asked.months,
        policy=policy.id,
        marking=asked.marking or MARKINGS[asked.audience],
        at=asked.at,
        snapshot=current.snapshot.text,
        catalogue=known.version,
        history=tuple(map(str, folder.list_artefacts(Kind.HISTORY))),
        entries=tuple(map(str, folder.list_artefacts(Kind.ENTRIES))),
        benchmarks=str(benchmarks[-1]) if benchmarks else "",
        earlier=_that_bear_on(asked.audience, before),
        accepted=asked.accepted,
        overlay=own_texts(asked.catalogue),
        definitions=definitions_in_force(asked.catalogue),
        stood=pinned_snapshot(current),
    )
    rests_on = (*pins.history, *pins.entries, pins.benchmarks, *pins.earlier)
    return replace(pins, artefacts=named(folder, filter(None, rests_on)))


def _that_bear_on(audience: Audience, editions: Sequence[PublishedEdition]) -> tuple[str, ...]:
    """Name the counts of editions that an audience's readers, or narrower ones', may have seen.

    Raises Refused where those of one are missing: nothing could be proved about it.
    """
    readers = {*read_by(audience), *narrower(audience)}
    found = [one for one in editions if one.audience in readers]
    lost = [one.name for one in found if not one.counts]
    if lost:
        raise _refused(
            f"the counts behind {', '.join(lost)} are missing or damaged",
            "Without them nothing can be proved about what readers know",
            "Put them back from a backup (docs/data-folder.md), then publish",
        )
    return tuple(one.counts for one in found)


def refuse_beside(folder: DataFolder, pins: Pins) -> None:
    """Check that nobody published beside this, which would not have been reckoned with."""
    now = published(folder)
    beside = [one.name for one in now if one.name == pins.name]
    if beside or _that_bear_on(pins.audience, now) != pins.earlier:
        raise _refused(
            "another edition was published while this one was made",
            "Nothing was published: this one was not proved together with that",
            "Publish again; it is then reckoned with (“headway editions” lists them)",
        )


def _about(period: Period) -> str:
    day = period.last_day
    return f"{day:%Y-%m-%d}" if period.kind is PeriodKind.WEEK else f"{day:%Y-%m}"


def material_pinned(folder: DataFolder, known: Catalogue, pins: Pins) -> Material:
    """Work out every figure of an edition from the snapshot it pins, before any is withheld."""
    listed = {one.snapshot.text: one for one in snapshots_on(folder.trail()).values()}
    with open_listed(folder, listed[pins.snapshot], settings=EngineSettings()) as snapshot:
        return material_of(
            snapshot,
            known,
            card_of(known, pins.card),
            pins.period,
            pins.levels,
            pins.months,
            history_of_artefacts(folder, pins.history),
            kept_answers(folder, pins.entries),
        )


def _policy(known: Catalogue, audience: Audience, name: str) -> Policy:
    if name and name not in known.policies:
        raise _refused(
            f"there is no policy “{name}”",
            f"The policies are {', '.join(sorted(known.policies))}",
            "Choose one, or add a file to “policies” in your own definitions",
        )
    policy = known.policies[name] if name else known.policy_for(audience)
    if audience not in policy.audiences:
        raise _refused(
            f"the policy “{policy.id}” is not meant for {audience.value}",
            f"It is meant for {', '.join(sorted(one.value for one in policy.audiences))}",
            "Choose another policy",
        )
    return policy


def _refused(found: str, allowed: str, step: str) -> Refused:
    return Refused(Finding(PLACE, Severity.STOPS, found, allowed, step))
