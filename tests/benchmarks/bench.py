"""How fast the engine is on this machine: `python tests/benchmarks/bench.py`. It prints a table and asserts nothing.

Each figure is the median of several rounds, in the seconds that one core worked for it: what else runs on
the machine counts little. `--quotes` says how many saved quotes the impact is measured on, `--rounds` how
many times each measure is taken.
"""

import argparse
import gc
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from time import process_time

from fourchette.core.audit.card_audit import audit
from fourchette.core.audit.card_examples import run_examples
from fourchette.core.basis.messages import Message
from fourchette.core.basis.text import Text
from fourchette.core.card.clauses import Statement
from fourchette.core.card.rate_card import RateCard
from fourchette.core.compare.impact import Case, effects
from fourchette.core.mandate.mandate import Client, Mandate
from fourchette.core.price.quote import price
from fourchette.core.price.taxes import TaxTable
from fourchette.core.record.quote_record import plain_record
from fourchette.core.record.quote_record_making import record_quote
from fourchette.files.book.quote_file import QuoteText
from fourchette.files.book.saved_mandates import saved_mandate, saved_quotes
from fourchette.files.card.card_file import CardFile, card_from, load_card
from fourchette.files.card.own_card import preset_text
from fourchette.files.home.home import Home
from fourchette.files.mandate.mandate_file import Overrides, load_mandate
from fourchette.files.shipped.tax_tables import load_taxes

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
QUOTES_A_ROUND = 300


def main() -> None:
    """Measure, and print each figure as it comes."""
    parser = argparse.ArgumentParser(description="How fast the engine is on this machine.")
    parser.add_argument("--quotes", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    card, taxes = load_card(), load_taxes()
    for name in ("cafe", "utility"):
        seconds = median(partial(_price_often, example(name, card.card), card.card, taxes), asked.rounds)
        show(f"full quotes, {name}", QUOTES_A_ROUND / seconds, "a second")
    show("audit of the default card", median(lambda: audit(card.card), asked.rounds) * 1000, "ms")
    show("its examples", median(lambda: run_examples(card.card, DAY), asked.rounds) * 1000, "ms")
    show("reading it", median(lambda: card_from(card.name, card.text.encode()), asked.rounds) * 1000, "ms")
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        fill(home, asked.quotes, card, taxes)
        _measure_impact(home, card.card, asked.quotes, asked.rounds)


def _measure_impact(home: Home, before: RateCard, count: int, rounds: int) -> None:
    dearer = preset_text("quebec").replace("base = [55, 65, 75]", "base = [60, 70, 80]")
    after = card_from("dearer", dearer.encode()).card
    cases = list(shelved(home))
    reading = median(lambda: list(shelved(home)), rounds)
    gc.freeze()  # as `rules impact` does before it prices
    pricing = median(lambda: list(effects(before, after, cases)), rounds)
    show(f"reading {count} saved quotes", reading, "seconds")
    show("reading saved quotes", count / reading, "a second")
    show("pricing them under two cards", pricing, "seconds")
    show("prices of an impact, read already", 2 * count / pricing, "a second")
    show("prices of an impact, reading included", 2 * count / (reading + pricing), "a second")


def example(name: str, card: RateCard) -> Mandate:
    """An example's mandate."""
    return load_mandate(str(EXAMPLES / f"{name}.toml"), card, Overrides()).mandate


def _price_often(mandate: Mandate, card: RateCard, taxes: TaxTable) -> None:
    for _ in range(QUOTES_A_ROUND):
        price(mandate, card, taxes, on=DAY)


def fill(home: Home, count: int, card: CardFile, taxes: TaxTable) -> None:
    """Save the quotes of the examples over and over, each under its own number, its volumes not quite the same."""
    folder = home.quotes(DAY.year)
    folder.mkdir(parents=True)
    home.cards.mkdir()
    (home.cards / f"{card.digest}.toml").write_text(card.text, encoding="utf-8")
    mandates = [example(path.stem, card.card) for path in sorted(EXAMPLES.glob("*.toml"))]
    texts = [_text(mandate, extra, card, taxes) for extra in range(10) for mandate in mandates]
    for rank in range(1, count + 1):
        number = f"{DAY.year}-{rank:05d}"
        (folder / f"{number}.toml").write_text(texts[rank % len(texts)].write(number), encoding="utf-8")


def _text(mandate: Mandate, extra: int, card: CardFile, taxes: TaxTable) -> QuoteText:
    varied = replace(
        mandate,
        client=Client(name="Café du coin", region="CA-QC"),
        traits={**mandate.traits, "posts": mandate.traits.get("posts", 0) + extra},
    )
    quote = price(varied, card.card, taxes, on=DAY)
    return QuoteText(quote, plain_record(record_quote(quote, in_english)), [], card, AT)


def in_english(words: Text | Message | Statement) -> str:
    """The words of a record."""
    words = words.text if isinstance(words, Statement) else words
    return words.speak("en") if isinstance(words, Text) else str(words)


def shelved(home: Home) -> Iterator[Case]:
    """The cases of an impact, as the command reads them."""
    for path in saved_quotes(home):
        mandate = saved_mandate(path)
        if isinstance(mandate, Mandate):
            yield Case(path.stem, mandate)


def median(measured: Callable[[], object], rounds: int) -> float:
    """The median seconds of some rounds, after one that warms up."""
    measured()
    return statistics.median(_seconds(measured) for _ in range(rounds))


def _seconds(measured: Callable[[], object]) -> float:
    start = process_time()
    measured()
    return process_time() - start


def show(what: str, figure: float, unit: str) -> None:
    """One row of the table."""
    sys.stdout.write(f"{what:<42}{figure:>12,.{0 if figure >= 100 else 2}f} {unit}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
