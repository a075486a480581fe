"""Each setting that a quote is made with: its value, and whose word it is, by the layers that its mandate is of."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import RateCard
from fourchette.core.card.terms import Terms
from fourchette.core.mandate.mandate import Client, Mandate
from fourchette.core.practice.config_settings import Origin, SettingWords, Stated
from fourchette.core.record.plain import plain_noun
from fourchette.files.config.config_keys import CLIENT as OF_CLIENT
from fourchette.files.config.config_keys import setting_at
from fourchette.files.mandate.mandate_draft import frame_questions
from fourchette.files.mandate.mandate_layers import Layer, paths_of, speaker_of, value_at
from fourchette.files.shipped.shipped_terms import shipped_terms

# What a mandate has whether anybody says it or not.
_ALWAYS = (("language",), ("period",), ("client", "name"), ("client", "region"))
_TERMS, _TRAITS = "terms", "traits"


@noun
class Spoken:
    """A mandate, the layers that it is made of, the card, and the facts it comes to; without facts, no defaults."""

    mandate: Mandate
    layers: tuple[Layer, ...]
    card: RateCard
    facts: Mapping[str, Fact]


def settings_of(spoken: Spoken, config: Layer, region: str | None) -> Iterator[Stated]:
    """The settings of a mandate, table by table; `config` is what the seller's own terms are written in."""
    said = [path for layer in spoken.layers for path in paths_of(layer.content) if path[0] not in (_TERMS, _TRAITS)]
    paths = sorted(dict.fromkeys((*_ALWAYS, *said)), key=_rank)
    mandate = plain_noun(spoken.mandate)
    yield from (_stated(path, _label(path), value_at(mandate, path), speaker_of(spoken.layers, path)) for path in paths)
    yield from _terms(spoken, config, region)
    yield from _traits(spoken)


def _rank(path: tuple[str, ...]) -> tuple[int, int]:
    """The mandate's own keys first, then its tables; each key in the order of its noun."""
    order = [each.name for each in fields(Mandate)]
    inner = [each.name for each in fields(Client)]
    within = inner.index(path[1]) if path[0] == "client" and len(path) > 1 and path[1] in inner else -1
    return (len(path), order.index(path[0]) if path[0] in order else len(order)) if within < 0 else (len(path), within)


def _stated(
    path: tuple[str, ...], label: Text, value: object, layer: Layer | None, otherwise: Origin = "default"
) -> Stated:
    if layer is None:
        return Stated(path, label, "", value, "none" if value is None else otherwise)
    origin: Origin = "file" if layer.speaker == "config" else layer.speaker
    line, file = layer.line(path), layer.document.name
    return Stated(path, label, "", value, origin, line, None, file, layer.name)


def _label(path: tuple[str, ...]) -> Text:
    setting = setting_at((*OF_CLIENT, *(path[1:] if path[0] == "client" else path)))
    question = frame_questions().get(path)
    return setting.words.label if setting is not None else question.label if question is not None else NO_TEXT


def _terms(spoken: Spoken, config: Layer, region: str | None) -> Iterator[Stated]:
    """Each term that is in force: of the mandate, its client, the seller; or as they are usual in her region."""
    layers, shipped = (*spoken.layers, config), shipped_terms(region or "").as_used()
    for name in (each.name for each in fields(Terms)):
        path = (_TERMS, name)
        layer = next((layer for layer in layers if layer.says(path)), None)
        value = plain_noun(getattr(shipped, name)) if layer is None else value_at(layer.content, path)
        setting = setting_at(("profile", *path))
        if layer is not None or value not in ("", [], {}, None):
            words = SettingWords(label=NO_TEXT) if setting is None else setting.words
            yield replace(_stated(path, words.label, value, layer), form=words.shown)


def _traits(spoken: Spoken) -> Iterator[Stated]:
    """Each answer: what was said, or what the card counts where nothing was."""
    said = plain_noun(spoken.mandate.traits)
    for name, trait in spoken.card.traits.items():
        layer = speaker_of(spoken.layers, (_TRAITS, name))
        if layer is not None or name in spoken.facts:
            value = said[name] if layer is not None else plain_noun(spoken.facts[name])
            yield _stated((_TRAITS, name), trait.label, value, layer, "card")
