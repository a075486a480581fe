"""The packages as words and formatted figures: what differs between them, what they cost, what they share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fourchette.core.basis.noun import noun
from fourchette.core.offer.deliverables import Deliverable, deliverables
from fourchette.core.offer.offer import OfferedPackage
from fourchette.core.offer.offer_contrasts import contrasts, in_each, shared
from fourchette.core.offer.packages import Packages
from fourchette.core.price.quote import Quote
from fourchette.core.record.quote_record import PackageRecord, QuoteRecord, record_of_package
from fourchette.core.record.quote_record_making import record_quote
from fourchette.render.sheet.sheet import NoticeLine, Row, Section, Sheet, sheet_of_offer, sheet_of_quote
from fourchette.render.sheet.sheet_options import option_lines, option_title
from fourchette.render.words.sentences import amount_promised, facts_of_offer, promises, validity
from fourchette.render.words.speech import LONG_DASH, Speech

HAS_IT = "✓"


@noun
class Compared:
    """A row of the comparison: its words and a cell for each package; `strong` is what one looks for."""

    label: str
    cells: tuple[str, ...]
    strong: bool = False


@noun
class PackageGroup:
    """Rows that go together, under a title where it says something."""

    title: str
    rows: tuple[Compared, ...]


@noun
class Column:
    """What heads a package's column: its name, and a word where it is the recommended one."""

    name: str
    mark: str


@noun
class PackagesSheet:
    """Packages side by side, what differs first; `facts` are the same in every one."""

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    groups: tuple[PackageGroup, ...]
    facts_title: str
    facts: tuple[tuple[str, str], ...]
    remarks: tuple[NoticeLine, ...] = ()


def sheet_of_packages(
    packages: Packages, speech: Speech, remarks: Iterable[NoticeLine], number: str | None = None
) -> PackagesSheet:
    """The freelancer's comparison of a quote's packages: rates, people, margins and notices too."""
    quotes = [package.quote for package in packages.offered]
    records = [record_quote(each, speech.words) for each in quotes]
    columns = [(speech.text(each.label), each.recommended) for each in packages.offered]
    promised = [_promised(each, quotes, speech) for each in quotes]
    return replace(_own_sheet(records, columns, promised, speech, number), remarks=tuple(remarks))


def sheet_of_kept(record: QuoteRecord, packages: Sequence[PackageRecord], speech: Speech, number: str) -> PackagesSheet:
    """The same of a saved quote: what its packages promise, and no answer that they change without promising it."""
    columns = [(each.label, each.recommended) for each in packages]
    promised = [each.offer.deliverables for each in packages]
    return _own_sheet([record_of_package(record, each) for each in packages], columns, promised, speech, number)


def _own_sheet(
    records: Sequence[QuoteRecord],
    columns: Sequence[tuple[str, bool]],
    promised: Sequence[Sequence[Deliverable]],
    speech: Speech,
    number: str | None,
) -> PackagesSheet:
    sheets = [sheet_of_quote(each, speech, (), number) for each in records]
    options = option_lines([each.options for each in records], speech, project=records[0].weeks is not None)
    return PackagesSheet(
        title=sheets[0].title,
        subtitle=sheets[0].subtitle,
        columns=columns_of(columns, speech),
        groups=_groups(
            PackageGroup("", tuple(differing(promised, speech))),
            PackageGroup("", tuple(_rates(records, speech))),
            *periods(sheets, speech),
            PackageGroup(speech.word("To negotiate, before tax"), tuple(_margins(records, speech))),
            _options(options, speech),
        ),
        facts_title=speech.word("The same in each"),
        facts=(*promises(shared(promised), speech), validity(records[0], speech)),
    )


def sheet_of_offered(packages: Sequence[OfferedPackage], speech: Speech, number: str | None = None) -> PackagesSheet:
    """The client's comparison: what each package holds and costs."""
    offers = [package.offer for package in packages]
    sheets = [sheet_of_offer(offer, speech, number) for offer in offers]
    promised = [offer.deliverables for offer in offers]
    project, common = offers[0].weeks is not None, in_each([offer.bought for offer in offers])
    return PackagesSheet(
        title=sheets[0].title,
        subtitle=sheets[0].subtitle,
        columns=columns_of([(each.label, each.recommended) for each in packages], speech),
        groups=_groups(
            PackageGroup("", tuple(differing(promised, speech))),
            *periods(sheets, speech),
            _options(option_lines([offer.options for offer in offers], speech, project=project), speech),
        ),
        facts_title=speech.word("The same in each"),
        facts=tuple(facts_of_offer(replace(offers[0], deliverables=shared(promised), bought=common), speech)),
    )


