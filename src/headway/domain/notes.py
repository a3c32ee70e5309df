"""The notes that go with a scorecard or a plan: rules, words and signs, sources; for any writer."""

from collections.abc import Iterator
from dataclasses import dataclass

from headway.domain.breaks import BREAK_MARK
from headway.domain.control_charts.option_words import option_words
from headway.domain.indicator import Indicator
from headway.domain.plan import PlanSummary
from headway.domain.polarity import Arrow, Quality
from headway.domain.problems import capital
from headway.domain.published import Benchmark
from headway.domain.scorecard import Scorecard
from headway.domain.sentences import benchmark_name
from headway.domain.signal_words import DIFFER, chart_notes
from headway.domain.target_words import target_words
from headway.domain.targets import Rag
from headway.domain.values import State


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the notes: what it is about, the word or sign, and what it means."""

    topic: str
    term: str
    meaning: str


UNCERTAIN_MARK = "(?)"  # stands beside a figure whose place in the source was not certain
_STATES = {
    State.NOT_APPLICABLE: "no number can exist here, such as a percentage of nought",
    State.NOT_COLLECTED: "nobody gathers this figure, or no such figure is published",
    State.AWAITED: "to be confirmed: the figure will come",
    State.NOT_DUE: "no figure is due, such as a quarterly one in a month that ends no quarter",
    State.INCOMPLETE: "a figure was due and none is given",
    State.SUPPRESSED: "withheld to protect people",
    State.BROKEN: "what stands in the source cannot be read as a figure",
}
_BREAK = (
    "what is counted, its source or the make-up of the unit changed just before it: nothing is "
    "compared across the mark, and the row says what changed"
)
_UNCERTAIN = "its column in the source was worked out on evidence; the findings say on which"
_UNSETTLED = (
    "a figure that is likely to change by so much that the change would earn an arrow is left out "
    "of limits and icons"
)
_DIFFER = (
    "where a row's signals tell different things one sentence says so: the first of a stated order "
    "of rules, what may undo the figure itself first; where they agree nothing is said"
)
_ARROWS = {
    Arrow.UP: "rose by the threshold or more",
    Arrow.SIMILAR: "moved by less than the threshold, or not at all",
    Arrow.DOWN: "fell by the threshold or more",
    Arrow.NONE: "no change can be worked out; the reason stands beside it",
}
_QUALITIES = {
    Quality.BETTER: "the arrow points the way in which the indicator improves",
    Quality.WORSE: "the arrow points the other way",
}
_RAGS = {
    Rag.GREEN: "the target is met",
    Rag.AMBER: "the target is not met, but the figure is within its tolerance",
    Rag.RED: "the target is not met and the figure is beyond its tolerance, or there is none",
    Rag.NONE: "there is no target, or no figure to set against it; the reason stands beside it",
}


def notes_of(scorecard: Scorecard) -> tuple[Note, ...]:
    """Return a scorecard's notes: its rules, every word and sign it uses, and its sources."""
    return (
        *_edition(scorecard),
        *_rules(scorecard),
        *_signals(scorecard),
        *key_of_signs(),
        *_targets(scorecard),
        *_sources(scorecard),
    )


def _edition(scorecard: Scorecard) -> Iterator[Note]:
    """Yield what a published edition says of itself."""
    for term, words in scorecard.edition.words if scorecard.edition else ():
        yield Note("As published", term, words)


def _signals(scorecard: Scorecard) -> Iterator[Note]:
    """Yield how the signals came about, where there are any, and who has no chart and why."""
    drawn = next((row.signals.drawn for row in scorecard.rows if row.signals.drawn), None)
    if drawn is not None:
        first = "; ".join(option_words(drawn.options)[:3])
        yield Note("Control charts", "How they are worked out", first)
        yield Note("Control charts", "Still to settle", _UNSETTLED)
    for term, words in chart_notes(scorecard):
        yield Note("Control charts", term, words)
    if any(row.signals.disagreement for row in scorecard.rows):
        yield Note("Control charts", DIFFER, _DIFFER)
    positions = [row.signals.compared for row in scorecard.rows if row.signals.compared]
    for found in positions:
        yield Note("Among others", found.link.key, f"{found.vintage} {found.comparison.mean.words}")


