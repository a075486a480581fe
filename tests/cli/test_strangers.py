"""What a stranger hands her reads nothing but itself, and reaches nobody: every file opened and every call is recorded.

Mandate, card, quote, market file, timesheet, template and logo, each with what could name another file or a host.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest

import fourchette
from conftest import EXAMPLES, Cli
from fourchette.files.book.book import open_quote
from fourchette.files.book.quote_seal import rebuilt

DAY = ("--date", "2026-11-22")
# Notes what Python opens, starts or connects, and refuses what leaves this machine. What sets a PDF asks the system
# itself, in a process of its own: strace, where there is one, notes that too.
WATCHED = """
import json, sys
opened, left = [], []
def note(event, values):
    if event == "open":
        opened.append(str(values[0]))
    elif event.startswith("socket.") or event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
        if values[:1] == (sys.executable,):
            return  # A template is set by the program itself, in a process of its own.
        left.append(f"{event} {values}")
        raise PermissionError(event)
sys.addaudithook(note)
from fourchette.cli.shell.app import main
code = main(sys.argv[1:])
sys.__stderr__.write("\\n" + json.dumps([code, opened, left]))
"""
NOBODY_S = "not for others"
INSTALLED = ("site-packages", "dist-packages", "lib-dynload", Path(sysconfig.get_paths()["stdlib"]).name)
# What the program is made of, and what the system says of time, languages and type.
PROGRAM = (
    Path(fourchette.__file__).parent.parent, Path(sys.prefix), Path(sys.base_prefix),
    *(Path(path) for path in (*sysconfig.get_paths().values(), *sys.path) if Path(path).name in {"src", *INSTALLED}),
)  # fmt: skip
SYSTEM = ("/usr/share", "/usr/lib", "/usr/local", "/lib", "/lib64", "/etc", "/proc", "/sys", "/dev")
NOT_OF_THE_SYSTEM = ("/etc/passwd", "/etc/shadow", "/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of hers that nobody names on the command line."""
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in ("secret.toml", "secret.png", "secret.typ", "secret.csv"):
        (folder / name).write_text(NOBODY_S, encoding="utf-8")
    return folder


@pytest.fixture
def strangers(cli: Cli, home: Path, tmp_path: Path, outside: Path) -> Mapping[str, tuple[str, ...]]:
    """The commands that read what a stranger made."""
    names = [str(outside / "secret.toml"), "../outside/secret.toml", "https://example.com/x", "file:///etc/passwd"]
    said = ", ".join(json.dumps(f"{name} @include #import $(id) {{{{x}}}} `id`") for name in names)
    cafe = (EXAMPLES / "cafe.toml").read_text(encoding="utf-8")
    mandate = tmp_path / "mandate.toml"
    mandate.write_text(f"included = [{said}]\n" + cafe.replace("schema = 1", "", 1), encoding="utf-8")
    card = tmp_path / "card.toml"
    assert cli("rules", "init").code == 0
    own = home / "ratecard.toml"
    card.write_text(
        own.read_text(encoding="utf-8").replace('source = "', f'source = "{names[0]} ', 1), encoding="utf-8"
    )
    own.unlink()
    market = tmp_path / "market.toml"
    market.write_text(
        f'[countries.XX]\nlabel = {{ fr = "{names[0]}", en = "{names[2]}" }}\ncurrency = "CAD"\n', encoding="utf-8"
    )
    sheet = tmp_path / "hours.csv"
    sheet.write_text(f'date,hours,note\n2026-11-03,2,"=HYPERLINK({names[2]}) {names[0]}"\n', encoding="utf-8")
    template = tmp_path / "stranger.typ"
    template.write_text(
        f'#let x = read("{names[0]}")\n#image("/etc/passwd")\n#import "@preview/" + "a:1.0.0"\n', encoding="utf-8"
    )
    logo = tmp_path / "home" / "logo.svg"
    logo.write_text(
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
        f'<image xlink:href="{outside}/secret.png" width="9" height="9"/><image href="https://example.com/x.png"/>'
        "<style>@import url(https://example.com/x.css);</style></svg>",
        encoding="utf-8",
    )
    for arguments in (("quote", str(mandate), "--save"), ("send", "2026-001"), ("accept", "2026-001")):
        assert cli(*arguments, *DAY).code == 0
    quote = home / "quotes" / "2026" / "2026-001.toml"
    saved = open_quote(quote)
    logo_of = f'logo = "{outside}/secret.png"'
    text = saved.text.replace("[seller]\n", f"[seller]\n{logo_of}\n", 1)
    text = text.replace("[result.offer.sold_by]\n", f"[result.offer.sold_by]\n{logo_of}\n", 1)
    quote.write_text(rebuilt(text, saved.history), encoding="utf-8")
    (home / "config.toml").write_text('[profile]\nname = "Camille"\nlogo = "logo.svg"\n', encoding="utf-8")
    pdf = str(tmp_path / "a.pdf")
    return {
        "mandate": ("quote", str(mandate), *DAY),
        "document": ("quote", str(mandate), "--for", "client", "--format", "html", *DAY),
        "card": ("quote", str(mandate), "--rules", str(card), *DAY),
        "quote": ("show", "2026-001"),
        "seal": ("verify", "2026-001"),
        "picture": ("render", "2026-001", "--lines", "-o", pdf),
        "market": ("market", str(mandate), "--market", str(market), *DAY),
        "timesheet": ("hours", "2026-001", str(sheet), "--everyone", "--lane", "content"),
        "template": ("quote", str(EXAMPLES / "cafe.toml"), "--template", str(template), "-o", pdf, *DAY),
        "logo": ("quote", str(EXAMPLES / "cafe.toml"), "-o", pdf, "--force", *DAY),
    }


