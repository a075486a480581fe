"""`log`, `undo`, `redo`: every act has its way back, to the byte but for history, and nothing else is overwritten."""

import base64
import errno
import json
import os
import re
import shlex
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import EXAMPLES, Cli
from fourchette.cli.shell.app import main
from fourchette.core.practice.quote_states import still_true
from fourchette.files.book.book import saved_in
from fourchette.files.book.quote_seal import seal_of

CAFE = str(EXAMPLES / "cafe.toml")
# A day before any on which these tests are run: the log tells it beside the moment of typing.
DAY = ("--date", "2026-11-22")
AS_OF = ", as of 2026-11-22"
NUMBER = "2026-001"
WALKS = int(os.environ.get("FOURCHETTE_TEST_WALKS", "5"))
EDITOR = (
    "import sys; p = sys.argv[-1]; t = open(p, newline='').read(); open(p, 'w', newline='').write(t + '# edited\\n')"
)
# Acts of every command; N and R stand for a quote and a revision, F for a figure.
ACTS = [
    f"quote {shlex.quote(CAFE)} --save --date 2026-11-22",
    "revise N -t posts=F --date 2026-11-22",
    *["send R --date 2026-11-22"] * 2,
    *["accept R --date 2026-11-22"] * 2,
    "decline R --reason budget --date 2026-11-22",
    "reopen R --date 2026-11-22",
    "hours R F --lane content --month 2026-11 --again",
    "hours R --remove 1",
    "duplicate R copy.toml --force",
    *["renew N --index 1.0F --date 2026-11-22"] * 2,
    "revise N --percent F --from 2026-12-01 --date 2026-11-22",
    *["extra N -t posts=F --accept --date 2026-11-22"] * 2,
    "extra N -t posts=F --once --month 2026-12 --accept --date 2026-11-22",
    "rules init --preset france --force",
    "rules set range.ceiling 1F",
    "rules calibrate --write --force --date 2026-12-22",
    "rules edit",
    "config init --force",
    "config set traits.posts F",
    "config edit",
    "floor --income F000 --save",
]
WAYS = ["undo", "undo", "redo", "undo K", "redo K"]


