"""Where a result goes: to a program that asked for JSON, to standard output for `-`, as the same bytes everywhere."""

import csv
import json
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.cli.out.formats import CLIENT_FORMATS

CAFE = str(EXAMPLES / "cafe.toml")
DAY = ("--date", "2026-11-22")
TEXTS = [each.name for each in CLIENT_FORMATS if each.text and each.name != "csv"]


@pytest.fixture(autouse=True)
def book(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A book of one quote, which is sent and accepted."""
    monkeypatch.chdir(tmp_path)
    for command in (("quote", CAFE, "--save"), ("send", "2026-001"), ("accept", "2026-001")):
        assert cli(*command, *DAY).code == 0


WRITING = {
    "quote": ("quote", CAFE, "-o", "x.md"),
    "quote to PDF": ("quote", CAFE, "-o", "x.pdf"),
    "render": ("render", "2026-001", "-o", "x.html"),
    "render over the name": ("render", "2026-001", "-o", "x.txt", "--format", "md"),
    "statement": ("statement", "2026-001", "--month", "2026-12", "-o", "x.md"),
    "list": ("list", "-o", "x.csv"),
    "explain": ("explain", CAFE, "-o", "x.svg"),
    "market": ("market", "-o", "x.svg"),
    "duplicate": ("duplicate", "2026-001", "x.toml"),
    "template": ("render", "--print-template", "-o", "x.typ"),
}


@pytest.mark.parametrize("command", WRITING.values(), ids=WRITING)
def test_beside_a_file_json_is_an_envelope_that_names_it(cli: Cli, command: tuple[str, ...]) -> None:
    run = cli(*command, "--json")

    (name,) = [word for word in command if word.startswith("x.")]
    assert run.code == 0
    assert json.loads(run.out)["result"] == {"file": name, "number": None}
    assert Path(name).stat().st_size > 0


@pytest.mark.parametrize("quiet", ["-qo", "-q -o", "-o x.md -q"])
def test_a_quiet_command_writes_its_file_without_a_word(cli: Cli, quiet: str) -> None:
    words = quiet.split() if "x.md" in quiet else [*quiet.split(), "x.md"]
    run = cli("quote", CAFE, *words, *DAY)

    assert (run.code, run.out, run.err) == (0, "", "")
    assert "698.75" in Path("x.md").read_text(encoding="utf-8").replace("698,75", "698.75")


def test_beside_a_file_json_has_the_number_of_what_was_saved(cli: Cli) -> None:
    run = cli("quote", CAFE, "--save", "-o", "x.pdf", "--json", *DAY)

    assert json.loads(run.out)["result"] == {"file": "x.pdf", "number": "2026-002"}


@pytest.mark.parametrize(
    "command", [("quote", CAFE), ("render", "2026-001"), ("statement", "2026-001", "--month", "2026-12")]
)
@pytest.mark.parametrize("format_", ["md", "csv", "html", "pdf"])
@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_json_beside_another_format_of_standard_output_is_refused(
    cli: Cli, command: tuple[str, ...], format_: str, output: tuple[str, ...]
) -> None:
    run = cli(*command, "--format", format_, *output, "--json")

    (error,) = json.loads(run.out)["errors"]
    assert (run.code, format_ in error["message"]) == (2, True)


def test_json_beside_its_own_format_is_json(cli: Cli) -> None:
    assert cli("quote", CAFE, "--format", "json", "--json", *DAY).out == cli("quote", CAFE, "--json", *DAY).out


TO_STANDARD_OUTPUT = {
    "list": (("list", "-o"), "x.csv"),
    "duplicate": (("duplicate", "2026-001"), "x.toml"),
    "explain": (("explain", CAFE, "-o"), "x.svg"),
    "market": (("market", "-o"), "x.svg"),
    "template": (("render", "--print-template", "-o"), "x.typ"),
}


@pytest.mark.parametrize(("command", "name"), TO_STANDARD_OUTPUT.values(), ids=TO_STANDARD_OUTPUT)
def test_a_dash_is_standard_output_and_never_a_file(cli: Cli, command: tuple[str, ...], name: str) -> None:
    Path("-").write_text("mine", encoding="utf-8")
    run = cli(*command, "-", *(DAY if command[0] != "duplicate" and "--print-template" not in command else ()))

    cli(*command, name, *(DAY if command[0] != "duplicate" and "--print-template" not in command else ()))

    assert (run.code, run.out) == (0, Path(name).read_text(encoding="utf-8"))
    assert Path("-").read_text(encoding="utf-8") == "mine"


# --- The same bytes everywhere


def run_in(locale: str, home: Path, *arguments: str) -> bytes:
    environment = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment.pop("PYTHONIOENCODING", None)
    command = [sys.executable, "-m", "fourchette", *arguments, "--home", str(home)]
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout  # noqa: S603  # our own


@pytest.mark.parametrize("format_", TEXTS)
def test_a_document_is_the_same_bytes_whatever_the_locale_quoted_or_rendered(home: Path, format_: str) -> None:
    asked = [run_in(locale, home, "render", "2026-001", "--format", format_) for locale in ("C", "fr_CA.UTF-8")]

    assert asked[0] == asked[1]
    assert "é".encode() in asked[0]
    quoted = run_in("C", home, "quote", CAFE, "--format", format_, "--for", "client", *DAY)
    unsaved = run_in("fr_CA.UTF-8", home, "quote", CAFE, "--format", format_, "--for", "client", *DAY)
    assert quoted == unsaved


# --- CSV


def cells(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=separator))


CSV = {
    "list": ("list", "-o", "-"),
    "quote": ("quote", CAFE, "--format", "csv"),
    "render": ("render", "2026-001", "--format", "csv"),
    "statement": ("statement", "2026-001", "--month", "2026-12", "--format", "csv"),
}


@pytest.mark.parametrize("command", CSV.values(), ids=CSV)
def test_csv_is_what_a_spreadsheet_of_the_language_expects_unless_another_is_asked_for(
    cli: Cli, command: tuple[str, ...]
) -> None:
    english, french = cli(*command, "--lang", "en").out, cli(*command, "--lang", "fr").out

    assert (english[0] != "\ufeff", french[0]) == (True, "\ufeff")
    assert re.search(r";\d+,\d\d\b", french) is not None
    assert len(cells(english, ",")) == len(cells(french, ";")) > 1
    assert cli(*command, "--csv", "comma", "--lang", "fr").out == english
    assert cli(*command, "--csv", "semicolon", "--lang", "en").out == french


def test_the_columns_of_an_invoicing_program_have_commas_unless_semicolons_are_asked_for(cli: Cli) -> None:
    command = ("statement", "2026-001", "--month", "2026-12", "--format", "import-csv", "--lang", "fr")

    assert "," in cli(*command).out.splitlines()[0]
    assert cli(*command, "--csv", "semicolon").out.startswith("\ufeff")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("--format", "md", "--csv", "comma"), "--csv is for CSV"), (("--format", "csv", "--csv", "tab"), "not “tab”")],
)
def test_a_dialect_that_cannot_be_is_refused(cli: Cli, arguments: tuple[str, ...], words: str) -> None:
    run = cli("quote", CAFE, *arguments, "--lang", "en")

    assert (run.code, words in run.err) == (2, True)
