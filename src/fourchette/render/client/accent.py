"""The accent of a document: the seller's colour, dark enough to be read."""

from typing import Final

# The contrast that text must have with its ground, by the Web Content Accessibility Guidelines (level AA).
READABLE: Final = 4.5
PLAIN: Final = "#1f5c7a"
_STEP: Final = 0.97
# Below this, sRGB's curve is a straight line.
_STRAIGHT: Final = 0.04045


def readable_colour(colour: str) -> str:
    """The colour (`#rrggbb`), darkened until it can be read on white and white on it; no colour gives a plain one."""
    channels = [int((colour or PLAIN)[start : start + 2], 16) for start in (1, 3, 5)]
    shade = 1.0
    while contrast_with_white([channel * shade for channel in channels]) < READABLE:
        shade *= _STEP
    return "#" + "".join(f"{int(channel * shade):02x}" for channel in channels)


def contrast_with_white(channels: list[float]) -> float:
    """The contrast ratio, 1 to 21, of a colour's channels (0 to 255) with white."""
    red, green, blue = (_linear(channel / 255) for channel in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _STRAIGHT else ((channel + 0.055) / 1.055) ** 2.4
