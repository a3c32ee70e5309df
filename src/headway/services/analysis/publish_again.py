"""An edition made again from what it rests on, and held against what was published."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from headway.domain.disclosure.release import Outcome
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.publish import Edition, make
from headway.services.analysis.publish_kept_counts import counts_bytes
from headway.services.analysis.publish_pins import read_pins
from headway.services.analysis.published import COUNTS, PINS, edition_named
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import open_folder


@dataclass(frozen=True, slots=True)
class Again:
    """An edition that was made again and is the same."""

    edition: Edition
    files: int


def rebuild(data: Path, name: str) -> Again:
    """Make an edition again from its pins.

    Raises Refused naming each file that comes out otherwise: rows were erased since, say. What
    was published stands all the same.
    """
    folder = open_folder(data)
    listed = edition_named(folder, name)
    there = {str(one): one for one in folder.list_artefacts(Kind.EDITION_COUNTS)}
    kept = folder.read(there[listed.counts])
    made = make(folder, read_pins(kept[PINS]))
    before = folder.read(listed.artefact)
    changed = sorted(
        file for file in {*before, *made.files} if before.get(file) != made.files.get(file)
    )
    counts = counts_bytes(name, listed.audience, made.decided.released)
    changed += [COUNTS] if counts != kept[COUNTS] else []
    if changed:
        raise Refused([_changed(name, file) for file in changed])
    return Again(made, len(made.files))


def _changed(name: str, file: str) -> Finding:
    return Finding(
        Place(f"edition {name}", sheet=file),
        Severity.STOPS,
        "made again it comes out otherwise",
        "The edition stands as it was published",
        "Rows erased since, or another version of Headway, can be why: see the trail",
    )


def withheld_words(made: Edition) -> Iterator[str]:
    """Say how much an edition withholds, for whoever publishes it."""
    outcomes = list(made.decided.released.outcomes.values())
    small, others = outcomes.count(Outcome.SMALL), outcomes.count(Outcome.OTHER)
    if not made.note.policy.withholds:
        yield "nothing is withheld"
        return
    yield f"{outcomes.count(Outcome.SHOWN):,} counts are shown or stand behind what is shown"
    yield f"{small:,} are withheld because they are small, {others:,} because of these"
    if made.decided.held_back:
        yield f"{len(made.decided.held_back):,} are held back line by line, noughts and all"
    yield f"proved: {made.decided.audit.checked:,} numbers that nobody can work out"
