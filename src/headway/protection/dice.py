"""Dice that fall the same way every time: a release is decided alike on every machine."""


class Dice:
    """A linear congruential generator (Knuth's MMIX constants); nothing secret hangs on it."""

    def __init__(self, seed: int = 1) -> None:
        """Begin at a seed."""
        self._state = seed

    def roll(self, sides: int) -> int:
        """Return a whole number from 0 up to, not including, ``sides``."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % sides

    def sign(self) -> int:
        """Return 1 or -1."""
        return 1 if self.roll(2) else -1
