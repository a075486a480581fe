"""What is bought, in sentences a client understands: they are the card's, and each stands for lines of the quote."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ONE
from fourchette.core.basis.noun import noun
from fourchette.core.basis.rhythm import PER
from fourchette.core.basis.text import Text
from fourchette.core.card.answer_words import fact_as_words
from fourchette.core.card.clauses import AMOUNT, EACH_PERIOD, LABEL, Speak, Statement, fields_of
from fourchette.core.card.conditions import All, Any, Comparison, Condition, Equals, Facts, Includes
from fourchette.core.card.rate_card import SCOPE, RateCard, Trait
from fourchette.core.card.volumes import computed
from fourchette.core.price.asked_price import SEASON
from fourchette.core.price.quote import Quote

_ITSELF = Text(f"{{{AMOUNT}}}", f"{{{AMOUNT}}}")
_NAMED = Text("{label}\u00a0: {amount}", "{label}: {amount}")
_TWO = Decimal(2)


@noun
class Bought:
    """A sentence of what is bought, and the ids of the lines that it stands for."""

    sentence: str
    lines: frozenset[str]


@noun
class _Saying:
    """A sentence before it is spoken: its lines, the traits that its fields name, and whose it is, if a trait's."""

    words: Statement
    lines: frozenset[str]
    names: frozenset[str]
    trait: str
    counts: bool


def bought(quote: Quote, speak: Speak) -> tuple[Bought, ...]:
    """What is bought, in the card's order of lanes: in each, volumes first, then what goes with them.

    Every line is named, but for what some months have of their own: one that no sentence stands for is said by its
    own words. A trait that another's
    sentence names has none of its own.
    """
    sayings = [*_of_traits(quote), *_of_tasks(quote)]
    spoken_for = frozenset(name for saying in sayings for name in saying.names)
    sayings = [saying for saying in sayings if saying.trait not in spoken_for]
    named = frozenset(id_ for saying in sayings for id_ in saying.lines)
    sayings += _of_lines(quote, named)
    found: dict[str, frozenset[str]] = {}
    for saying in _in_order(quote.card, sayings):
        sentence = _spoken(quote, saying, speak)
        found[sentence] = found.get(sentence, frozenset()) | saying.lines
    return tuple(Bought(sentence, lines) for sentence, lines in found.items())


def _spoken(quote: Quote, saying: _Saying, speak: Speak) -> str:
    """The sentence; beside what is paid each month, what is paid once says so."""
    sentence = speak(saying.words)
    periods = {line.period for line in quote.asking.worked if line.id in saying.lines}
    return speak(say("{sentence} (once)", sentence=sentence)) if quote.monthly and periods == {"once"} else sentence


def _in_order(card: RateCard, sayings: Iterable[_Saying]) -> list[_Saying]:
    """By the first lane of each; what has none stays after what it follows."""
    places = {name: place for place, name in enumerate(card.lanes)}
    last, keyed = 0, []
    for saying in sayings:
        known = [places[id_] for id_ in saying.lines if id_ in places]
        last = min(known) if known else len(places) if saying.lines else last
        keyed.append(((last, not saying.counts), saying))
    return [saying for _, saying in sorted(keyed, key=lambda pair: pair[0])]


def _of_traits(quote: Quote) -> Iterator[_Saying]:
    for name, trait in quote.card.traits.items():
        fact = quote.facts[name]
        if isinstance(fact, Decimal):
            if _counts(quote, name, trait):
                yield _saying(quote, name, trait.sentence or _ITSELF, _lines_of(quote, name), counts=True)
        elif isinstance(fact, bool):
            if fact and (trait.sentence or trait.deliverable):
                yield _saying(quote, name, trait.sentence or trait.label, _lines_of(quote, name))
        elif isinstance(fact, str):
            words, own = trait.choices[fact].sentence, _lines_of(quote, name, fact)
            done = own or not _brings(quote, name, fact)
            if (words or trait.deliverable) and done and _is_asked(quote, name, trait):
                yield _saying(quote, name, words or _NAMED, own | _held_to(quote, trait))
        else:
            yield from _of_choices(quote, name, trait, fact)


