"""A mandate's file that does not exist yet: the questions before the card's own, its name, and its text."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from itertools import count
from pathlib import Path
from typing import Any

from fourchette.core.ask.interview import FrameQuestion, Key
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Line
from fourchette.files.home.home import Home
from fourchette.files.mandate.mandate_layers import CLIENT, KNOWN, Layer, value_at
from fourchette.files.shipped.resource import shipped
from fourchette.files.toml.disk import exists
from fourchette.files.toml.toml_read import SCHEMA
from fourchette.files.toml.toml_write import emit

FRAME_NAME = "interview.toml"
SCHEMA_NAME = "mandate.schema.json"
# A name that any disk takes, with room for what is added to it.
LONGEST_NAME = 60
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@noun(kw_only=True)
class _Frame:
    __pydantic_config__ = CLOSED
    main: tuple[Line, ...] = ()
    questions: Mapping[Line, FrameQuestion] = field(default_factory=dict)


def frame_questions() -> Mapping[Key, FrameQuestion]:
    """The questions that no card asks, by the key of a mandate's file, in the order they are asked."""
    frame = shipped(_Frame, FRAME_NAME)
    return {tuple(key.split(".")): question for key, question in frame.questions.items()}


def main_traits() -> tuple[str, ...]:
    """The traits that make most of a price, in the order they are asked, before the details."""
    return shipped(_Frame, FRAME_NAME).main


def proposed_name(client: str, folder: Path) -> str:
    """A name for a mandate's file, made from the client's, that no file of the folder has."""
    ascii_ = unicodedata.normalize("NFKD", client.casefold()).encode("ascii", "ignore").decode()
    stem = _NOT_IN_NAMES.sub("-", ascii_).strip("-")[:LONGEST_NAME].strip("-") or "mandate"
    names = (f"{stem}.toml" if rank == 1 else f"{stem}-{rank}.toml" for rank in count(1))
    return next(name for name in names if not exists(folder / name))


def draft_text(
    said: Mapping[Key, Any], traits: Mapping[str, Any], schema: str | None, kept: Layer | None = None
) -> str:
    """The text of a mandate's file that says what was said, and no more; `schema` is where its JSON Schema is.

    Of a client that the config has `kept`, it names her, and says what is otherwise.
    """
    content: dict[str, Any] = {"schema": SCHEMA}
    if kept is not None:
        said = {key: value for key, value in said.items() if value != value_at(kept.content, key)}
    for key in (("title",), ("language",), ("period",), ("weeks",)):
        content |= {key[0]: said[key]} if key in said else {}
    content["client"] = {key[1]: value for key, value in said.items() if key[0] == "client"}
    if kept is not None:
        content |= {KNOWN: {CLIENT: kept.name}} if content[CLIENT] else {CLIENT: kept.name}
    text = emit({**content, "traits": dict(traits)})
    return text if schema is None else f"#:schema {schema}\n{text}"


def schema_of(path: Path, home: Home) -> str | None:
    """Where a mandate's file finds the schema that its owner keeps in her folder; None where she keeps none."""
    schema = home.folder / SCHEMA_NAME
    if not exists(schema):
        return None
    if path.absolute().parent == schema.absolute().parent:
        return f"./{SCHEMA_NAME}"
    return schema.absolute().as_uri()
