"""A letter as the document it is set by: the same parts, words and figures, without what is to be signed."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ONE, ZERO
from fourchette.core.offer.deliverables import Deliverable
from fourchette.core.offer.letter import Letter
from fourchette.core.offer.offer import Offer, OfferAmounts
from fourchette.core.offer.offer_contrasts import Contrast
from fourchette.render.client.document import Block, Document, document_of
from fourchette.render.client.document_price import Bill, with_taxes
from fourchette.render.client.document_terms import terms_in_words
from fourchette.render.sheet.sheet import Row, tax_rows
from fourchette.render.words.sentences import amount_promised
from fourchette.render.words.speech import Speech
from fourchette.render.words.typography import in_print


def document_of_letter(letter: Letter, speech: Speech, number: str | None = None) -> Document:
    """The document of a letter, in the words of a speech; `number` is that of a saved quote."""
    base = document_of(replace(letter.offer, packages=()), speech, number)
    document = replace(
        base,
        kind=speech.word("Why this price") if letter.before is None else speech.word("What changes"),
        facts=tuple(_facts(letter, speech, number)),
        lead=tuple(block for block in _lead(letter, base, speech) if block.items),
        sections=base.sections if letter.before is None else tuple(_bills(letter.before, letter.offer, speech)),
        follow=(),
        terms=None,
        care=None,
        options=None,
        acceptance=None,
    )
    return replace(in_print(document), logo=base.logo)


def _facts(letter: Letter, speech: Speech, number: str | None) -> Iterator[tuple[str, str]]:
    if number:
        yield speech.word("Number"), number
    yield speech.word("Date"), speech.day(letter.offer.issued)
    if letter.since is not None:
        yield speech.word("In force"), speech.say("from {day}", day=speech.day(letter.since))


def _lead(letter: Letter, base: Document, speech: Speech) -> Iterator[Block]:
    why = Block(speech.word("Why"), letter.reasons)
    if letter.before is None:
        yield why
        yield from base.lead
        return
    changes = tuple(_changes(letter, letter.before, speech))
    yield Block(speech.word("What changes"), changes or (_unchanged(letter.before, letter.offer, speech),))
    yield why
    yield Block(speech.word("Terms that change"), tuple(_terms(letter.before, letter.offer, speech)))
    yield Block(speech.word("In total"), tuple(_totals(letter.before, letter.offer, speech)))


def _unchanged(before: Offer, after: Offer, speech: Speech) -> str:
    """What is said where the same is promised."""
    if (before.monthly, before.once, before.total) == (after.monthly, after.once, after.total):
        return speech.word("Nothing changes.")
    return speech.word("What is done stays the same; the price changes.")


def _changes(letter: Letter, before: Offer, speech: Speech) -> Iterator[str]:
    """What is promised otherwise, then the hourly rates where the client reads them, then sentences."""
    for contrast in letter.changes:
        yield _contrast(contrast, before, letter.offer, speech)
    rates = {line.id: line.rate for line in before.lines}
    for line in letter.offer.lines:
        if line.rate is not None and (was := rates.get(line.id)) is not None and was != line.rate:
            yield speech.say(
                "{label}: {before:money} → {after:money} an hour", label=line.label, before=was, after=line.rate
            )
    yield from (speech.say("Now included: {sentence}", sentence=sentence) for sentence in letter.added)
    yield from (speech.say("No longer included: {sentence}", sentence=sentence) for sentence in letter.removed)


def _contrast(contrast: Contrast, before: Offer, after: Offer, speech: Speech) -> str:
    was, now = contrast.cells
    if contrast.member is not None:
        words = say("{label}: {member} is added") if was is None else say("{label}: {member} is taken out")
        return speech.say(words.text, label=contrast.label, member=contrast.member)
    sides = {"before": _promised(was, before, speech), "after": _promised(now, after, speech)}
    return speech.say("{label}: {before} → {after}", label=contrast.label, **sides)


def _promised(item: Deliverable | None, offer: Offer, speech: Speech) -> str:
    if item is None:
        return speech.word("nothing")
    return amount_promised(item, speech, monthly=offer.monthly is not None) or speech.word("yes")


def _terms(before: Offer, after: Offer, speech: Speech) -> Iterator[str]:
    """The terms that are others, as they are now."""
    was = dict(terms_in_words(before, speech))
    for name, words in terms_in_words(after, speech):
        if was.get(name) != words:
            yield speech.named(name, words)


def _totals(before: Offer, after: Offer, speech: Speech) -> Iterator[str]:
    """What each comes to over all its months; where taxes are charged it is with them, and says so."""
    names = (before, speech.word("Until now")), (after, speech.word("From now on"))
    for offer, name in names:
        if offer.monthly is not None:
            yield speech.named(name, _whole(offer, speech))


def _whole(offer: Offer, speech: Speech) -> str:
    told = {"total": offer.total, "months": offer.months}
    whole = speech.say("{total:money} over {months:count} months", **told)
    if offer.months == ONE:
        whole = speech.say("{total:money} over one month", **told)
    return with_taxes(whole, offer, speech)


def _bills(before: Offer, after: Offer, speech: Speech) -> Iterator[Bill]:
    """What each period came to, the difference, and what it comes to, with its taxes: it adds up."""
    once = speech.word("One-time fees") if after.weeks is None else speech.word("The project")
    periods = ((speech.word("Monthly"), before.monthly, after.monthly), (once, before.once, after.once))
    for title, was, now in periods:
        if was is not None or now is not None:
            yield _bill(title, ZERO if was is None else was.subtotal, now, speech)


def _bill(title: str, was: Decimal, now: OfferAmounts | None, speech: Speech) -> Bill:
    asked = OfferAmounts(subtotal=ZERO, total=ZERO) if now is None else now
    change = asked.subtotal - was
    sign = "+" if change > 0 else ""
    return Bill(
        title=title,
        lines=(
            Row(speech.word("Until now, before tax"), speech.money(was)),
            Row(speech.word("Difference"), sign + speech.money(change)),
        ),
        subtotal=Row(speech.word("From now on, before tax"), speech.money(asked.subtotal)),
        taxes=tuple(tax_rows(asked, speech)),
        total=Row(speech.word("Total"), speech.money(asked.total)) if asked.taxes else None,
        fee=False,
    )