def _of_choices(quote: Quote, name: str, trait: Trait, chosen: tuple[str, ...]) -> Iterator[_Saying]:
    """Each choice that has a sentence, where what it brings is done; else all of them together, where they are said."""
    for choice in chosen:
        lines, words = _lines_of(quote, name, choice), trait.choices[choice].sentence
        if words and (lines or not _brings(quote, name, choice)):
            yield _saying(quote, name, words, lines)
        elif name == SCOPE and not words and lines:
            yield _saying(quote, name, trait.choices[choice].label, lines)
    if name != SCOPE and chosen and name in quote.answers.said and (trait.sentence or trait.deliverable):
        yield _saying(quote, name, trait.sentence or _NAMED, frozenset())


def _counts(quote: Quote, name: str, trait: Trait) -> bool:
    """Whether a number is bought; of a mandate that states its hours, only one that was said is."""
    said = name in quote.answers.said or not quote.workload.stated
    return bool(quote.facts[name]) and said and (trait.deliverable or bool(trait.sentence))


def _is_asked(quote: Quote, name: str, trait: Trait) -> bool:
    """Whether a choice is one that this mandate makes: it was said, would be asked, or bears on a line."""
    return name in quote.answers.said or trait.asked_when.holds(quote.facts) or bool(_held_to(quote, trait))


def _held_to(quote: Quote, trait: Trait) -> frozenset[str]:
    """The lines whose rate a trait's choices move."""
    lanes = {lane for choice in trait.choices.values() for lane in choice.lanes}
    return frozenset(line.id for line in quote.asking.worked if line.id in lanes)


def _of_tasks(quote: Quote) -> Iterator[_Saying]:
    for part in quote.workload.tasks:
        task = quote.card.tasks.get(part.id)
        if task is not None and task.sentence:
            yield _saying(
                quote, "", task.sentence, frozenset(line.id for line in quote.asking.worked if line.id == part.lane)
            )


def _of_lines(quote: Quote, named: frozenset[str]) -> Iterator[_Saying]:
    """The lines that no sentence stands for: by their lane's sentence, else as they are called."""
    unnamed = [line for line in quote.asking.worked if line.id not in named and not line.id.startswith(SEASON)]
    for id_, label in {line.id: line.label for line in unnamed if isinstance(line.label, Text)}.items():
        lane = quote.card.lanes.get(id_)
        yield _saying(quote, "", lane.sentence if lane and lane.sentence else label, frozenset((id_,)))


def _saying(quote: Quote, trait: str, words: Text, lines: frozenset[str], *, counts: bool = False) -> _Saying:
    """A sentence with its fields filled in; where one of them has nothing to say, the trait's plain words stand."""
    fields = dict.fromkeys(fields_of(words))
    known = {name: value for name in fields if (value := _value(quote, trait, name)) is not None}
    if len(known) < len(fields):
        return _saying(quote, trait, _ITSELF if counts else quote.card.traits[trait].label, lines, counts=counts)
    names = frozenset(known) & quote.card.traits.keys() - {trait}
    stands_for = frozenset(line.id for line in quote.asking.worked if quote.workload.stated and line.hours)
    return _Saying(Statement(words, known), lines | stands_for, names, trait, counts)


def _value(quote: Quote, trait: str, name: str) -> Decimal | Text | Message | None:
    if name == EACH_PERIOD:
        return say("during the project") if quote.mandate.is_project else say("each month")
    if name in (AMOUNT, trait):
        return _amount(quote, trait)
    if name == LABEL:
        return quote.card.traits[trait].label
    return _amount(quote, name) if name in quote.facts else getattr(quote.profile.terms, name)


