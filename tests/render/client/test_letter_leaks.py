"""A letter holds nothing of the seller's own, over random pairs of prices; its amounts are those of the documents."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fourchette.cli.out.delivery import speech_for
from fourchette.cli.out.formats import Format, document_speech
from fourchette.cli.out.letters import LETTER_FORMATS, letter_in
from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ZERO, to_cent
from fourchette.core.explain.reasons_aloud import reasons_aloud, reasons_of_change
from fourchette.core.offer.letter import Letter, letter_of_change, letter_of_price
from fourchette.core.offer.offer import Offer
from fourchette.core.price.quote import Quote, price
from fourchette.render.words.speech import Speech
from render.client.test_leaks import leaks, written_as
from render.quotes import DAY, TAXES, Drawn
from render.received import CARD, LAW, RUNTIME, SMALL_CARDS, mandates_of, plain, profiles, quotes, readable

TEXTS = tuple(each for each in LETTER_FORMATS if each.text)
(PDF,) = (each for each in LETTER_FORMATS if not each.text)


@dataclass(frozen=True)
class Pair:
    """Two prices of one seller for one client, and the letter that tells the second after the first."""

    before: Quote
    after: Quote

    @property
    def letter(self) -> Letter:
        speak = speech_for(self.after).words
        reasons = reasons_of_change(self.before, self.after, speak)
        return letter_of_change(self.before, self.after, DAY, reasons, speak)

    @property
    def differences(self) -> tuple[Decimal, ...]:
        """What the letter says that no document does: the difference of each period, before tax."""
        subtotals = [
            (before or ZERO, after or ZERO) for before, after in zip(*map(_subtotals, self.quotes), strict=True)
        ]
        return tuple(to_cent(after - before) for before, after in subtotals)

    @property
    def quotes(self) -> list[Quote]:
        return [self.before, self.after]

    def __repr__(self) -> str:
        return "Pair"


def _subtotals(quote: Quote) -> tuple[Decimal | None, Decimal | None]:
    return quote.subtotal("month"), quote.subtotal("once")


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Pairs of revisions: of any mandates under one card, for one seller."""
    card, profile = draw(st.just(CARD) | SMALL_CARDS), draw(profiles())
    before, after = (price(draw(mandates_of(card)), card, TAXES, on=DAY, profile=profile) for _ in range(2))
    assume(before.lines and after.lines)
    return Pair(before, after)


def text_in(letter: Letter, format_: Format) -> str:
    return readable(letter_in(RUNTIME, letter, None, format_), format_.name)


def leaked(letter: Letter, quotes_made: list[Quote], format_: Format) -> list[str]:
    """What of the seller's own, or of what was noticed, a letter holds."""
    speech, text = document_speech(letter.offer), text_in(letter, format_)
    mentions = {plain(speech.text(quote.ruling.mention)) for quote in quotes_made}
    notices = {plain(speech.say(notice.message)) for quote in quotes_made for notice in quote.notices} - mentions
    return [*leaks(text, quotes_made, speech), *(notice for notice in notices if notice in text)]


@given(pair=pairs())
@LAW
def test_no_letter_of_a_change_holds_anything_of_the_seller_s_own(pair: Pair) -> None:
    letter = pair.letter
    speech = document_speech(letter.offer)
    told = {form for figure in pair.differences for form in written_as(abs(figure), speech)}
    for format_ in TEXTS:
        assert [each for each in leaked(letter, pair.quotes, format_) if each not in told] == []


@given(drawn=quotes())
@LAW
def test_no_letter_of_a_price_holds_anything_of_the_seller_s_own(drawn: Drawn) -> None:
    speak = speech_for(drawn.quote).words
    letter = letter_of_price(drawn.quote, reasons_aloud(drawn.quote, speak), speak)
    for format_ in TEXTS:
        assert leaked(letter, [drawn.quote], format_) == []


@given(pair=pairs())
@settings(LAW, max_examples=5)
def test_nor_does_a_letter_in_pdf(pair: Pair) -> None:
    letter = pair.letter
    speech = document_speech(letter.offer)
    told = {form for figure in pair.differences for form in written_as(abs(figure), speech)}
    assert [each for each in leaked(letter, pair.quotes, PDF) if each not in told] == []


def amounts(offer: Offer) -> list[tuple[Decimal, ...]]:
    """What each period of a document comes to: before tax, each tax, and in all."""
    return [
        (period.subtotal, *(tax.amount for tax in period.taxes), period.total)
        for period in (offer.monthly, offer.once)
        if period is not None
    ]


def said(amount: Decimal, speech: Speech) -> str:
    return plain(speech.money(amount))


@given(pair=pairs())
@LAW
def test_the_amounts_of_a_letter_are_those_of_the_documents(pair: Pair) -> None:
    letter = pair.letter
    assert letter.before is not None
    speech = document_speech(letter.offer)
    for format_ in (each for each in TEXTS if each.name in ("txt", "md")):
        text, document = (
            text_in(letter, format_),
            readable(format_.for_client(RUNTIME, letter.offer, None), format_.name),
        )
        for figures in amounts(letter.offer):
            # The short message of .txt says what a period comes to; the taxes one by one stay in the document.
            told = figures if format_.name == "md" else (figures[0], figures[-1])
            assert all(said(figure, speech) in text for figure in figures)
            assert all(said(figure, speech) in document for figure in told)
        assert all(said(figures[0], speech) in text for figures in amounts(letter.before))
        for offer in (letter.before, letter.offer):
            total = plain(speech.say(say("{total:money}", total=offer.total)))
            assert offer.monthly is None or total in text
        for difference in pair.differences:
            assert said(difference, speech) in text or not difference
