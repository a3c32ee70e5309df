"""A mean rating on its scale: a ring for the review before, a diamond for the current one."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from headway.charts.svg import at, element, frame
from headway.domain.values import Number, Value

MARGIN = 8
SCALE = "0.65"  # how dark the scale is drawn, of the ink: lighter than the ratings on it


def rating_line(
    previous: Value,
    current: Value,
    steps: tuple[int, int],
    title: str,
    description: str,
    *,
    identifier: str = "rating",
    width: int = 160,
    height: int = 28,
) -> str:
    """Draw two mean ratings on the scale from the lowest to the highest of ``steps``.

    What is absent is not drawn. Raises ``ValueError`` where the scale has no length.
    """
    low, high = steps
    if high <= low:
        raise ValueError("a scale runs from a lower score to a higher one")

    def x(score: Fraction | int) -> str:
        return at(MARGIN + Fraction(score - low) * (width - 2 * MARGIN) / (high - low))

    return frame(
        _parts(previous, current, steps, x, Fraction(height, 2)),
        identifier=identifier,
        title=title,
        description=description,
        width=width,
        height=height,
        kind="rating-line",
    )


def _parts(
    previous: Value,
    current: Value,
    steps: tuple[int, int],
    x: Callable[[Fraction | int], str],
    middle: Fraction,
) -> Iterator[str]:
    y, ticks = at(middle), range(steps[0], steps[1] + 1)
    scale = f"M{x(steps[0])} {y}H{x(steps[1])}" + "".join(
        f"M{x(score)} {at(middle - 4)}v8" for score in ticks
    )
    yield element("path", d=scale, fill="none", stroke="currentColor", stroke_opacity=SCALE)
    if isinstance(previous, Number) and isinstance(current, Number):
        between = f"M{x(previous.amount)} {y}H{x(current.amount)}"
        yield element("path", d=between, fill="none", stroke="currentColor", stroke_width=3)
    if isinstance(previous, Number):
        yield element(
            "circle",
            class_="previous",
            cx=x(previous.amount),
            cy=y,
            r=5,
            fill="white",
            stroke="currentColor",
            stroke_width="1.5",
        )
    if isinstance(current, Number):
        diamond = f"M{x(current.amount)} {at(middle - 7)}l7 7l-7 7l-7 -7z"
        yield element("path", class_="current", d=diamond, fill="currentColor")
