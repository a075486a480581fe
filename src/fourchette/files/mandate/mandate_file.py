"""Mandates: read from a file, from options, or from both, the options having the last word."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem
from fourchette.core.basis.reading import LONGEST_NUMBER, Refusal
from fourchette.core.basis.text import Language
from fourchette.core.card.rate_card import RateCard, Trait
from fourchette.core.mandate.answers import UnsuitedMandate, answer, trait_problems
from fourchette.core.mandate.left_out import LeftOut, narrowed
from fourchette.core.mandate.mandate import Exchange, Mandate
from fourchette.core.record.plain import plain_noun
from fourchette.files.mandate.mandate_layers import (
    NO_CLIENTS,
    UNWRITTEN,
    KnownClients,
    Layer,
    client_named,
    giving_way,
    merged,
    speaker_of,
    with_client,
)
from fourchette.files.toml.toml_read import TomlDocument, read_document
from fourchette.files.toml.toml_validate import beyond, salvaged, validate, wrong
from fourchette.files.toml.wrong_file import Located, WrongFile, WrongOptions

OPTIONS = ""
# 1,500 is fifteen hundred to one reader and one and a half to another.
_SPACED = r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))"
_THOUSANDS = r"^\s*\d{1,3}(,\d{3})+(\.\d*)?\s*$"
# What an amount may be typed with, beside its figure.
_BARE = str.maketrans("", "", "$€£")
_EITHER = r"-?[1-9]\d{0,2}[.,]\d{3}"
_GROUPED = r"-?\d{1,3}((?P<comma>(,\d{3})+)(\.\d+)?|(\.\d{3})+(,\d+)?)"
# What an option gives of a volume that is not known: 100..200..400.
BETWEEN = ".."
YES, NO = ("yes", "oui", "true", "vrai", "1"), ("no", "non", "false", "faux", "0")


@noun
class Overrides:
    """Answers given as options: traits by name as text, and the mandate's own keys as raw values."""

    traits: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, Any] = field(default_factory=dict)
    client: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.traits or self.keys or self.client)

    def with_keys(self, **given: Any) -> "Overrides":  # noqa: ANN401  # raw values
        """The same, with other keys of the mandate, where they are given."""
        keys = {name: value for name, value in given.items() if value is not None}
        return Overrides(self.traits, {**self.keys, **keys}, self.client)


@noun
class UsualAnswers:
    """What the config says of any mandate: usual answers, her clients, her exchange rates, and the file it is."""

    document: TomlDocument = UNWRITTEN
    traits: Mapping[str, Any] = field(default_factory=dict)
    clients: KnownClients = NO_CLIENTS
    exchange: Mapping[str, Exchange] = field(default_factory=dict)


@noun
class MandateFile:
    """A mandate with who speaks for each part of it, to show a problem where it can be mended.

    `client` is the name that its client goes by, whether she is kept or not; `left_out` what the options left out.
    """

    mandate: Mandate
    document: TomlDocument
    layers: tuple[Layer, ...]
    client: str = ""
    left_out: LeftOut = LeftOut()

    def refused(self, error: UnsuitedMandate) -> WrongFile:
        """The error of a mandate that the card cannot price."""
        return _wrong(self.document, self.layers, error.problems)


NO_USUAL = UsualAnswers()


def load_mandate(
    source: str | TomlDocument | None,
    card: RateCard,
    overrides: Overrides,
    usual: UsualAnswers = NO_USUAL,
    language: Language = "fr",
) -> MandateFile:
    """Read a mandate from a file (`-` for standard input), from what was read of one, or from options alone.

    `language` is that of a mandate without a file, where its client has none. Raises WrongFile, WrongOptions,
    NotFound or DiskError.
    """
    if isinstance(source, str):
        source = read_document(source)
    document = source if source is not None else TomlDocument(OPTIONS, "", {})
    layers = _layers(card, document, overrides, usual)
    if source is None:
        layers = (*layers, Layer("screen", {"language": language}))
    content = merged(layers)
    mandate, problems = validate(Mandate, content)
    if mandate is None:
        raise _wrong(document, layers, (*problems, *_what_else(card, content, problems)))
    typed, rest = layers[0].content["traits"], layers[1:]
    mandate, gone = narrowed(card, replace(mandate, traits=merged(rest).get("traits", {})), typed)
    layers = (layers[0], *(_without(layer, gone.names) for layer in rest))
    return MandateFile(mandate, document, layers, client_named(overrides.client, document.content), gone)


