"""Scorecard, plan and board summary as plain text for a console.

Nothing is longer than the width asked for, and no meaning hangs on a colour or on a sign that
an older console cannot show.
"""

from headway.writers.terminal_plan import plan_text
from headway.writers.terminal_scorecard import scorecard_text
from headway.writers.terminal_summary import summary_text

__all__ = ["plan_text", "scorecard_text", "summary_text"]
