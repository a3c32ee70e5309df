"""The frame that every page is filled into: templates, style, and the policy that guards it."""

import base64
import hashlib
import re
from collections.abc import Mapping
from enum import Enum
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from headway.domain.board_sentences import (
    NOISE,
    changed_sentences,
    differences,
    headings,
    noise_sentence,
    nothing_off_target,
    plan_overall_sentences,
    without_colour_sentences,
)
from headway.domain.breaks import BREAK_MARK
from headway.domain.control_charts.table import HEADINGS, table_of
from headway.domain.days import day_words
from headway.domain.noticed import by_severity, repeat_sentence, restatement_sentence
from headway.domain.period_labels import short_label
from headway.domain.printed import Verdict
from headway.domain.problems import sentence
from headway.domain.published import Derived
from headway.domain.sentences import (
    against_target,
    benchmark_name,
    benchmarks_sentence,
    not_known_sentence,
    own_break_sentences,
    printed_change_sentence,
    standing_sentence,
    text_of,
    unit_break_sentences,
)
from headway.domain.show import show_change
from headway.domain.side_by_side import SHORT_VERDICT, printed_beside
from headway.domain.signal_words import (
    cases_words,
    chart_words,
    differ_words,
    maturity_words,
    no_pace_words,
    pace_words,
    position_words,
    variation_words,
)
from headway.domain.taken_away import TakenAway
from headway.writers.html_views import (
    definition_terms,
    figure_text,
    is_absent,
    rating_words,
)
from headway.writers.taken_away import foot

# What no page may hold; a browser would show each as a fault.
_NOT_HTML = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VERDICT_LOOKS = {
    Verdict.AGREES.value: ("good", "✔"),
    Verdict.CUT.value: ("close", "◆"),
    Verdict.DIFFERS.value: ("bad", "✘"),
    Verdict.CANNOT_TELL.value: ("plain", "?"),
}
_VERDICT_WORDS = {  # of one, of several
    Verdict.AGREES: ("agrees", "agree"),
    Verdict.CUT: ("was cut, not rounded", "were cut, not rounded"),
    Verdict.DIFFERS: ("differs", "differ"),
    Verdict.CANNOT_TELL: ("cannot be told from what is given",) * 2,
}


_PAGE = (
    "@page {{ size: {paper}; margin: 12mm 12mm 14mm; "
    '@bottom-right {{ content: "Page " counter(page) " of " counter(pages); '
    "font: 8pt system-ui, sans-serif; color: #4b5865; }} }}"
)

_MARKED = (
    '@page {{ @bottom-left {{ content: "{words}"; '
    "font: 8pt system-ui, sans-serif; color: #4b5865; }} }}"
)


class Paper(Enum):
    """What a page is laid out for when it is printed."""

    A4_PORTRAIT = "A4 portrait"
    A4_LANDSCAPE = "A4 landscape"
    A3_LANDSCAPE = "A3 landscape"


def fill(
    template: str,
    paper: Paper,
    values: Mapping[str, object],
    layout: str = "",
    taken: TakenAway | None = None,
) -> str:
    """Return a template filled with values, each of them escaped; ``layout`` is a class.

    ``taken`` is what a copy says of itself that is taken away: at its head, and on each paper.

    A name that the template asks for and nobody gave is an error, never an empty place.
    """
    style = f"{_style()}{_PAGE.format(paper=paper.value)}\n"
    if taken is not None:
        style += f"{_MARKED.format(words=_css(foot(taken.marking, taken)))}\n"
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    page = _environment().get_template(template)
    return page.render(
        values,
        style=Markup(style),  # noqa: S704 - the house's own style sheet
        style_hash=f"sha256-{digest}",
        layout=layout,
        taken=taken,
    )


def _css(words: str) -> str:
    """Write words between the quotes of a style sheet: what could end them is written as a code."""
    return "".join(
        one if one.isalnum() or one in " .:,-–" else f"\\{ord(one):06x}" for one in words
    )


def _finalised(value: object) -> object:
    """Leave out of any text what no page may hold."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _NOT_HTML.sub("", value)


@cache
def _style() -> str:
    loader, name = _environment().loader, "style.css"
    if loader is None:
        raise RuntimeError("the environment has no templates")
    # Hashed as a browser sees it: with line feeds alone, also where git wrote it otherwise.
    return "\n".join(loader.get_source(_environment(), name)[0].splitlines()) + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("headway.writers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalised,
    )
    environment.globals.update(_WORDS)
    return environment


_WORDS: dict[str, object] = {
    "Derived": Derived,
    "against_target": against_target,
    "cases_words": cases_words,
    "chart_headings": HEADINGS,
    "chart_words": chart_words,
    "differ_words": differ_words,
    "maturity_words": maturity_words,
    "no_pace_words": no_pace_words,
    "pace_words": pace_words,
    "position_words": position_words,
    "table_of": table_of,
    "variation_words": variation_words,
    "benchmark_name": benchmark_name,
    "benchmarks_sentence": benchmarks_sentence,
    "break_mark": BREAK_MARK,
    "own_break_sentences": own_break_sentences,
    "unit_break_sentences": unit_break_sentences,
    "by_severity": by_severity,
    "day": day_words,
    "definition_terms": definition_terms,
    "differences": differences,
    "figure_text": figure_text,
    "headings": headings,
    "is_absent": is_absent,
    "changed_sentences": changed_sentences,
    "noise_sentence": noise_sentence,
    "noise_words": NOISE,
    "not_known_sentence": not_known_sentence,
    "plan_overall_sentences": plan_overall_sentences,
    "printed_change_sentence": printed_change_sentence,
    "printed_beside": printed_beside,
    "rating_words": rating_words,
    "repeat_sentence": repeat_sentence,
    "restatement_sentence": restatement_sentence,
    "short_label": short_label,
    "short_verdict": SHORT_VERDICT,
    "show_change": show_change,
    "sentence": sentence,
    "standing_sentence": standing_sentence,
    "text_of": text_of,
    "verdict_looks": _VERDICT_LOOKS,
    "verdict_words": _VERDICT_WORDS,
    "nothing_off_target": nothing_off_target,
    "without_colour_sentences": without_colour_sentences,
}
