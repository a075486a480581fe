"""The interview on a screen: a question with the running price beside it, what moved it, and why it is asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from fourchette.core.ask.interview import Omission, Question
from fourchette.core.ask.standing import Standing
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.text import Text
from fourchette.core.card.clauses import EACH_PERIOD, Payment, Promise, Statement, fields_of
from fourchette.core.card.conditions import Condition, Fact, Includes
from fourchette.core.card.rate_card import Choice, RateCard, Trait
from fourchette.core.effect.effect_stages import staged
from fourchette.core.explain.explanation_reasons import source_of
from fourchette.core.mandate.replies import YES_NO
from fourchette.render.card.card_words import NO_FIGURE, condition_in_words, effect, fee_in_words, figure_of
from fourchette.render.screen.console import Screen, printed, whole_commands
from fourchette.render.screen.screen_table import Drawn, ScreenTable, Stack, TableColumn
from fourchette.render.screen.styled import Styled
from fourchette.render.screen.width import width
from fourchette.render.why.movement_screen import moved_in_words
from fourchette.render.words.speech import Speech

CHOSEN = "◂"
MIDDLE = " · "
# What a way of billing promises, and when its month is paid.
_PROMISES: Mapping[Promise, Message] = {
    "estimate": say("the hours worked are billed"),
    "fixed": say("the price does not vary with the time spent"),
    "bank": say("hours paid ahead"),
}
_PAYMENTS: Mapping[Payment, Message] = {
    "advance": say("invoiced before each month"),
    "arrears": say("invoiced after each month"),
}
# More choices than this stand in several columns.
TALL = 8
_GAP = 3


def question_text(
    question: Question, now: Standing | None, moved: tuple[str, ...], speech: Speech, screen: Screen
) -> str:
    """A question under the price as it stands, what the last answer moved, and what each choice does to the rate."""
    parts: list[Drawn] = [_heading(question, now, speech, screen)]
    if moved:
        parts.append(Styled(MIDDLE.join(moved), "green", justify="right"))
    words = speech.text(question.question)
    if question.whole:
        words = _of_the_whole(words, speech)
    if question.kind == "several":
        words += " " + speech.word("(several answers as 1 2 5, 0 for none)")
    parts.append(Styled(words))
    choices = choices_of(question)
    if choices:
        parts.append(_choices(choices, question, speech, screen))
    return "\n" + printed([Stack(tuple(parts))], screen)


def _of_the_whole(words: str, speech: Speech) -> str:
    """A question for a project: of all of it, where the card asks for a month."""
    monthly, whole = speech.word(" a month"), speech.word(" for the whole project")
    found = words.replace(monthly, whole, 1)
    return found if whole in found else words + " " + speech.word("(here: for the whole project)")


def choices_of(question: Question) -> dict[str, Text]:
    """What can be answered by a number: the choices, or yes and no."""
    return dict(YES_NO) if question.kind == "yes-no" else dict(question.choices)


def _heading(question: Question, now: Standing | None, speech: Speech, screen: Screen) -> Styled:
    """What is asked about, a line across the screen, and the price; on two lines where one is too short."""
    label, price = speech.text(question.label), "" if now is None else MIDDLE.join(price_words(now, speech))
    room = screen.columns - width(label) - width(price) - (2 if price else 1)
    heading = Styled(label, "bold")
    if room < _GAP:
        line = screen.rule * (screen.columns - width(label) - 1)
        heading.append(f" {line}\n", "not bold dim")
        return heading.append(" " * (screen.columns - width(price))).append(price, "not bold cyan")
    heading.append(f" {screen.rule * room}", "not bold dim")
    return heading.append(f" {price}", "not bold cyan") if price else heading


def price_words(now: Standing, speech: Speech) -> Iterator[str]:
    """The rate, the hours and the amounts before tax of a price as it stands."""
    yield speech.rate(now.rate)
    if now.hours and now.amount:
        yield speech.duration(now.hours)
    if now.amount:
        yield speech.say(_amount(now, speech.money(now.amount)))
    if now.once:
        yield speech.say("{amount} once", amount=speech.money(now.once))


def _amount(now: Standing, amount: str) -> Message:
    return say("{amount} for the project", amount=amount) if now.project else say("{amount} a month", amount=amount)


def moved_words(question: Question, before: Standing | None, now: Standing | None, speech: Speech) -> tuple[str, ...]:
    """What an answer moved, each figure with its sign; nothing where it moved none."""
    if before is None or now is None or before.project != now.project:
        return ()
    rate, hours = now.rate - before.rate, (now.hours or ZERO) - (before.hours or ZERO)
    amount, once = (now.amount or ZERO) - (before.amount or ZERO), (now.once or ZERO) - (before.once or ZERO)
    words = (
        moved_in_words(rate, "rate", speech) if rate else "",
        moved_in_words(hours, "hours", speech) if hours else "",
        speech.say(_amount(now, moved_in_words(amount, "money", speech))) if amount else "",
        speech.say("{amount} once", amount=moved_in_words(once, "money", speech)) if once else "",
    )
    found = tuple(word for word in words if word)
    return (speech.text(question.label), *found) if found else ()


def _hints(question: Question, speech: Speech) -> dict[str, str]:
    """What each choice does to the rate, by its likely figure."""
    return {
        name: figure_of(found[1].target, speech, found[0].key)
        for name, pricing in question.effects.items()
        if (found := staged(pricing)) is not None
    }


def _choices(choices: dict[str, Text], question: Question, speech: Speech, screen: Screen) -> Drawn:
    """The choices with their numbers: in one column beside what they do, or in several where they are many."""
    chosen, hints = _chosen(question.default), _hints(question, speech)
    cells = [
        _choice(number, speech.text(label), chosen=name in chosen)
        for number, (name, label) in enumerate(choices.items(), start=1)
    ]
    if len(cells) <= TALL:
        effects = (Styled(hints.get(name, ""), "dim") for name in choices)
        return ScreenTable([TableColumn()] * 2, list(zip(cells, effects, strict=True)), gap=_GAP)
    columns = max(screen.columns // (max(cell.cell_len for cell in cells) + _GAP), 1)
    height = -(-len(cells) // columns)
    standing = [cells[start : start + height] for start in range(0, len(cells), height)]
    return ScreenTable([TableColumn()] * len(standing), zip_longest(*standing, fillvalue=Styled()), gap=_GAP)


def _choice(number: int, label: str, *, chosen: bool) -> Styled:
    cell = Styled().append(f"{number:>3}  ", "cyan").append(label)
    return cell.append(f" {CHOSEN}", "bold cyan") if chosen else cell


def _chosen(default: Fact | None) -> tuple[str, ...]:
    match default:
        case bool():
            return ("yes" if default else "no",)
        case str():
            return (default,)
        case tuple():
            return default
        case _:
            return ()


def prompt_text(question: Question, recalled: str | None, speech: Speech) -> str:
    """What stands before the cursor: the unit, and in brackets what an empty answer takes."""
    taken = recalled if recalled is not None else _taken(question, speech)
    unit = speech.text(question.unit)
    return f" {unit}{' ' if unit else ''}{f'[{taken}] ' if taken else ''}> "


def _taken(question: Question, speech: Speech) -> str:
    """What Enter takes, as one would type it."""
    default, names = question.default, tuple(choices_of(question))
    match default:
        case None:
            return ""
        case tuple():
            return ",".join(str(names.index(name) + 1) for name in default) or speech.word("nothing")
        case str() | bool():
            chosen = _chosen(default)
            return str(names.index(chosen[0]) + 1) if chosen[0] in names else str(default)
    figure = speech.short_money(default) if question.money else speech.count(default)
    return speech.say("{figure}, computed", figure=figure) if question.derived else figure


def reason_text(question: Question, card: RateCard, speech: Speech, screen: Screen) -> str:
    """Why a question is asked, what its answers do to the rate, and whose figures these are."""
    trait = card.traits[question.trait] if question.trait is not None else None
    parts: list[Drawn] = [Styled(speech.text(question.why), "italic")] if question.why else []
    if trait is not None and question.trait is not None:
        lanes = _shared_lanes(trait)
        if effects := tuple(_effects(question.trait, card, speech, apart=lanes)):
            cells = ((f"  {words}", figures) for words, figures in effects)
            parts.append(ScreenTable([TableColumn(no_wrap=True), TableColumn(style="cyan")], cells, gap=_GAP))
        if lanes:
            labels = tuple(card.lanes[lane].label for lane in lanes)
            parts.append(Styled(speech.say("For the hours of: {lanes}.", lanes=labels)))
        work = tuple(_work(question.trait, card, speech)) or (
            () if parts else tuple(_brought(question.trait, card, speech))
        )
        parts += [Styled(f"  {words}") for words in work]
        if trait.source:
            parts.append(Styled(speech.say("Source: {source}", source=source_of(trait.source)), "dim"))
    return printed([Stack(tuple(parts or [Styled(speech.word("The card gives no reason for it."))]))], screen)


def _shared_lanes(trait: Trait) -> tuple[str, ...]:
    """The lanes of all its answers that have a figure: said once, where they are the same."""
    found = {choice.lanes for choice in trait.choices.values() if staged(choice) is not None}
    return found.pop() if len(found) == 1 else ()


def _effects(name: str, card: RateCard, speech: Speech, *, apart: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What each answer does to the rate and what it brings, its lanes left out where they are said `apart`."""
    trait = card.traits[name]
    for key, choice in trait.choices.items():
        figures = effect(replace(choice, lanes=()) if apart else choice, card, speech)
        told = [words for words in (figures, *_meaning(trait, choice, speech)) if words != NO_FIGURE]
        if told := told or list(_opened(name, key, card, speech)):
            yield speech.text(choice.label), MIDDLE.join(told)
    for tier in trait.tiers:
        yield speech.say("from {number:count}", number=tier.from_), effect(tier, card, speech)


