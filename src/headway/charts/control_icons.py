"""The two icons of a control chart, in drawings of our own; each can be told without colour.

Variation: the shape of the point (a disc for improvement, a square for concern, a diamond for
neither, a framed wave for expected variation), an arrow for the way it points, a tick or an
exclamation mark for what it means. Assurance: a target with a tick, a cross, or half of each.
"""

from collections.abc import Iterator
from fractions import Fraction

from headway.charts.control_shapes import COLOURS, GROUND, QUIET, Spot, stroke
from headway.charts.svg import at, element, frame
from headway.domain.control_charts.assurance import Assurance
from headway.domain.control_charts.icons import Variation
from headway.domain.control_charts.points import PointKind, Side
from headway.domain.problems import sentence
from headway.domain.rounding import round_to

SIDE = 40
DARK = "#3d4a57"
_ARROWS = {
    Side.HIGH: "M{x} 29V12M{l} 18L{x} 11L{r} 18",
    Side.LOW: "M{x} 11V28M{l} 22L{x} 29L{r} 22",
}
_TICK = "M23 21l3 4l6 -9"
_WAVE = "M7 22l5 -6l5 9l6 -11l5 9l5 -5"


def variation_icon(variation: Variation, *, identifier: str = "variation", size: int = 40) -> str:
    """Draw the variation icon as an image of its own, named by its meaning."""
    return _framed("Variation", variation.value, variation_parts(variation), identifier, size)


def assurance_icon(assurance: Assurance, *, identifier: str = "assurance", size: int = 40) -> str:
    """Draw the assurance icon as an image of its own, named by its meaning."""
    return _framed("Assurance", assurance.value, assurance_parts(assurance), identifier, size)


def placed(parts: Iterator[str], spot: Spot, size: int) -> str:
    """Put an icon's parts onto another drawing; ``spot`` is its upper left corner."""
    scale = round_to(Fraction(size, SIDE), 3)
    return element("g", *parts, transform=f"translate({at(spot.x)} {at(spot.y)}) scale({scale})")


def variation_parts(variation: Variation) -> Iterator[str]:
    """Yield the parts of a variation icon, drawn in a square of 40."""
    kind, side = variation.kind, variation.side
    colour = COLOURS.get(kind, QUIET)
    match kind:
        case PointKind.IMPROVEMENT:
            yield element("circle", cx=20, cy=20, r=19, fill=colour)
            yield _arrow(side, 14)
            yield stroke(_TICK, GROUND, "3.2")
        case PointKind.CONCERN:
            yield element("rect", x=2, y=2, width=36, height=36, fill=colour)
            yield _arrow(side, 14)
            yield stroke("M28 11V22M28 26.5V30", GROUND, "4")
        case PointKind.NEUTRAL:
            yield element("path", d="M20 0L40 20L20 40L0 20z", fill=colour)
            yield _arrow(side, 20)
        case PointKind.COMMON:
            yield _panel("")
            yield stroke("M6 11H34M6 30H34", QUIET, "1.5", "3 2")
            yield stroke(_WAVE, DARK, "2.5")
        case _:
            yield _panel("3 3")
            yield stroke("M13 20H27", QUIET, "3")


def assurance_parts(assurance: Assurance) -> Iterator[str]:
    """Yield the parts of an assurance icon, drawn in a square of 40."""
    improvement, concern = COLOURS[PointKind.IMPROVEMENT], COLOURS[PointKind.CONCERN]
    match assurance:
        case Assurance.MET:
            yield from _target(improvement)
            yield stroke("M12 20l6 7l10 -14", improvement, "4")
        case Assurance.MISSED:
            yield from _target(concern)
            yield stroke("M13 13L27 27M27 13L13 27", concern, "4")
        case Assurance.HIT_OR_MISS:
            yield from _target(DARK)
            yield element("path", d="M20 5A15 15 0 0 0 20 35z", fill=DARK)
            yield stroke("M9.5 20l2.5 4l5 -8", GROUND, "2.6")
            yield stroke("M23.5 16L30.5 24M30.5 16L23.5 24", DARK, "2.6")
        case Assurance.NONE:
            yield element(
                "circle",
                cx=20,
                cy=20,
                r=15,
                fill=GROUND,
                stroke=QUIET,
                stroke_width=2,
                stroke_dasharray="3 3",
            )
            yield stroke("M14 20H26", QUIET, "3")


def _framed(kind: str, meaning: str, parts: Iterator[str], identifier: str, size: int) -> str:
    # The drawing's own square is 40 by 40, whatever size it is shown at.
    drawn = frame(
        parts,
        identifier=identifier,
        title=f"{kind}: {meaning}",
        description=sentence(meaning),
        width=SIDE,
        height=SIDE,
        kind=f"{kind.lower()}-icon",
    )
    return drawn.replace(f'width="{SIDE}" height="{SIDE}">', f'width="{size}" height="{size}">', 1)


def _arrow(side: Side | None, x: int) -> str:
    path = _ARROWS[side or Side.HIGH].format(x=x, l=x - 6, r=x + 6)
    return stroke(path, GROUND, "3.6")


def _panel(dashes: str) -> str:
    more = {"stroke_dasharray": dashes} if dashes else {}
    return element(
        "rect",
        x=2,
        y=2,
        width=36,
        height=36,
        rx=7,
        fill=GROUND,
        stroke=QUIET,
        stroke_width=2,
        **more,
    )


def _target(colour: str) -> Iterator[str]:
    yield element("circle", cx=20, cy=20, r=15, fill=GROUND, stroke=colour, stroke_width=3)
    yield stroke("M20 0V5M20 35V40M0 20H5M35 20H40", colour, "3")
