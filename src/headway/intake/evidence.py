"""Whether figures stand under the right headings: what the same row prints about them tells."""

from collections.abc import Mapping
from dataclasses import dataclass

from headway.domain.periods import Period
from headway.domain.printed import Verdict, figure_in, verdict_on
from headway.domain.rounding import decimals_of, round_to
from headway.domain.values import Number
from headway.intake.figure_text import read_figure_text


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the printed figures of a row say of where its months stand: for it, and against."""

    agreeing: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def weigh(
    texts: Mapping[Period, str], last: Period, *, previous: str, last_year: str, highest: str
) -> Evidence:
    """Work the printed changes out again from the months as they were set under their headings.

    ``texts`` is what would stand under each period; ``previous``, ``last_year`` and ``highest``
    are the printed changes and maximum. A change agrees in percent or in points, rounded or
    cut, and a change of a figure that is not there contradicts. A maximum can only contradict, and
    one of 0 says nothing.
    """
    if not (previous or last_year or highest):
        return Evidence()
    amounts = {
        period: reading.value.amount
        for period, reading in ((period, read_figure_text(text)) for period, text in texts.items())
        if isinstance(reading.value, Number)
    }
    agreeing: list[str] = []
    against: list[str] = []
    for printed, base in (
        (previous, last.previous()),
        (last_year, last.same_period_last_year()),
    ):
        shown = figure_in(printed)
        if shown is None:
            continue
        if last not in amounts:
            against.append(f"the printed {printed}, with no figure under {last},")
            continue
        if base not in amounts:
            continue
        change = amounts[last] - amounts[base]
        tried = [change] + [change * 100 / abs(amounts[base])] * (amounts[base] != 0)
        verdicts = {verdict_on(exact, shown, decimals_of(printed)) for exact in tried}
        fits = bool(verdicts & {Verdict.AGREES, Verdict.CUT})
        (agreeing if fits else against).append(f"the printed {printed}")
    most = figure_in(highest)
    if most and any(round_to(each, decimals_of(highest)) > most for each in amounts.values()):
        against.append(f"the printed maximum of {highest}")
    return Evidence(tuple(agreeing), tuple(against))
