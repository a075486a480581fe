"""The README and the guides are true: each block is run, and what one shows is what the program prints."""

import json
import re
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, ROOT, Cli
from fourchette.files.card.card_sources import DEFAULT_NAME
from fourchette.files.shipped.resource import resource

README = ROOT / "README.md"
GUIDES = sorted((ROOT / "src" / "fourchette" / "resources" / "guides").glob("*/*.md"))
DOCUMENTS = [README, EXAMPLES / "LISEZMOI.md", *GUIDES]
BLOCK = re.compile(r"<!-- (?P<mark>[^\n]+?) -->\n```[^\n]*\n(?P<body>.*?)```", re.DOTALL)


def blocks(mark: str, documents: Iterable[Path] = DOCUMENTS) -> list[tuple[str, str]]:
    """The blocks whose mark begins with a word: what follows the word, and the body."""
    found = (block for document in documents for block in BLOCK.finditer(document.read_text(encoding="utf-8")))
    return [(b["mark"].removeprefix(mark).lstrip(": "), b["body"]) for b in found if b["mark"].split(":")[0] == mark]


def rewrite(mark: str, body: str) -> None:
    """Put a body in the blocks of a mark, wherever it stands."""
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        if (start := text.find(f"<!-- {mark} -->")) < 0:
            continue
        begin = text.index("\n", text.index("```", start)) + 1
        document.write_text(text[:begin] + body + text[text.index("```", begin) :], encoding="utf-8")


def named(document: Path) -> str:
    return "/".join(document.parts[-2:])


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_block_has_a_mark_that_a_test_knows(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    known = {
        "first-command", "test-command", "file", "run", "book", "toml", "toml-card", "config",
        "python", "taxes", "verifier", "shown", "clients",
    }  # fmt: skip

    marks = {b["mark"].split(":")[0] for b in BLOCK.finditer(text)}

    assert marks <= known
    assert text.count("```") == 2 * len(BLOCK.findall(text))


def test_a_file_shown_is_the_file(update: bool) -> None:  # noqa: FBT001  # a fixture
    for name, body in blocks("file"):
        content = (ROOT / name).read_text(encoding="utf-8")
        if update:
            rewrite(f"file: {name}", content)
            continue

        assert body == content


def commands() -> list[str]:
    """Every command shown, once: the two languages show the same ones."""
    lines = (line for _, body in blocks("run") for line in body.splitlines())
    return [*{line.split(" || ")[0]: line for line in lines}.values()]


@pytest.mark.parametrize("command", commands())
def test_a_command_shown_works(command: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("examples", "src"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    program, *arguments = shlex.split(command.split(" || ", maxsplit=1)[0])

    run = cli(*arguments)

    assert program == "fourchette"
    assert run.code == (1 if " || " in command else 0)
    assert run.out or run.err


@pytest.mark.parametrize("body", dict.fromkeys(body for _, body in blocks("book")), ids=lambda _: "book")
def test_the_book_s_commands_follow_one_another(
    body: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(EXAMPLES)
    monkeypatch.chdir(tmp_path)

    codes = [cli(*shlex.split(command)[1:], *_dated(command)).code for command in body.splitlines()]

    assert codes == [0] * len(codes)


def _dated(command: str) -> tuple[str, ...]:
    """The README's quotes are of 2026, whatever the day."""
    undated = ("hours", "render", "verify", "undo", "redo", "log")
    return () if command.split()[1] in undated else ("--date", "2026-11-22")


def test_the_first_command_is_one_that_installs_and_prices_an_example() -> None:
    ((_, body),) = blocks("first-command", [README])

    assert body.startswith("pip install . && fourchette quote examples/")


def test_a_value_case_shown_is_one_that_is_read(cli: Cli, tmp_path: Path) -> None:
    for _, body in blocks("toml"):
        mandate = tmp_path / "mandate.toml"
        mandate.write_text((EXAMPLES / "cafe.toml").read_text(encoding="utf-8") + body, encoding="utf-8")

        assert cli("quote", str(mandate)).code == 0


def test_the_trait_shown_works_in_the_quote_with_no_python(cli: Cli, tmp_path: Path) -> None:
    for _, body in blocks("toml-card"):
        card = tmp_path / "card.toml"
        card.write_text(resource(DEFAULT_NAME).decode() + body, encoding="utf-8")

        run = cli("quote", "examples/cafe.toml", "--rules", str(card), "-t", "contest=monthly")

        assert "Contest: Every month" in run.out


def test_the_config_shown_is_one_that_is_read(cli: Cli, home: Path) -> None:
    home.mkdir()
    for _, body in blocks("config"):
        (home / "config.toml").write_text(body, encoding="utf-8")

        run = cli("quote", "examples/cafe.toml")

        assert (run.code, "Expérience" in run.out, "80,00" in run.out) == (0, True, True)


def test_the_clients_and_numbers_shown_are_those_of_a_quote(cli: Cli, home: Path) -> None:
    home.mkdir()
    shown = list(dict.fromkeys(body for _, body in blocks("clients")))
    for body in shown[: len(shown) // 2], shown[len(shown) // 2 :]:
        (home / "config.toml").write_text("schema = 1\n\n" + "\n".join(body), encoding="utf-8")

        run = cli("quote", "examples/cafe.toml", "--client", "cafe", "--json", "--save", "--date", "2026-11-22")

        assert (run.code, json.loads(run.out)["result"]["client"]["contact"]) == (0, "Camille Roy")
        assert "RIV-2026-04" in run.out


def test_the_taxes_shown_are_charged(cli: Cli, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('schema = 1\nprofile = { region = "LI" }\n', encoding="utf-8")
    for _, body in blocks("taxes"):
        (home / "taxes.toml").write_text(body, encoding="utf-8")

        run = cli("quote", "examples/cafe.toml", "--region", "LI", "--date", "2026-11-22", "--lang", "en")

        assert "VAT 8.1%" in run.out


def test_another_program_can_verify_a_quote_as_the_guide_says(cli: Cli, home: Path) -> None:
    cli("quote", "examples/cafe.toml", "--save", "--date", "2026-11-22")
    cli("send", "2026-001", "--date", "2026-11-22")
    (path,) = home.glob("quotes/2026/*.toml")
    text = path.read_text(encoding="utf-8")
    kept = (ROOT / "tests/files/book/kept/schema-1/quotes/2026/2026-001.toml").read_text(encoding="utf-8")
    forged = (
        text.replace("698.75", "982.50", 1),
        text.replace('status = "sent"', 'status = "accepted"', 1),
        text[: text.rindex("\n[[history]]")],
        kept.replace('title = "', 'title = "Another ', 1),
    )
    for _, body in blocks("verifier"):
        names: dict[str, Any] = {}
        exec(body, names)  # noqa: S102  # it is our own guide

        assert all(map(names["is_as_sealed"], (text, kept)))
        assert not any(map(names["is_as_sealed"], forged))


def test_the_python_shown_runs() -> None:
    for _, body in blocks("python"):
        exec(body, {})  # noqa: S102  # it is our own README
