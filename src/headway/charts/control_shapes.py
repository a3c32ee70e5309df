"""The signs of a control chart: each kind of point has a shape of its own besides its colour."""

from dataclasses import dataclass
from fractions import Fraction

from headway.charts.svg import at, element
from headway.domain.control_charts.points import PointKind

INK = "currentColor"
GROUND = "white"
BAND = "#dfe5ea"
QUIET = "#5f6b76"
TARGET = "#8a1c5a"
COLOURS = {
    PointKind.COMMON: INK,
    PointKind.IMPROVEMENT: "#0b5394",
    PointKind.CONCERN: "#b8480b",
    PointKind.NEUTRAL: "#5b3a8c",
    PointKind.UNSETTLED: QUIET,
}
DASHES = {"limit": "6 4", "target": "10 3 2 3", "break": "2 2", "gap": "2 1", "unsettled": "3 3"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the drawing, in its own units."""

    x: Fraction
    y: Fraction


def point_sign(kind: PointKind, spot: Spot, reach: Fraction, plain: Fraction | None = None) -> str:
    """Draw a point: a small ring, or where it is special a disc, a square or a diamond.

    ``reach`` is how far a special shape goes from its middle, ``plain`` how far a ring does.
    """
    x, y, colour = spot.x, spot.y, COLOURS[kind]
    name = kind.name.lower()
    ring = plain if plain is not None else reach * Fraction(3, 5)
    match kind:
        case PointKind.IMPROVEMENT:
            return element("circle", class_=name, cx=at(x), cy=at(y), r=at(reach), fill=colour)
        case PointKind.CONCERN:
            side = reach * Fraction(9, 5)
            place = {"x": at(x - side / 2), "y": at(y - side / 2)}
            return element(
                "rect", class_=name, width=at(side), height=at(side), fill=colour, **place
            )
        case PointKind.NEUTRAL:
            tip = reach * Fraction(6, 5)
            far = at(tip)
            path = f"M{at(x)} {at(y - tip)}l{far} {far}l-{far} {far}l-{far} -{far}z"
            return element("path", class_=name, d=path, fill=colour)
        case _:
            dashed = {"stroke_dasharray": "2 1.5"} if kind is PointKind.UNSETTLED else {}
            return element(
                "circle",
                class_=name,
                cx=at(x),
                cy=at(y),
                r=at(ring),
                fill=GROUND,
                stroke=colour,
                stroke_width="1.5",
                **dashed,
            )


def stroke(
    path: str, colour: str = INK, width: str = "1.5", dashes: str = "", name: str = ""
) -> str:
    """Draw a line along a path."""
    more = {"stroke_dasharray": dashes} if dashes else {}
    named = {"class_": name} if name else {}
    return element(
        "path",
        d=path,
        fill="none",
        stroke=colour,
        stroke_width=width,
        stroke_linejoin="round",
        **named,
        **more,
    )


def label(
    words: str, spot: Spot, size: int, anchor: str = "start", colour: str = INK, weight: str = ""
) -> str:
    """Write words that are escaped already; on a ground of their own, so that lines stay off."""
    more = {"font_weight": weight} if weight else {}
    return element(
        "text",
        words,
        x=at(spot.x),
        y=at(spot.y),
        font_size=size,
        font_family="system-ui, sans-serif",
        text_anchor=anchor,
        fill=colour,
        stroke=GROUND,
        stroke_width=3,
        stroke_linejoin="round",
        paint_order="stroke",
        **more,
    )


def width_of(words: str, size: int) -> Fraction:
    """Return about how wide words are in a wide common font, rather too wide than too narrow."""
    hundredths = sum(96 if letter in _WIDE else 34 if letter in _THIN else 64 for letter in words)
    return Fraction(hundredths * size, 100)


_WIDE = frozenset("%mwMWQ@…—")
_THIN = frozenset(" .,:;'|ijlItf()-!")
