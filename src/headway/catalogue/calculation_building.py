"""A checked ``calculation:`` section to the domain's frozen value."""

from typing import Any, cast

from pydantic import ValidationError

from headway.catalogue.calculation_schema import (
    KINDS,
    AverageEntry,
    BesideEntry,
    ChangeEntry,
    ConditionEntry,
    CountEntry,
    DurationEntry,
    FollowedEntry,
    KindEntry,
    NothingEntry,
    OpenEntry,
    OverdueEntry,
    PartOfEntry,
    PrecededEntry,
    RateEntry,
    RowsEntry,
    ShareEntry,
    StillOpenEntry,
    SumEntry,
    TransitionEntry,
    Where,
    WindowEntry,
)
from headway.domain.calculation import (
    Asked,
    Average,
    Beside,
    Calculation,
    Cell,
    Common,
    Condition,
    Count,
    Duration,
    Entered,
    FollowedBy,
    LatestChange,
    OpenAtEnd,
    PartOf,
    Rate,
    Ratio,
    Selection,
    Share,
    Step,
    StillOpen,
    Test,
    Transition,
    Window,
    Within,
)


class PartMistake(Exception):
    """A part of a file does not keep to its schema: under which key, and the schema's own error.

    The key of a part within a part is the way to it: ("versions", 0, "calculation").
    """

    def __init__(
        self, key: str | tuple[str | int, ...], error: ValidationError, model: type[KindEntry]
    ) -> None:
        super().__init__(key)
        self.key, self.error, self.model = key, error, model


def build_calculation(data: dict[str, Any] | None) -> Calculation | None:
    """Return the calculation that a section describes; None where there is no section.

    Raises PartMistake, or ValueError where its keys do not go together.
    """
    if data is None:
        return None
    kind = data.get("kind")
    if kind not in KINDS:
        raise ValueError(
            f"“kind” of “calculation” is “{kind}”; allowed are "
            + ", ".join(f"“{one}”" for one in KINDS)
        )
    model = KINDS[kind]
    try:
        entry = model.model_validate(data)
    except ValidationError as error:
        raise PartMistake("calculation", error, model) from error
    return _built(entry, _common(entry))


def _built(entry: KindEntry, common: Common) -> Calculation:
    match entry:
        case TransitionEntry():
            return Transition(
                common=common, direction=entry.direction, leaving=tuple(entry.leaving)
            )
        case RateEntry():
            return Rate(
                common=common,
                of=entry.of,
                per=entry.per,
                age_from=entry.ages.from_,
                age_to=entry.ages.to,
                cohort=entry.cohort,
            )
        case PartOfEntry():
            return PartOf(common=common, of=entry.of, below=entry.below)
        case NothingEntry():
            return Ratio(common=common) if entry.kind == "ratio" else Entered(common=common)
        case RowsEntry():
            return _of_rows(entry, common, Selection(entry.from_, _asked(entry.where)))
    raise ValueError(f"nothing is built of “{entry.kind}”")


def _of_rows(entry: RowsEntry, common: Common, selection: Selection) -> Calculation:
    match entry:
        case CountEntry():
            return Count(
                common=common,
                selection=selection,
                when=entry.when,
                each=entry.each,
                sum_of=entry.sum_of,
                at_least_one=entry.at_least_one,
                only_the_first=entry.only_the_first,
            )
        case ShareEntry():
            return Share(
                common=common,
                selection=selection,
                when=entry.when,
                of_those=_asked(entry.of_those),
                each=entry.each,
            )
        case AverageEntry():
            return Average(
                common=common,
                selection=selection,
                when=entry.when,
                of=entry.of,
                scores=tuple(entry.scores.items()),
            )
        case DurationEntry():
            return Duration(
                common=common,
                selection=selection,
                start=entry.start,
                end=entry.end,
                statistic=entry.statistic,
                step=entry.counted_in,
                percentile=entry.percentile,
            )
        case ChangeEntry():
            return LatestChange(
                common=common,
                selection=selection,
                when=entry.when,
                subject=entry.subject,
                series=tuple(entry.series),
                score=entry.score,
                instrument=entry.instrument,
                lower_is_better=tuple(entry.lower_is_better),
            )
        case FollowedEntry():
            return _followed(entry, common, selection)
        case PrecededEntry():
            return _preceded(entry, common, selection)
        case _:
            return _standing(entry, common, selection)


