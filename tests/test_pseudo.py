"""Nothing on a French screen is in English but names, and nothing on an English one in French.

The main screens are drawn by a program whose French is in other letters (see `pseudo.py`): what is left in plain
letters is neither in the catalogs nor in the resources.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import ascii_letters
from typing import Any

import pytest

from conftest import EXAMPLES
from fourchette.cli.shell.command_table import COMMANDS, CONFIG, RULES
from fourchette.core.basis.rhythm import PER
from fourchette.core.mandate.replies import YES_NO
from fourchette.resources import FOLDER
from pseudo import DISGUISED, program, screens

DAY = ("--date", "2026-11-22")
CAFE, FESTIVAL, SHOP = (str(EXAMPLES / f"{name}.toml") for name in ("cafe", "festival", "shop"))
HELPED = ("quote", "fit", "compare", "hours", "send", "stats", "rules", "rules set", "config")
DOCUMENT = {"fr": CAFE, "en": SHOP}
# One after the other, with one book.
SCREENS: Mapping[str, tuple[str, ...]] = {
    "quote": ("quote", "MANDATE", "--save", *DAY),
    "quote of a project": ("quote", FESTIVAL, "--save", *DAY),
    "quote with packages": ("quote", str(EXAMPLES / "restaurants.toml"), "--packages", *DAY),
    "quote at the ceiling": ("quote", str(EXAMPLES / "utility.toml"), "--details", *DAY),
    "quote in other money": ("quote", SHOP, "--currency", "USD", "--exchange", "0.72", *DAY),
    "explain": ("explain", CAFE, *DAY),
    "explain all": ("explain", str(EXAMPLES / "restaurants.toml"), "--all", *DAY),
    "fit": ("fit", CAFE, "--budget", "500", *DAY),
    "fit of a project": ("fit", FESTIVAL, "--budget", "3000", *DAY),
    "compare": ("compare", CAFE, SHOP, *DAY),
    "list": ("list", *DAY),
    "show": ("show", "2026-001"),
    "send": ("send", "2026-001", *DAY),
    "followups": ("followups", "--date", "2026-12-02"),
    "accept": ("accept", "2026-001", *DAY),
    "hours": ("hours", "2026-001", "3", "--lane", "content", "--month", "2026-12"),
    "statement": ("statement", "2026-001", "--month", "2026-12", *DAY),
    "extra": ("extra", "2026-001", "-t", "posts=3", *DAY),
    "stats": ("stats", *DAY),
    "verify": ("verify",),
    "log": ("log",),
    "market": ("market",),
    "market of a mandate": ("market", CAFE),
    "floor": ("floor", "--income", "50000"),
    "undo": ("undo",),
    "rules show": ("rules", "show"),
    "rules show --all": ("rules", "show", "--all"),
    "rules show of a trait": ("rules", "show", "posts"),
    "rules check": ("rules", "check"),
    "config set": ("config", "set", "profile.region", "CA-QC"),
    "config show": ("config", "show"),
    "doctor": ("doctor",),
    "no day": ("list", "--date", "soon"),
    "no quote": ("show", "2026-099"),
    "no mandate": ("quote", "nothing.toml"),
    "no answer": ("quote", CAFE, "-t", "posts=x"),
    "no trait": ("quote", CAFE, "-t", "postes=3"),
    "no command": ("qoute",),
    "no option": ("quote", "--no-such"),
    "help": ("--help",),
    **{f"help of {name}": (*name.split(), "--help") for name in HELPED},
    "revise": ("revise", "2026-001", "-t", "posts=10", *DAY),
    "raise": ("revise", "2026-001.1", "--percent", "3", "--from", "2027-03-01", "--reason", "Café", *DAY),
    "compare revisions": ("compare", "2026-001.1", "2026-001.2"),
    "renew": ("renew", "2026-001.1", "--index", "1.031", *DAY),
    "rules set": ("rules", "set", "traits.response.choices.4h.percent", "[10, 20, 30]"),
    "rules diff": ("rules", "diff", "CARD"),
    "rules impact": ("rules", "impact", "CARD", CAFE),
    "new": ("new", "new.toml", "-t", "scope=content,community", "-t", "platforms=facebook", *DAY),
    "letter of a price": ("explain", "MANDATE", "--for", "client", "--format", "md", *DAY),
    "letter of a change": ("compare", "MANDATE", "2026-001.3", "--for", "client", "--format", "md", *DAY),
    "page": ("quote", "MANDATE", "--for", "client", "--format", "html", *DAY),
    "page with packages": ("quote", "MANDATE", "--packages", "--for", "client", "--format", "html", *DAY),
    "document": ("quote", "MANDATE", "--for", "client", "--format", "md", *DAY),
    "message": ("quote", "MANDATE", "--for", "client", "--format", "txt", *DAY),
}
# Those that name the keys of her files, or what is typed, beside the words for it.
NAMING = {
    *(name for name in SCREENS if name.startswith(("no ", "help", "rules", "config"))),
    "send",
    "accept",
    "document",
    "message",
    "doctor",
    "page",
    "page with packages",
    "new",
    "letter of a price",
    "letter of a change",
    "renew",
    "revise",
    "raise",
}
# At each question of the interview: why it is asked, then the answer supposed.
TYPED_TO = {"new": "?\n\n" * 99}
MARKUP = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
WORD = re.compile(r"[^\W\d]+")
COPIED = re.compile(r"(?<!\S)--?[a-z][a-z-]*|[\w.-]*/[\w./-]+|\w+\.(?:toml|pdf|eml|svg)\b")


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def words(text: str) -> set[str]:
    return {part for word in WORD.findall(text) for part in word.split("_")}


def at(known: frozenset[str], value: Any) -> Iterator[str]:  # noqa: ANN401  # whatever a TOML file holds
    """The words that stand at some keys of a file."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        if isinstance(part, dict | list):
            yield from at(known, part)
        elif isinstance(part, str) and key in known:
            yield part


