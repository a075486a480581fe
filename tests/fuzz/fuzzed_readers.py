"""Every reader of the program, each with texts that it takes: what its fuzzing starts from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import tomli_w

from conftest import EXAMPLES, ROOT
from fourchette.cli.ask.typed_answers import read_typed
from fourchette.cli.shell.app import main
from fourchette.core.ask.interview import trait_question
from fourchette.core.basis.reading import Refusal
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.quote import price
from fourchette.files.book.book import saved_in
from fourchette.files.book.kept_document import record_in_pdf
from fourchette.files.book.saved_offer import notices_of_saved, offer_of_saved, packages_of_saved, record_of_saved
from fourchette.files.book.verification import frozen_mandate
from fourchette.files.card.card_file import card_from, load_card
from fourchette.files.card.market_file import load_market
from fourchette.files.config.config_change import problems_in
from fourchette.files.config.config_file import config_of
from fourchette.files.config.config_template import config_text
from fourchette.files.mandate.mandate_file import Overrides, load_mandate
from fourchette.files.shipped.tax_tables import load_taxes
from fourchette.files.timesheets.timesheet_clients import TimesheetChoice
from fourchette.files.timesheets.timesheet_reading import read_timesheet
from fourchette.files.timesheets.timesheet_times import DayOrder
from fourchette.files.toml.toml_read import parse
from fourchette.render.press.logo import logo_of
from fourchette.resources import FOLDER
from fuzz.watched import NOWHERE
from second.second_draws import a_card

DAY = date(2026, 11, 22)
# Options that would wait for a change, or write where they say.
NEVER = ("--watch", "-o", "--output", "--home")
ORDERS: tuple[DayOrder | None, ...] = (None, "dmy", "mdy")
TESTS = ROOT / "tests"
Read = Callable[[bytes, Path], object]


@dataclass(frozen=True)
class Reader:
    """What is fuzzed: `read` takes the bytes, and a file of its own that holds them; `corpus` are sound ones."""

    read: Read
    corpus: Callable[[], Sequence[bytes]]
    # A reader of files is given one; the others never see a disk.
    by_file: bool = False


@cache
def default_card() -> RateCard:
    return load_card().card


def files(*patterns: str, under: Path = EXAMPLES) -> list[bytes]:
    return [path.read_bytes() for pattern in patterns for path in sorted(under.glob(pattern)) if path.is_file()]


def read_mandate(raw: bytes, _: Path) -> None:
    found = load_mandate(parse("mandate.toml", raw), default_card(), Overrides())
    try:
        price(found.mandate, default_card(), load_taxes(), on=DAY)
    except UnsuitedMandate as error:
        raise found.refused(error) from error


def read_config(raw: bytes, _: Path) -> None:
    document = parse("config.toml", raw)
    problems_in(document.content, default_card())
    config_of(document)


def read_quote(raw: bytes, _: Path) -> None:
    quote = saved_in(Path("2026-001.toml"), raw)
    for part in (record_of_saved, packages_of_saved, notices_of_saved, offer_of_saved, frozen_mandate):
        part(quote)


def read_hours(raw: bytes, _: Path) -> None:
    chance = Random(raw)  # noqa: S311  # the same bytes are read the same way again
    suffix = chance.choice(("csv", "json", "klg", "org", "timeclock", "txt"))
    order = chance.choice(ORDERS)
    read_timesheet(f"a.{suffix}", raw, wanted=TimesheetChoice(everyone=True), order=order)


def read_options(raw: bytes, _: Path) -> None:
    arguments = [part for part in raw.decode("utf-8", "replace").split("\n") if not part.startswith(NEVER)]
    with redirect_stdout(nowhere()), redirect_stderr(nowhere()):
        code = main([*arguments, "--no-input"], {"FOURCHETTE_HOME": f"{NOWHERE}/home"})
    assert code in range(6), code


def nowhere() -> TextIOWrapper:
    return TextIOWrapper(BytesIO(), encoding="utf-8")


def read_answers(raw: bytes, _: Path) -> None:
    typed = raw.decode("utf-8", "replace").replace("\n", " ").strip()
    card, mandate = default_card(), Mandate()
    for name in card.traits:
        with suppress(Refusal):
            read_typed(trait_question(card, mandate, name), card, typed)


def quotes() -> list[bytes]:
    """Quotes that were kept, of every schema that there was."""
    return files("**/quotes/*/*.toml", under=TESTS / "files" / "book" / "kept")


def cards() -> list[bytes]:
    """Small cards with all that a card can have, drawn once."""
    draws = (Random(seed) for seed in range(30))  # noqa: S311  # the same cards each time
    return [tomli_w.dumps(a_card(draw)).encode() for draw in draws]


def pieces(name: str, *, size: int = 3000) -> list[bytes]:
    """A shipped file in parts, each as long as one writes."""
    parts: list[bytes] = [b""]
    for table in (FOLDER / name).read_bytes().split(b"\n\n"):
        if len(parts[-1]) > size:
            parts.append(b"")
        parts[-1] += table + b"\n\n"
    return parts


def command_lines() -> list[bytes]:
    mandate = str(EXAMPLES / "cafe.toml")
    lines = (
        ("quote", mandate), ("quote", "--scope", "content", "--volume", "posts=12", "-t", "inbound=40"),
        ("quote", mandate, "--hours", "12", "--rate", "80", "--adjust", "Bienvenue=-100x3", "--json"),
        ("quote", mandate, "--region", "CA-QC", "--client", "Café", "--date", "2026-11-22", "--lang", "fr"),
        ("explain", mandate, "-t", "response=4h"), ("fit", mandate, "--budget", "900"), ("compare", mandate, mandate),
        ("floor", "--income", "65000", "--costs", "9000", "--weeks", "44", "--hours", "35", "--billable", "60"),
        ("market", mandate), ("list", "--limit", "3", "--state", "sent"), ("show", "2026-001.2"), ("rules", "show"),
        ("statement", "2026-001", "--month", "2026-11"), ("renew", "2026-001", "--index", "1.031"),
        ("hours", "2026-001", "1.5", "--lane", "content", "--month", "2026-10"), ("config", "set", "profile.name", "A"),
        ("rules", "set", "traits.experience.choices.senior.base", "95"), ("config", "set", "floor.income", "65000"),
        ("quote", mandate, "--packages", "--strict"), ("extra", "2026-001", "-t", "posts=3"), ("help", "quote"),
    )  # fmt: skip
    return ["\n".join(line).encode() for line in lines]


ANSWERS = tuple(
    typed.encode()
    for typed in ("", "3", "1,2", "1-3", "12,5", "1 500 $", "3/week", "10..20..40", "yes", "oui", "n", "facebook, ig",
                  "4h", "none", "?", "<", "content community", "5/quarter", "-1", "1e3", "²", "١٢", "3 per week")
)  # fmt: skip


def documents() -> list[bytes]:
    """A client's PDF, with the record that it carries."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "quote.pdf")
        with redirect_stderr(nowhere()):
            assert main(["quote", str(EXAMPLES / "cafe.toml"), "-o", str(path), "--home", folder], {}) == 0
        return [path.read_bytes()]


