"""Every rule a second time, slowly, from the words of the method: loops over plain lists.

Nothing of Headway's own is used but the words of the options. A figure is an ``int`` or
``Fraction``, or None where there is none. Everything is worked out per stretch of limits.
"""

import itertools
from fractions import Fraction


def mean_of(numbers):
    total = Fraction(0)
    for number in numbers:
        total += number
    return total / len(numbers)


def limits_of(figures, screen=True, fix=None, flat_on_mean=False, apart=()):
    """Return (mean, lower, near lower, near upper, upper) of one stretch; None where there is none.

    ``apart`` holds the places that a break keeps apart from the place before.
    """
    basis: list = []
    places: list[int] = []
    for place, figure in enumerate(figures):
        if figure is not None and (fix is None or len(basis) < fix):
            basis.append(figure)
            places.append(place)
    if not basis:
        return (None,) * 5
    ranges = []
    for place in places:
        if place - 1 in places and place not in apart:
            ranges.append(abs(Fraction(figures[place]) - figures[place - 1]))
    mean = mean_of(basis)
    if not ranges:
        return (mean, None, None, None, None)
    average = mean_of(ranges)
    if screen:
        kept = [one for one in ranges if one * 1000 < 3267 * average]
        average = mean_of(kept) if kept else Fraction(0)
    if average == 0 and not flat_on_mean:
        return (mean, None, None, None, None)
    whole = Fraction(266, 100) * average
    near = Fraction(266, 150) * average
    return (mean, mean - whole, mean - near, mean + near, mean + whole)


def flags_of(figures, limits, run=7, trend=7, apart=(), ties_pass=False, mean_passes=False):
    """Return, for each place, a dict of rule to "high" or "low"."""
    mean, lower, near_lower, near_upper, upper = limits
    found: list[dict] = [{} for _ in figures]
    for place, figure in enumerate(figures):
        if figure is None or lower is None:
            continue
        if figure > upper:
            found[place]["outside"] = "high"
        if figure < lower:
            found[place]["outside"] = "low"
    for start in range(len(figures)):
        for stop in range(start + 1, len(figures) + 1):
            window = list(range(start, stop))
            if None in [figures[place] for place in window]:
                continue
            if any(place in apart for place in window[1:]):
                continue
            values = [figures[place] for place in window]
            _shift(found, window, values, mean, run, mean_passes)
            _trend(found, window, values, trend, ties_pass)
            if len(window) == 3 and lower is not None:
                _three(found, window, values, mean, lower, near_lower, near_upper, upper)
    return found


def _shift(found, window, values, mean, run, mean_passes):
    off = [value for value in values if value != mean] if mean_passes else values
    if len(off) < run:
        return
    for side, holds in (("high", lambda v: v > mean), ("low", lambda v: v < mean)):
        if all(holds(value) for value in off):
            for place, value in zip(window, values, strict=True):
                if value != mean:
                    found[place]["shift"] = side


def _trend(found, window, values, trend, ties_pass):
    steps = [later - earlier for earlier, later in itertools.pairwise(values)]
    if not steps or steps[0] == 0 or steps[-1] == 0:
        return  # a trend begins and ends with a step
    moving = [step for step in steps if step != 0] if ties_pass else steps
    if len(moving) < trend - 1:
        return
    for side, holds in (("high", lambda s: s > 0), ("low", lambda s: s < 0)):
        if all(holds(step) for step in moving):
            for place in window:
                # At a turn both trends hold; windows come by their start, so the later one stays.
                found[place]["trend"] = side


def _three(found, window, values, mean, lower, near_lower, near_upper, upper):
    for side, same, close in (
        ("high", lambda v: v > mean, lambda v: near_upper < v <= upper),
        ("low", lambda v: v < mean, lambda v: lower <= v < near_lower),
    ):
        if all(same(value) for value in values) and sum(close(value) for value in values) >= 2:
            for place, value in zip(window, values, strict=True):
                if close(value):
                    found[place]["two of three"] = side


PRIORITY = ("outside", "trend", "two of three", "shift")


def icon_of(flags, better):
    """Return the kind and side for the flags of one place; ``better`` is high, low or None."""
    for rule in PRIORITY:
        if rule in flags:
            side = flags[rule]
            if better is None:
                return f"NEUTRAL_{side.upper()}"
            word = "IMPROVEMENT" if side == better else "CONCERN"
            return f"{word}_{side.upper()}"
    return "COMMON_CAUSE"


def assurance_of(limits, target, better):
    _, lower, _, _, upper = limits
    if better is None or target is None or lower is None:
        return "NONE"
    if target > upper:
        return "MISSED" if better == "high" else "MET"
    if target < lower:
        return "MET" if better == "high" else "MISSED"
    return "HIT_OR_MISS"
