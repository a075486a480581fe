"""Who speaks for a mandate, one over the other: the options, its file, the client that the config keeps, the config.

A mandate is what they say together: of each key, the word of the first that says it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, fields, replace
from typing import Any, Final, Literal

from fourchette.core.basis.nearest import nearest
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Path
from fourchette.core.mandate.mandate import Client
from fourchette.files.toml.toml_locate import locate
from fourchette.files.toml.toml_read import TomlDocument

Speaker = Literal["option", "mandate", "client", "config", "screen"]
CLIENT, KNOWN, CLIENTS = "client", "known", "clients"
# The tables whose keys are each said apart; of any other, all is said by one.
SAID_APART: Final = ("traits", CLIENT, "terms")
_PARTICULARS = frozenset(each.name for each in fields(Client))
# The key whose place another takes: a price is in the place of a rate, a currency of another's exchange rate.
IN_PLACE_OF: Final = {"rate": "price", "price": "rate", "currency": "exchange"}
UNWRITTEN = TomlDocument("", "", {})


@noun
class Layer:
    """What one of them says, in a mandate's own keys, and where it is written; `name` is the client's in the config."""

    speaker: Speaker
    content: Mapping[str, Any]
    document: TomlDocument = UNWRITTEN
    name: str = ""

    def says(self, path: Path) -> bool:
        """Whether the word on a key is its own, or would be."""
        found: Any = self.content
        for part in path:
            if not isinstance(found, Mapping) or part not in found:
                return False
            found = found[part]
        return True

    def place(self, path: Path) -> Path:
        """Where a key of the mandate stands in what this one says is written in."""
        if self.speaker != "client":
            return path
        return (CLIENTS, self.name, *(path[1:] if path[:1] == (CLIENT,) else path))

    def line(self, path: Path) -> int | None:
        """The line of a key, None where it is in no file."""
        return locate(self.document.text, self.place(path)) if self.document.text else None


@noun
class KnownClients:
    """The clients that the config keeps, as they are written in it."""

    document: TomlDocument = UNWRITTEN
    said: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def nearest(self, name: str) -> str | None:
        """The key that a client's name was meant for, by its key or by the name under it; None where none is near."""
        keys = {key: key for key in self.said} | {str(each.get("name") or key): key for key, each in self.said.items()}
        found = nearest(name, keys)
        return None if found is None else keys[found]

    def layer(self, name: str) -> Iterator[Layer]:
        """What is kept of a client; none for one that is not."""
        if name in self.said:
            said = self.said[name]
            particulars = {key: value for key, value in said.items() if key in _PARTICULARS}
            rest = {key: value for key, value in said.items() if key not in _PARTICULARS}
            yield Layer("client", {CLIENT: particulars, **rest}, self.document, name)


NO_CLIENTS = KnownClients()


def client_named(options: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    """The name of the client: the option's, else the file's where it names one in place of her table."""
    said, known = content.get(CLIENT), content.get(KNOWN)
    in_file = said if isinstance(said, str) else known.get(CLIENT) if isinstance(known, Mapping) else None
    given = options.get("name", in_file)
    return given if isinstance(given, str) else ""


def with_client(
    options: Mapping[str, Any], content: Mapping[str, Any], clients: KnownClients
) -> tuple[dict[str, Any], dict[str, Any], tuple[Layer, ...]]:
    """What the options and the file say once a client that is named is looked up, and what is kept of her.

    A name that is not kept stays her name. One that an option names takes the place of the file's.
    """
    layers = tuple(clients.layer(client_named(options, content)))
    typed, written = dict(options), dict(content)
    if isinstance(known := content.get(KNOWN), Mapping) and known.keys() <= {CLIENT, "keys"}:
        del written[KNOWN]  # what is no such table is left to be judged
    if isinstance(said := content.get(CLIENT), str):
        written[CLIENT] = {} if layers else {"name": said}
    if layers and "name" in options:
        del typed["name"]
        written.pop(CLIENT, None)
    return ({CLIENT: typed} if typed else {}), written, layers


def giving_way(layers: Iterable[Layer]) -> Iterator[Layer]:
    """Each without the keys whose place another key takes in one over it: a rate that of a price, say."""
    taken: set[str] = set()
    for layer in layers:
        yield replace(layer, content={key: value for key, value in layer.content.items() if key not in taken})
        taken |= {IN_PLACE_OF[key] for key in layer.content if key in IN_PLACE_OF}


def merged(layers: tuple[Layer, ...]) -> dict[str, Any]:
    """What they say together, the first one over the others; what is no table where one is due is left to be judged."""
    content: dict[str, Any] = {}
    for layer in reversed(layers):
        for key, value in layer.content.items():
            under = content.get(key)
            if key in SAID_APART and key in content and isinstance(value, Mapping):
                content[key] = {**under, **value} if isinstance(under, Mapping) else under
            else:
                content[key] = value
    return content | _known(layers)


def _known(layers: tuple[Layer, ...]) -> dict[str, Any]:
    """Under which name the client is kept, and the keys that are hers."""
    for layer in layers:
        if layer.speaker == "client":
            keys = (path for path in paths_of(layer.content) if speaker_of(layers, path) is layer)
            return {KNOWN: {CLIENT: layer.name, "keys": [".".join(path) for path in keys]}}
    return {}


def paths_of(content: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """The keys that are said apart."""
    for key, value in content.items():
        if key in SAID_APART and isinstance(value, Mapping):
            yield from ((key, each) for each in value)
        else:
            yield (key,)


def speaker_of(layers: Iterable[Layer], path: Path) -> Layer | None:
    """Whose word a key is; None where nobody says it, and for a whole table that several may fill."""
    own = path[: 2 if path[:1] and path[0] in SAID_APART else 1]
    whole = len(own) == 1 and own[0] in SAID_APART
    return None if whole else next((layer for layer in layers if layer.says(own)), None)


def value_at(content: Mapping[str, Any], path: Path) -> Any:  # noqa: ANN401  # a raw value of TOML
    """What a key says; None where it says nothing."""
    found: Any = content
    for part in path:
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def unfrozen(content: Mapping[str, Any], clients: KnownClients) -> dict[str, Any]:
    """A mandate that was kept, as a file would say it today: what was its client's is left to what is kept of her now.

    Where she is kept no more, what was hers is its own.
    """
    known = content.get(KNOWN)
    rest = {key: dict(value) if isinstance(value, Mapping) else value for key, value in content.items() if key != KNOWN}
    if not isinstance(known, Mapping) or known.get(CLIENT) not in clients.said:
        return rest
    for path in (str(key).split(".", 1) for key in known.get("keys", ())):
        *tables, last = path
        holder = rest.get(tables[0], {}) if tables else rest
        holder.pop(last, None)
    rest = {key: value for key, value in rest.items() if value != {}}
    return {**rest, KNOWN: {CLIENT: known[CLIENT]}} if CLIENT in rest else {**rest, CLIENT: known[CLIENT]}