def _meaning(trait: Trait, choice: Choice, speech: Speech) -> Iterator[str]:
    """What is bought with one of several choices, where its sentence needs nothing else; what a billing promises."""
    if trait.kind == "several" and choice.sentence and {*fields_of(choice.sentence)} <= {EACH_PERIOD}:
        yield speech.statement(Statement(choice.sentence, {EACH_PERIOD: say("each month")}))
    if choice.promise is not None:
        yield speech.say(_PROMISES[choice.promise])
    if choice.payment is not None:
        yield speech.say(_PAYMENTS[choice.payment])


def _opened(name: str, key: str, card: RateCard, speech: Speech) -> Iterator[str]:
    """What is asked about only where that is chosen."""
    opened = (trait for trait in card.traits.values() if trait.asked_when == Includes(name, frozenset({key})))
    if labels := ", ".join(speech.text(trait.label) for trait in opened):
        yield labels


def _work(name: str, card: RateCard, speech: Speech) -> Iterator[str]:
    """The minutes of the work that a number brings, and the price of what is not hours."""
    for task in card.tasks.values():
        if name in task.each:
            minutes = say("{task}: {minutes:count} min each", task=task.label, minutes=task.minutes.target)
            yield speech.say(minutes)
    for fee in card.fees.values():
        if fee.each == name:
            yield speech.say("{task}: {minutes}", task=fee.label, minutes=fee_in_words(fee, speech))


