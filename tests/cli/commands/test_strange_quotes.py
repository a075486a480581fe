"""A quote that somebody made by hand, and sealed: it stops nothing but itself, and shows nothing of this disk."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.files.book.book import open_quote
from fourchette.files.book.quote_seal import rebuilt

DAY = ("--date", "2026-11-22")
Doctor = Callable[[str, str], None]


@pytest.fixture
def quote(cli: Cli, home: Path) -> Path:
    """The second of two quotes of a book, accepted; the first one is sound."""
    for number in ("2026-001", "2026-002"):
        assert cli("quote", str(EXAMPLES / "cafe.toml"), "--save", *DAY).code == 0
        assert cli("send", number, *DAY).code == 0
        assert cli("accept", number, *DAY).code == 0
    return home / "quotes" / "2026" / "2026-002.toml"


@pytest.fixture
def doctored(quote: Path) -> Doctor:
    """Change something in it, once, and seal it again."""

    def change(old: str, new: str) -> None:
        saved = open_quote(quote)
        assert old in saved.text
        quote.write_text(rebuilt(saved.text.replace(old, new, 1), saved.history), encoding="utf-8")

    return change


def first(text: str, key: str) -> str:
    """The first line of the quote, from its header to a key."""
    start = text.index("[[result.lines]]")
    return text[start : text.index("\n", text.index(f"\n{key} = ", start) + 1)]


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        *(("amount", raw) for raw in ("1e400", "1e30", '"a lot"', "[1]", "nan", "true")),
        *(("hours", raw) for raw in ("1e400", '"a lot"')),
        *(("id", raw) for raw in ("1e30", "[1]", "{ a = 1 }")),
        ("label", "[1]"),
        ("period", '"week"'),
    ],
)
def test_one_quote_with_odd_figures_is_passed_over_and_the_book_goes_on(
    cli: Cli, quote: Path, doctored: Doctor, key: str, raw: str
) -> None:
    line = first(quote.read_text(encoding="utf-8"), key)
    doctored(line, f"{line.rpartition(' = ')[0]} = {raw}")

    runs = [cli("list"), cli("followups"), cli("rules", "calibrate"), cli("stats", "--json")]

    assert [run.code for run in runs] == [0, 0, 0, 0]
    assert f"{quote} cannot be read and is passed over" in runs[-1].err
    assert [each["name"] for each in json.loads(runs[-1].out)["result"]] == ["2026-001"]


@pytest.mark.parametrize(
    "arguments",
    [["explain", "2026-002"], ["fit", "2026-002", "--budget", "300"], ["compare", "2026-001", "2026-002"]],
    ids=["explain", "fit", "compare"],
)
def test_a_mandate_that_its_card_no_longer_suits_is_a_wrong_file(
    cli: Cli, doctored: Doctor, arguments: list[str]
) -> None:
    doctored("[mandate.traits]\n", '[mandate.traits]\nresponse = "5m"\n')

    run = cli(*arguments)

    assert (run.code, "mandate.traits.response" in run.err) == (3, True)


@pytest.mark.parametrize("key", ["seller", "mandate", "card", "result"])
@pytest.mark.parametrize("raw", ["[1]", '"x"', "7"])
def test_a_part_that_is_no_table_is_a_wrong_file(cli: Cli, quote: Path, key: str, raw: str) -> None:
    saved = open_quote(quote)
    tables = f"\n{saved.text}".split("\n[")
    rest = [table for table in tables[1:] if not table.startswith((f"{key}]", f"{key}.", f"[{key}."))]
    quote.write_text(rebuilt("\n[".join((f"{tables[0]}\n{key} = {raw}", *rest))[1:], saved.history), encoding="utf-8")

    for arguments in (("show",), ("explain",), ("statement",), ("revise",)):
        run = cli(*arguments, "2026-002")
        assert (run.code, key in run.err) == (3, True), arguments
    assert [cli(command).code for command in ("list", "followups", "stats")] == [0, 0, 0]
    assert cli("verify", "2026-002").code == 1


def test_a_status_that_was_moved_is_noticed(cli: Cli, quote: Path) -> None:
    text = quote.read_text(encoding="utf-8")
    quote.write_text(text.replace('status = "accepted"\n', "", 1).replace("total =", 'status = "accepted"\ntotal =', 1))

    assert cli("verify", "2026-002").code == 1
    assert cli("verify", "2026-001").code == 0


def test_the_digest_of_a_card_is_no_path(cli: Cli, home: Path, quote: Path, doctored: Doctor) -> None:
    saved = open_quote(quote)
    digest = saved.content["card"]["digest"]
    (home / "cards" / f"{digest}.toml").rename(home / "elsewhere.toml")
    doctored(f'digest = "{digest}"', 'digest = "../elsewhere"')

    run = cli("verify", "2026-002")

    assert (run.code, "elsewhere" in run.out + run.err) == (1, False)


@pytest.mark.parametrize("logo", ["../secret.png", "{outside}/secret.png", "link.png"])
def test_a_quote_shows_no_picture_from_outside_the_home(
    cli: Cli, home: Path, quote: Path, tmp_path: Path, logo: str
) -> None:
    (tmp_path / "secret.png").write_bytes(b"not for others")
    (home / "link.png").symlink_to(tmp_path / "secret.png")
    logo = logo.format(outside=tmp_path)
    saved = open_quote(quote)
    text = saved.text.replace("[seller]\n", f'[seller]\nlogo = "{logo}"\n', 1)
    sold_by = "[result.offer.sold_by]\n"
    text = text.replace(sold_by, f'{sold_by}logo = "{logo}"\n', 1)
    quote.write_text(rebuilt(text, saved.history), encoding="utf-8")

    # What was sent is kept as it was: another document is asked for, which is drawn anew.
    run = cli("render", "2026-002", "--lines", "-o", str(tmp_path / "a.pdf"))

    assert (run.code, "is not in your folder" in run.err) == (4, True)
    assert not (tmp_path / "a.pdf").exists()
