"""Why the figures of an edition are otherwise now: by cause, worked out from two snapshots."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.explained_edition import CauseTold, Explained, ExplainedFigure
from headway.domain.indicator import Indicator
from headway.domain.restatement import Cause, MovedFigure, by_cause
from headway.domain.show import show
from headway.services.analysis.frozen_figures import FrozenFigures, frozen_figures, pins_of
from headway.services.analysis.publish import USUAL_MONTHS
from headway.services.analysis.publish_definitions import write_texts
from headway.services.analysis.published import PublishedEdition
from headway.services.analysis.restate import RestateAsked, Restated, restate
from headway.services.analysis.since_edition import WORD
from headway.writers.restated import cause_words

OTHER_DEFINITIONS = (
    "The edition was made with definitions of another Headway, which are not kept: what their "
    "change did is not told apart"
)


def explain_edition(
    data: Path,
    edition: PublishedEdition,
    snapshot: str,
    catalogue: Path | None,
    tell: Callable[[str], None] = lambda _: None,
) -> Explained:
    """Explain by its rows every figure of an edition that a snapshot gives otherwise.

    ``catalogue`` is the folder of the definitions in force; those of the edition are the ones it
    was made with. It takes a calculation over case rows, twice. Raises Refused where a snapshot is
    not there any more.
    """
    frozen, pins = frozen_figures(data, edition), pins_of(data, edition)
    months = pins.months if pins else USUAL_MONTHS
    levels = (Level.COUNCIL, *(pins.levels if pins else ()))
    with TemporaryDirectory() as temporary:
        then = Path(temporary)
        write_texts(pins.overlay if pins else {}, then)
        same = load_catalogue(then).version == frozen.catalogue
        asked = RestateAsked(
            WORD + edition.name,
            snapshot,
            tuple(frozen.period.shift(-back) for back in reversed(range(months))),
            levels,
            _calculated(frozen, load_catalogue(catalogue).indicators),
            catalogue,
            then if pins else None,
        )
        tell("working the figures out as they were then, and as they are now")
        found = restate(data, asked)
    return _explained(found, frozen, () if same else (OTHER_DEFINITIONS,))


def _calculated(frozen: FrozenFigures, known: Mapping[str, Indicator]) -> tuple[str, ...]:
    names = dict.fromkeys(one.indicator for one in frozen.figures)
    return tuple(n for n in names if n in known and known[n].calculation is not None)


def _explained(found: Restated, frozen: FrozenFigures, notes: Sequence[str]) -> Explained:
    units = {unit: name for name, unit in frozen.units(_units(found)).items()}
    shown = {(one.scorecard, one.indicator, one.period): one.shown for one in frozen.figures}
    told = []
    for one in found.figures:
        place = (units.get(one.key.unit, ""), one.key.indicator, one.key.period)
        if place in shown:
            told.append(_figure(one, found, shown[place]))
    return Explained(found.before.words, found.after.words, tuple(told), (*notes,))


def _units(found: Restated) -> list[UnitRef]:
    return [COUNCIL, *dict.fromkeys(one.key.unit for one in found.figures)]


def _figure(one: MovedFigure, found: Restated, printed: str) -> ExplainedFigure:
    indicator = found.indicators[one.key.indicator]
    then, now = (
        show(side.value, indicator.unit, indicator.decimals) for side in (one.before, one.after)
    )
    causes = [
        CauseTold(each.why.cause.value, each.rows, cause_words(each, one).replace("_", " "))
        for each in by_cause(one.contributions)
    ]
    if one.redefined and all(each.cause != Cause.REDEFINED.value for each in causes):
        causes.append(CauseTold(Cause.REDEFINED.value, 0, "its definition was changed"))
    return ExplainedFigure(
        indicator.id,
        indicator.title,
        str(one.key.period),
        "" if one.key.unit == COUNCIL else one.key.unit.label(found.unit_names),
        printed,
        then,
        now,
        one.redefined,
        tuple(causes),
    )
