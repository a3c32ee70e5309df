"""What was published, as the earlier side of a restatement: an edition of the kept history."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from headway.domain.calculation_results import COUNCIL, Key, Result
from headway.domain.periods import Period
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.rounding import decimals_of, round_to
from headway.domain.values import Number, Value
from headway.intake.kept_history import read_kept
from headway.services.analysis.frozen_figures import frozen_figures
from headway.services.analysis.known_time import known_at, snapshot_at
from headway.services.analysis.published import PublishedEdition, published
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_listing import ListedSnapshot

WORD = "edition:"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure as it was published, and as the rows of then give it.

    ``agrees`` says that the two are the same as it was printed.
    """

    value: Value
    text: str
    worked_out: Value
    agrees: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition, the day on which it was kept, and the snapshot that was current then."""

    name: str
    kept: date
    snapshot: ListedSnapshot
    printed: Mapping[tuple[str, Period], tuple[Value, str]]
    figures: Mapping[tuple[str, Period], PublishedFigure]

    def with_moved(self, earlier: Mapping[Key, Result]) -> "Edition":
        """Set what was published against what the rows of then give."""
        found = {}
        for (indicator, period), (value, text) in self.printed.items():
            result = earlier.get(Key(indicator, period, COUNCIL))
            if result is not None:
                agrees = _agree(value, result.value, text)
                found[indicator, period] = PublishedFigure(value, text, result.value, agrees)
        return replace(self, figures=found)


def edition_of(folder: DataFolder, text: str) -> Edition | None:
    """Return the edition that "edition:2026-08" names, or None where no edition is named.

    It is one of the kept history, or one that was published: "edition:2026-08-public-1".

    Raises Refused where it is not kept, and where no snapshot had been loaded when it was.
    """
    if not text.startswith(WORD):
        return None
    name, kept = text.removeprefix(WORD).strip(), []
    frozen = next((one for one in published(folder) if one.name == name), None)
    if frozen is not None:
        return _published(folder, frozen)
    for artefact in folder.list_artefacts(Kind.HISTORY):
        for dataset in read_kept(folder.read(artefact)):
            kept.append((folder.describe(artefact).at.date(), dataset))
    found = [(day, one) for day, one in kept if one.edition == name]
    if not found:
        there = ", ".join(sorted({one.edition for _, one in kept})) or "none"
        raise Refused(
            Finding(
                Place(str(folder.path)),
                Severity.STOPS,
                f"no edition “{name[:40]}” is kept",
                f"Editions kept: {there}",
                "Keep published sheets with “headway history”, or compare two snapshots",
            )
        )
    day = max(day for day, _ in found)
    printed = {
        (row.indicator, figure.period): (figure.value, figure.text)
        for _, dataset in found
        for row in dataset.rows
        for figure in row.figures
    }
    return Edition(name, day, known_at(folder, day), printed, {})


def _published(folder: DataFolder, one: PublishedEdition) -> Edition:
    """Take the council's figures of a frozen edition; what it withholds is not compared."""
    printed = {
        (each.indicator, each.period): (each.value, each.shown)
        for each in frozen_figures(folder.path, one).of_council
        if isinstance(each.value, Number)
    }
    return Edition(one.name, one.at.date(), snapshot_at(folder, one.snapshot), printed, {})


def _agree(printed: Value, worked_out: Value, text: str) -> bool:
    if not isinstance(printed, Number) or not isinstance(worked_out, Number):
        return printed == worked_out
    places = decimals_of(text) if text else 0
    return round_to(printed.amount, places) == round_to(worked_out.amount, places)
