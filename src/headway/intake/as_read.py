"""An indicator that no catalogue knows, defined by what its own sheet says of it."""

import re

from headway.domain.indicator import Frequency, Indicator, Part, Status, Unit
from headway.domain.periods import PeriodKind
from headway.domain.polarity import Polarity
from headway.domain.printed import figure_in
from headway.domain.published import Figure, PublishedRow
from headway.domain.rounding import decimals_of
from headway.domain.values import Number
from headway.intake.looks import tidy

_HIGHER = re.compile(
    r"\b(?:high(?:er)?|up|bigger|large[r]?|increas\w*|maximi[sz]e|rise|rising|more)\b|[↑⇧▲⬆]",
    re.IGNORECASE,
)
_LOWER = re.compile(
    r"\b(?:low(?:er)?|down|small(?:er)?|decreas\w*|minimi[sz]e|reduc\w*|fall\w*|less|fewer)\b|[↓⇩▼⬇]",
    re.IGNORECASE,
)
# Where a column of polarity holds a letter: high, low, or to stay close to the target.
_LETTERS = {
    "h": Polarity.HIGHER,
    "l": Polarity.LOWER,
    "t": Polarity.NEAR_TARGET,
}
_NEAR = re.compile(r"\b(?:target|range|near|on plan|close)\b", re.IGNORECASE)
_UNITS = (
    (Unit.PER_100_000, re.compile(r"per 100[, ]?000", re.IGNORECASE)),
    (Unit.PER_10_000, re.compile(r"per 10[, ]?000|per 10k", re.IGNORECASE)),
    (
        Unit.PERCENTAGE,
        re.compile(r"^%|%$|\bpercentage\b|\bper ?cent\b|^% |\(%\)|\bproportion\b", re.IGNORECASE),
    ),
    (
        Unit.WORKING_DAYS,
        re.compile(r"\bworking days\b(?=.*\b(?:average|mean|median|taken)\b)", re.IGNORECASE),
    ),
    (Unit.POUNDS, re.compile(r"£|\bcosts?\b.*\bpounds\b", re.IGNORECASE)),
)
_PRINTED_UNITS = (
    (Unit.PERCENTAGE, re.compile(r"%|percent(?:age)?|per cent|pct|ratio", re.IGNORECASE)),
    (Unit.PER_100_000, re.compile(r".*100[, ]?000|.*100k", re.IGNORECASE)),
    (Unit.PER_10_000, re.compile(r".*10[, ]?000|.*10k", re.IGNORECASE)),
    (Unit.WORKING_DAYS, re.compile(r"working days|wd", re.IGNORECASE)),
    (Unit.DAYS, re.compile(r"days?|calendar days", re.IGNORECASE)),
    (Unit.WEEKS, re.compile(r"weeks?", re.IGNORECASE)),
    (Unit.POUNDS, re.compile(r"£(?:000s?|k)?|pounds?|gbp", re.IGNORECASE)),
    (Unit.SCORE, re.compile(r"scores?|average score", re.IGNORECASE)),
    (Unit.NUMBER, re.compile(r"#|numbers?|no\.?|num|count|n|numeric|volume", re.IGNORECASE)),
)
_FREQUENCIES = {
    PeriodKind.QUARTER: Frequency.QUARTERLY,
    PeriodKind.FINANCIAL_YEAR: Frequency.ANNUAL,
}


def indicator_as_read(
    row: PublishedRow, unit: Unit | None = None, frequency: Frequency | None = None
) -> Indicator:
    """Define an indicator by its row: title, unit and decimals of its figures, printed polarity.

    ``unit`` and ``frequency`` are given where the sheet has a column that says them. Polarity
    is "none" unless it is printed: which way is better is never read from a name. The status
    is UNDEFINED, so that every page can say that nobody has defined it.
    """
    return Indicator(
        id=row.indicator,
        title=tidy(row.title) or row.reference or row.indicator,
        part=Part.HOW_MUCH,
        polarity=polarity_from(row.polarity_printed),
        unit=unit or unit_as_read(row),
        frequency=frequency or frequency_as_read(row),
        decimals=max((_decimals(figure) for figure in row.figures), default=0),
        section=row.section,
        outcome=row.outcome,
        status=Status.UNDEFINED,
    )


def polarity_from(printed: str) -> Polarity:
    """Return the polarity that a sheet's own words give, NONE where they give none or both."""
    if letter := _LETTERS.get(printed.strip().casefold()):
        return letter
    higher, lower = bool(_HIGHER.search(printed)), bool(_LOWER.search(printed))
    if _NEAR.search(printed) and not (higher or lower):
        return Polarity.NEAR_TARGET
    if higher is lower:
        return Polarity.NONE
    return Polarity.HIGHER if higher else Polarity.LOWER


def unit_from(printed: str) -> Unit | None:
    """Return the unit that the cell of a unit column names, or None."""
    text = tidy(printed)
    return next((unit for unit, pattern in _PRINTED_UNITS if pattern.fullmatch(text)), None)


def unit_from_title(title: str) -> Unit | None:
    """Return the unit that a title states plainly, or None."""
    text = tidy(title)
    return next((unit for unit, pattern in _UNITS if pattern.search(text)), None)


def unit_as_read(row: PublishedRow) -> Unit:
    """Return the unit that a row's figures are printed in, or that its title states."""
    texts = [figure.text for figure in row.figures if isinstance(figure.value, Number)]
    if any("%" in text for text in texts):
        return Unit.PERCENTAGE
    if any("£" in text for text in texts):
        return Unit.POUNDS
    return unit_from_title(row.title) or Unit.NUMBER


def frequency_as_read(row: PublishedRow) -> Frequency:
    """Return how often a row's figures come, from the periods they are about."""
    kinds = {figure.period.kind for figure in row.figures if isinstance(figure.value, Number)}
    kinds = kinds or {figure.period.kind for figure in row.figures}
    if PeriodKind.MONTH in kinds:
        return Frequency.MONTHLY
    return next((_FREQUENCIES[kind] for kind in _FREQUENCIES if kind in kinds), Frequency.MONTHLY)


def _decimals(figure: Figure) -> int:
    """Count the decimals a figure is printed with; two fewer where 0.068 was read as 6.8%."""
    shown = figure_in(figure.text)
    if shown is None or not isinstance(figure.value, Number):
        return 0
    decimals = decimals_of(figure.text)
    scaled = shown and figure.value.amount == 100 * shown
    return max(0, decimals - 2) if scaled else decimals
