"""The shape of a scorecard as JSON."""

from collections.abc import Mapping

from headway.writers.json_shape_parts import COMPARISON, FIGURE, Shape

SCORECARD: Shape = {
    "format": ("text", "“headway-scorecard”"),
    "version": ("whole number", "rises when a key goes or changes its meaning"),
    "title": ("text", "what the sheet calls itself"),
    "period": ("period", "what it is about: the last period shown"),
    "columns": ("list of period", "the periods shown, in order"),
    "made_on": ("text or null", "the day it was made"),
    "edition": ("edition or null", "what a published edition says of itself"),
    "sources": ("list of text", "each edition with its file"),
    "rules": ("rules", "how changes are worked out"),
    "rows": ("list of row", "the indicators, in the sheet's order"),
    "repeats": ("list of repeat", "two periods that hold the very same figures"),
    "restatements": ("list of restatement", "figures given differently by two sources"),
    "findings": ("list of finding", "what was noticed while reading"),
}
EDITION: Shape = {
    "name": ("text", "its name: “2026-09-public-1”"),
    "audience": ("text", "internal, partners or public"),
    "marking": ("text", "its protective marking"),
    "published_at": ("text", "when it was published, in UTC"),
    "policy": ("text", "the policy of small numbers it was made by"),
    "words": ("list of edition word", "all of it for a reader, symbols included"),
}
EDITION_WORD: Shape = {"term": ("text", "a word or sign"), "meaning": ("text", "what it means")}
RULES: Shape = {"change": ("text", "the rule in words")}
ROW: Shape = {
    "indicator": ("indicator", "its definition"),
    "reference": ("text", "its reference in the sheet"),
    "section": ("text", "the heading it stands under"),
    "owner": ("text", "a role"),
    "reporter": ("text", "a role"),
    "outcome": ("text", "the outcome it serves"),
    "figures": ("list of published figure", "one for each column"),
    "changes": ("changes", "of the current figure"),
    "breaks": ("list of break", "where figures on both sides are not of the same thing"),
    "average": ("summary", "of the 12 months known"),
    "maximum": ("summary", "of the 12 months known"),
    "target": ("target or null", "the one the current figure is set against"),
    "standing": ("standing", "how it stands against it"),
    "targets": ("list of target", "all its targets"),
    "benchmarks": ("list of benchmark", "what others have"),
    "commentary": ("commentary or null", "what the owner says"),
    "comparisons": ("list of row comparison", "printed derived figures, worked out again"),
    "series": ("list of point", "every known figure, oldest first"),
    "signals": ("signals", "what the current figure means"),
}
SIGNALS: Shape = {
    "disagreement": ("disagreement or null", "one sentence where signals differ"),
    "control_chart": ("control chart or null", "of the figures of its own kind of period"),
    "cases": ("cases or null", "behind a percentage, a rate or a length of time"),
    "maturity": ("maturity or null", "how far the figure has come"),
    "pace": ("pace or null", "what the year's target still asks for"),
    "position": ("position or null", "where the council stands among others"),
}
DISAGREEMENT: Shape = {
    "rule": ("text", "which rule of docs/signals.md spoke"),
    "sentence": ("text", "what it says"),
}
CONTROL_CHART: Shape = {
    "variation": ("text", "the variation icon"),
    "about": ("period or null", "the period it is about: the latest one known"),
    "assurance": ("text", "the assurance icon"),
    "sentence": ("text", "all of it in words, or why there is no chart"),
    "warnings": ("list of text", "what to be careful about"),
    "no_chart": ("text", "the kind of reason why there is none; empty where there is one"),
    "options": ("texts by name", "every choice it was made by"),
    "points": ("list of chart point", "oldest first"),
}
CHART_POINT: Shape = {
    "period": ("period", "what it is about"),
    **FIGURE,
    "kind": ("text", "improvement, concern, unusual, expected variation, or no figure"),
    "signs": ("list of text", "which signs it shows"),
    "average": ("text or null", "exact: the average then in force"),
    "lower": ("text or null", "exact: the lower limit then in force"),
    "upper": ("text or null", "exact: the upper limit then in force"),
}
CASES: Shape = {
    "above": ("text or null", "above the line"),
    "below": ("text or null", "below the line: cases, or people for a rate"),
    "words": ("text", "“18 of 72”"),
}
MATURITY: Shape = {
    "stage": ("text", "settled, still likely to change, not due yet, or in its first year"),
    "likely": ("text or null", "exact: by how much it is likely to change"),
    "words": ("text", "all of it in words"),
}
PACE: Shape = {
    "period": ("period", "the target's"),
    "goal": ("text or null", "exact"),
    "so_far": ("text or null", "exact: what the periods so far come to"),
    "left": ("whole number", "how many periods are left"),
    "needed": ("text or null", "exact: so many a period reach the goal"),
    "been": ("text or null", "exact: so many a period it has been"),
    "words": ("text", "all of it in words"),
    "no_pace": ("text", "why there is none; empty where there is one"),
}
POSITION: Shape = {
    "measure": ("text", "the national measure"),
    "year": ("text", "the year of its figures"),
    "vintage": ("text", "how old they are beside ours"),
    "value": ("figure or null", "the council's own, as published"),
    "neighbours_mean": ("figure or null", "of its statistical neighbours"),
    "neighbours_median": ("figure or null", "of its statistical neighbours"),
    "england": ("figure or null", "as published"),
    "by_mean": ("text", "better, similar, worse or not judged"),
    "by_median": ("text", "better, similar, worse or not judged"),
    "rank": ("text", "its place among all authorities"),
    "words": ("text", "all of it in words"),
    "not_compared": ("text", "why it is not compared; empty where it is"),
}
INDICATOR: Shape = {
    "id": ("text", "its identifier"),
    "title": ("text", "its title"),
    "part": ("text", "how much, how well or impact"),
    "polarity": ("text", "which way is better"),
    "unit": ("text", "what it is counted in"),
    "decimals": ("whole number", "how many are shown"),
    "frequency": ("text", "monthly, quarterly or annual"),
    "counts": ("text", "what one of it is"),
    "definition": ("text", "what is counted"),
    "source": ("text", "where the figures come from"),
    "version": ("text", "of the definition"),
    "status": ("text", "live, draft, retired or not in the catalogue"),
}
PUBLISHED_FIGURE: Shape = {
    "column": ("period", "at the head of its column"),
    "period": ("period", "what it is about"),
    **FIGURE,
    "text": ("text", "as published; empty where it is withheld"),
    "source": ("text or null", "the edition, entry or run it comes from"),
    "certain": ("yes or no", "whether its place in the source was certain"),
    "place": ("place or null", "where it stands"),
}
CHANGES: Shape = {
    "previous": ("change", "on the previous period of its kind"),
    "last_year": ("change", "on the same period a year earlier"),
}
CHANGE: Shape = {
    "against": ("period", "the period compared with"),
    "base": ("figure", "its figure"),
    **FIGURE,
    "rounded": ("text or null", "the change as rounded, which the arrow goes by"),
    "change_in": ("text", "percent, percentage points or absolute"),
    "arrow": ("text", "up, similar, down or no arrow"),
    "quality": ("text", "what that means by the indicator's polarity"),
    "marks": ("list of text", "small or young bases"),
    "sentence": ("text", "the change in words"),
}
STANDING: Shape = {
    "colour": ("text", "green, amber, red or none"),
    "words": ("text", "the colour's words"),
    "reason": ("text", "why it is that colour, or none"),
    "sentence": ("text", "all of it in words"),
}
BREAK: Shape = {
    "on": ("text", "the first day on the new footing"),
    "kind": ("text", "definition, organisation or source"),
    "words": ("text", "what changed"),
    "restated": ("text", "on which one footing both sides were worked out; empty where not"),
    "sentence": ("text", "all of it in words"),
}
TARGET: Shape = {
    "period": ("period", "what it is for"),
    "form": ("text", "at least, at most, within a range, to be confirmed, direction not stated"),
    "goal": ("text or null", "exact: the target, or the low end of a range"),
    "high": ("text or null", "exact: the high end of a range"),
    "tolerance": ("text or null", "exact: how far beyond the goal amber reaches"),
    "floor": ("text or null", "exact: where amber ends"),
    "text": ("text", "as printed"),
    "revisions": ("list of revision", "how it was changed"),
}
REVISION: Shape = {
    "was": ("text", "what it was before"),
    "on": ("text or null", "the day it was changed"),
    "reason": ("text", "why"),
    "approved_by": ("text", "the role that agreed"),
}
BENCHMARK: Shape = {
    "comparator": ("text", "statistical neighbours, England or region"),
    "name": ("text", "the region's name"),
    **FIGURE,
    "year": ("period or null", "of the figure"),
    "updated": ("period or null", "when it was last updated"),
    "source": ("text", "where it comes from"),
    "method": ("text", "mean or median, where the sheet says so"),
}
COMMENTARY: Shape = {
    "text": ("text", "the owner's words"),
    "period": ("period", "what they are about"),
    "by": ("text", "a role"),
    "points_to": ("text", "the reference of the row whose commentary is meant"),
    "carried_from": ("text", "the earlier edition with the very same words"),
    "written": ("text or null", "the day"),
}
ROW_COMPARISON: Shape = {
    **COMPARISON,
    "rests_on": ("text", "on how many figures, in words"),
}
POINT: Shape = {"period": ("period", "what it is about"), **FIGURE}
REPEAT: Shape = {
    "earlier": ("period", "the one"),
    "later": ("period", "the other"),
    "indicators": ("list of text", "identifiers of those with the same figure in both"),
    "of": ("whole number", "how many have a figure in both"),
    "sentence": ("text", "all of it in words"),
}
RESTATEMENT: Shape = {
    "indicator": ("text", "its identifier"),
    "period": ("period", "of the figure"),
    "stands": ("figure", "the one that stands"),
    "stands_source": ("text", "where it comes from"),
    "other": ("figure", "the other one"),
    "other_source": ("text", "where that comes from"),
    "sentence": ("text", "all of it in words"),
}

SCORECARD_SHAPES: Mapping[str, Shape] = {
    "scorecard": SCORECARD,
    "edition": EDITION,
    "edition word": EDITION_WORD,
    "rules": RULES,
    "row": ROW,
    "indicator": INDICATOR,
    "published figure": PUBLISHED_FIGURE,
    "changes": CHANGES,
    "change": CHANGE,
    "break": BREAK,
    "standing": STANDING,
    "target": TARGET,
    "revision": REVISION,
    "benchmark": BENCHMARK,
    "commentary": COMMENTARY,
    "row comparison": ROW_COMPARISON,
    "point": POINT,
    "signals": SIGNALS,
    "disagreement": DISAGREEMENT,
    "control chart": CONTROL_CHART,
    "chart point": CHART_POINT,
    "cases": CASES,
    "maturity": MATURITY,
    "pace": PACE,
    "position": POSITION,
    "repeat": REPEAT,
    "restatement": RESTATEMENT,
}