# What the system was asked for, and gave; and which hosts were called.
OPENED = re.compile(r'openat\(AT_FDCWD, "([^"]+)", (\S+).*\) = \d+')
REACHED = re.compile(r"connect\(.*AF_INET.*")


def is_of(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder) or Path(path).resolve().is_relative_to(folder.resolve())


def is_expected(path: str, *folders: Path) -> bool:
    """Whether a file is of the home, of the program, or of what the system says of itself."""
    if path in NOT_OF_THE_SYSTEM:
        return False
    return path.startswith(SYSTEM) or any(is_of(path, each) for each in (*folders, *PROGRAM))


def is_temporary(path: str) -> bool:
    """Whether a file is one that takes the place of another once it is whole."""
    return Path(path).name.startswith(".fourchette-")


# What each comes to: a template, a logo and a picture that name another file are refused.
CODES = {
    "mandate": 0, "document": 0, "card": 0, "quote": 0, "seal": 1, "picture": 4, "market": 0, "timesheet": 0,
    "template": 3, "logo": 3,
}  # fmt: skip


@pytest.mark.parametrize("name", CODES)
def test_a_stranger_s_file_reads_no_other_and_reaches_nobody(
    name: str, strangers: Mapping[str, tuple[str, ...]], home: Path, tmp_path: Path
) -> None:
    arguments = strangers[name]
    named = [argument for argument in arguments if argument.startswith("/")]

    trace, own = tmp_path / "trace", tmp_path / "own"
    own.mkdir()
    watch = ["strace", "-f", "-o", str(trace), "-e", "trace=openat,connect"] if shutil.which("strace") else []

    run = subprocess.run(  # noqa: S603  # our own program
        [*watch, sys.executable, "-c", WATCHED, *arguments, "-q", "--no-input", "--home", str(home)],
        capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(own)},
    )  # fmt: skip

    *_, told = run.stderr.splitlines()
    code, opened, left = json.loads(told)
    if watch:
        calls = trace.read_text(encoding="utf-8", errors="replace")
        opened += [path for path, flags in OPENED.findall(calls) if "O_DIRECTORY" not in flags]
        left += REACHED.findall(calls)
    paths = [path for path in opened if not path.isdecimal() and not Path(path).is_dir()]
    foreign = [path for path in paths if not (is_expected(path, home, own) or path in named or is_temporary(path))]
    assert (code, foreign, left) == (CODES[name], [], [])
    assert NOBODY_S not in run.stdout + run.stderr
