"""An offer as plain values: the JSON a client may read, and what a saved quote keeps to draw its document from.

The keys are the fields of the offer. They are a contract: new ones are only ever added.
"""

from collections.abc import Iterable

from fourchette.core.offer.offer import Offer, OfferedPackage
from fourchette.core.record.plain import Plain, plain_values

OFFER_SCHEMA = "fourchette/offer/1"
# What a package has of its own; the rest is the mandate's.
_OF_A_PACKAGE = ("deliverables", "bought", "lines", "monthly", "once", "phases", "months", "total", "options")


def record_offer(offer: Offer) -> Plain:
    """Everything about an offer but its packages: what the client may read, and no more."""
    record = plain_values(offer)
    del record["packages"]
    if (stated := record.pop("stated")) is not None:
        record["statement"] = stated
    if not offer.shows_hours:
        for line in (*record["lines"], *(line for phase in record.get("phases", ()) for line in phase["lines"])):
            del line["hours"], line["rate"]
    if offer.terms.hour_beyond is None:
        del record["terms"]["hour_beyond"]
    return {"number": None, "revision": 1, "title": offer.title, "seller": offer.sold_by.name, **record}


def record_offered(packages: Iterable[OfferedPackage]) -> list[Plain]:
    """The packages as the client may read them."""
    found = []
    for package in packages:
        record = record_offer(package.offer)
        head = {"id": package.name, "label": package.label, "recommended": package.recommended}
        found.append({**head, **{key: record[key] for key in _OF_A_PACKAGE if key in record}})
    return found
