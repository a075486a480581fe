"""What is offered apart, in words: what each option adds before tax, outside every total."""

from collections.abc import Iterator, Sequence
from typing import Literal

from fourchette.core.basis.messages import say
from fourchette.core.offer.offer import OfferOption
from fourchette.render.words.speech import Speech, if_any, signed

Period = Literal["monthly", "once"]
_PERIODS: tuple[Period, ...] = ("monthly", "once")


def option_title(speech: Speech) -> str:
    """The words above the options."""
    return speech.word("Options, before tax (not in the totals)")


def option_lines(
    offers: Sequence[Sequence[OfferOption]], speech: Speech, *, project: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each option and each period that it moves: its words, and what it adds to each offer."""
    for across in zip(*offers, strict=True):
        moved = [period for period in _PERIODS if any(getattr(option, period) for option in across)]
        for period in moved or _PERIODS[project:][:1]:
            words = _label(across[0].label, period, speech, project=project)
            yield words, tuple(_amount(option, period, speech) for option in across)


def _label(label: str, period: Period, speech: Speech, *, project: bool) -> str:
    if period == "monthly":
        return speech.say("{option}, each month", option=label)
    return label if project else speech.say("{option}, once", option=label)


def _amount(option: OfferOption, period: Period, speech: Speech) -> str:
    """An amount with its sign; a dash where the option leaves the period as it is."""
    if option.included:
        return speech.word("included")
    amount = option.monthly if period == "monthly" else option.once
    return if_any(lambda added: signed(speech.money, added), amount)


def option_prices(
    offers: Sequence[Sequence[OfferOption]], speech: Speech, *, project: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each option: its words, and what it adds to each offer, a month and once together."""
    for across in zip(*offers, strict=True):
        yield across[0].label, tuple(_price(option, speech, project=project) for option in across)


def _price(option: OfferOption, speech: Speech, *, project: bool) -> str:
    moved = [period for period in _PERIODS if getattr(option, period) is not None and not option.included]
    if not moved or project:
        return _amount(option, "once" if project else "monthly", speech)
    words = {"monthly": say("{amount} a month"), "once": say("{amount} once")}
    return ", ".join(speech.say(words[period].text, amount=_amount(option, period, speech)) for period in moved)
