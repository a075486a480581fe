"""The accent of a document: the seller's colour, as far from its grounds as text must be to be read."""

from collections.abc import Iterable
from typing import Final

# The contrast that text must have with its ground, by the Web Content Accessibility Guidelines (level AA).
READABLE: Final = 4.5
PLAIN: Final = "#1f5c7a"
WHITE: Final = "#ffffff"
# How much of the accent a tinted ground has.
_TINGE: Final = 0.08
_STEP: Final = 0.97
# Below this, sRGB's curve is a straight line.
_STRAIGHT: Final = 0.04045
_LIGHT_GROUND: Final = 0.18


def readable_colour(colour: str, ground: str = WHITE) -> str:
    """The colour (`#rrggbb`), moved away from a ground until it can be read there and on its tint, and they on it.

    On a light ground it is darkened, on a dark one lightened; no colour gives a plain one.
    """
    limit = 0 if _luminance(_channels(ground)) > _LIGHT_GROUND else 255
    channels, shade, found = _channels(colour or PLAIN), 1.0, colour or PLAIN
    while contrast(found, tinted(found, ground)) < READABLE:
        shade *= _STEP
        found = _written(limit + int((channel - limit) * shade) for channel in channels)
    return found


def tinted(colour: str, ground: str = WHITE) -> str:
    """A ground with a tinge of a colour."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return _written(round(under + (over - under) * _TINGE) for over, under in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted(_luminance(_channels(each)) for each in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def _written(channels: Iterable[int]) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _luminance(channels: Iterable[int]) -> float:
    red, green, blue = (_linear(channel / 255) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _STRAIGHT else ((channel + 0.055) / 1.055) ** 2.4
