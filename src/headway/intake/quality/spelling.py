"""Whether two names are spellings of one: case, signs and spaces aside, or a single slip."""

import re

_SHORTEST = 5  # letters of a word in which one slip is still seen as one


def alike(one: str, other: str) -> bool:
    """Say whether two names are the same but for spelling; North and South are not."""
    first, second = _words(one), _words(other)
    if "".join(first) == "".join(second):
        return bool(first)
    if _initials(first, second) or _initials(second, first):
        return True
    if len(first) != len(second):
        return False
    different = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(different) == 1 and _is_slip(*different[0])


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z]+|\d+", name.casefold().replace("&", " and "))


def _initials(short: list[str], long: list[str]) -> bool:
    """Say whether a word of one is the initials of words of the other: EH for Early Help."""
    for at, word in enumerate(short):
        width = len(word)
        if 2 <= width <= 4 and word.isalpha():
            expanded = long[at : at + width]
            if len(expanded) == width and word == "".join(each[0] for each in expanded):
                return short[:at] == long[:at] and short[at + 1 :] == long[at + width :]
    return False


def _is_slip(one: str, other: str) -> bool:
    """Say whether one letter was added, left out, changed or swapped with the next."""
    if min(len(one), len(other)) < _SHORTEST or not (one + other).isalpha():
        return False
    if len(one) == len(other):
        wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return len(wrong) == 1 or (
            swapped and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
        )
    short, long = sorted((one, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
