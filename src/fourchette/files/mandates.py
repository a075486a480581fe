"""Mandates: read from a file, from options, or from both, the options having the last word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from fourchette.core.answers import UnsuitedMandate, trait_problems
from fourchette.core.card import RateCard, Trait
from fourchette.core.mandate import Mandate
from fourchette.core.problems import Problem
from fourchette.files.toml import Document, read_document
from fourchette.files.validation import validate, wrong
from fourchette.files.wrong import Located, WrongFile, WrongOptions

OPTIONS = ""
YES, NO = ("yes", "oui", "true", "vrai", "1"), ("no", "non", "false", "faux", "0")


@dataclass(frozen=True, slots=True)
class Overrides:
    """Answers given as options: traits by name as text, and the mandate's own keys as raw values."""

    traits: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, Any] = field(default_factory=dict)
    client: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.traits or self.keys or self.client)


@dataclass(frozen=True, slots=True)
class MandateFile:
    """A mandate with the document it came from, to show later problems on their lines."""

    mandate: Mandate
    document: Document
    overridden: frozenset[str]

    def refused(self, error: UnsuitedMandate) -> WrongFile:
        """The error of a mandate that the card cannot price: the file's, or the options' when all is theirs."""
        return _wrong(self.document, error.problems, self.overridden)


def load_mandate(
    path: str | None, card: RateCard, overrides: Overrides, defaults: Mapping[str, Any], language: str
) -> MandateFile:
    """Read a mandate from a file (`-` for standard input), or from options alone without a path.

    `defaults` are the answers of the user's config; `language` is that of a mandate without a file.
    Raises WrongFile, WrongOptions, NotFound or DiskError.
    """
    document = read_document(path) if path is not None else Document(OPTIONS, "", {"language": language})
    answers = {name: typed_answer(card.traits.get(name), text) for name, text in overrides.traits.items()}
    content = _merged(document.content, overrides, answers, {k: v for k, v in defaults.items() if k in card.traits})
    overridden = frozenset((*overrides.traits, *overrides.keys, *(("client",) if overrides.client else ())))
    mandate, problems = validate(Mandate, content)
    if mandate is None:
        given = content.get("traits")
        also = trait_problems(card, given) if isinstance(given, Mapping) else ()
        raise _wrong(document, (*problems, *also), overridden)
    return MandateFile(mandate, document, overridden)


def _merged(
    content: Mapping[str, Any], overrides: Overrides, traits: Mapping[str, Any], defaults: Mapping[str, Any]
) -> dict[str, Any]:
    """The file's content under the options, over the defaults; what is no table is left for the validation."""
    merged = {**content, **overrides.keys}
    given = content.get("traits", {})
    if isinstance(given, Mapping):
        merged["traits"] = {**defaults, **given, **traits}
    client = content.get("client", {})
    if isinstance(client, Mapping) and overrides.client:
        merged["client"] = {**client, **overrides.client}
    return merged


def typed_answer(trait: Trait | None, text: str) -> object:
    """What a user typed for a trait, as the value that a file would hold; what cannot be is left for the checks."""
    match trait.kind if trait is not None else None:
        case "several":
            return [part.strip() for part in text.split(",") if part.strip()]
        case "number":
            return read_figure(text)
        case "yes-no":
            folded = text.strip().casefold()
            return True if folded in YES else False if folded in NO else text
        case _:
            return text


def read_figure(text: str) -> Decimal | str:
    """A number typed with a point or a comma; the text itself when it is none."""
    try:
        return Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return text


def _wrong(document: Document, problems: Iterable[Problem], overridden: frozenset[str]) -> WrongFile:
    problems = tuple(problems)
    if document.name == OPTIONS or all(_is_overridden(problem, overridden) for problem in problems):
        return WrongOptions(OPTIONS, [Located(problem) for problem in problems])
    return wrong(document, problems)


def _is_overridden(problem: Problem, overridden: frozenset[str]) -> bool:
    return any(part in overridden for part in problem.path[:2])
