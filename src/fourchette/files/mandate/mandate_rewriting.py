"""A mandate's file with other answers in it: what was not changed keeps its comments, its order and its layout."""

from fourchette.core.mandate.mandate import Mandate
from fourchette.files.toml.toml_edit import with_value
from fourchette.files.toml.toml_read import TomlDocument
from fourchette.files.toml.toml_write import emit, inline


def rewritten(document: TomlDocument, before: Mandate, after: Mandate) -> str:
    """The text of a mandate's document, with what `after` answers, leaves out or states where `before` has others."""
    text = document.text
    changed = {name: raw for name, raw in after.traits.items() if before.traits.get(name) != raw}
    if changed and "traits" not in document.content:
        return f"{text.rstrip()}\n\n{emit({'traits': changed})}" if text.strip() else emit({"traits": changed})
    for name, raw in changed.items():
        text = with_value(text, f"traits.{inline(name)}", inline(raw))
    for key in ("excluded", "hours", "price"):
        if getattr(after, key) != getattr(before, key):
            text = with_value(text, key, inline(getattr(after, key)))
    return text
