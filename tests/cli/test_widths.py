"""What each command draws: no line wider than the screen, in both languages, at every usual width.

A list that is watched is tried in `test_screen`: piped, it is as wide as what it lists; a guide, in Markdown.
"""

import re
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.render.screen.width import width

ANSI = re.compile(r"\x1b\[[0-9;]*m")
CAFE, SHOP, DAY = str(EXAMPLES / "cafe.toml"), str(EXAMPLES / "shop.toml"), "2026-11-22"
# Every command that draws, with what it is given.
DRAWN = (
    ("quote", CAFE),
    ("quote", CAFE, "--details"),
    ("quote", CAFE, "--for", "client"),
    ("quote", CAFE, "--packages"),
    ("quote", CAFE, "--explain-settings"),
    ("explain", SHOP),
    ("fit", SHOP, "--budget", "1500"),
    ("compare", CAFE, SHOP),
    ("compare", "2026-001.1", "2026-001.2"),
    ("market", CAFE),
    ("floor", "--income", "65000"),
    ("show", "2026-001.1"),
    ("followups", "--silent", "0"),
    ("statement", "2026-001", "--month", "2026-12"),
    ("extra", "2026-001", "-t", "videos_produced=3"),
    ("hours", "2026-001", "--list"),
    ("stats",),
    ("verify",),
    ("log",),
    ("rules", "show"),
    ("rules", "show", "response"),
    ("rules", "check"),
    ("rules", "test"),
    ("rules", "path"),
    ("rules", "diff", str(EXAMPLES.parent / "src/fourchette/resources/ratecard.toml")),
    ("rules", "impact", str(EXAMPLES.parent / "src/fourchette/resources/ratecard.toml"), CAFE),
    ("config", "show"),
    ("config", "path"),
    ("doctor",),
    ("--help",),
    ("quote", "--help"),
)
# Paths and commands are not cut: they are copied.
COPIED = re.compile(r"(/[\w.-]+){2,}|fourchette \w+.*")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("widths") / "home"


@pytest.fixture
def kept(cli: Cli, book: Path) -> str:
    """A home with a quote that was amended and worked on, made once."""
    home = str(book)
    if not book.exists():
        for line in (
            ("config", "set", "profile.name", "Studio Rivière"),
            ("quote", CAFE, "--save", "--date", DAY),
            ("send", "2026-001", "--date", DAY),
            ("accept", "2026-001", "--date", DAY),
            ("revise", "2026-001", "-t", "posts=12", "--date", DAY),
            ("send", "2026-001.2", "--date", DAY),
            ("hours", "2026-001.1", "14.5", "--lane", "content", "--month", "2026-12"),
        ):
            assert cli(*line, FOURCHETTE_HOME=home).code == 0
    return home


@pytest.mark.parametrize(
    ("language", "columns"), [("fr", 60), ("fr", 80), ("fr", 100), ("fr", 140), ("en", 60), ("en", 80), ("en", 140)]
)
@pytest.mark.parametrize("command", DRAWN, ids=lambda command: "-".join(Path(word).name for word in command))
def test_no_line_is_wider_than_the_terminal(  # noqa: PLR0913, PLR0917  # a case, and who runs it
    cli: Cli, kept: str, command: tuple[str, ...], language: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))  # The library of the command line reads it of the process.
    run = cli(*command, LANG=f"{language}_CA.UTF-8", FOURCHETTE_HOME=kept, COLUMNS=str(columns))
    wide = [line for line in ANSI.sub("", run.out).splitlines() if width(line) > columns]

    assert run.code in (0, 1), run.err
    assert run.out
    assert [line for line in wide if not COPIED.search(line)] == []
