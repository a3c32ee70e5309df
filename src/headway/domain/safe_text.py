"""Text that a spreadsheet must not take for a formula: one rule for every sheet written.

A spreadsheet program runs a cell that begins with ``=``, ``+``, ``-`` or ``@``, also where the
cell came from a CSV file, and a tab or a line break before it does not stop it. Such TEXT gets
an apostrophe in front. Real numbers never pass through here: -21 stays the number -21.
"""

import re

from headway.domain.values import Absent, State

# The full-width forms count too: a spreadsheet set to an East Asian language runs them.
# Apostrophes before the sign are part of the pattern so that ``restore`` is exact.
_RUNS = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


def neutralise(text: str) -> str:
    """Return ``text`` with an apostrophe in front where a spreadsheet could run it.

    For text cells only. Text that cannot be run comes back unchanged.
    """
    return f"'{text}" if _RUNS.match(text) else text


def restore(text: str) -> str:
    """Return what ``neutralise`` was given, for whoever reads a written sheet back."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text


def safe_symbol(of: State | Absent) -> str:
    """Return a symbol for a sheet's cell: the hyphen of "not collected" as a dash.

    A dash cannot be run, so it needs no apostrophe that a reader would trip over.
    """
    return of.symbol.replace("-", "–")
