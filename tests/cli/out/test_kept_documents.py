"""What was sent is evidence: the very document is kept, rendered again to the byte, and noticed where it changed."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from conftest import EXAMPLES, Cli
from fourchette.core.practice.acts import Deed
from fourchette.core.practice.quote_states import Event
from fourchette.files.book.book import open_quote, record_events
from fourchette.files.book.kept_document import record_in_pdf
from fourchette.files.home.home import Home
from fourchette.files.toml.file_digest import sha256_of
from fourchette.render.press.typesetting import ATTACHED_RECORD, shipped_template
from render.messages import attached, text_of_message
from render.pdfs import text_of

CAFE = EXAMPLES / "cafe.toml"
DAY = ("--date", "2026-11-22", "--lang", "en")
PROFILE = '[profile]\nname = "Studio Rivière"\nemail = "bonjour@example.org"\n'
NUMBER, FILE = "2026-001", "sent.pdf"
OWN = '#set document(title: "t")\n#json(bytes(sys.inputs.document)).title de mon gabarit'


@pytest.fixture
def book(cli: Cli, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one saved quote."""
    monkeypatch.chdir(tmp_path)
    home.mkdir()
    (home / "config.toml").write_text("schema = 1\n" + PROFILE, encoding="utf-8")
    assert cli("quote", str(CAFE), "--save", *DAY).code == 0
    return home


def kept(home: Path, name: str = f"{NUMBER}.pdf") -> Path:
    return home / "documents" / "2026" / name


def findings(cli: Cli, *names: str) -> list[str]:
    """The codes of what verification finds."""
    run = cli("verify", *names, "--json")
    found = [finding["code"] for each in json.loads(run.out)["result"] for finding in each["findings"]]
    assert run.code == bool(found)
    return found


def test_what_is_sent_is_kept_with_what_made_it(cli: Cli, book: Path) -> None:
    run = cli("send", NUMBER, *DAY)

    event = open_quote(book / "quotes" / "2026" / f"{NUMBER}.toml").history[-1]
    template = shipped_template().content
    assert (run.code, str(kept(book)) in run.err) == (0, True)
    assert "Soumission 2026-001" in text_of(kept(book).read_bytes())
    assert (event.document, event.language) == (f"{NUMBER}.pdf", "fr-CA")
    assert (event.sha256, event.template) == (sha256_of(kept(book).read_bytes()), sha256_of(template))
    assert (book / "documents" / "templates" / f"{event.template}.typ").read_bytes() == template


def test_what_was_sent_is_rendered_to_the_byte_whatever_has_changed_since(cli: Cli, book: Path) -> None:
    cli("send", NUMBER, *DAY)
    sent = kept(book).read_bytes()
    (book / "document.typ").write_text(OWN, encoding="utf-8")
    (book / "config.toml").write_text("schema = 1\n" + PROFILE + 'accent = "#aa0000"\n', encoding="utf-8")

    for file in (FILE, "sent.eml"):
        assert cli("render", NUMBER, "-o", file, "--lang", "en").code == 0

    assert Path(FILE).read_bytes() == sent
    assert attached(Path("sent.eml").read_bytes()) == sent
    assert findings(cli) == findings(cli, FILE) == []


def test_another_template_makes_another_document_and_that_is_said(cli: Cli, book: Path) -> None:
    cli("send", NUMBER, *DAY)
    Path("mine.typ").write_text(OWN, encoding="utf-8")

    run = cli("render", NUMBER, "-o", FILE, "--template", "mine.typ", "--lang", "en")

    assert (run.code, "not the document that was sent" in run.err) == (0, True)
    assert Path(FILE).read_bytes() != kept(book).read_bytes()
    assert findings(cli, FILE) == ["not-as-sent"]


def test_what_is_sent_by_a_template_of_her_own_keeps_it(cli: Cli, book: Path) -> None:
    Path("mine.typ").write_text(OWN, encoding="utf-8")

    assert cli("send", NUMBER, "--template", "mine.typ", *DAY).code == 0

    (template,) = (book / "documents" / "templates").iterdir()
    assert template.read_text(encoding="utf-8") == OWN
    assert "de mon gabarit" in text_of(kept(book).read_bytes())