def keys(value: Any) -> Iterator[str]:  # noqa: ANN401  # as above
    if isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from keys(part)
    elif isinstance(value, list):
        for part in value:
            yield from keys(part)


# What has no other word: units, countries, currencies, marks, the language's months and what the machine is.
COMMON = words("h min i km CAD USD AUD CA US QC ON AU FR A B fourchette N novembre décembre")
MACHINE = words("Linux Darwin Windows LANG UTF utf vi nano")
# What is typed as it is, and the ids of what a check finds.
TYPED = words(
    "spread-of-hours unproven-work lowest-rate highest-rate fr en both me client dmy mdy comma semicolon pdf eml mail "
    "qoute postes soon cafe"
)
CARD, SETTINGS = read(FOLDER / "ratecard.toml"), read(FOLDER / "settings.toml")
# What she calls things, and what the card does in one language only: a client, a title, a network.
HERS = frozenset({"title", "name", "what", "fr"})
NAMES = words(" ".join(name for path in EXAMPLES.glob("*.toml") for name in at(HERS, read(path))))
NAMES |= words(" ".join(at(frozenset({"name", "label"}), CARD)))
# What the program reads in French too: rhythms, yes and no.
READ = words(" ".join(each.fr for each in (*PER.values(), *YES_NO.values())))
IDENTIFIERS = words(" ".join((*keys(CARD), *keys(SETTINGS), *COMMANDS, *RULES, *CONFIG)))
IDENTIFIERS |= words(" ".join(at(frozenset({"id"}), CARD)))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, str]]:
    """Each screen, in both languages."""
    copy = program(tmp_path_factory.mktemp("program"))
    found = {}
    for language in ("fr", "en"):
        home = tmp_path_factory.mktemp(language)
        settings = {"FOURCHETTE_HOME": str(home), "LANG": f"{language}_CA.UTF-8", "COLUMNS": "120", "NO_COLOR": "1"}
        named = {
            "MANDATE": DOCUMENT[language],
            "CARD": str(copy / "fourchette" / "resources" / "ratecard.toml"),
            "new.toml": str(home / "new.toml"),
        }
        runs = [[named.get(word, word) for word in run] for run in SCREENS.values()]
        printed = screens(copy, runs, settings, TYPED_TO)
        found[language] = {name: text.replace(str(home), "") for name, text in zip(SCREENS, printed, strict=True)}
    return found


@pytest.mark.parametrize("name", SCREENS)
def test_a_french_screen_has_nothing_but_names_in_another_language(
    name: str, drawn: Mapping[str, Mapping[str, str]]
) -> None:
    known = COMMON | NAMES | READ | (IDENTIFIERS | MACHINE | TYPED if name in NAMING else set())

    found = words(COPIED.sub("", MARKUP.sub(" ", drawn["fr"][name])))

    assert {word for word in found - known if any(letter in ascii_letters for letter in word)} == set()
    assert any(letter in DISGUISED for letter in drawn["fr"][name])


@pytest.mark.parametrize("name", SCREENS)
def test_an_english_screen_has_nothing_in_french(name: str, drawn: Mapping[str, Mapping[str, str]]) -> None:
    assert [line for line in drawn["en"][name].splitlines() if DISGUISED & set(line)] == []
