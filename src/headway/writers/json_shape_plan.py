"""The shape of a plan as JSON."""

from collections.abc import Mapping

from headway.writers.json_shape_parts import FIGURE, Shape

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
