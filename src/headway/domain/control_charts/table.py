"""A chart as a table: what its drawing shows, for those who cannot see it or want the figures."""

from headway.domain.control_charts.chart import ControlChart
from headway.domain.control_charts.points import ChartPoint, PointKind
from headway.domain.show import in_words, show
from headway.domain.target_words import target_words
from headway.domain.values import Number, Value

HEADINGS = (
    "Period",
    "Figure",
    "Average",
    "Lower limit",
    "Upper limit",
    "Target",
    "What it shows",
)


def table_of(chart: ControlChart) -> tuple[tuple[str, ...], ...]:
    """Return one row of plain texts for each period, oldest first, under ``HEADINGS``.

    Limits are shown with one decimal more than the figures, rounded half up, also where no
    figure could reach them.
    """
    return tuple(_row(chart, point) for point in chart.points)


def shows(point: ChartPoint) -> str:
    """Say what a point shows: "concern: trend (falling), shift (low)"."""
    if point.kind is PointKind.ABSENT:
        return in_words(point.value)
    kind: str = point.kind.value
    if not point.fired:
        return kind
    rules = ", ".join(f"{each.rule.value} ({each.side.value})" for each in point.fired)
    return f"{kind}: {rules}"


def _row(chart: ControlChart, point: ChartPoint) -> tuple[str, ...]:
    limits = point.limits
    band = limits.band if limits else None

    def text(value: Value, more: int = 0) -> str:
        return show(value, chart.unit, chart.decimals + more)

    return (
        str(point.period),
        text(point.value),
        text(Number(limits.mean), 1) if limits else "",
        text(Number(band.lower), 1) if band else "",
        text(Number(band.upper), 1) if band else "",
        target_words(point.target, chart.unit) if point.target else "",
        shows(point),
    )