@pytest.mark.parametrize("file", ["mail.eml", FILE])
def test_sending_writes_the_message_or_the_document_that_is_kept(cli: Cli, book: Path, file: str) -> None:
    assert cli("send", NUMBER, "-o", file, *DAY).code == 0

    written = Path(file).read_bytes()
    assert (attached(written) if file.endswith("eml") else written) == kept(book).read_bytes()
    assert not file.endswith("eml") or "$ par mois" in text_of_message(written)


@pytest.mark.parametrize(
    ("arguments", "code"), [(("-o", "there.eml"), 4), (("-o", "mail.doc"), 2), (("--template", "none.typ"), 4)]
)
def test_a_quote_whose_document_cannot_be_made_or_written_is_not_sent(
    cli: Cli, book: Path, arguments: tuple[str, ...], code: int
) -> None:
    Path("there.eml").write_text("mine", encoding="utf-8")

    assert cli("send", NUMBER, *arguments, *DAY).code == code

    assert open_quote(book / "quotes" / "2026" / f"{NUMBER}.toml").entry.status == "draft"
    assert not kept(book).exists()


def test_a_file_in_the_place_of_the_document_is_left_and_nothing_is_sent(cli: Cli, book: Path) -> None:
    kept(book).parent.mkdir(parents=True)
    kept(book).write_bytes(b"mine")

    run = cli("send", NUMBER, *DAY)

    assert (run.code, "exists already" in run.err, kept(book).read_bytes()) == (4, True, b"mine")
    assert open_quote(book / "quotes" / "2026" / f"{NUMBER}.toml").entry.status == "draft"


def test_a_kept_document_that_is_changed_or_gone_is_noticed_and_never_given(cli: Cli, book: Path) -> None:
    cli("send", NUMBER, *DAY)
    sent = kept(book).read_bytes()

    kept(book).write_bytes(sent.replace(b"1.7", b"1.6", 1))
    assert findings(cli) == ["changed-document"]
    kept(book).unlink()
    assert findings(cli, NUMBER) == ["missing-document"]
    run = cli("render", NUMBER, "-o", FILE, "--lang", "en")
    assert (run.code, "no longer there" in run.err, Path(FILE).exists()) == (4, True, False)
    assert cli("render", NUMBER, "-o", "sent.md").code == 0


def test_every_revision_keeps_its_own_document(cli: Cli, book: Path) -> None:
    cli("send", NUMBER, *DAY)
    first = kept(book).read_bytes()
    Path("more.toml").write_text(CAFE.read_text(encoding="utf-8").replace("posts = 8", "posts = 12"), encoding="utf-8")
    assert cli("revise", NUMBER, "more.toml", *DAY).code == 0
    assert cli("send", f"{NUMBER}.2", *DAY).code == 0

    assert (kept(book).read_bytes(), kept(book, f"{NUMBER}.2.pdf").read_bytes() != first) == (first, True)
    assert findings(cli) == []
    for number, name in ((f"{NUMBER}.1", NUMBER), (f"{NUMBER}.2", f"{NUMBER}.2")):
        cli("render", number, "-o", f"{number}.pdf")
        assert Path(f"{number}.pdf").read_bytes() == kept(book, f"{name}.pdf").read_bytes()
        assert number in cli("verify", f"{number}.pdf", "--lang", "en").out


