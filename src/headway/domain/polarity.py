"""Which way is better. Stated in every definition; never read from a name."""

from enum import Enum


class Polarity(Enum):
    """The direction in which an indicator improves."""

    HIGHER = "higher is better"
    LOWER = "lower is better"
    NEAR_TARGET = "close to the target is better"
    NONE = "neither way is better in itself"


class Arrow(Enum):
    """Which way a figure moved, whatever is good or bad about it."""

    UP = "up"
    SIMILAR = "similar"
    DOWN = "down"
    NONE = "no arrow"

    @property
    def symbol(self) -> str:
        """The arrow as it is drawn; the word goes beside it."""
        return {"up": "↑", "similar": "→", "down": "↓", "no arrow": "–"}[self.value]


class Quality(Enum):
    """What a movement means, once polarity is known; apart from the arrow."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    NOT_JUDGED = "not judged"

    @property
    def symbol(self) -> str:
        """A shape for each meaning, so that colour never stands alone."""
        return {"better": "✔", "similar": "≈", "worse": "✘", "not judged": ""}[self.value]


def judge(arrow: Arrow, polarity: Polarity) -> Quality:
    """Say whether a movement is better or worse; without a better direction it is not judged.

    Close-to-target indicators are not judged from an arrow: their colour against the target
    says it.
    """
    if arrow is Arrow.NONE or polarity in (Polarity.NONE, Polarity.NEAR_TARGET):
        return Quality.NOT_JUDGED
    if arrow is Arrow.SIMILAR:
        return Quality.SIMILAR
    rising_is_better = polarity is Polarity.HIGHER
    return Quality.BETTER if (arrow is Arrow.UP) is rising_is_better else Quality.WORSE