def _rules(scorecard: Scorecard) -> Iterator[Note]:
    rules = scorecard.rules.movement
    yield Note("Rules", "Changes", rules.words)
    percentages = [
        row.indicator for row in scorecard.rows if _moves_otherwise(row.indicator, scorecard)
    ]
    for each in percentages:
        yield Note("Rules", f"Changes of “{each.title}”", each.movement_rule(rules).words)
    small = f"{float(rules.small_base):g}"
    yield Note("Rules", "Small base", f"a change on a figure under {small} is marked, never hidden")
    yield Note(
        "Rules",
        "Average and maximum",
        "over the 12 months up to the scorecard's period, of the figures that are known; how many "
        "those are stands beside them. What is absent is left out and never counted as nought. "
        "After a break in the line only what came since is counted",
    )
    yield Note(
        "Rules",
        "Rounding",
        "figures are held exactly and rounded only where shown, halves away from nought, to the "
        "decimals of the indicator",
    )


def _moves_otherwise(indicator: Indicator, scorecard: Scorecard) -> bool:
    rule = scorecard.rules.movement
    return indicator.movement_rule(rule) != rule


def key_of_figures() -> tuple[Note, ...]:
    """Return what the words in place of a figure mean, and the mark beside one."""
    states = (Note("In place of a figure", each.symbol, _STATES[each]) for each in State)
    beside = ((UNCERTAIN_MARK, _UNCERTAIN), (BREAK_MARK, _BREAK))
    return (*states, *(Note("Beside a figure", sign, said) for sign, said in beside))


def key_of_signs() -> tuple[Note, ...]:
    """Return what each word and sign of a scorecard means."""
    arrows = [Note("Direction", f"{each.symbol} {each.value}", _ARROWS[each]) for each in Arrow]
    qualities = [
        Note("Better or worse", f"{each.symbol} {each.value}", said)
        for each, said in _QUALITIES.items()
    ]
    rags = [Note("Against the target", f"{each.shape} {each.value}", _RAGS[each]) for each in Rag]
    return (*key_of_figures(), *arrows, *qualities, *rags)


def _targets(scorecard: Scorecard) -> Iterator[Note]:
    for row in scorecard.rows:
        for target in row.targets:
            for revision in target.revisions:
                when = f" on {revision.on:%d/%m/%Y}" if revision.on else ""
                who = f", agreed by {revision.approved_by}" if revision.approved_by else ""
                now = target_words(target, row.indicator.unit)
                yield Note(
                    "Revised targets",
                    f"{row.reference or row.indicator.title}, {target.period}",
                    f"was {revision.was}, now {now}; changed{when}: {revision.reason}{who}",
                )


def _sources(scorecard: Scorecard) -> Iterator[Note]:
    for each in scorecard.sources:
        yield Note("Sources", "File", each)
    seen = dict.fromkeys(
        (benchmark_name(each), _origin(each)) for row in scorecard.rows for each in row.benchmarks
    )
    for name, origin in seen:
        if origin:
            yield Note("Benchmarks", capital(name), origin)


def _origin(benchmark: Benchmark) -> str:
    parts = [
        f"of {benchmark.year}" if benchmark.year else "",
        f"from {benchmark.source}" if benchmark.source else "",
        f"{benchmark.method} of the group" if benchmark.method else "",
        f"last updated {benchmark.updated}" if benchmark.updated else "",
    ]
    return ", ".join(part for part in parts if part)


def plan_notes(summary: PlanSummary) -> tuple[Note, ...]:
    """Return a plan's notes: its scale's definitions and the rules of its means."""
    scale = summary.plan.scale
    steps = [
        Note("Ratings", each.mark, f"{each.name}: {each.meaning}" if each.meaning else each.name)
        for each in scale.steps
    ]
    marks = [mark or "blank" for mark in scale.not_yet_rated]
    unrated = [each.label for each in summary.not_yet_rated]
    rules = [
        Note("Ratings", " or ".join(marks), "not yet rated; left out of every mean"),
        Note(
            "Rules",
            "Mean of a priority",
            f"the mean of the ratings given, shown half up at {scale.decimals} decimals",
        ),
        Note(
            "Rules",
            "The plan as a whole",
            "the mean of the unrounded means of the priorities, each weighing the same",
        ),
        Note(
            "Rules",
            "Told apart",
            "where a priority's rows do not give the printed figure, the printed one stands",
        ),
    ]
    rules += [Note("Reviews", each, "no action is rated at this review yet") for each in unrated]
    return (*steps, *rules, *key_of_figures())
