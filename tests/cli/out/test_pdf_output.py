"""The client's PDF from the command line: whole or not at all, by the shipped template or one's own."""

import json
import tempfile
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.cli.out.pdf_output import set_once
from render.pdfs import pages_of, text_of

CAFE = str(EXAMPLES / "cafe.toml")
DAY = ("--date", "2026-11-22", "--lang", "en")
PROFILE = """schema = 1
[profile]
name = "Studio Rivière"
email = "bonjour@example.org"
registrations = { gst = "123456789 RT0001", qst = "1234567890 TQ0001" }
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#c33"/></svg>'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    home.mkdir()


def with_profile(home: Path, line: str = "") -> None:
    (home / "config.toml").write_text(PROFILE + line, encoding="utf-8")


def test_a_quote_is_written_as_a_pdf_with_its_number(cli: Cli, home: Path) -> None:
    with_profile(home)

    run = cli("quote", CAFE, "-o", "soumission.pdf", "--save", *DAY)

    assert (run.code, run.out) == (0, "")
    assert "Written: soumission.pdf" in run.err.splitlines()
    text = text_of(Path("soumission.pdf").read_bytes())
    assert "Soumission 2026-001" in text
    assert "Studio Rivière" in text
    assert "2 410,17 $" in text


def test_a_quote_is_set_once_to_be_saved_and_written(cli: Cli, home: Path) -> None:
    with_profile(home, 'phone = "418 555-0101"\n')
    before = set_once.cache_info().misses

    assert cli("quote", CAFE, "-o", "soumission.pdf", "--save", *DAY).code == 0

    assert set_once.cache_info().misses == before + 1
    assert "Soumission 2026-001" in text_of(Path("soumission.pdf").read_bytes())


def test_what_is_rendered_from_the_book_is_what_was_quoted(cli: Cli, home: Path) -> None:
    with_profile(home)
    cli("quote", CAFE, "-o", "quoted.pdf", "--save", *DAY)

    assert cli("render", "2026-001", "-o", "rendered.pdf").code == 0
    assert pages_of(Path("rendered.pdf").read_bytes())[0].startswith(pages_of(Path("quoted.pdf").read_bytes())[0][:20])


def test_a_pdf_never_replaces_a_file_unasked(cli: Cli) -> None:
    Path("soumission.pdf").write_text("mine", encoding="utf-8")

    assert cli("quote", CAFE, "-o", "soumission.pdf", *DAY).code == 4
    assert Path("soumission.pdf").read_text(encoding="utf-8") == "mine"
    assert cli("quote", CAFE, "-o", "soumission.pdf", "--force", *DAY).code == 0
    assert Path("soumission.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_profile_the_blanks_are_marked_and_told(cli: Cli) -> None:
    run = cli("quote", CAFE, "-o", "soumission.pdf", *DAY)

    assert "The document lacks" in run.err
    assert text_of(Path("soumission.pdf").read_bytes()).startswith("[votre nom]")


def test_the_template_printed_gives_the_same_document(cli: Cli) -> None:
    cli("quote", CAFE, "-o", "shipped.pdf", *DAY)
    cli("render", "--print-template", "-o", "own.typ")
    cli("quote", CAFE, "-o", "own.pdf", "--template", "own.typ", *DAY)

    assert Path("own.pdf").read_bytes() == Path("shipped.pdf").read_bytes()
    assert cli("render", "--print-template").out == Path("own.typ").read_text(encoding="utf-8")


def test_a_changed_template_changes_the_document_there_and_from_the_home(cli: Cli, home: Path) -> None:
    template = cli("render", "--print-template").out.replace("= #title", "= ★ #title")
    for place in (Path("own.typ"), home / "document.typ"):
        place.write_text(template, encoding="utf-8")

    cli("quote", CAFE, "-o", "home.pdf", "--save", *DAY)
    (home / "document.typ").unlink()
    cli("render", "2026-001", "-o", "option.pdf", "--template", "own.typ")

    for name in ("home.pdf", "option.pdf"):
        assert "★ Animation" in text_of(Path(name).read_bytes())


def test_a_mistake_in_a_template_is_told_with_its_line_and_nothing_is_saved(cli: Cli) -> None:
    Path("own.typ").write_text("\n\n#foo()", encoding="utf-8")

    run = cli("quote", CAFE, "-o", "soumission.pdf", "--template", "own.typ", "--save", *DAY)

    assert run.code == 3
    assert run.err.splitlines()[-2:] == ["Error: own.typ cannot be used.", "  line 3: unknown variable: foo"]
    assert not Path("soumission.pdf").exists()
    assert cli("list", "--json").out.count("2026-001") == 0


def test_a_mistake_in_a_template_is_an_entry_in_json(cli: Cli) -> None:
    Path("own.typ").write_text("#foo()", encoding="utf-8")

    run = cli("quote", CAFE, "-o", "soumission.pdf", "--template", "own.typ", "--json", *DAY)
    (error,) = json.loads(run.out)["errors"]

    assert (error["file"], error["line"], error["message"]) == ("own.typ", 1, "unknown variable: foo")


def test_a_font_asked_for_in_vain_is_told(cli: Cli) -> None:
    template = cli("render", "--print-template").out.replace('"Source Sans 3", "Noto Emoji"', '"Nulle Part"', 1)
    Path("own.typ").write_text(template, encoding="utf-8")

    run = cli("quote", CAFE, "-o", "soumission.pdf", "--template", "own.typ", *DAY)

    assert "unknown font family: nulle part" in run.err
    assert run.code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("quote", CAFE, "-o", "a.pdf", "--template", "none.typ"), 4, "there is no file none.typ"),
        (("quote", CAFE, "--format", "md", "--template", "none.typ"), 2, "--template is for PDF"),
        (("quote", CAFE, "--template", "none.typ"), 2, "--template is for PDF"),
        (("quote", CAFE, CAFE, "--format", "pdf"), 2, ".pdf holds one quote"),
        (("render", "-o", "a.pdf"), 2, "render needs a quote"),
        (("quote", CAFE, "-o", "a.pdf", "--client", "\u0378"), 3, "no font on this machine shows"),
    ],
)
def test_what_cannot_be_is_refused(cli: Cli, arguments: tuple[str, ...], code: int, words: str) -> None:
    dated = DAY if arguments[0] == "quote" else DAY[2:]

    run = cli(*arguments, *dated)

    assert (run.code, words in run.err) == (code, True)


def test_the_logo_of_the_home_heads_the_document(cli: Cli, home: Path) -> None:
    with_profile(home)
    cli("quote", CAFE, "-o", "without.pdf", *DAY)
    with_profile(home, 'logo = "logo.svg"\n')
    (home / "logo.svg").write_text(LOGO, encoding="utf-8")

    run = cli("quote", CAFE, "-o", "with.pdf", *DAY)

    assert run.code == 0
    assert text_of(Path("without.pdf").read_bytes()).startswith("Studio Rivière")
    assert text_of(Path("with.pdf").read_bytes()).startswith("Soumission")


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, 4, "there is no logo"),
        (b"not a picture", 3, "is not a picture that a document can show"),
        (b"\0" * 5_000_001, 3, "too large"),
    ],
    ids=["missing", "not a picture", "huge"],
)
def test_a_logo_that_cannot_be_shown_is_told_by_its_file_and_nothing_is_written(
    cli: Cli, home: Path, content: bytes | None, code: int, words: str
) -> None:
    with_profile(home, 'logo = "logo.png"\n')
    if content is not None:
        (home / "logo.png").write_bytes(content)

    run = cli("quote", CAFE, "-o", "soumission.pdf", "--save", *DAY)

    assert (run.code, words in run.err, str(home / "logo.png") in run.err) == (code, True, True)
    assert not Path("soumission.pdf").exists()
    assert not (home / "quotes").exists()


def test_hostile_answers_are_words_in_the_pdf(cli: Cli) -> None:
    hostile = '#panic() $x$ `code` \\u{41} <script>alert(1)</script> =1+1 "x"'

    run = cli("quote", CAFE, "-o", "soumission.pdf", "--client", hostile, "--title", hostile, *DAY)

    assert run.code == 0
    assert text_of(Path("soumission.pdf").read_bytes()).count(hostile) == 2


def test_where_no_temporary_folder_can_be_written_the_disk_said_no(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))

    run = cli("quote", CAFE, "-o", "soumission.pdf", *DAY)

    assert (run.code, "the folder does not exist" in run.err) == (5, True)
