"""Scorecard and plan as JSON of a stable shape, for programs.

Both begin with ``format`` and ``version``; the version rises when a name goes or changes its
meaning, not when one is added. In both, wherever a figure stands:

``state``     "number", or "not applicable", "not collected", "awaited", "not due",
              "incomplete", "suppressed", "broken"
``value``     the exact number as text ("263", "6.8", "13/7"), null where there is none
``shown``     the figure as a page shows it ("2,577", "6.8%", "tbc")
``note``      what is known of a figure that is absent

A period has ``name``, ``kind``, ``start`` and ``end``; both days belong to it. A comparison has
``what``, ``printed`` (the text), ``worked_out`` (a figure), ``verdict`` ("agrees", "differs",
"cut, not rounded", "cannot be told from what is given") and ``why``.

``headway-scorecard``: title, period, columns, made_on, sources, rules, rows, repeats,
restatements, findings. A row: indicator (its definition), reference, section, owner, reporter,
outcome, figures, changes (previous, last_year), average, maximum, target, standing, targets,
benchmarks, commentary, comparisons (of derived figures and of ratios with their parts), series.

``headway-plan``: title, scale, reviews, not_yet_rated, priorities, unreadable, findings. A
review: label, on, priorities (number, title, actions, rating, shown, whole, printed, told_apart,
stands), overall, from_rows, printed. A priority of the plan: number, title, actions, indicators.
"""

import json

from headway.domain.plan import PlanSummary
from headway.domain.scorecard import Scorecard
from headway.writers.json_plan import plan_object
from headway.writers.json_scorecard import scorecard_object
from headway.writers.json_values import JsonObject


def scorecard_json(scorecard: Scorecard) -> str:
    """Return a scorecard as JSON text, printed and worked-out figures side by side."""
    return _text(scorecard_object(scorecard))


def plan_json(summary: PlanSummary) -> str:
    """Return a plan and its mean ratings as JSON text."""
    return _text(plan_object(summary))


def _text(whole: JsonObject) -> str:
    text = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    # Half a surrogate pair, as a damaged workbook may hold, can be written to no file.
    return text.encode("utf-8", "replace").decode("utf-8")
