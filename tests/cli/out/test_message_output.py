"""The message from the command line: a draft that brings its PDF, the same bytes each time, and nothing sent."""

import re
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from render.messages import attached, message_of, text_of_message
from render.pdfs import text_of

CAFE = EXAMPLES / "cafe.toml"
DAY = ("--date", "2026-11-22", "--lang", "en")
PROFILE = """schema = 1
[profile]
name = "Studio Rivière"
email = "bonjour@example.org"
"""


@pytest.fixture(autouse=True)
def mandate(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The café, whose manager has an e-mail address."""
    monkeypatch.chdir(tmp_path)
    home.mkdir()
    (home / "config.toml").write_text(PROFILE, encoding="utf-8")
    client = '[client]\ncontact = "Mélanie Roy"\nemail = "melanie@example.com"\n'
    (tmp_path / "cafe.toml").write_text(
        CAFE.read_text(encoding="utf-8").replace("[client]\n", client, 1), encoding="utf-8"
    )
    return "cafe.toml"


def test_a_draft_is_addressed_says_the_price_and_brings_the_pdf(cli: Cli, mandate: str) -> None:
    run = cli("quote", mandate, "--save", "-o", "mail.eml", *DAY)

    draft = Path("mail.eml").read_bytes()
    message = message_of(draft)
    assert (run.code, "nobody" in run.err) == (0, False)
    assert message["To"] == "Mélanie Roy <melanie@example.com>"
    assert message["From"] == "Studio Rivière <bonjour@example.org>"
    assert message["Subject"] == "Soumission 2026-001 — Animation Facebook et Instagram"
    assert (message["X-Unsent"], message["Date"]) == ("1", "Sun, 22 Nov 2026 12:00:00 +0000")
    price = re.search(r"Prix\u00a0: (\S+\u00a0\$) par mois avant taxes", text_of_message(draft))
    assert price is not None
    assert [part.get_filename() for part in message.iter_attachments()] == ["soumission-2026-001.pdf"]
    assert price[1].replace("\u00a0", " ") in text_of(attached(draft))


def test_a_draft_is_the_same_bytes_each_time_and_its_pdf_the_one_that_is_rendered(cli: Cli, mandate: str) -> None:
    cli("quote", mandate, "--save", *DAY)
    for file in ("one.eml", "two.eml", "soumission.pdf"):
        assert cli("render", "2026-001", "-o", file, "--lang", "en").code == 0

    assert Path("one.eml").read_bytes() == Path("two.eml").read_bytes()
    assert attached(Path("one.eml").read_bytes()) == Path("soumission.pdf").read_bytes()


def test_a_draft_without_the_client_s_address_is_for_nobody_and_says_so(cli: Cli) -> None:
    run = cli("quote", str(CAFE), "-o", "mail.eml", *DAY)

    assert (run.code, "addressed to nobody" in run.err) == (0, True)
    assert message_of(Path("mail.eml").read_bytes())["To"] is None


def test_the_text_is_that_of_the_draft_under_its_subject(cli: Cli, mandate: str) -> None:
    text = cli("quote", mandate, "--format", "txt", *DAY).out
    cli("quote", mandate, "-o", "mail.eml", *DAY)

    subject, body = text.split("\n\n", 1)
    assert subject == "Objet\u00a0: Soumission — Animation Facebook et Instagram"
    assert body == text_of_message(Path("mail.eml").read_bytes())
    assert body.startswith("Bonjour Mélanie Roy,\n")


def test_a_draft_is_set_by_a_template_of_her_own(cli: Cli, mandate: str, tmp_path: Path) -> None:
    words = '#set document(title: "t")\n#json(bytes(sys.inputs.document)).title, de mon gabarit'
    (tmp_path / "mine.typ").write_text(words, encoding="utf-8")

    assert cli("quote", mandate, "-o", "mail.eml", "--template", "mine.typ", *DAY).code == 0

    assert "de mon gabarit" in text_of(attached(Path("mail.eml").read_bytes()))


def test_a_draft_holds_one_quote(cli: Cli, mandate: str) -> None:
    run = cli("quote", mandate, mandate, "--format", "eml", *DAY)

    assert (run.code, ".eml holds one quote" in run.err) == (2, True)