class Shell:
    """The program on a home of its own, and what stands in it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "home"

    def run(self, command: str) -> int:
        environment = {
            "FOURCHETTE_HOME": str(self.home),
            "LANG": "en_CA.UTF-8",
            "EDITOR": shlex.join([sys.executable, "-c", EDITOR]),
        }
        words = [part.replace("copy.toml", str(self.folder / "copy.toml")) for part in shlex.split(command)]
        with (
            Path(os.devnull).open("w", encoding="utf-8") as nowhere,
            redirect_stdout(nowhere),
            redirect_stderr(nowhere),
        ):
            return main(words, environment)

    def log(self) -> list[dict[str, object]]:
        shown = StringIO()
        with redirect_stdout(shown):
            main(["log", "--limit", "0", "--json"], {"FOURCHETTE_HOME": str(self.home)})
        found: list[dict[str, object]] = json.loads(shown.getvalue())["result"]
        return found[::-1]

    def stands(self) -> dict[str, object]:
        """Each file to the byte; of a quote, what it offers, where it has come to, and what is true of it."""
        files = [
            *self.home.glob("*.toml"),
            *self.home.glob("*.json"),
            *self.home.glob("quotes/*/*"),
            self.folder / "copy.toml",
        ]
        return {str(path): self._held(path) for path in files if path.exists()}

    def _held(self, path: Path) -> object:
        if path.parent.parent.name != "quotes":
            return path.read_bytes()
        quote = saved_in(path, path.read_bytes())
        true = still_true(quote.history)
        events = [(e.event, e.status, e.on, e.lane, e.month, e.hours, e.amount, e.reason) for e in true]
        return seal_of(quote.text.split("\n[seal]")[0]), quote.entry.status, events


@contextmanager
def a_shell() -> Iterator[Shell]:
    with tempfile.TemporaryDirectory() as folder:
        yield Shell(Path(folder))


def spelled(act: str, figures: tuple[int, int, int]) -> str:
    quote, revision, figure = figures
    names = {"N": f"2026-00{quote}", "R": f"2026-00{quote}.{revision}", "F": str(figure), "K": str(figure)}
    return re.sub(r"\b[NRK]\b|F", lambda found: names[found[0]], act)


STEPS = st.tuples(
    st.sampled_from([*ACTS, *WAYS, *WAYS]), st.tuples(st.integers(1, 2), st.integers(1, 2), st.integers(10, 49))
)


@settings(max_examples=WALKS)
@given(steps=st.lists(STEPS, min_size=10, max_size=30))
def test_every_act_is_undone_and_done_again_in_any_order(steps: list[tuple[str, tuple[int, int, int]]]) -> None:
    with a_shell() as shell:
        around: dict[object, tuple[dict[str, object], dict[str, object]]] = {}
        for act, figures in [(ACTS[0], (1, 1, 10)), *steps]:
            told, before = shell.log(), shell.stands()
            code = shell.run(spelled(act.replace("K", str(figures[2] % (len(told) + 1) + 1)), figures))
            after, new = shell.stands(), shell.log()[len(told) :]

            assert code in {0, 2, 3, 4}, act
            if code or not new:
                assert after == before, act  # what is refused, or changes nothing, is no act and changes nothing
                continue
            (entry,) = new
            if entry["of"] is None:
                around[entry["number"]] = before, after
            else:
                was, became = around[entry["of"]]
                wanted = was if entry["act"] == "undo" else became
                touched = {path for path in was.keys() | became.keys() if was.get(path) != became.get(path)}
                assert {path: after.get(path) for path in touched} == {path: wanted.get(path) for path in touched}
                assert {p: v for p, v in after.items() if p not in touched} == {
                    p: v for p, v in before.items() if p not in touched
                }
        assert shell.run("verify") == 0
        there, undone = shell.stands(), 0
        while shell.run("undo") == 0:
            undone += 1
        for _ in range(undone):
            assert shell.run("redo") == 0
        assert shell.stands() == there
        assert shell.run("verify") == 0


# --- One by one


def saved(cli: Cli, *acts: str) -> None:
    assert cli("quote", CAFE, "--save", *DAY).code == 0
    for act in acts:
        assert cli(act, NUMBER, *DAY).code == 0


def test_a_mistaken_send_is_taken_back_and_stays_told(cli: Cli, home: Path) -> None:
    saved(cli, "send")

    run = cli("undo")

    assert (run.code, run.err.splitlines()[0]) == (0, f"Undone: {NUMBER} marked as sent{AS_OF}")
    assert json.loads(cli("list", "--json").out)["result"][0]["state"] == "draft"
    words = [(each["words"], each["done"]) for each in json.loads(cli("log", "--json").out)["result"]]
    assert words == [
        (f"undone: {NUMBER} marked as sent{AS_OF}", None),
        (f"{NUMBER} marked as sent{AS_OF}", False),
        (f"{NUMBER} saved{AS_OF}", True),
    ]
    quote = saved_in(home, (home / "quotes" / "2026" / f"{NUMBER}.toml").read_bytes())
    assert [event.event for event in quote.history] == ["created", "send", "undo"]
    assert cli("verify").code == 0


def test_a_number_that_was_sent_is_never_given_again_and_a_draft_s_is_free(cli: Cli) -> None:
    saved(cli)
    assert cli("undo").code == 0
    assert json.loads(cli("list", "--json").out)["result"] == []
    saved(cli, "send")  # the same number
    assert cli("undo").code == 0

    run = cli("undo")

    assert run.code == 4
    assert "was sent once" in run.err
    assert cli("quote", CAFE, "--save", *DAY).err.startswith("Saved as 2026-002")


def test_an_acceptance_undone_puts_the_earlier_revision_in_force_again(cli: Cli) -> None:
    saved(cli, "send", "accept")
    assert cli("revise", NUMBER, "-t", "posts=9", *DAY).code == 0
    for act in ("send", "accept"):
        assert cli(act, f"{NUMBER}.2", *DAY).code == 0

    assert cli("undo").code == 0

    states = {each["name"]: each["state"] for each in json.loads(cli("list", *DAY, "--json").out)["result"]}
    assert states == {f"{NUMBER}.1": "accepted", f"{NUMBER}.2": "sent"}


def test_an_extra_that_was_accepted_is_one_act_and_its_undoing_puts_the_revision_before_in_force(cli: Cli) -> None:
    saved(cli, "send", "accept")
    before = json.loads(cli("show", NUMBER, "--json").out)["result"]
    run = cli("extra", NUMBER, "-t", "posts=2", "--accept", *DAY)
    assert f"{NUMBER}.2 is accepted.\n{NUMBER}.1 is replaced.\n" in run.err

    undone = cli("undo")

    act = f"{NUMBER}.2 made and marked as accepted, with what was asked on top{AS_OF}"
    assert undone.err.splitlines()[0] == f"Undone: {act}"
    after = json.loads(cli("show", NUMBER, "--json").out)["result"]
    assert (after["status"], after["result"]) == ("accepted", before["result"])
    assert len(json.loads(cli("list", "--json").out)["result"]) == 1
    assert cli("redo").code == 0
    states = {each["name"]: each["state"] for each in json.loads(cli("list", *DAY, "--json").out)["result"]}
    assert states == {f"{NUMBER}.1": "replaced", f"{NUMBER}.2": "accepted"}
    assert cli("verify").code == 0


def test_what_a_hand_changed_since_is_named_and_left(cli: Cli, home: Path) -> None:
    assert cli("config", "set", "profile.name", "Zoé").code == 0
    config = home / "config.toml"
    config.write_text(config.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    before = config.read_bytes()

    run = cli("undo")

    assert run.code == 4
    assert f"{config} was changed since" in run.err
    assert config.read_bytes() == before


def test_an_act_that_another_stands_on_waits_for_it(cli: Cli) -> None:
    saved(cli, "send", "accept")

    run = cli("undo", "2")

    assert run.code == 4
    assert f"act 3 stands in the way: {NUMBER} marked as accepted{AS_OF}" in run.err
    assert "fourchette undo 3 comes first" in run.err


def test_what_was_undone_last_is_done_again_first(cli: Cli) -> None:
    saved(cli, "send", "accept")
    assert [cli("undo").code, cli("undo").code] == [0, 0]

    run = cli("redo", "3")

    assert run.code == 4
    assert f"act 2 stands in the way: {NUMBER} marked as sent{AS_OF}" in run.err
    assert "fourchette redo 2 comes first" in run.err


def test_a_quote_whose_later_revision_came_another_way_stays(cli: Cli, home: Path) -> None:
    saved(cli)
    assert cli("revise", NUMBER, "-t", "posts=9", *DAY).code == 0
    (home / "journal" / "000002.json").unlink()

    run = cli("undo", "1")

    assert run.code == 4
    assert f"{NUMBER}.1 has later revisions: it stays in the book" in run.err


def test_an_act_on_something_else_does_not_stand_in_the_way(cli: Cli, home: Path) -> None:
    saved(cli, "send")
    assert cli("rules", "set", "range.ceiling", "140").code == 0

    assert cli("undo", "2").code == 0

    assert (home / "ratecard.toml").exists()
    assert json.loads(cli("show", NUMBER, "--json").out)["result"]["status"] == "draft"


@pytest.mark.parametrize("number", ["99", "3"])
def test_an_act_that_is_none_or_that_undoes_another_is_refused(cli: Cli, number: str) -> None:
    saved(cli, "send")
    assert cli("undo").code == 0

    assert cli("undo", number).code in {2, 4}


def test_a_damaged_journal_stops_nothing(cli: Cli, home: Path) -> None:
    saved(cli)
    (home / "journal" / "000001.json").write_text("{", encoding="utf-8")
    (home / "journal" / "pending.json").write_text("not\njson\n", encoding="utf-8")

    assert cli("send", NUMBER, *DAY).code == 0
    assert cli("undo").code == 0
    assert not (home / "journal" / "pending.json").exists()


def test_an_act_that_the_disk_does_not_give_is_not_passed_over_for_another(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(cli, "send")
    last = home / "journal" / "000002.json"
    opens: Any = Path.open

    def refuse(path: Path, *mode: str) -> object:
        if path == last:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opens(path, *mode)

    monkeypatch.setattr(Path, "open", refuse)
    run = cli("undo")

    assert (run.code, run.err) == (5, f"Error: {last} cannot be read: permission is denied\n")


def test_the_journal_keeps_so_many_acts_and_no_more(cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fourchette.files.journal.journal.MOST_ACTS", 3)
    for figure in range(5):
        assert cli("config", "set", "traits.posts", str(figure + 1)).code == 0

    assert [each["number"] for each in json.loads(cli("log", "--json").out)["result"]] == [5, 4, 3]
    assert [cli("undo").code for _ in range(2)] == [0, 0]
    assert len(list((home / "journal").iterdir())) == 3


@pytest.mark.parametrize("odd", ["zeros", "lists", "lists-in-the-head", "nothing", "no-base64"])
def test_an_act_whose_file_is_odd_is_not_undone_and_stops_nothing(cli: Cli, home: Path, odd: str) -> None:
    for name in ("Camille", "Dominique"):
        assert cli("config", "set", "profile.name", name).code == 0
    before = (home / "config.toml").read_bytes()
    act = max((home / "journal").iterdir())
    head, body = act.read_bytes().splitlines()
    zeros = base64.b64encode(zlib.compress(bytes(40_000_000))).decode()
    files = {name: [zeros if odd == "zeros" else "é", zeros] for name in json.loads(body)}
    lists = b"[" * 200_000
    written = {"lists": head + b"\n" + lists, "lists-in-the-head": lists + b"\n" + body, "nothing": b""}
    act.write_bytes(written.get(odd, head + b"\n" + json.dumps(files).encode() + b"\n"))

    runs = [cli(*command) for command in (("undo", str(int(act.stem))), ("log",), ("config", "show"), ("verify",))]

    assert [run.code for run in runs] == [4, 0, 0, 0]
    assert (home / "config.toml").read_bytes() == before
    assert cli("config", "set", "profile.name", "Claude").code == 0
    assert cli("undo").code == 0
