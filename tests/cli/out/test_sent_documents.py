"""What was sent stays what was sent: a saved quote's documents, whatever card, taxes and profile there are since."""

from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.core.basis.text import LANGUAGES

DAY = ("--date", "2026-11-22")
PROFILE = """schema = 1
[profile]
name = "Studio Rivière"
email = "bonjour@example.org"
region = "CA-QC"
registrations = { gst = "123456789 RT0001", qst = "1234567890 TQ0001" }
"""
NEW_TAX = """schema = 1
[[taxes]]
id = "gst"
label = { fr = "TPS", en = "GST" }
rate = 45
regions = ["CA-QC"]
from = 2020-01-01
source = "essai"
"""
EXTENSIONS = ("md", "html", "txt", "eml", "csv", "json", "pdf")
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
with_and_without_packages = pytest.mark.parametrize("packages", [(), ("--packages",)], ids=["one price", "packages"])


@pytest.fixture
def mandate(tmp_path: Path, home: Path, language: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A mandate that is billed each month and once, with an option, in a language; a profile in the home."""
    monkeypatch.chdir(tmp_path)
    home.mkdir()
    (home / "config.toml").write_text(PROFILE, encoding="utf-8")
    text = (EXAMPLES / "restaurants.toml").read_text(encoding="utf-8")
    assert 'language = "fr"' in text
    file = tmp_path / "mandate.toml"
    file.write_text(text.replace('language = "fr"', f'language = "{language}"'), encoding="utf-8")
    return str(file)


def everything_changes(cli: Cli, home: Path) -> None:
    """Another card, other taxes, another seller."""
    assert cli("rules", "init").code == 0
    assert cli("rules", "set", "range.floor", "149").code == 0
    (home / "taxes.toml").write_text(NEW_TAX, encoding="utf-8")
    (home / "config.toml").write_text('schema = 1\n[profile]\nname = "Autre"\nregistered = false\n', encoding="utf-8")


def documents(cli: Cli, name: str, *command: str) -> dict[str, bytes]:
    """What a command writes in each client format."""
    found = {}
    for extension in EXTENSIONS:
        run = cli(*command, "-o", f"{name}.{extension}")
        assert run.code == 0, run.err
        found[extension] = Path(f"{name}.{extension}").read_bytes()
    return found


@in_both_languages
@with_and_without_packages
def test_what_is_rendered_later_is_what_was_sent(
    cli: Cli, home: Path, mandate: str, language: str, packages: tuple[str, ...]
) -> None:
    assert cli("quote", mandate, "--save", "-o", "sent.md", "--lang", language, *packages, *DAY).code == 0
    assert cli("send", "2026-001", *DAY).code == 0
    sent = documents(cli, "then", "render", "2026-001", "--lang", language)
    screen = cli("show", "2026-001", "--for", "client", "--lang", language).out
    everything_changes(cli, home)

    assert documents(cli, "later", "render", "2026-001", "--lang", language) == sent
    assert cli("show", "2026-001", "--for", "client", "--lang", language).out == screen
    assert sent["md"] == Path("sent.md").read_bytes()
    # What changed does change a price made today.
    assert "Autre" in cli("quote", mandate, "--for", "client", *packages, *DAY).out
    assert "Autre" not in screen


@in_both_languages
@with_and_without_packages
def test_the_document_speaks_its_mandate_s_language_whatever_the_screen_speaks(
    cli: Cli, mandate: str, packages: tuple[str, ...]
) -> None:
    cli("quote", mandate, "--save", *packages, *DAY)

    for arguments in (("render", "2026-001", "--format", "md"), ("show", "2026-001", "--for", "client")):
        assert cli(*arguments, "--lang", "fr").out == cli(*arguments, "--lang", "en").out