def columns_of(packages: Sequence[tuple[str, bool]], speech: Speech) -> tuple[Column, ...]:
    """What heads each package, by its label and whether it is recommended."""
    # One that stands alone is not recommended over any other.
    mark = speech.word("recommended") if len(packages) > 1 else ""
    return tuple(Column(label, mark if recommended else "") for label, recommended in packages)


def _groups(*groups: PackageGroup) -> tuple[PackageGroup, ...]:
    return tuple(group for group in groups if group.rows)


def _promised(quote: Quote, quotes: Iterable[Quote], speech: Speech) -> tuple[Deliverable, ...]:
    """What a quote promises, and the answers that the packages change without promising them."""
    named = {name for each in quotes for name in each.mandate.traits}
    changed = {name for name in named if len({repr(each.mandate.traits.get(name)) for each in quotes}) > 1}
    return deliverables(quote, speech.words, changed)


def differing(promised: Sequence[Sequence[Deliverable]], speech: Speech) -> Iterator[Compared]:
    """What the packages do not have alike, a row for each thing."""
    for contrast in contrasts(promised):
        if contrast.member is None:
            cells = tuple(LONG_DASH if cell is None else amount_promised(cell, speech) for cell in contrast.cells)
            yield Compared(contrast.label, cells)
        else:
            having = tuple(LONG_DASH if cell is None else HAS_IT for cell in contrast.cells)
            yield Compared(contrast.member, having)


def _rates(records: Sequence[QuoteRecord], speech: Speech) -> Iterator[Compared]:
    yield Compared(speech.word("Rate"), tuple(speech.rate(record.rate.target) for record in records))
    stated = [record.stated.effective_rate if record.stated is not None else None for record in records]
    if any(stated):
        hours = tuple(LONG_DASH if rate is None else speech.rate(rate) for rate in stated)
        yield Compared(speech.word("An hour comes to"), hours)
    people = [record.people for record in records]
    if max(people) > 1:
        yield Compared(speech.word("People"), tuple(map(speech.count, people)))


def periods(sheets: Sequence[Sheet], speech: Speech) -> Iterator[PackageGroup]:
    """The hours and the amounts of each period, then the whole mandate where that is more."""
    for title in dict.fromkeys(section.title for sheet in sheets for section in sheet.sections):
        sections = [next((each for each in sheet.sections if each.title == title), None) for sheet in sheets]
        yield PackageGroup(title, tuple(_amounts(sections, speech)))
    if any(sheet.total for sheet in sheets):
        totals = [sheet.total or sheet.sections[-1].total for sheet in sheets]
        labels = {None if sheet.total is None else sheet.total.label for sheet in sheets}
        # One length of time is not that of every package.
        total = _across(totals, strong=True)
        yield PackageGroup("", (total if len(labels) == 1 else replace(total, label=speech.word("Total")),))


def _amounts(sections: Sequence[Section | None], speech: Speech) -> Iterator[Compared]:
    known = [section for section in sections if section is not None]
    if any(section.subtotal.hours for section in known):
        cells = (LONG_DASH if section is None else section.subtotal.hours or LONG_DASH for section in sections)
        yield Compared(speech.word("Hours"), tuple(cells))
    if known[0].taxes:
        yield _across([section.subtotal if section else None for section in sections])
    for place in range(len(known[0].taxes)):
        yield _across([section.taxes[place] if section else None for section in sections])
    yield _across([section.total if section else None for section in sections], strong=True)


def _across(rows: Sequence[Row | None], *, strong: bool = False) -> Compared:
    """The same row of every package, under its own words."""
    label = next(row.label for row in rows if row is not None)
    return Compared(label, tuple(LONG_DASH if row is None else row.amount for row in rows), strong)


def _margins(records: Sequence[QuoteRecord], speech: Speech) -> Iterator[Compared]:
    """Where to open and where to walk away, in the period that most is billed in."""
    asked = [(record.monthly or record.once) for record in records]
    high = tuple(LONG_DASH if amounts is None else speech.money(amounts.high) for amounts in asked)
    low = tuple(LONG_DASH if amounts is None else speech.money(amounts.low) for amounts in asked)
    yield Compared(speech.word("Open at"), high)
    yield Compared(speech.word("Walk away under"), low)


def _options(lines: Iterable[tuple[str, tuple[str, ...]]], speech: Speech) -> PackageGroup:
    return PackageGroup(option_title(speech), tuple(Compared(*line) for line in lines))
