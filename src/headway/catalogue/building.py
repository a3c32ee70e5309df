"""A checked file to the domain's frozen value."""

from headway.catalogue.calculation_building import PartMistake, build_calculation
from headway.catalogue.model import CataloguedScorecard, Section
from headway.catalogue.schema import IndicatorFile, ScaleFile, ScorecardFile, VersionEntry
from headway.domain.indicator import Indicator, PrintedAs, RatioOf
from headway.domain.movement import MovementRule
from headway.domain.ratings import RatingScale, RatingStep
from headway.domain.scorecard import ScorecardRules
from headway.domain.versions import Version


def build_indicator(file: IndicatorFile) -> Indicator:
    """Return the indicator that a file defines."""
    ratio = file.ratio
    own = {"ratio", "printed_as", "calculation", "versions"}
    rest = IndicatorFile.model_fields.keys() - own
    plain = {name: getattr(file, name) for name in rest}
    return Indicator(
        **plain,
        calculation=build_calculation(file.calculation),
        versions=tuple(_version(place, each) for place, each in enumerate(file.versions)),
        ratio=RatioOf(ratio.numerator, ratio.denominator, ratio.scale) if ratio else None,
        printed_as=tuple(
            PrintedAs(each.document, each.reference, each.title) for each in file.printed_as
        ),
    )


def _version(place: int, entry: VersionEntry) -> Version:
    """Return a version; without a word on it figures before the first change may be compared."""
    try:
        calculation = build_calculation(entry.calculation)
    except PartMistake as mistake:
        raise PartMistake(
            ("versions", place, "calculation"), mistake.error, mistake.model
        ) from mistake.error
    return Version(
        entry.number,
        entry.starts,
        " ".join(entry.change.split()),
        entry.comparable is not False,
        entry.kind,
        calculation,
    )


def build_scorecard(file: ScorecardFile) -> CataloguedScorecard:
    """Return the scorecard that a file defines."""
    rule = file.movement
    movement = MovementRule(
        change_in=rule.change_in,
        threshold=rule.threshold,
        decimals=rule.decimals,
        rounding=rule.rounding,
        on_rounded=rule.on_rounded,
        small_base=rule.small_base,
    )
    return CataloguedScorecard(
        file.id,
        file.title,
        ScorecardRules(file.title, movement, file.columns),
        tuple(Section(each.title, tuple(each.indicators)) for each in file.sections),
    )


def build_scale(file: ScaleFile) -> RatingScale:
    """Return the scale that a file defines; ValueError where its marks are not each their own."""
    steps = tuple(RatingStep(each.mark, each.score, each.name, each.meaning) for each in file.steps)
    return RatingScale(file.id, file.title, steps, tuple(file.not_yet_rated), file.decimals)