def _standing(entry: RowsEntry, common: Common, selection: Selection) -> OpenAtEnd:
    match entry:
        case OverdueEntry():
            return OpenAtEnd(
                common=common,
                selection=selection,
                starts=(entry.due,),
                ends=tuple(entry.ends),
                each=entry.each,
            )
        case SumEntry():
            return OpenAtEnd(
                common=common,
                selection=selection,
                starts=tuple(entry.starts),
                ends=tuple(entry.ends),
                sum_of=entry.sum_of,
            )
        case OpenEntry():
            return OpenAtEnd(
                common=common,
                selection=selection,
                starts=tuple(entry.starts),
                ends=tuple(entry.ends),
                each=entry.each,
                longer_than=_window(entry.longer_than),
                no_longer_than=_window(entry.no_longer_than),
                only_highest_tier=entry.only_highest_tier,
                beside=_beside(entry.with_ or entry.without, absent=entry.without is not None),
            )
    raise ValueError(f"nothing is built of “{entry.kind}”")


def _followed(entry: FollowedEntry, common: Common, selection: Selection) -> FollowedBy:
    return FollowedBy(
        common=common,
        selection=selection,
        when=entry.when,
        subject=entry.subject,
        follower=Selection(entry.follower.from_, _asked(entry.follower.where)),
        follower_when=entry.follower.when,
        follower_subject=entry.follower.subject,
        window=cast("Window", _window(entry.within)),
        same_day=entry.same_day,
        unless_named_in=entry.unless_named_in,
        still_open=_still_open(entry.still_open),
    )


def _preceded(entry: PrecededEntry, common: Common, selection: Selection) -> FollowedBy:
    return FollowedBy(
        common=common,
        selection=selection,
        when=entry.when,
        subject=entry.subject,
        follower=Selection(entry.earlier.from_, _asked(entry.earlier.where)),
        follower_when=entry.earlier.when,
        follower_subject=entry.earlier.subject,
        window=cast("Window", _window(entry.within)),
        same_day=entry.same_day,
        preceding=True,
    )


def _beside(entry: BesideEntry | None, *, absent: bool) -> Beside | None:
    if entry is None:
        return None
    return Beside(
        selection=Selection(entry.from_, _asked(entry.where)),
        subject=entry.subject,
        of=entry.of,
        start=entry.start,
        end=entry.end,
        absent=absent,
    )


def _still_open(entry: StillOpenEntry | None) -> StillOpen | None:
    return None if entry is None else StillOpen(_asked(entry.where), entry.start, entry.end)


def _common(entry: KindEntry) -> Common:
    return Common(
        entry.unit,
        entry.credit,
        _window(entry.due_after),
        entry.minimum_denominator,
        tuple(entry.breakdowns),
    )


def _window(entry: WindowEntry | None) -> Window | None:
    if entry is None:
        return None
    for step in Step:
        length = getattr(entry, step.value)
        if length is not None:
            return Window(length, step)
    raise ValueError("a window has a length")


def _asked(where: Where) -> tuple[Asked, ...]:
    return tuple(_condition(column, entry) for column, entry in where.items())


def _condition(column: str, entry: ConditionEntry) -> Asked:
    if entry.within is not None:
        return Within(column, str(entry.of), cast("Window", _window(entry.within)))
    for test in Test:
        found = getattr(entry, "is_" if test is Test.IS else test.value)
        if found is None:
            continue
        if test in {Test.IS_KNOWN, Test.IS_MISSING}:
            return Condition(column, test)
        values: list[Cell] = found if isinstance(found, list) else [found]
        return Condition(column, test, tuple(values), entry.or_missing)
    raise ValueError(f"nothing is asked of “{column}”")
