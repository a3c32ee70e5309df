"""Series and charts for tests, short to write."""

from fractions import Fraction

from headway.domain.control_charts.chart import control_chart
from headway.domain.control_charts.options import ChartOptions
from headway.domain.indicator import Unit
from headway.domain.periods import financial_year, month
from headway.domain.polarity import Polarity
from headway.domain.targets import Target, TargetForm
from headway.domain.values import Absent, State, number

START = month(2024, 4)


def series(*figures, start=START):
    """Months from April 2024; None is a missing figure, a state is that state."""
    return [
        (start.shift(at), figure if isinstance(figure, Absent) else _value(figure))
        for at, figure in enumerate(figures)
    ]


def _value(figure):
    if figure is None:
        return Absent(State.INCOMPLETE)
    return Absent(figure) if isinstance(figure, State) else number(figure)


def chart(*figures, polarity=Polarity.HIGHER, goal=None, form=None, unit=Unit.SCORE, **named):
    """A chart of monthly scores (so that no count is too small); ``named`` may be options."""
    own = {key: named.pop(key) for key in list(named) if key not in ChartOptions.__slots__}
    targets = own.pop("targets", None)
    if goal is not None:
        low = polarity is Polarity.LOWER
        form = form or (TargetForm.AT_MOST if low else TargetForm.AT_LEAST)
        targets = [Target(financial_year(year), form, Fraction(goal)) for year in range(2020, 2035)]
    return control_chart(
        series(*figures),
        polarity=polarity,
        unit=unit,
        targets=targets,
        options=ChartOptions(**named),
        **own,
    )
