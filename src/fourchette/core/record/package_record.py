"""Packages as plain values, in the JSON contract and in the saved file: keys are only ever added."""

from collections.abc import Iterable

from fourchette.core.offer.offer import OfferedPackage
from fourchette.core.offer.packages import Packages
from fourchette.core.record.offer_record import record_offer
from fourchette.core.record.plain import Plain, Speak
from fourchette.core.record.quote_record import record_quote

# What a package has of its own in a quote's record; the rest is the mandate's, or explains the rate.
OF_A_QUOTE = (
    *("hours", "people", "lines", "monthly", "once", "months", "total", "answers", "deliverables", "options"),
    "offer",
)
OF_AN_OFFER = ("deliverables", "lines", "monthly", "once", "months", "total", "options")


def record_packages(packages: Packages, speak: Speak) -> list[Plain]:
    """The packages with what each holds and costs, and what is offered; the rate with its band."""
    found = []
    for package in packages.offered:
        record = record_quote(package.quote, speak)
        rate = {name: record["rate"][name] for name in ("low", "target", "high")}
        head = {"id": package.name, "label": speak(package.label), "recommended": package.recommended}
        found.append({**head, "rate": rate, **{key: record[key] for key in OF_A_QUOTE}})
    return found


def record_offered(packages: Iterable[OfferedPackage], speak: Speak) -> list[Plain]:
    """The packages as the client may read them."""
    found = []
    for package in packages:
        record = record_offer(package.offer, speak)
        head = {"id": package.name, "label": speak(package.label), "recommended": package.recommended}
        found.append({**head, **{key: record[key] for key in OF_AN_OFFER}})
    return found