def pictures() -> Iterator[bytes]:
    yield from files("**/*.png", "**/*.svg", "**/*.jpg", under=EXAMPLES)
    yield b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><metadata>x</metadata><path d="M0 0h9v9z"/></svg>'


READERS: Mapping[str, Reader] = {
    "mandate": Reader(read_mandate, lambda: files("*.toml")),
    "card": Reader(lambda raw, _: card_from("ratecard.toml", raw), cards),
    "config": Reader(read_config, lambda: [config_text("fr").encode(), *files("config.toml", under=EXAMPLES / "home")]),
    "taxes": Reader(lambda _, path: load_taxes(path), lambda: pieces("taxes.toml"), by_file=True),
    "market": Reader(lambda _, path: load_market(path, path), lambda: pieces("market.toml"), by_file=True),
    "quote": Reader(read_quote, quotes),
    "timesheet": Reader(read_hours, lambda: files("**/*", under=TESTS / "files" / "timesheets" / "exports")),
    "options": Reader(read_options, command_lines),
    "interview": Reader(read_answers, lambda: ANSWERS),
    "logo": Reader(lambda raw, _: logo_of("logo", raw), lambda: list(pictures())),
    "pdf": Reader(lambda raw, _: record_in_pdf(raw, "quote.pdf"), documents),
}
