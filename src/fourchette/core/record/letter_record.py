"""A letter as plain values: the JSON that a client may read of what changes, or of the reasons for a price."""

from fourchette.core.offer.letter import Letter
from fourchette.core.record.offer_record import record_offer
from fourchette.core.record.plain import Plain, picked


def record_letter(letter: Letter) -> Plain:
    """A letter: both offers as the client may read them, and what it says of them."""
    said = picked(letter, "since reasons changes added removed")
    before = None if letter.before is None else record_offer(letter.before)
    return {"offer": record_offer(letter.offer), "before": before, **said}
