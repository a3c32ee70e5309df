"""An exact number as text and back: no figure loses a digit in a file."""

import re
from fractions import Fraction

_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")
_RATIO = re.compile(r"(-?\d+)/(\d+)")


def exact_text(amount: Fraction) -> str:
    """Write an amount so that nothing is lost: "263", "6.8", or "1/3" where no decimals end it."""
    places = _places(amount.denominator)
    if places is None:
        return f"{amount.numerator}/{amount.denominator}"
    digits = f"{abs(amount.numerator) * 10**places // amount.denominator:0{places + 1}}"
    sign = "-" if amount < 0 else ""
    return f"{sign}{digits[: len(digits) - places]}{f'.{digits[-places:]}' if places else ''}"


def read_exact(text: str) -> Fraction:
    """Read what ``exact_text`` wrote; raises ``ValueError`` for anything else."""
    if _DECIMAL.fullmatch(text):
        return Fraction(text)
    if (ratio := _RATIO.fullmatch(text)) and int(ratio[2]):
        return Fraction(int(ratio[1]), int(ratio[2]))
    raise ValueError(f"“{text}” is not an exact number: write 263, 6.8 or 1/3")


def _places(denominator: int) -> int | None:
    """Count the decimals a fraction needs, or None where they never end."""
    counts = []
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        counts.append(count)
    return max(counts) if denominator == 1 else None
