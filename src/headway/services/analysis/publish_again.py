"""An edition made again from what it rests on, and held against what was published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from headway.domain.disclosure.release import Outcome
from headway.domain.problems import Finding, HeadwayError, Place, Refused, Severity
from headway.services.analysis.publish import Edition, make
from headway.services.analysis.publish_kept_counts import counts_bytes
from headway.services.analysis.publish_made_with import made_with
from headway.services.analysis.publish_pins import Pins, read_pins
from headway.services.analysis.publish_resting import PUT_BACK, STANDS, erased_since, missing
from headway.services.analysis.published import COUNTS, PINS, PublishedEdition, edition_named
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import DataFolder, open_folder

ERASED = "rows were erased from its snapshot since (the trail says when and why)"
NAMED = 8  # how many files a refusal names


@dataclass(frozen=True, slots=True)
class Again:
    """An edition that was made again and is the same, byte for byte.

    ``although`` says what is otherwise now than when it was published, and made no difference.
    """

    edition: Edition
    files: int
    although: tuple[str, ...] = ()


def rebuild(data: Path, name: str) -> Again:
    """Make an edition again from everything it pins, and hold it against what was published.

    Raises Refused naming each thing it rests on that is missing, damaged or another by now; else
    the files that come out otherwise, with what is known of why. What was published stands.
    """
    folder = open_folder(data)
    listed = edition_named(folder, name)
    before, kept = folder.read(listed.artefact), _resting(folder, listed)
    pins = read_pins(kept[PINS])
    gone = missing(folder, pins)
    if gone:
        raise Refused(gone)
    why = _otherwise(folder, pins)
    made = _made(folder, pins, why)
    counts = counts_bytes(name, listed.audience, made.decided.released)
    changed = _changed({**before, COUNTS: kept[COUNTS]}, {**made.files, COUNTS: counts})
    if changed:
        raise Refused(_other_bytes(name, changed, len(before) + 1, why))
    return Again(made, len(made.files), why)


def _resting(folder: DataFolder, listed: PublishedEdition) -> Mapping[str, bytes]:
    there = {str(one): one for one in folder.list_artefacts(Kind.EDITION_COUNTS)}
    try:
        return folder.read(there[listed.counts])
    except (KeyError, Refused) as problem:
        damage = problem.findings if isinstance(problem, Refused) else ()
        found = "the list of what it rests on (artefacts/edition-counts) is missing or damaged"
        place = Place(f"edition {listed.name}")
        raise Refused([Finding(place, Severity.STOPS, found, STANDS, PUT_BACK), *damage]) from None


def _otherwise(folder: DataFolder, pins: Pins) -> tuple[str, ...]:
    """Say what is otherwise than when the edition was made: rows erased, another program."""
    erased = (ERASED,) if erased_since(folder, pins) else ()
    return (*erased, *pins.program.otherwise(made_with()))


def _made(folder: DataFolder, pins: Pins, why: Sequence[str]) -> Edition:
    """Make it; where another program cannot even do that, say so and not how it failed."""
    try:
        return make(folder, pins)
    except HeadwayError as refused:
        told = [_because(pins.name, one) for one in why]
        raise Refused([*told, *refused.findings]) from refused
    except (ArithmeticError, LookupError, TypeError, ValueError) as problem:
        if not why:
            raise
        found = "this program cannot make it any more"
        told = [_because(pins.name, one) for one in why]
        raise Refused([_finding(pins.name, found, _with(pins)), *told]) from problem


def _changed(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> list[str]:
    return sorted(file for file in {*before, *now} if before.get(file) != now.get(file))


def _other_bytes(name: str, changed: Sequence[str], of: int, why: Sequence[str]) -> list[Finding]:
    more = f" and {len(changed) - NAMED} more" if len(changed) > NAMED else ""
    found = (
        f"made again, {len(changed)} of {of} files come out otherwise: "
        f"{', '.join(changed[:NAMED])}{more}"
    )
    unknown = (
        "All that it rests on is as it was, and so is the program: tell whoever looks after Headway"
    )
    told = [_because(name, one) for one in why]
    return [_finding(name, found, "See why below" if why else unknown), *told]


def _because(name: str, why: str) -> Finding:
    place, allowed = Place(f"edition {name}"), "Other bytes can come from that"
    return Finding(place, Severity.NOTED, why, allowed)


def _with(pins: Pins) -> str:
    return f"Use Headway {pins.headway} as it was then"


def _finding(name: str, found: str, step: str) -> Finding:
    stands = "The edition stands as it was published"
    return Finding(Place(f"edition {name}"), Severity.STOPS, found, stands, step)


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
