"""What scorecard, plan and summary share on a console: findings and the key."""

from collections.abc import Iterable, Sequence

from headway.domain.breaks import BREAK_MARK
from headway.domain.noticed import by_severity
from headway.domain.polarity import Arrow, Quality
from headway.domain.problems import Finding
from headway.domain.targets import Rag
from headway.domain.values import State
from headway.writers.terminal_page import Page

FIRST_FEW = 3
SEE_ALL = "The html, xlsx and json formats list every one."


def say_findings(page: Page, findings: Sequence[Finding], see_all: str = SEE_ALL) -> None:
    """Count the findings by severity and say the first few of each."""
    if not findings:
        return
    page.head("What was noticed while reading")
    for level, group in by_severity(findings):
        page.say(f"{level.value}: {len(group)}")
        for finding in group[:FIRST_FEW]:
            page.say(f"* {finding}", 2, 4)
        if len(group) > FIRST_FEW:
            page.say(f"... and {len(group) - FIRST_FEW} more", 2, 4)
    page.say(see_all)


def say_key(page: Page, rules: Iterable[str], charts: Iterable[str] = ()) -> None:
    """Explain every sign, name the rules the figures rest on, and say who has no chart and why."""
    page.head("Key")
    states = [f"{s.symbol} {s.value}" if s.symbol != s.value else s.value for s in State]
    page.labelled("No figure", "; ".join(states), 0, 9)
    arrows = ", ".join(f"{arrow.symbol} {arrow.value}" for arrow in Arrow)
    page.labelled("Arrows", arrows, 0, 9)
    page.labelled("Meaning", ", ".join(f"{q.symbol} {q.value}".strip() for q in Quality), 0, 9)
    page.labelled("Target", ", ".join(f"{rag.shape} {rag.value}" for rag in Rag), 0, 9)
    page.labelled(
        "Place", "~ the figure's place was worked out on evidence; see what was noticed", 0, 9
    )
    page.labelled("Break", f"{BREAK_MARK} nothing is compared across it; the row says why", 0, 9)
    for rule in rules:
        page.labelled("Rule", rule, 0, 9)
    for words in charts:
        page.labelled("Charts", words, 0, 9)
