"""The README is true: each of its blocks is run, and what it shows is what the program prints."""

import re
import shlex
from pathlib import Path

import pytest

from conftest import EXAMPLES, ROOT, Cli
from fourchette.files.card.card_file import DEFAULT_NAME
from fourchette.files.shipped.resource import resource
from terminal import Terminal

README = ROOT / "README.md"
BLOCK = re.compile(r"<!-- (?P<mark>[^\n]+?) -->\n```[^\n]*\n(?P<body>.*?)```", re.DOTALL)


def blocks(mark: str) -> list[tuple[str, str]]:
    """The blocks whose mark begins with a word: what follows the word, and the body."""
    found = BLOCK.finditer(README.read_text(encoding="utf-8"))
    return [(b["mark"].removeprefix(mark).lstrip(": "), b["body"]) for b in found if b["mark"].split(":")[0] == mark]


def rewrite(mark: str, body: str) -> None:
    text = README.read_text(encoding="utf-8")
    start = text.index(f"<!-- {mark} -->")
    opening = text.index("```", start)
    begin = text.index("\n", opening) + 1
    README.write_text(text[:begin] + body + text[text.index("```", begin) :], encoding="utf-8")


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_every_block_has_a_mark_that_a_test_knows() -> None:
    text = README.read_text(encoding="utf-8")
    known = {
        "first-command", "test-command", "printed", "asked", "file", "run", "book", "toml", "toml-card", "config",
        "begins", "python",
    }  # fmt: skip

    marks = {b["mark"].split(":")[0] for b in BLOCK.finditer(text)}

    assert marks <= known
    assert text.count("```") == 2 * len(BLOCK.findall(text))


def test_what_is_shown_as_printed_is_what_is_printed(cli: Cli, update: bool) -> None:  # noqa: FBT001  # a fixture
    for command, body in blocks("printed"):
        printed = cli(*shlex.split(command)[1:]).out
        if update:
            rewrite(f"printed: {command}", printed)
            continue

        assert body == printed


def test_a_question_shown_is_asked(terminal: Terminal, update: bool) -> None:  # noqa: FBT001  # a fixture
    for command, body in blocks("asked"):
        program = terminal(*shlex.split(command)[1:], NO_COLOR="1")
        question = program.until("> ")
        while "When must someone be there?" not in question:
            program.type("2" if "How fast must replies come?" in question else "")
            question = program.until("> ")
        asked = question.split("\n\n")[-1].strip().replace("\u00a0", " ")
        if update:
            rewrite(f"asked: {command}", f" {asked}\n")
            continue

        assert body.replace("\u00a0", " ").strip() == asked


def test_what_is_shown_as_the_beginning_is_the_beginning(cli: Cli, update: bool) -> None:  # noqa: FBT001  # a fixture
    """A long result is shown by its first lines."""
    for command, body in blocks("begins"):
        printed = cli(*shlex.split(command)[1:]).out
        if update:
            rewrite(f"begins: {command}", "".join(printed.splitlines(keepends=True)[: body.count("\n")]))
            continue

        assert body.strip()
        assert printed.startswith(body)
        assert printed != body


def test_a_file_shown_is_the_file(update: bool) -> None:  # noqa: FBT001  # a fixture
    for name, body in blocks("file"):
        content = (ROOT / name).read_text(encoding="utf-8")
        if update:
            rewrite(f"file: {name}", content)
            continue

        assert body == content


def commands() -> list[str]:
    return [line for _, body in blocks("run") for line in body.splitlines()]


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


def test_the_book_s_commands_follow_one_another(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(EXAMPLES)
    monkeypatch.chdir(tmp_path)
    ((_, body),) = blocks("book")

    codes = [cli(*shlex.split(command)[1:], *_dated(command)).code for command in body.splitlines()]

    assert codes == [0] * len(codes)


def _dated(command: str) -> tuple[str, ...]:
    """The README's quotes are of 2026, whatever the day."""
    undated = ("hours", "verify")
    return () if command.split()[1] in undated else ("--date", "2026-11-22")


def test_the_first_command_is_one_that_installs_and_prices_an_example() -> None:
    ((_, body),) = blocks("first-command")

    assert body.startswith("pip install . && fourchette quote examples/")


def test_a_value_case_shown_is_one_that_is_read(cli: Cli, tmp_path: Path) -> None:
    for _, body in blocks("toml"):
        mandate = tmp_path / "mandate.toml"
        mandate.write_text((EXAMPLES / "cafe.toml").read_text(encoding="utf-8") + body, encoding="utf-8")

        assert cli("quote", str(mandate)).code == 0


def test_the_trait_shown_works_in_the_quote_with_no_python(cli: Cli, tmp_path: Path) -> None:
    ((_, body),) = blocks("toml-card")
    card = tmp_path / "card.toml"
    card.write_text(resource(DEFAULT_NAME).decode() + body, encoding="utf-8")

    run = cli("quote", "examples/cafe.toml", "--rules", str(card), "-t", "contest=monthly")

    assert "Contest: Every month" in run.out


def test_the_config_shown_is_one_that_is_read(cli: Cli, home: Path) -> None:
    ((_, body),) = blocks("config")
    home.mkdir()
    (home / "config.toml").write_text(body, encoding="utf-8")

    run = cli("quote", "examples/cafe.toml")

    assert (run.code, "Expérience" in run.out, "80,00" in run.out) == (0, True, True)


def test_the_python_shown_runs() -> None:
    for _, body in blocks("python"):
        exec(body, {})  # noqa: S102  # it is our own README
