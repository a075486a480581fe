"""How a failure is shown: a line for each problem of a file, and thousands of them counted."""

import errno
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.files.toml.disk import refused_by_disk


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """A mandate with four thousand keys that there are not."""
    path = tmp_path / "mandate.toml"
    path.write_text("schema = 1\n" + "".join(f"kay{place} = 1\n" for place in range(4000)), encoding="utf-8")
    return str(path)


def test_the_first_problems_are_told_and_the_rest_counted(cli: Cli, broken: str) -> None:
    run = cli("quote", broken)

    lines = run.err.splitlines()
    assert (run.code, run.out, lines[-1]) == (3, "", "  and 3,981 more")
    assert sum("is not a key known here" in line for line in lines) == 19


def test_in_json_the_rest_is_one_entry_with_its_count(cli: Cli, broken: str) -> None:
    *told, rest = json.loads(cli("quote", broken, "--json").out)["errors"]

    assert len(told) == 20
    assert (rest["message"], rest["count"], rest["file"]) == ("and 3,981 more", 3981, broken)
    assert set(rest) - set(told[0]) == {"count"}


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["stats"], ["followups"], ["verify"], ["config", "show"], ["config", "set", "profile.name", "x"]],
)
def test_a_home_with_too_long_a_name_is_what_the_disk_refuses(cli: Cli, arguments: list[str]) -> None:
    run = cli(*arguments, "--home", "a" * 5000)

    assert (run.code, "the name is too long" in run.err) == (5, True)


@pytest.mark.parametrize("arguments", [["list"], ["config", "set", "profile.name", "x"], ["config", "init", "--force"]])
def test_a_config_that_is_a_link_to_itself_is_told(cli: Cli, home: Path, arguments: list[str]) -> None:
    home.mkdir()
    (home / "config.toml").symlink_to("config.toml")

    run = cli(*arguments)

    assert (run.code, "it is a link that leads back to itself" in run.err) == (5, True)
    assert (home / "config.toml").is_symlink()


@pytest.mark.parametrize("key", ["traits.posts", "profile.hours_per_week", "profile.name", "capacity.months"])
def test_a_number_of_thousands_of_digits_is_refused_where_it_is_typed(cli: Cli, home: Path, key: str) -> None:
    run = cli("config", "set", key, "9" * 5000)

    assert run.code in {2, 3, 4}
    assert not (home / "config.toml").exists()


ENDLESS = {
    "digits": "9" * 5000,
    "hexadecimal": f"[0x{'f' * 5000}]",
    "exponent": f"[1, 1e{'9' * 30}]",
    "digits-in-a-list": f"[{'9' * 5000}]",
    "lists": "[" * 20_000,
    "tables": "{a=" * 20_000,
}
TYPED = (
    "config set profile.address", "config set traits.posts", "config set floor.income", "config set language",
    "config set clients.x.region", "rules set range.ceiling", "rules set tasks.triage.minutes",
    "rules set traits.posts.label.fr", "show", "show 2026-", "show 2026-001.", "undo", "list --limit",
    "quote --volume posts=", "floor --income", "statement 2026-001 --month", "quote --date",
)  # fmt: skip


@pytest.mark.parametrize("kind", ENDLESS)
@pytest.mark.parametrize("words", TYPED)
def test_what_is_endless_stops_nothing_wherever_it_is_typed(cli: Cli, home: Path, kind: str, words: str) -> None:
    *others, last = words.split()
    typed = [f"{last}{ENDLESS[kind]}"] if last[-1] in "=-." else [last, ENDLESS[kind]]

    run = cli(*others, *typed, "--no-input")

    assert run.code in {0, 2, 3, 4}, run.err[:300]
    assert home.exists() == (run.code == 0)  # a text may be long, and is what was typed
    assert cli("config", "show", "--json").code == 0


@pytest.mark.parametrize("variable", ["COLUMNS", "LINES", "LANG", "TERM"])
def test_an_endless_figure_of_the_environment_says_nothing(cli: Cli, variable: str) -> None:
    assert cli("list", **{variable: "9" * 5000}).code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is a full disk to write to")
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("list --help > /dev/full", 5),
        ("--version > /dev/full", 5),
        ("rules path > /dev/full", 5),
        ("--version >&-", 0),
        ("list --help >&-", 0),
        ("quote nofile 2> /dev/full", 4),
        ("quote nofile 2>&-", 4),
        ("rules path 2> /dev/full", 0),
        ("quote nofile --json > /dev/full", 4),
        ("quote --json --nothing > /dev/full", 2),
        ("show 2026-001 --json > /dev/full 2>&1", 4),
    ],
)
def test_a_stream_that_cannot_be_written_leaves_a_true_code_and_no_traceback(
    tmp_path: Path, line: str, code: int
) -> None:
    command = f"FOURCHETTE_HOME={shlex.quote(str(tmp_path))} {shlex.quote(sys.executable)} -m fourchette {line}"

    run = subprocess.run(  # noqa: S603  # our own program
        ["/bin/sh", "-c", command], capture_output=True, text=True, check=False
    )

    assert (run.returncode, "Traceback" in run.stderr, "Exception" in run.stderr) == (code, False, False)
    if code == 5:
        assert "standard output cannot be written: there is no space left on the disk" in run.stderr


def test_only_standard_output_is_said_to_be_standard_output() -> None:
    """What the system refuses of no file, such as to open one more, is told as such."""
    unnamed = refused_by_disk(OSError(errno.EMFILE, "Too many open files"))
    assert str(unnamed).startswith("the system refused what was asked of it")
    named = refused_by_disk(OSError(errno.EIO, "Input/output error", "a.toml"))
    assert "a.toml cannot be read" in str(named)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is a full disk to write to")
@pytest.mark.parametrize("more", ["", "-q", "--json"])
def test_what_was_saved_is_told_where_the_result_cannot_be_shown(tmp_path: Path, more: str) -> None:
    command = [sys.executable, "-m", "fourchette", "quote", str(EXAMPLES / "cafe.toml"), "--save"]

    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(  # noqa: S603  # our own program
            [*command, "--home", str(tmp_path), "--lang", "en", *more.split()],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    assert (run.returncode, run.stderr.count("Saved as 20")) == (5, 1)
    assert len(list(tmp_path.glob("quotes/*/*.toml"))) == 1


def test_an_interruption_while_the_program_starts_is_no_traceback(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fourchette.cli.shell.later.load_later", interrupted)

    assert cli("list").code == 130
