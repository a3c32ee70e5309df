"""A flow drawn from the top down: a bar for each step, with the wait before it and who left."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from headway.charts.svg import at, element, frame, text

WIDTH, LEFT, LONGEST = 600, 8, 300
BAR, PITCH = 26, 84
FILL, LINE, INK, QUIET = "#1d4e63", "#6b7a82", "#0b0c0c", "#484e51"


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A step: its name, its figure as shown, the amount (None: there is none), and what is said.

    ``wait`` is said on the way to it, ``left`` beside it.
    """

    title: str
    figure: str
    amount: Fraction | None
    wait: str = ""
    left: tuple[str, ...] = ()


def flow_drawing(steps: Sequence[FlowStep], *, identifier: str, title: str) -> str:
    """Return the flow as SVG; a bar's length is its amount's share of the largest."""
    largest = max((one.amount for one in steps if one.amount is not None), default=Fraction(0))
    parts, top = list[str](), 20
    for place, one in enumerate(steps):
        if place:
            parts += _way(top - PITCH + BAR + 4, top - 22, one.wait)
        parts += _step(one, top, largest)
        top += PITCH
    said = "; ".join(f"{one.title}: {one.figure}" for one in steps)
    return frame(
        parts,
        identifier=identifier,
        title=title,
        description=said,
        width=WIDTH,
        height=top - PITCH + BAR + 12,
        kind="flow",
    )


def _step(one: FlowStep, top: int, largest: Fraction) -> list[str]:
    length = LONGEST * one.amount / largest if one.amount and largest else Fraction(0)
    found = [_text(f"{one.title}: {one.figure}", LEFT, top - 6, INK, "bold")]
    if one.amount is None:
        found.append(_bar(top, Fraction(LONGEST), fill="none", stroke=LINE, stroke_dasharray="4 3"))
    else:
        found.append(_bar(top, max(length, Fraction(2)), fill=FILL))
    for place, said in enumerate(one.left):
        found.append(_text(said, LEFT + LONGEST + 12, top + 13 + 17 * place, QUIET))
    return found


def _bar(top: int, length: Fraction, **drawn: str) -> str:
    return element("rect", x=LEFT, y=top, width=at(length), height=BAR, rx=2, **drawn)


def _way(top: int, bottom: int, wait: str) -> list[str]:
    middle = LEFT + 14
    found = [
        element("line", x1=middle, y1=top, x2=middle, y2=bottom, stroke=LINE, stroke_width=2),
        element("path", d=f"M{middle - 5} {bottom - 5}L{middle} {bottom}L{middle + 5} {bottom - 5}",
                fill="none", stroke=LINE, stroke_width=2),
    ]  # fmt: skip
    return [*found, _text(wait, middle + 14, (top + bottom) // 2 + 4, QUIET)] if wait else found


def _text(said: str, x: int, y: int, fill: str, weight: str = "normal") -> str:
    return element(
        "text",
        text(said),
        x=x,
        y=y,
        fill=fill,
        font_size=14,
        font_weight=weight,
        font_family="arial, sans-serif",
    )
