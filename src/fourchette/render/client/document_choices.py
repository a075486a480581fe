"""What the client may choose, in the words of a document: packages side by side, and options apart."""

from collections.abc import Iterator
from dataclasses import replace

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.offer.offer import Offer
from fourchette.core.offer.offer_contrasts import in_each, shared
from fourchette.render.sheet.sheet import sheet_of_offer
from fourchette.render.sheet.sheet_options import option_prices
from fourchette.render.sheet.sheet_packages import Compared, columns_of, differing, periods
from fourchette.render.words.speech import Speech


@noun
class PackageColumn:
    """One of several offers side by side: its name, its figures, and what it holds, row by row."""

    name: str
    recommended: bool
    cells: tuple[str, ...]


@noun
class PackageChoices:
    """Offers side by side: the words of the rows, then a column for each offer, with a cell for each row.

    `totals` tells of each row whether it is what one looks for.
    """

    heading: str
    rows: tuple[str, ...]
    columns: tuple[PackageColumn, ...]
    totals: tuple[bool, ...]


@noun
class Options:
    """What is offered apart: pairs of its words and what it adds."""

    heading: str
    items: tuple[tuple[str, str], ...]


def packages_of_document(offer: Offer, speech: Speech) -> PackageChoices | None:
    """The packages: what each comes to, what differs, the options; None where there is no choice."""
    if not offer.packages:
        return None
    rows = tuple(_rows(offer, speech))
    heads = columns_of([(each.label, each.recommended) for each in offer.packages], speech)
    names = (f"{head.name} ({head.mark})" if head.mark else head.name for head in heads)
    return PackageChoices(
        heading=speech.word("Packages and prices"),
        rows=tuple(row.label for row in rows),
        columns=tuple(
            PackageColumn(name, package.recommended, tuple(row.cells[place] for row in rows))
            for place, (name, package) in enumerate(zip(names, offer.packages, strict=True))
        ),
        totals=tuple(row.strong for row in rows),
    )


def _rows(offer: Offer, speech: Speech) -> Iterator[Compared]:
    """Rows that say all by themselves, as a list has no group titles."""
    offers = [package.offer for package in offer.packages]
    groups = tuple(periods([sheet_of_offer(each, speech) for each in offers], speech))
    several = sum(bool(group.title) for group in groups) > 1
    for group in groups:
        for row in group.rows:
            told = several and group.title and not row.strong
            label = say("{label} ({period})", label=row.label, period=group.title.lower())
            yield replace(row, label=speech.say(label)) if told else row
    yield from differing([each.deliverables for each in offers], speech)
    project = offer.weeks is not None
    for words, cells in option_prices([each.options for each in offers], speech, project=project):
        yield Compared(speech.say("{option} (optional, before tax)", option=words), cells)


def options_of_document(offer: Offer, speech: Speech) -> Options | None:
    """The options of an offer without packages; None where there are none."""
    if offer.packages or not offer.options:
        return None
    lines = option_prices([offer.options], speech, project=offer.weeks is not None)
    return Options(speech.word("Options (before tax, on top)"), tuple((words, added) for words, (added,) in lines))


def held_by_all(offer: Offer) -> Offer:
    """The offer with no more than what every one of its packages promises."""
    if not offer.packages:
        return offer
    common = in_each([package.offer.bought for package in offer.packages])
    return replace(
        offer, deliverables=shared([package.offer.deliverables for package in offer.packages]), bought=common
    )
