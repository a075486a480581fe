"""The interview: which question comes next, what Enter takes, and what was not asked and why.

A session is a value: answering gives another one, and so does going back.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field, replace
from typing import Any, Literal

from fourchette.core.ask.interview_relevance import first_tied, moves
from fourchette.core.ask.standing import work_so_far
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Label, Line
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.answer_reading import read_answer
from fourchette.core.card.conditions import Condition, Fact, Facts
from fourchette.core.card.rate_card import MONTHS, SCOPE, Kind, Pricing, RateCard
from fourchette.core.mandate.answers import UnsuitedMandate, volume_traits
from fourchette.core.mandate.mandate import Client, Mandate

# What the others depend on most, and what a mandate is thought of by: asked first, whatever the price.
FIRST = (SCOPE, "platforms")
Key = tuple[str, ...]
AnswerKind = Kind | Literal["text"]
CLIENT, REGION, LANGUAGE, TITLE = ("client", "name"), ("client", "region"), ("language",), ("title",)
PERIOD, WEEKS = ("period",), ("weeks",)
TRAITS = "traits"


@noun(kw_only=True)
class FrameQuestion:
    """A question that no card asks: for whom, where, in which language, by the month or not."""

    __pydantic_config__ = CLOSED
    label: Label
    question: Label
    why: Label = NO_TEXT
    unit: Label = NO_TEXT
    choices: Mapping[Line, Label] = field(default_factory=dict)


@noun
class Question:
    """One question: its words, its choices, and what an empty answer takes (None: it must be answered).

    `effects` are those of the choices that have one. `derived` is true where the default is a figure
    computed from other answers; `whole` where the number is that of a whole project, whatever the
    question says of a month.
    """

    key: Key
    kind: AnswerKind
    label: Text
    question: Text
    why: Text = NO_TEXT
    unit: Text = NO_TEXT
    choices: Mapping[str, Text] = field(default_factory=dict)
    effects: Mapping[str, Pricing] = field(default_factory=dict)
    default: Fact | None = None
    money: bool = False
    derived: bool = False
    whole: bool = False

    @property
    def trait(self) -> str | None:
        """The trait that the card asks for; None where the question is the frame's."""
        return self.key[1] if self.key[0] == TRAITS else None


@noun
class Reply:
    """What was answered to a question, as a mandate's file would say it; None where its default was taken."""

    key: Key
    said: object | None


@noun
class Omission:
    """A question that was not asked: where it would have been (`unmet`), or None where no answer changes the price."""

    trait: str
    unmet: Condition | None


@noun
class Session:
    """An interview under way; the first `given` replies were there before it began.

    `usual` are the answers of the config, under those of the session: they are not asked. The `main` questions, which
    make most of a price, come before the details.
    """

    card: RateCard
    frame: Mapping[Key, Question]
    usual: Mapping[str, Any]
    replies: tuple[Reply, ...] = ()
    given: int = 0
    main: tuple[str, ...] = ()

    def answered(self, key: Key, said: object | None) -> "Session":
        """The session with one more reply."""
        return replace(self, replies=(*self.replies, Reply(key, said)))

    def back(self) -> "Session | None":
        """The session before its last reply; None where nothing was asked yet."""
        return replace(self, replies=self.replies[:-1]) if len(self.replies) > self.given else None

    def before_volumes(self) -> "Session":
        """The session before the first number that it asked the card's own questions for."""
        numbers = (
            place
            for place, reply in enumerate(self.replies)
            if place >= self.given and reply.key[0] == TRAITS and self.card.traits[reply.key[1]].kind == "number"
        )
        return replace(self, replies=self.replies[: next(numbers, self.given)])

    @property
    def said(self) -> dict[Key, Any]:
        """What was said outright, by key."""
        return {reply.key: reply.said for reply in self.replies if reply.said is not None}

    @property
    def traits(self) -> dict[str, Any]:
        """The answers said outright, in the card's order."""
        said = self.said
        return {name: said[TRAITS, name] for name in self.card.traits if (TRAITS, name) in said}

    @property
    def asked(self) -> frozenset[str]:
        """The traits that were answered, or left at their default."""
        return frozenset(reply.key[1] for reply in self.replies if reply.key[0] == TRAITS)

    def found(self, key: Key) -> Any:  # noqa: ANN401  # what a mandate's file may hold
        """What the frame has for a key: said, by default, or nothing."""
        return self.said.get(key, self.frame[key].default)

    @property
    def content(self) -> dict[Key, Any]:
        """What a mandate's file must say for the frame: no file has these defaults."""
        found = {key: self.found(key) for key in self.frame}
        left_out = (PERIOD, WEEKS) if found[PERIOD] != "project" else ()
        return {key: raw for key, raw in found.items() if raw and key not in left_out}

    @property
    def mandate(self) -> Mandate:
        """The mandate as it stands."""
        project = self.found(PERIOD) == "project"
        return Mandate(
            title=self.found(TITLE) or "",
            language=self.found(LANGUAGE),
            client=Client(name=self.found(CLIENT) or "", region=self.found(REGION) or None),
            period="project" if project else "month",
            weeks=self.said.get(WEEKS) if project else None,
            traits={**self.usual, **self.traits},
        )

    def next(self) -> Question | None:
        """The next question; None when no other can change the price."""
        replied = {reply.key for reply in self.replies}
        for key, question in self.frame.items():
            if key not in replied and (key != WEEKS or self.found(PERIOD) == "project"):
                return question
        name = next_trait(self.card, self.mandate, self.asked | self.usual.keys(), self.main)
        return None if name is None else trait_question(self.card, self.mandate, name)

    @property
    def progress(self) -> tuple[int, int]:
        """Which question comes next, of how many before the details, then with them, as far as the answers tell."""
        replied = {reply.key for reply in self.replies}
        frame = sum(key not in replied and key != WEEKS for key in self.frame)
        unanswered = tuple(_unanswered(self.card, self.mandate, self.asked | self.usual.keys()))
        waiting = [name for name in unanswered if name in (*FIRST, *self.main)]
        with suppress(UnsuitedMandate):  # Until what must be answered is, any of them may come.
            facts = _facts(self.card, self.mandate)
            open_ = [name for name in unanswered if self.card.traits[name].asked_when.holds(facts)]
            waiting = [name for name in waiting if name in open_] or open_
        left = frame + len(waiting)
        place = len(self.replies) - self.given + 1
        return place, max(place, place - 1 + left)

    def omissions(self) -> tuple[Omission, ...]:
        """What was not asked, in the card's order."""
        facts = _facts(self.card, self.mandate)
        left = _unanswered(self.card, self.mandate, self.asked | self.usual.keys())
        conditions = ((name, self.card.traits[name].asked_when) for name in left)
        return tuple(Omission(name, None if when.holds(facts) else when) for name, when in conditions)