def test_without_typst_the_markdown_is_kept(cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    assert cli("send", NUMBER, *DAY).code == 0
    assert cli("render", NUMBER, "-o", "sent.md").code == 0

    assert kept(book, f"{NUMBER}.md").read_bytes() == Path("sent.md").read_bytes()
    assert "# Soumission" in Path("sent.md").read_text(encoding="utf-8")
    assert findings(cli) == []


def test_a_send_that_is_undone_takes_its_document_back_and_done_again_brings_it(cli: Cli, book: Path) -> None:
    cli("send", NUMBER, *DAY)
    sent = kept(book).read_bytes()

    assert cli("undo").code == 0
    assert (kept(book).exists(), findings(cli)) == (False, [])
    assert cli("redo").code == 0
    assert (kept(book).read_bytes(), findings(cli)) == (sent, [])
    assert cli("undo").code == 0
    assert cli("send", NUMBER, *DAY).code == 0
    assert (kept(book).read_bytes(), findings(cli)) == (sent, [])


# --- A PDF by itself


@pytest.mark.usefixtures("book")
def test_a_pdf_says_which_revision_it_is_and_that_it_is_as_sent(cli: Cli) -> None:
    cli("send", NUMBER, "-o", FILE, *DAY)

    run = cli("verify", FILE, "--lang", "en")

    assert (run.code, run.err) == (0, "")
    assert "sent.pdf is 2026-001, as it was sent on November 22, 2026." in run.out
    (verdict,) = json.loads(cli("verify", FILE, "--json").out)["result"]
    assert verdict == {"name": NUMBER, "file": FILE, "same": True, "findings": []}


@pytest.mark.usefixtures("book")
def test_a_pdf_carries_the_record_that_its_client_may_read(cli: Cli) -> None:
    cli("send", NUMBER, "-o", FILE, *DAY)
    record = record_in_pdf(Path(FILE).read_bytes(), ATTACHED_RECORD)

    assert record == json.loads(cli("render", NUMBER, "--format", "json").out)["result"]


@pytest.mark.usefixtures("book")
def test_a_draft_s_pdf_is_told_from_what_was_sent(cli: Cli) -> None:
    cli("render", NUMBER, "-o", FILE)

    assert findings(cli, FILE) == ["not-sent"]


@pytest.mark.usefixtures("book")
def test_a_pdf_that_was_changed_is_not_what_was_sent(cli: Cli) -> None:
    cli("send", NUMBER, "-o", FILE, *DAY)
    with pikepdf.open(FILE) as pdf:
        pdf.pages[0].rotate(90, relative=True)
        pdf.save("turned.pdf")

    assert findings(cli, "turned.pdf") == ["not-as-sent"]


@pytest.mark.usefixtures("book")
def test_a_pdf_that_says_another_price_is_told_by_its_keys(cli: Cli) -> None:
    cli("send", NUMBER, "-o", FILE, *DAY)
    with pikepdf.open(FILE) as pdf:
        total = json.loads(cli("show", NUMBER, "--json").out)["result"]["result"]["monthly"]["total"]
        said = pdf.attachments[ATTACHED_RECORD].get_file().read_bytes()
        pdf.attachments[ATTACHED_RECORD] = pikepdf.AttachedFileSpec(
            pdf, said.replace(total.encode(), b"1.00"), filename=ATTACHED_RECORD
        )
        pdf.save("cheaper.pdf")

    run = cli("verify", "cheaper.pdf", "--lang", "en")

    assert (run.code, "says otherwise than 2026-001" in run.out, "monthly.total" in run.out) == (1, True, True)


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"not a PDF", b"%PDF-1.7\n" + b"<<" * 9_999])
def test_what_carries_no_record_is_said_so(cli: Cli, content: bytes) -> None:
    Path(FILE).write_bytes(content)

    assert findings(cli, FILE) == ["no-record"]


@pytest.mark.usefixtures("book")
def test_a_pdf_of_another_book_or_of_no_book_is_said_so(cli: Cli, tmp_path: Path) -> None:
    cli("quote", str(CAFE), "-o", "unsaved.pdf", *DAY)
    cli("send", NUMBER, "-o", FILE, *DAY)

    assert findings(cli, "unsaved.pdf") == ["unsaved"]
    assert findings(cli, FILE, "--home", str(tmp_path / "elsewhere")) == ["unknown-quote"]


def test_a_quote_sent_before_documents_were_kept_is_compared_by_what_it_says(cli: Cli, book: Path) -> None:
    quote = open_quote(book / "quotes" / "2026" / f"{NUMBER}.toml")
    at = datetime(2026, 11, 22, 10, tzinfo=UTC)
    record_events(Home(book), Deed(at, "send", {"number": NUMBER}), (quote, [Event(at, "send", "sent")]))
    cli("render", NUMBER, "-o", FILE)

    run = cli("verify", FILE, "--lang", "en")

    assert (run.code, "no document was kept" in run.out) == (0, True)
    assert findings(cli) == []
