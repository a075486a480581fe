"""The valid name that looks most like a mistaken one."""

from collections.abc import Iterable


def nearest(name: str, valid: Iterable[str], *, alike: float = 0.6) -> str | None:
    """The closest valid name, or None when none is close enough to be worth saying."""
    from difflib import get_close_matches  # Only a mistake pays for this import.

    by_folded = {candidate.casefold(): candidate for candidate in valid}
    found = get_close_matches(name.casefold(), by_folded, n=1, cutoff=alike)
    return by_folded[found[0]] if found else None
