"""`fourchette rules init, set, edit`: own the card, change it, never leave a broken one in force."""

import re
from contextlib import suppress
from decimal import Decimal
from typing import Annotated

from fourchette.cli.ask import editor
from fourchette.cli.ask.first_minute import start_preset
from fourchette.cli.clock import now
from fourchette.cli.shell import completion
from fourchette.cli.shell.parameters import argument, option, switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.reading import Refusal
from fourchette.errors import NotFound
from fourchette.files.card import own_card
from fourchette.files.mandate import mandate_file
from fourchette.files.toml.toml_read import parse
from fourchette.render import json as envelopes
from fourchette.render.card import card_keys

SUGGESTED = say("Next: fourchette rules check proves the card sound; fourchette rules test prices its examples.")

# What a figure may be typed with: $, %, h, min.
_UNIT = re.compile(r"\s*(?:[$€£%]?/?(?:h|heures?|hours?|min|minutes?)?)\s*$")


def init_card(
    runtime: Runtime,
    preset: Annotated[
        str, option("NAME", "quebec, belgium, canada, france, switzerland, united-kingdom or united-states.")
    ] = "quebec",
    force: Annotated[bool, switch("--force", "Replace your card; fourchette undo brings it back.")] = False,
) -> None:
    """Write a card in the home."""
    path = start_preset(runtime, preset, force=force)
    runtime.tell_programs(envelopes.CHANGE_SCHEMA, {"file": str(path), "preset": preset})
    runtime.tell(say("Your rate card: {file}", file=str(path)))
    runtime.tell(say("Next: fourchette rules edit, then fourchette rules check"))


def set_card(
    runtime: Runtime,
    key: Annotated[str, argument("KEY", "traits.response.choices.4h.add, range.floor…", completion.card_key_names)],
    value: Annotated[str, argument("VALUE", "A number, “[4, 6, 9]”, or words.")],
) -> None:
    """Change one value."""
    try:
        path = runtime.own_card
        own_card.change_card(
            path, runtime.home, key, value, now(), language=runtime.language, otherwise=_as_figures(value)
        )
    except NotFound as error:
        if close := _ending_so(runtime, key):
            raise NotFound(error.message, say("did you mean “{name}”?", name=close)) from error
        raise
    runtime.tell_programs(envelopes.CHANGE_SCHEMA, {"file": str(path), "key": key, "value": value})
    runtime.tell(say("{key} = {value} in {file}", key=key, value=value, file=str(path)))
    runtime.tell(SUGGESTED)


def _ending_so(runtime: Runtime, key: str) -> str:
    """The first key of the card in force that ends as a shorter one: tasks.posts.minutes for posts.minutes."""
    content = parse(runtime.card.name, runtime.card.text.encode()).content
    return next((each.key for each in card_keys.values_of(content) if each.key.endswith(f".{key}")), "")


def _as_figures(typed: str) -> str | None:
    """A number, or several, as people type them (60 $, 1,5 h, 10 20 30), in TOML; None where they are none."""
    whole = _figure(typed)
    if whole is not None:
        return whole
    parts = list(map(_figure, re.split(r"[;,]\s+|;|\s+", re.sub(r"\s+(?=[$€£%])", "", typed).strip(" []"))))
    return None if None in parts else f"[{', '.join(filter(None, parts))}]"


def _figure(typed: str) -> str | None:
    with suppress(Refusal):
        figure = mandate_file.read_amount(_UNIT.sub("", typed))
        if isinstance(figure, Decimal) and figure.is_finite():
            return f"{figure:f}"
    return None


def edit_card(runtime: Runtime) -> None:
    """Edit the card."""
    target = runtime.own_card
    new = own_card.SCHEMA_LINE + own_card.preset_text(own_card.DEFAULT_PRESET, runtime.language)

    def mended(kept: str) -> Message:
        return say("fix it, then fourchette rules check {file}", file=kept)

    def put(text: str, known: bytes | None) -> None:
        own_card.put_card(target, runtime.home, text, known, now())

    if editor.edit_file(runtime, target, new, put, mended):
        runtime.tell(say("The changed card is in force: {file}", file=str(target)))
        runtime.tell(SUGGESTED)
