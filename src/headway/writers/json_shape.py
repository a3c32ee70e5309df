"""The shape of the JSON that Headway writes, as data: each object's keys, kinds and meanings.

``docs/formats.md`` is made of it, and the tests hold every example result against it, so that
neither can go stale.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from headway.writers.json_values import Json

Shape: TypeAlias = Mapping[str, tuple[str, str]]  # key: what kind it is of, and what it means

FIGURE: Shape = {
    "state": ("text", "“number”, or the reason why there is none"),
    "value": ("text or null", "the exact number: “263”, “6.8”, “13/7”"),
    "shown": ("text", "as a page shows it: “2,577”, “6.8%”, “tbc”"),
    "note": ("text", "what is known of a figure that is absent"),
}
PERIOD: Shape = {
    "name": ("text", "its name: “August 2020”, “quarter 1 2020/21”"),
    "kind": ("text", "month, quarter, financial year, year to date, rolling 12 months"),
    "start": ("text", "its first day, year-month-day"),
    "end": ("text", "its last day, which belongs to it"),
}
PLACE: Shape = {
    "file": ("text", "the file; empty text, here and below, where there is none"),
    "sheet": ("text", "the sheet of a workbook"),
    "row": ("whole number", "the row, counted from 1; 0 where there is none"),
    "column": ("text", "the column's letter, or its number in a text file"),
    "line": ("whole number", "the line of a text file, counted from 1; 0 where there is none"),
}
COMPARISON: Shape = {
    "what": ("text", "which figure"),
    "printed": ("text", "the text as printed"),
    "worked_out": ("figure", "the same figure worked out"),
    "verdict": ("text", "how the two compare"),
    "why": ("text", "the reason for the verdict"),
}
SUMMARY: Shape = {
    **FIGURE,
    "known": ("whole number", "on how many figures it rests"),
    "due": ("whole number", "how many there could be"),
    "left_out": ("counts by state", "those left out"),
    "covers": ("text", "which part of the stretch is meant, where it is not the whole"),
}
FINDING: Shape = {
    "severity": ("text", "stops, not taken, inferred, differs or noted"),
    "found": ("text", "what is there"),
    "done": ("text", "what is allowed, or what was done about it"),
    "next_step": ("text", "what a person can do"),
    "place": ("place", "where"),
}
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
PLAN: Shape = {
    "format": ("text", "“headway-plan”"),
    "version": ("whole number", "rises when a key goes or changes its meaning"),
    "title": ("text", "what the plan calls itself"),
    "scale": ("scale", "what its ratings mean"),
    "reviews": ("list of review", "the last two that hold ratings"),
    "not_yet_rated": ("list of unrated review", "those that hold none"),
    "priorities": ("list of priority", "with their actions and indicators"),
    "unreadable": ("list of unreadable rating", "ratings that are none"),
    "findings": ("list of finding", "what was noticed while reading"),
}
SCALE: Shape = {
    "id": ("text", "its identifier"),
    "title": ("text", "its title"),
    "decimals": ("whole number", "of a mean as shown"),
    "steps": ("list of step", "its ratings"),
    "not_yet_rated": ("list of text", "marks that stand for no rating yet"),
}
STEP: Shape = {
    "mark": ("text", "as written in the plan"),
    "score": ("whole number or null", "what counts in a mean; null where it does not"),
    "name": ("text", "in a word or two"),
    "meaning": ("text", "when it is given"),
}
UNRATED: Shape = {
    "label": ("text", "the head of its column"),
    "on": ("text or null", "its day"),
}
REVIEW: Shape = {
    **UNRATED,
    "priorities": ("list of priority's rating", "each priority"),
    "overall": ("overall rating", "the mean of what stands, each priority weighing the same"),
    "from_rows": ("summary", "the mean over priorities from the rows alone"),
}
OVERALL: Shape = {
    "number": ("whole number or null", "the priority's; null for the plan as a whole"),
    "title": ("text", "the priority's title"),
    "actions": ("whole number", "how many there are"),
    "mean": ("summary", "the mean of the ratings given"),
    "shown": ("text", "the mean at the scale's decimals"),
    "whole": ("text", "the mean as a whole number"),
    "told_apart": ("yes or no", "whether the printed mean stands because the rows do not give it"),
    "stands": ("figure", "the mean that counts in the overall one"),
    "printed": ("comparison or null", "with the plan's own summary"),
}
PRIORITY_RATING: Shape = {
    **OVERALL,
    "printed_section": ("comparison or null", "with the head of the priority's own section"),
}
PRIORITY: Shape = {
    "number": ("whole number", "its number"),
    "title": ("text", "its title"),
    "file": ("text", "the file it is read from"),
    "actions": ("list of action", "its lines"),
    "indicators": ("list of plan indicator", "its indicators"),
}
ACTION: Shape = {
    "reference": ("text", "its own reference"),
    "action": ("text", "what is to be done"),
    "success_measure": ("text", "how success shows"),
    "outcome": ("text", "the outcome it serves"),
    "lead": ("text", "who leads"),
    "responsible": ("text", "who is responsible"),
    "due": ("due date", "when it is due"),
    "recommendations": ("list of text", "the recommendations it answers"),
    "progress": ("text", "the progress written beside it"),
    "rationale": ("text", "why it is to be done"),
    "carried": ("list of text", "which texts are taken from the line above"),
    "place": ("place", "where it stands"),
    "ratings": ("list of rating", "one for each review"),
}
DUE: Shape = {
    "text": ("text", "as written"),
    "day": ("text or null", "the day that means, where it is certain"),
}
RATING: Shape = {
    "review": ("text", "the review's label"),
    **FIGURE,
    "mark": ("text", "as written"),
}
PLAN_INDICATOR: Shape = {
    "indicator": ("text", "the catalogue's identifier, or one made of the title"),
    "reference": ("text", "its reference in the plan"),
    "title": ("text", "its title in the plan"),
    "polarity": ("text", "which way is better, as printed"),
    "figures": ("list of plan figure", "one for each period of the table"),
    "printed": ("texts by name", "derived figures as printed"),
}
PLAN_FIGURE: Shape = {
    "period": ("period", "what it is about"),
    **FIGURE,
    "text": ("text", "as printed"),
    "certain": ("yes or no", "whether its place was certain"),
}
UNREADABLE: Shape = {
    "priority": ("whole number", "the priority's number"),
    "action": ("text", "the action in a few words"),
    "review": ("text", "the review's label"),
    "mark": ("text", "what stands there"),
    "place": ("place", "where"),
}
EDITION_LIST: Shape = {
    "format": ("text", "“headway-edition”"),
    "version": ("whole number", "rises when a key goes or changes its meaning"),
    "name": ("text", "its name: “2026-09-public-1”"),
    "audience": ("text", "internal, partners or public"),
    "marking": ("text", "its protective marking"),
    "published_at": ("text", "when it was published, in UTC"),
    "period": ("period", "what it is about"),
    "snapshot": ("text", "the snapshot of case rows it was worked out from"),
    "catalogue": ("text", "the digest of all definitions in force"),
    "headway": ("text", "the version of Headway"),
    "policy": ("policy", "the policy of small numbers, whole"),
    "words": ("list of edition word", "all of it for a reader, symbols included"),
    "proof": ("proof", "that no withheld number can be worked out"),
    "scorecards": ("list of edition's scorecard", "of which unit each scorecard is"),
    "figures": ("list of edition's figure", "every figure that it prints"),
}
EDITION_CARD: Shape = {
    "scorecard": ("text", "the name of its files, without their endings"),
    "level": ("text", "team, locality, service or council"),
    "unit": ("text", "the unit's identifier; empty text for the whole council"),
    "title": ("text", "its title"),
}
EDITION_FIGURE: Shape = {
    "scorecard": ("text", "the scorecard that prints it"),
    "indicator": ("text", "the catalogue's identifier"),
    "period": ("period", "what it is about"),
    **FIGURE,
    "symbol": ("text", "what stands in its place; empty text where there is a number"),
}
PROOF: Shape = {
    "passed": ("yes or no", "whether it was proved"),
    "words": ("text", "what was proved"),
}
POLICY: Shape = {
    "id": ("text", "its name"),
    "title": ("text", "its title"),
    "source": ("text", "whose practice it is"),
    "audiences": ("list of text", "whom it may be used for"),
    "threshold": ("whole number", "counts from 1 to one less are small"),
    "zeros": ("text", "“shown”, or “protected”: then they count as small"),
    "rounding_base": ("whole number", "counts are shown to its nearest multiple; 1: exactly"),
    "least_possible": ("whole number", "how many numbers a small figure must still be able to be"),
    "percentages": ("percentages", "how percentages are shown"),
    "complements": ("text", "whether what a numerator leaves of its denominator is protected"),
    "symbols": ("symbols", "what stands in the place of figures"),
    "contributors": ("text", "whose own knowledge is reckoned with"),
    "small_are_known": ("yes or no", "whether readers are taken to know which ones are small"),
    "derived": ("list of text", "kinds of derived figure that may be shown over withheld ones"),
}
PERCENTAGES: Shape = {
    "parts": ("text", "worked out of “exact” or “rounded” parts"),
    "minimum_denominator": ("whole number", "of how many at least"),
}
SYMBOLS: Shape = {
    "small": ("text", "for small figures"),
    "others": ("text", "for others withheld with them"),
    "under_half": ("text", "for a percentage under a half; empty text where there is none"),
}

SHARED: Mapping[str, Shape] = {
    "figure": FIGURE,
    "summary": SUMMARY,
    "period": PERIOD,
    "comparison": COMPARISON,
    "finding": FINDING,
    "place": PLACE,
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
PLAN_SHAPES: Mapping[str, Shape] = {
    "plan": PLAN,
    "scale": SCALE,
    "step": STEP,
    "review": REVIEW,
    "unrated review": UNRATED,
    "overall rating": OVERALL,
    "priority's rating": PRIORITY_RATING,
    "priority": PRIORITY,
    "action": ACTION,
    "due date": DUE,
    "rating": RATING,
    "plan indicator": PLAN_INDICATOR,
    "plan figure": PLAN_FIGURE,
    "unreadable rating": UNREADABLE,
}
EDITION_LIST_SHAPES: Mapping[str, Shape] = {
    "edition's list": EDITION_LIST,
    "edition's scorecard": EDITION_CARD,
    "edition's figure": EDITION_FIGURE,
    "proof": PROOF,
    "policy": POLICY,
    "percentages": PERCENTAGES,
    "symbols": SYMBOLS,
}
SHAPES: Mapping[str, Shape] = {
    **SHARED,
    **SCORECARD_SHAPES,
    **PLAN_SHAPES,
    **EDITION_LIST_SHAPES,
}
_PLAIN: Mapping[str, type] = {"text": str, "whole number": int, "yes or no": bool}
_BY_NAME = {"counts by state": "whole number", "texts by name": "text"}


def unlike(value: Json, kind: str, at: str = "") -> Iterator[str]:
    """Yield each place at which ``value`` is not of ``kind``, a name of ``SHAPES`` or a plain one.

    A place is written as a path: "rows[0].target.goal". Nothing is yielded where all is as said.
    """
    if kind.endswith(" or null"):
        if value is not None:
            yield from unlike(value, kind.removesuffix(" or null"), at)
    elif kind.startswith("list of "):
        if not isinstance(value, list):
            yield f"{at} is no list"
            return
        for number, each in enumerate(value):
            yield from unlike(each, kind.removeprefix("list of "), f"{at}[{number}]")
    elif kind in _PLAIN:
        if type(value) is not _PLAIN[kind]:
            yield f"{at} is not {kind}"
    else:
        yield from _unlike_object(value, kind, at)


def _unlike_object(value: Json, kind: str, at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{at} is no {kind}"
        return
    shape: Shape = SHAPES.get(kind) or dict.fromkeys(value, (_BY_NAME[kind], ""))
    if list(value) != list(shape):
        yield f"{at} is a {kind} with {list(value)} and not {list(shape)}"
        return
    for key, (inner, _) in shape.items():
        yield from unlike(value[key], inner, f"{at}.{key}" if at else key)
