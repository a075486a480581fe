"""What an out-of-scope request costs, and a reply that is ready for the client."""

from collections.abc import Iterator, Sequence
from datetime import date

from fourchette.core.basis.messages import Message, say
from fourchette.core.offer.offer import OfferAmounts
from fourchette.core.practice.extra_request import ExtraRequest
from fourchette.core.practice.statement import Billed
from fourchette.core.record.plain import Plain, picked
from fourchette.render.screen.grid import Cell, Grid, GridRow
from fourchette.render.sheet.sheet import tax_rows
from fourchette.render.words.speech import Speech


def extra_grids(extra: ExtraRequest, month: date, reply: str | None, speech: Speech) -> Iterator[Grid]:
    """Its lines and total in that month, or the price of a month before and with it; then the reply to send, if any."""
    if extra.before is None:
        title = f"{extra.number} · {speech.month(month)}"
        yield billed_grid(title, speech.word("Once"), extra.lines, extra.amounts, speech)
    else:
        yield _monthly(extra, extra.before, speech)
    if reply is not None:
        yield Grid(speech.word("Reply, in the client's language"), notes=tuple(reply.split("\n")))


def billed_grid(  # what a bill is made of
    title: str, heading: str, lines: Sequence[Billed], amounts: OfferAmounts, speech: Speech, *notes: str
) -> Grid:
    """What is billed, line by line, and what it comes to with its taxes."""
    word, money = speech.word, speech.money
    rows: list[GridRow] = [
        (billed_label(line), speech.count(line.quantity), speech.price(line.price), money(line.amount))
        for line in lines
    ]
    rows.append((word("Subtotal before tax"), "", "", money(amounts.subtotal)))
    rows += [(row.label, "", "", row.amount) for row in tax_rows(amounts, speech)]
    rows.append((Cell(word("Total"), "fact"), "", "", Cell(money(amounts.total), "fact")))
    headings = (heading, word("Quantity"), word("Price"), word("Amount"))
    return Grid(title, headings, "wrrr", tuple(rows), notes=notes)


def billed_label(line: Billed) -> str:
    """What a line is for, and what it was worked out from."""
    return line.label if line.basis is None else f"{line.label} ({line.basis})"


def _monthly(extra: ExtraRequest, before: OfferAmounts, speech: Speech) -> Grid:
    word, after = speech.word, extra.amounts
    rows = tuple(
        (word(name), *map(speech.money, (was, now, now - was)))
        for name, was, now in (
            ("Subtotal before tax", before.subtotal, after.subtotal),
            ("Total", before.total, after.total),
        )
    )
    title = f"{extra.number} · {', '.join(extra.what)}"
    return Grid(title, (word("Each month"), word("Now"), word("With it"), word("Difference")), "wrrr", rows)


def reply_in_words(extra: ExtraRequest, contact: str, seller: str, month: date, speech: Speech) -> str:
    """The reply to the client, in her language, which she can answer by a word."""
    hello = say("Hello {name},", name=contact) if contact else say("Hello,")
    taxes = extra.amounts.total != extra.amounts.subtotal
    figures = {"price": extra.amounts.subtotal, "total": extra.amounts.total, "month": speech.month(month)}
    asked = say(
        "You have asked for this on top of our agreement {number}: {what}.", number=extra.number, what=extra.what
    )
    sentences = [hello, Message(asked.text, asked.values)]
    if extra.before is None and taxes:
        sentences.append(say("It comes to {price:price} before tax in {month}, {total:price} with taxes.", **figures))
    elif extra.before is None:
        sentences.append(say("It comes to {price:price} in {month}.", **figures))
    elif taxes:
        sentences.append(
            say(
                "From {month} on, each month would come to {price:price} before tax in place of {before:price}, "
                "{total:price} with taxes.",
                before=extra.before.subtotal,
                **figures,
            )
        )
    else:
        sentences.append(
            say(
                "From {month} on, each month would come to {price:price} in place of {before:price}.",
                before=extra.before.subtotal,
                **figures,
            )
        )
    sentences.append(say("If that suits you, just reply “yes” and I will begin."))
    lines = [*map(speech.say, sentences), *([seller] if seller else [])]
    return "\n".join(lines)


def extra_record(extra: ExtraRequest, reply: str, speech: Speech) -> Plain:
    """The request as plain values."""
    return {
        "number": extra.number,
        "what": list(extra.what),
        "currency": speech.currency,
        "lines": [picked(line, "id label quantity price amount") for line in extra.lines],
        **picked(extra.amounts, "subtotal taxes total"),
        "before": None if extra.before is None else picked(extra.before, "subtotal taxes total"),
        "reply": reply,
    }