def next_trait(card: RateCard, mandate: Mandate, asked: Collection[str], main: Iterable[str] = ()) -> str | None:
    """The next trait whose answer can still change the price; None when none can.

    First those of `FIRST`, then those without a default, those of `main`, and the others in the card's order.
    """
    open_to = frozenset(_unanswered(card, mandate, asked))
    required = (name for name, trait in card.traits.items() if trait.required)
    waiting = [name for name in dict.fromkeys((*FIRST, *required, *main, *card.traits)) if name in open_to]
    for name in waiting:
        if name in FIRST or (card.traits[name].required and name not in mandate.traits):
            return name
    facts = _facts(card, mandate)
    open_ = [name for name in waiting if card.traits[name].asked_when.holds(facts)]
    alone = next((name for name in open_ if moves(card, mandate, name)), None)
    return alone or first_tied(card, mandate, open_, _free(card, waiting, open_))


def _unanswered(card: RateCard, mandate: Mandate, known: Collection[str]) -> Iterator[str]:
    """What may still be asked, in the card's order; a project has said how long it lasts."""
    for name, trait in card.traits.items():
        if name not in known and not (name == MONTHS and mandate.is_project and not trait.required):
            yield name


def _free(card: RateCard, waiting: Iterable[str], open_: Collection[str]) -> tuple[str, ...]:
    """The traits that can be asked now, or once the answer to one of these opens them."""
    free, waiting = [*open_], tuple(waiting)
    for _ in waiting:
        free += [name for name in waiting if name not in free and _opens(card, name, free)]
    return tuple(free)


def _opens(card: RateCard, name: str, free: Collection[str]) -> bool:
    return any(comparison.name in free for comparison in card.traits[name].asked_when.comparisons())


def trait_question(card: RateCard, mandate: Mandate, name: str) -> Question:
    """A trait as a question; its default is what it is worth as the mandate stands."""
    trait = card.traits[name]
    return Question(
        key=(TRAITS, name),
        kind=trait.kind,
        label=trait.label,
        question=trait.question or trait.label,
        why=trait.why,
        unit=trait.unit,
        choices={key: choice.label for key, choice in trait.choices.items()},
        effects={"yes": trait} if trait.kind == "yes-no" else trait.choices,
        default=_default(card, mandate, name),
        money=trait.money,
        derived=trait.derived is not None and name not in mandate.traits,
        whole=mandate.is_project and name in volume_traits(card),
    )


def _default(card: RateCard, mandate: Mandate, name: str) -> Fact | None:
    trait = card.traits[name]
    if name not in mandate.traits and trait.required:
        return None
    try:
        return _facts(card, mandate)[name]
    except UnsuitedMandate:  # What must be answered is not, as yet.
        raw = mandate.traits.get(name, trait.default)
        return ZERO if raw is None else read_answer(trait, raw)


def _facts(card: RateCard, mandate: Mandate) -> Facts:
    return work_so_far(card, mandate).facts
