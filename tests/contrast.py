"""Contrast of two colours, as the Web Content Accessibility Guidelines 2.2 reckon it."""

TEXT = 4.5  # success criterion 1.4.3
GRAPHICS = 3.0  # success criterion 1.4.11: what is needed to understand a drawing


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours such as #1d4e63: from 1 (none) to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Give a colour's relative luminance, from 0 (black) to 1 (white)."""
    parts = [one / 255 for one in _parts(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: str, ground: str, opacity: float) -> str:
    """Give the colour that is seen where one lies on a ground without covering it wholly."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(
        f"{round(one * opacity + other * (1 - opacity)):02x}" for one, other in pairs
    )


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
