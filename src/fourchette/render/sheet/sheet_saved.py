"""The sheet of a saved quote, from what its file keeps: its own words, its own figures."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from fourchette.core.basis.messages import say
from fourchette.core.basis.text import Text
from fourchette.core.offer.offer import OfferOption
from fourchette.core.practice.quote_states import Entry
from fourchette.render.sheet.sheet import Gauge, NoticeLine, Reason, Row, Section, Sheet, option_rows
from fourchette.render.sheet.sheet_options import option_title
from fourchette.render.words.speech import Speech

Kept = Mapping[str, Any]


def sheet_of_saved(entry: Entry, state: str, content: Kept, speech: Speech) -> Sheet:
    """The freelancer's own sheet of a quote file, as it was saved."""
    result = content["result"]
    subtitle = " · ".join(part for part in (entry.name, state, entry.client, speech.day(entry.issued)) if part)
    return Sheet(
        title=entry.title or speech.word("Quote"),
        subtitle=subtitle,
        headings=(speech.word("Hours"), speech.word("Rate"), speech.word("Amount")),
        sections=tuple(_sections(result, speech)),
        total=_total(result, speech),
        facts=(*_facts(entry, result, speech), *_packages(content, speech)),
        options_title=option_title(speech),
        options=option_rows(_options(result), speech, project=result.get("weeks") is not None),
        gauge=_gauge(result["rate"], speech),
        reasons=tuple(_reasons(result["rate"]["steps"], speech)),
        remarks=tuple(NoticeLine(notice["severity"], notice["message"]) for notice in content.get("notices", [])),
    )


def _sections(result: Kept, speech: Speech) -> Iterator[Section]:
    project = result.get("weeks") is not None
    titles = {
        "month": (speech.word("Each month"), speech.word("Total each month")),
        "once": (
            (speech.word("The project"), speech.word("Total of the project"))
            if project
            else (speech.word("Once"), speech.word("Total once"))
        ),
    }
    for period, key in (("month", "monthly"), ("once", "once")):
        if amounts := result.get(key):
            lines = [line for line in result["lines"] if line["period"] == period]
            title, total = titles[period]
            yield _section(title, total, lines, amounts, speech)


def _section(title: str, total: str, lines: list[Kept], amounts: Kept, speech: Speech) -> Section:
    hours = [Decimal(line["hours"]) for line in lines if "hours" in line]
    summed = speech.hours(sum(hours, Decimal(0))) if hours else ""
    return Section(
        title=title,
        lines=tuple(_row(line, speech) for line in lines),
        subtotal=Row(speech.word("Subtotal before tax"), speech.money(amounts["subtotal"]), hours=summed),
        taxes=tuple(
            Row(f"{tax['label']} {speech.percent(Decimal(tax['rate']))}", speech.money(tax["amount"]))
            for tax in amounts.get("taxes", [])
        ),
        total=Row(total, speech.money(amounts["total"])),
    )


def _row(line: Kept, speech: Speech) -> Row:
    label = f"{line['label']} ({line['basis']})" if line.get("basis") else line["label"]
    return Row(
        label=label,
        amount=speech.money(line["amount"]),
        hours=speech.hours(Decimal(line["hours"])) if "hours" in line else "",
        rate=speech.money(Decimal(line["rate"])) if "rate" in line else "",
    )


def _total(result: Kept, speech: Speech) -> Row | None:
    if "monthly" not in result or (result["months"] == 1 and "once" not in result):
        return None
    label = say("Total over {months:count} months", months=Decimal(result["months"]))
    return Row(speech.say(label) if result["months"] > 1 else speech.word("Total"), speech.money(result["total"]))


def _facts(entry: Entry, result: Kept, speech: Speech) -> Iterator[tuple[str, str]]:
    counted = []
    for item in result.get("offer", result).get("deliverables", []):
        if "number" in item:
            promised = Decimal(item["number"])
            number = speech.short_money(promised) if item.get("money") else speech.count(promised)
            counted.append(speech.say(say("{label}:\u00a0{number}", label=item["label"], number=number)))
        else:
            yield item["label"], ", ".join(item["choices"])
    if counted:
        yield speech.word("Volumes"), " · ".join(counted)
    band = result["hours"]
    hours = say("{target:hours}; between {low:hours} and {high:hours}, depending on how it goes", **_decimals(band))
    yield speech.word("Hours"), speech.say(hours)
    yield speech.word("People"), str(result["people"])
    yield speech.word("Valid"), speech.say(say("until {day}, included", day=speech.day(entry.valid_until)))


def _packages(content: Kept, speech: Speech) -> Iterator[tuple[str, str]]:
    """The packages that were offered with it, and what each came to in all."""
    for package in content.get("packages", []):
        total = say("{label}:\u00a0{number}", label=package["label"], number=speech.money(Decimal(package["total"])))
        yield speech.word("Packages"), speech.say(total)


def _options(result: Kept) -> tuple[OfferOption, ...]:
    return tuple(
        OfferOption(
            label=Text(option["label"], option["label"]),
            monthly=Decimal(option["monthly"]) if "monthly" in option else None,
            once=Decimal(option["once"]) if "once" in option else None,
            included=option["included"],
        )
        for option in result.get("options", [])
    )


def _decimals(band: Kept) -> dict[str, Decimal]:
    return {name: Decimal(figure) for name, figure in band.items()}


def _gauge(rate: Kept, speech: Speech) -> Gauge:
    low, target, high = (Decimal(rate[name]) for name in ("low", "target", "high"))
    floor, ceiling = Decimal(rate["floor"]), Decimal(rate["ceiling"])
    return Gauge(
        floor=floor,
        ceiling=ceiling,
        low=low,
        target=target,
        high=high,
        ends=(speech.short_money(floor), speech.short_money(max(ceiling, high))),
        rate=speech.rate(target),
        spread=speech.say(say("from {low:rate} to {high:rate}", low=low, high=high)),
    )


def _reasons(steps: list[Kept], speech: Speech) -> Iterator[Reason]:
    for step in steps:
        if step["applied"] and (step["lanes"] or step["before"] != step["after"]):
            percent = step.get("percent")
            change = Decimal(step["effect"])
            sign = "+" if (Decimal(percent) if percent is not None else change) > 0 and step["stage"] != "base" else ""
            effect = speech.percent(Decimal(percent)) if percent is not None else speech.money(change)
            yield Reason(step["label"], f"{sign}{effect}", speech.money(Decimal(step["after"])))
