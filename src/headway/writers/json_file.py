"""Scorecard and plan as JSON of a stable shape, for programs.

Both begin with ``format`` and ``version``; the version rises when a name goes or changes its
meaning, not when one is added. ``headway.writers.json_shape`` says what every object holds, and
``docs/formats.md`` is made of it. Exact numbers are text, because many readers would round them.
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