def _brought(name: str, card: RateCard, speech: Speech) -> Iterator[str]:
    """The work that an answer brings by itself."""
    for task in card.tasks.values():
        if any(each.name == name for each in task.when.comparisons()):
            yield speech.say("{task}: {minutes:count} min", task=task.label, minutes=task.minutes.target)


def omissions_text(  # noqa: PLR0913  # what was left out, of what, for whom
    omissions: Iterable[Omission], card: RateCard, file: str, speech: Speech, screen: Screen, *, stopped: bool = False
) -> str:
    """What was not asked and why, and how to answer it all the same; nothing where everything was asked.

    Where the interview was `stopped` before the details, these are left as the card has them, and nothing else is said.
    """
    unmet = {omission.trait: omission.unmet for omission in omissions}
    by_reason: dict[Condition | None, list[str]] = {}
    for name, reason in unmet.items():
        if not (stopped and reason):
            by_reason.setdefault(_first_reason(reason, unmet), []).append(name)
    if not by_reason:
        return ""
    sentences = [_omitted(reason, names, card, speech, stopped=stopped) for reason, names in by_reason.items()]
    name = next(iter(by_reason.values()))[0]
    sentences.append(
        speech.say("To answer one all the same: fourchette quote {file} -t {name}=…", file=file, name=name)
    )
    words = (whole_commands(sentence, screen.columns) for sentence in sentences)
    return "\n" + printed([Stack(tuple(Styled(each, "dim") for each in words))], screen)


def _first_reason(reason: Condition | None, unmet: Mapping[str, Condition | None]) -> Condition | None:
    """Why a question was not asked: where it waits for others that were not asked either, what these wait for."""
    for _ in unmet:
        names = [] if reason is None else [comparison.name for comparison in reason.comparisons()]
        behind = [found for name in names if (found := unmet.get(name)) is not None]
        if not behind or len(behind) < len(names):
            break
        reason = behind[0]
    return reason


def _omitted(reason: Condition | None, names: Iterable[str], card: RateCard, speech: Speech, *, stopped: bool) -> str:
    labels = tuple(card.traits[name].label for name in names)
    if reason is None and stopped:
        return speech.say("Left as the card has them: {labels}.", labels=labels)
    if reason is None:
        return speech.say("Not asked, as no answer would change this price: {labels}.", labels=labels)
    condition = condition_in_words(reason, card, speech)
    return speech.say("Not asked, as it goes with “{condition}”: {labels}.", condition=condition, labels=labels)
