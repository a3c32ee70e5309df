"""Which rule speaks, worked out a second time from plain figures, one condition after another."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from headway.domain.polarity import Polarity
from tests.unit.domain.control_charts import second_way
from tests.unit.domain.signals_making import row_of, target

FIGURES = st.one_of(
    st.lists(st.integers(0, 60), min_size=2, max_size=24),
    st.lists(st.integers(90, 130), min_size=2, max_size=24),
    st.builds(
        lambda low, high: [*low, *high],
        st.lists(st.integers(95, 105), min_size=8, max_size=13),
        st.lists(st.integers(100, 120), min_size=1, max_size=9),
    ),
)
BETTER = {Polarity.HIGHER: "high", Polarity.LOWER: "low"}
SIGNS = ("IMPROVEMENT", "CONCERN", "NEUTRAL")


def arrow(now, base):
    """Up, down, similar, or None: 10% or more either way, the change as a whole number."""
    if base is None or base == 0:
        return None
    change = Fraction((now - base) * 100, base)
    whole = int(abs(change) + Fraction(1, 2)) * (1 if change > 0 else -1)
    return "up" if whole >= 10 else "down" if whole <= -10 else "similar"


def colour(figure, goal, tolerance, better):
    if better is None:
        return None
    short = goal - figure if better == "high" else figure - goal
    return "green" if short <= 0 else "amber" if short <= tolerance else "red"


def judged(way, better):
    if better is None or way not in ("up", "down"):
        return way
    return "better" if (way == "up") == (better == "high") else "worse"


def chart(figures, goal, better):
    """The kind of sign the last figure shows, whether it is ordinary, and the assurance."""
    if len(figures) < 7 or sum(figures) < 5 * len(figures):
        return None, False, "NONE"
    limits = second_way.limits_of(figures)
    icon = second_way.icon_of(second_way.flags_of(figures, limits)[-1], better).split("_")[0]
    sure = second_way.assurance_of(limits, goal, better)
    ordinary = icon == "COMMON" and limits[1] is not None
    return (icon if icon in SIGNS else None), ordinary, sure


def on_a_small_base(figures, month, last_year):
    moves = ("up", "down")
    return (month in moves and figures[-2] < 30) or (last_year in moves and figures[-13] < 30)


def chosen(figures, goal, tolerance, better):
    """The name of the rule that should speak, or None."""
    now, before = figures[-1], figures[-2]
    month = arrow(now, before)
    last_year = arrow(now, figures[-13]) if len(figures) > 12 else None
    sign, ordinary, sure = chart(figures, goal, better)
    then, this = (colour(each, goal, tolerance, better) for each in (before, now))
    order = ("green", "amber", "red", None)
    against = "CONCERN" if order.index(this) < order.index(then) else "IMPROVEMENT"
    means, meant = judged(month, better), judged(last_year, better)
    arrows = {month, last_year}
    missed = this in ("amber", "red") and sure == "MET" and sign != "CONCERN"
    opposed = (sign, means) in {("CONCERN", "better"), ("IMPROVEMENT", "worse")}
    conditions = (
        ("small_base", sign is None and on_a_small_base(figures, month, last_year)),
        ("colour_within_variation", then != this and ordinary),
        ("colour_against_chart", then != this and sign == against),
        ("target_not_reliable", this == "green" and sure in ("HIT_OR_MISS", "MISSED")),
        ("target_not_reliable", missed),
        ("arrow_against_chart", opposed),
        ("chart_without_arrow", sign and "similar" in arrows and not arrows & {"up", "down"}),
        ("arrow_within_variation", month in ("up", "down") and ordinary),
        ("arrows_apart", {means, meant} == {"better", "worse"}),
    )
    return next((name for name, holds in conditions if holds), None)


@given(
    FIGURES,
    st.integers(1, 130),
    st.integers(0, 12),
    st.sampled_from([Polarity.HIGHER, Polarity.LOWER, Polarity.NONE]),
)
def test_the_rule_that_speaks_is_the_one_that_plain_conditions_choose(
    figures, goal, tolerance, polarity
):
    form = target(1).form
    targets = ()
    if polarity in BETTER:
        form = form.AT_LEAST if polarity is Polarity.HIGHER else form.AT_MOST
        # Asked of both years that the figures reach into, so that it never changes.
        targets = tuple(
            target(goal, form, period=target(1).period.shift(-back), tolerance=Fraction(tolerance))
            for back in range(3)
        )
    row = row_of(*figures, targets=targets, polarity=polarity, at_a_date=True)
    found = row.signals.disagreement
    assert (found.rule if found else None) == chosen(figures, goal, tolerance, BETTER.get(polarity))