def _amount(quote: Quote, name: str) -> Decimal | Text | Message | None:
    """An answer: a number in its unit, at the rhythm it was said in; choices by their labels; None for nothing."""
    fact, trait = quote.facts[name], quote.card.traits.get(name)
    if isinstance(fact, tuple) and trait is not None:
        labels = tuple(trait.choices[choice].label for choice in fact)
        return say("{names:and}", names=labels) if labels else None
    if trait is None or not isinstance(fact, Decimal):
        return fact_as_words(trait, fact)
    if not trait.unit:
        return fact or None
    rhythm = quote.answers.rhythms.get(name)
    number = fact if rhythm is None else rhythm.number
    values: dict[str, object] = {"number": number, "unit": _unit(trait, number)}
    if rhythm is None and (quote.mandate.is_project or _is_once(quote, name)):
        return say("{number:money} {unit}", **values) if trait.money else say("{number:count} {unit}", **values)
    values["per"] = PER["month" if rhythm is None else rhythm.per]
    return say("{number:money} {unit} {per}", **values) if trait.money else say("{number:count} {unit} {per}", **values)


def _is_once(quote: Quote, name: str) -> bool:
    """Whether what a number brings is all done once."""
    users = _users(quote.card).get(name, frozenset())
    return {period for task, (period, _), *_ in quote.workload.parts if task in users} == {"once"}


def _unit(trait: Trait, number: Decimal) -> Text:
    """A unit in the singular or the plural; French has its plural from two on."""
    one = trait.one or trait.unit
    return Text(one.fr if number < _TWO else trait.unit.fr, one.en if number == ONE else trait.unit.en)


def _lines_of(quote: Quote, name: str, choice: str | None = None) -> frozenset[str]:
    """The ids of the lines that an answer brings work or a fee to, but for the tasks that have their own sentence."""
    users = _users(quote.card).get(name, frozenset())
    done = ((task, lane) for task, (_, lane), *_ in quote.workload.parts if task in users)
    ids = {lane for task, lane in done if _is_for(quote, task, name, choice)} | users & quote.card.fees.keys()
    return frozenset(line.id for line in quote.asking.worked if line.id in ids)


def _is_for(quote: Quote, task: str, name: str, choice: str | None) -> bool:
    """Whether a task that is done is done for one choice, where one is asked about."""
    return choice is None or any(
        choice in _members(each) for each in _met(quote.card.tasks[task].when, quote.facts) if each.name == name
    )


def _brings(quote: Quote, name: str, choice: str) -> bool:
    """Whether the card has work for a choice, which this mandate may leave undone; stated hours hold all of it."""
    users = (quote.card.tasks[user] for user in _users(quote.card).get(name, ()))
    tests = (each for task in users for each in task.when.comparisons())
    return not quote.workload.stated and any(each.name == name and choice in _members(each) for each in tests)


def _met(condition: Condition, facts: Facts) -> Iterator[Comparison]:
    """The comparisons on account of which a condition holds."""
    match condition:
        case Comparison():
            yield condition
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                if part.holds(facts):
                    yield from _met(part, facts)


def _members(comparison: Comparison) -> Iterable[object]:
    match comparison:
        case Includes(members=members):
            return members
        case Equals(values=values):
            return values
    return ()


@lru_cache(maxsize=16)
def _users(card: RateCard) -> Mapping[str, frozenset[str]]:
    """What each trait brings: the tasks and fees that count it, or, counting nothing, are done where it is answered."""
    counted = {name: each.each for name, each in computed(card).items()}
    users: dict[str, set[str]] = {}

    def use(names: Iterable[str], user: str) -> None:
        for name in names:
            users.setdefault(name, set()).add(user)
            use(counted.get(name, ()), user)

    for id_, task in card.tasks.items():
        if not task.sentence:
            use(task.each or [each.name for each in task.when.comparisons()], id_)
    for id_, fee in card.fees.items():
        use((fee.each,), id_)
    return {name: frozenset(found) for name, found in users.items()}