def _without(layer: Layer, names: Collection[str]) -> Layer:
    traits = layer.content.get("traits")
    if not names or not isinstance(traits, Mapping):
        return layer
    kept = {name: value for name, value in traits.items() if name not in names}
    return replace(layer, content={**layer.content, "traits": kept})


def _what_else(card: RateCard, content: Mapping[str, Any], problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What is wrong beside the keys that cannot be read."""
    rest = salvaged(Mandate, content, problems)
    if rest is None:
        given = content.get("traits")
        return trait_problems(card, given) if isinstance(given, Mapping) else ()
    try:
        answer(card, rest)
    except UnsuitedMandate as error:
        # Whether there is anything to do cannot be told once some of it was taken out.
        return beyond((problem for problem in error.problems if problem.path != ("traits",)), problems)
    return ()


def _layers(card: RateCard, document: TomlDocument, overrides: Overrides, usual: UsualAnswers) -> tuple[Layer, ...]:
    """Who speaks for a mandate: the options, the file, its client, the usual answers that the card has a trait for.

    Where none of them states an exchange rate, it is the config's for the currency.
    """
    client, written, kept = with_client(overrides.client, document.content, usual.clients)
    typed = {name: typed_answer(card.traits.get(name), text) for name, text in overrides.traits.items()}
    known = {name: value for name, value in usual.traits.items() if name in card.traits}
    own = Layer("option", {**overrides.keys, "traits": typed, **client}), Layer("mandate", written, document), *kept
    layers = tuple(giving_way(own))
    stated = usual.exchange.get(str(merged(layers).get("currency")))
    exchange = {} if stated is None else {"exchange": plain_noun(stated)}
    return (*layers, Layer("config", {**exchange, "traits": known}, usual.document))


def typed_answer(trait: Trait | None, text: str) -> object:
    """What a user typed for a trait, as the value that a file would hold; what cannot be is left for the checks."""
    match trait.kind if trait is not None else None:
        case "several":
            return [part.strip() for part in text.split(",") if part.strip()]
        case "number" if BETWEEN in text:
            return [read_figure(part) for part in text.split(BETWEEN)]
        case "number":
            return read_figure(text)
        case "yes-no":
            folded = text.strip().casefold()
            return True if folded in YES else False if folded in NO else text
        case _:
            return text


def read_figure(text: str) -> Decimal | str:
    """A number typed with a point or a comma, its thousands spaced or not; the text itself when it is none, or two."""
    if len(text) > LONGEST_NUMBER or re.match(_THOUSANDS, text):
        return text
    try:
        return Decimal(re.sub(_SPACED, "", text.strip()).replace(",", "."))
    except InvalidOperation:
        return text


def read_amount(text: str) -> Decimal | str:
    """An amount as people type it: `2 500 $`, `$2,500.00`, `2.500,50 €`; the text itself where it is none.

    Raises Refusal for one that may be either of two: `2.500`.
    """
    bare = re.sub(_SPACED, "", text.translate(_BARE).strip())
    if re.fullmatch(_EITHER, bare):
        whole = re.sub("[.,]", "", bare)
        message = say("“{amount}” may be {one} or {other}", amount=text, one=whole, other=bare.replace(",", "."))
        raise Refusal(message, say("write {one}, without a sign for the thousands", one=whole))
    if grouped := re.fullmatch(_GROUPED, bare):
        bare = bare.replace("," if grouped["comma"] else ".", "")
    return read_figure(bare)


def _wrong(document: TomlDocument, layers: tuple[Layer, ...], problems: Iterable[Problem]) -> WrongFile:
    """The error for the place that most can be mended in: the config, the options, or the mandate's file."""
    spoken = [(problem, speaker_of(layers, problem.path)) for problem in problems]
    of_config = [(problem, layer) for problem, layer in spoken if layer and layer.speaker in ("client", "config")]
    if of_config:
        return WrongFile(of_config[0][1].document.name, [_in_place(*each) for each in of_config])
    typed = [Located(problem) for problem, layer in spoken if layer and layer.speaker == "option"]
    if document.name == OPTIONS or len(typed) == len(spoken):
        return WrongOptions(OPTIONS, [Located(problem) for problem, _ in spoken])
    error = wrong(document, [problem for problem, layer in spoken if not (layer and layer.speaker == "option")])
    return WrongFile(document.name, [*typed, *error.problems])


def _in_place(problem: Problem, layer: Layer) -> Located:
    return Located(replace(problem, path=layer.place(problem.path)), layer.line(problem.path))
