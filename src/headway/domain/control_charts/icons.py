"""The variation icon: what kind of variation the last point shows, and which way it points."""

from enum import Enum

from headway.domain.control_charts.points import Fired, PointKind, Side
from headway.domain.polarity import Polarity


class Variation(Enum):
    """Common cause, or special cause with its direction; in words for a reader."""

    COMMON_CAUSE = "expected variation"
    IMPROVEMENT_HIGH = "improvement: unusually high or rising"
    IMPROVEMENT_LOW = "improvement: unusually low or falling"
    CONCERN_HIGH = "concern: unusually high or rising"
    CONCERN_LOW = "concern: unusually low or falling"
    NEUTRAL_HIGH = "unusually high or rising, not judged"
    NEUTRAL_LOW = "unusually low or falling, not judged"
    NONE = "no variation icon"

    @property
    def kind(self) -> PointKind:
        """How a point of this variation is drawn."""
        return {
            "COMMON": PointKind.COMMON,
            "IMPROVEMENT": PointKind.IMPROVEMENT,
            "CONCERN": PointKind.CONCERN,
            "NEUTRAL": PointKind.NEUTRAL,
            "NONE": PointKind.ABSENT,
        }[self.name.split("_", maxsplit=1)[0]]

    @property
    def side(self) -> Side | None:
        """Which way it points; None for expected variation."""
        return {"HIGH": Side.HIGH, "LOW": Side.LOW}.get(self.name.split("_")[-1])


def better_side(polarity: Polarity) -> Side | None:
    """Return the direction of improvement; None where neither, or the target, is better."""
    return {Polarity.HIGHER: Side.HIGH, Polarity.LOWER: Side.LOW}.get(polarity)


def kind_of(fired: tuple[Fired, ...], polarity: Polarity) -> PointKind:
    """Return what a figure is drawn as, from the rules it meets and the polarity."""
    if not fired:
        return PointKind.COMMON
    better = better_side(polarity)
    if better is None:
        return PointKind.NEUTRAL
    return PointKind.IMPROVEMENT if fired[0].side is better else PointKind.CONCERN


def variation_of(kind: PointKind, side: Side | None) -> Variation:
    """Return the icon for a point's kind and side."""
    if kind is PointKind.COMMON:
        return Variation.COMMON_CAUSE
    if side is None:
        return Variation.NONE
    return Variation[f"{kind.name}_{side.name}"]
