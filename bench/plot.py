"""A plot of processor seconds, as an SVG that stands on a page without any library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10
from typing import TypeAlias

Points: TypeAlias = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 50, 60
STYLES = (
    ("#12436d", ""), ("#801650", "7 4"), ("#28693f", "2 4"), ("#a04400", "11 4 2 4"),
    ("#3d3d3d", "4 2"), ("#5694ca", "1 3"),
)  # fmt: skip
"""Colours and dashes: lines can be told apart without colour."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its name, its ends, and whether it goes up by multiplying."""

    name: str
    least: float
    most: float
    log: bool

    def share(self, value: float) -> float:
        """Say where a value lies, from 0 to 1."""
        if not self.log:
            return (value - self.least) / (self.most - self.least)
        return (log10(value) - log10(self.least)) / (log10(self.most) - log10(self.least))

    def ticks(self) -> list[float]:
        """Give round values between the ends."""
        if self.log:
            powers = range(floor(log10(self.least)), floor(log10(self.most)) + 1)
            given = [step * 10.0**power for power in powers for step in (1, 3)]
            return [one for one in given if self.least <= one <= self.most]
        rough = (self.most - self.least) / 5
        unit = 10.0 ** floor(log10(rough))
        step = next(each * unit for each in (1, 2, 5, 10) if each * unit >= rough)
        many = int((self.most - self.least) / step) + 1
        return [self.least + at * step for at in range(many)]


def plot(title: str, across: str, series: Mapping[str, Points], *, log: bool) -> str:
    """Give an SVG of seconds against something: one line for each series, named at its end."""
    points = [point for line in series.values() for point in line]
    along = _axis(across, [x for x, _ in points], log=log)
    up = _axis("processor seconds", [y for _, y in points], log=log)
    said = "; ".join(_said(name, line) for name, line in series.items())
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
            f' width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="t d"'
            ' font-family="Arial, Helvetica, sans-serif" font-size="13">'
        ),
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(said)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="24" font-size="16" font-weight="bold">{escape(title)}</text>',
        *_grid(along, up),
        *_lines(series, along, up),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axis(name: str, values: Sequence[float], *, log: bool) -> Axis:
    if log:
        return Axis(name, min(values) / 1.5, max(values) * 1.5, True)
    return Axis(name, 0, max(values) * 1.1, False)


def _said(name: str, line: Points) -> str:
    return f"{name}: " + ", ".join(f"{_short(x)}: {_short(y)} s" for x, y in line)


def _short(value: float) -> str:
    if value >= 1_000_000:
        return f"{value / 1_000_000:.3g} million"
    return f"{value:,.0f}" if value >= 1_000 else f"{value:.3g}"


def _at(along: Axis, up: Axis, x: float, y: float) -> tuple[float, float]:
    across = LEFT + along.share(x) * (WIDTH - LEFT - RIGHT)
    return across, HEIGHT - BOTTOM - up.share(y) * (HEIGHT - TOP - BOTTOM)


def _grid(along: Axis, up: Axis) -> list[str]:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    found = []
    for value in up.ticks():
        _, y = _at(along, up, along.least, value)
        found.append(f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#d8d8d8"/>')
        found.append(
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_short(value)}</text>'
        )
    for value in along.ticks():
        x, _ = _at(along, up, value, up.least)
        found.append(f'<path d="M{x:.1f} {bottom}v5" stroke="#3d3d3d"/>')
        found.append(
            f'<text x="{x:.1f}" y="{bottom + 20}" text-anchor="middle">{_short(value)}</text>'
        )
    middle = (LEFT + right) / 2
    found.append(f'<path d="M{LEFT} {TOP}V{bottom}H{right}" fill="none" stroke="#3d3d3d"/>')
    found.append(
        f'<text x="{middle}" y="{HEIGHT - 16}" text-anchor="middle">{escape(along.name)}</text>'
    )
    found.append(f'<text x="12" y="{TOP - 8}" text-anchor="start">{escape(up.name)}</text>')
    return found


def _lines(series: Mapping[str, Points], along: Axis, up: Axis) -> list[str]:
    found = []
    ends: list[tuple[float, str, str]] = []
    for (name, line), (colour, dash) in zip(series.items(), STYLES, strict=False):
        places = [_at(along, up, x, y) for x, y in line]
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        found.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>')
        found += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
        ends.append((places[-1][1], name, colour))
    return found + _names(ends)


def _names(ends: Sequence[tuple[float, str, str]]) -> list[str]:
    """Write the names beside the ends, from the top, none over another."""
    found, before = [], float(TOP - 18)
    for y, name, colour in sorted(ends):
        before = max(y, before + 18)
        found.append(
            f'<text x="{WIDTH - RIGHT + 8}" y="{before + 4:.1f}" fill="{colour}">'
            f"{escape(name)}</text>"
        )
    return found
