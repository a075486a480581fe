"""The book's commands: what each act allows, two shells at once, sudden death, and odd books."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builders import happen, load_config
from conftest import EXAMPLES, ROOT, Cli
from fourchette.core.practice.quote_states import Event
from fourchette.errors import NotFound
from fourchette.files.book.book import find, open_quote
from fourchette.files.book.quote_seal import offered_part, sealed
from fourchette.files.book.verification import verify
from fourchette.files.card.card_file import load_card
from fourchette.files.home.home import Home
from fourchette.files.journal import journal
from fourchette.files.journal.journal import content_of, digest_of_content
from fourchette.files.shipped.tax_tables import load_taxes

CAFE = str(EXAMPLES / "cafe.toml")
SAVED = ("--save", "--date", "2026-11-22")
NUMBER = "2026-001"
LAST_DAY = "2026-12-22"  # thirty days, that day included
DATE, DAY_AFTER = "2026-11-22", "2026-12-23"
AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)

# How often the program is killed; a thousand kills take some minutes.
KILLS = int(os.environ.get("FOURCHETTE_TEST_KILLS", "40"))


def book(home: Path) -> Path:
    return home / "quotes" / "2026"


def quote_file(home: Path, name: str = NUMBER) -> Path:
    return book(home) / f"{name}.toml"


def save(cli: Cli, *more: str) -> None:
    run = cli("quote", CAFE, *SAVED, *more)
    assert run.code == 0, run.err


# The acts that lead to each state, from a quote that was saved.
WAYS = {
    "draft": (),
    "sent": ("send",),
    "accepted": ("send", "accept"),
    "declined": ("send", "decline"),
    "expired": ("send",),
}


def brought_to(cli: Cli, state: str) -> str:
    """A saved quote brought to a state, and a day on which it is in that state."""
    save(cli)
    for act in WAYS[state]:
        assert cli(act, NUMBER, "--date", LAST_DAY).code == 0
    return DAY_AFTER if state == "expired" else LAST_DAY


def states(cli: Cli, day: str) -> list[str]:
    return [entry["state"] for entry in json.loads(cli("list", "--json", "--date", day).out)["result"]]


# --- States

ALLOWED = {
    ("send", "draft"): "sent",
    ("accept", "sent"): "accepted",
    ("decline", "sent"): "declined",
    ("decline", "expired"): "declined",
    ("reopen", "accepted"): "sent",
    ("reopen", "declined"): "sent",
}
EVERY_ACT = [(act, state) for act in ("send", "accept", "decline", "reopen") for state in WAYS]


@pytest.mark.parametrize(("act", "state"), [pair for pair in EVERY_ACT if pair in ALLOWED])
def test_an_act_that_its_state_allows_moves_the_quote_on(cli: Cli, home: Path, act: str, state: str) -> None:
    day = brought_to(cli, state)
    assert states(cli, day) == [state]

    run = cli(act, NUMBER, "--date", day)

    assert (run.code, run.out) == (0, "")
    said = run.err.splitlines()
    assert (f"{NUMBER} is {ALLOWED[act, state]}." in said, said[-1].startswith("Next: fourchette ")) == (True, True)
    assert open_quote(quote_file(home)).entry.status == ALLOWED[act, state]
    assert [event.event for event in open_quote(quote_file(home)).history] == ["created", *WAYS[state], act]


@pytest.mark.parametrize(("act", "state"), [pair for pair in EVERY_ACT if pair not in ALLOWED])
def test_an_act_that_its_state_does_not_allow_is_refused(cli: Cli, home: Path, act: str, state: str) -> None:
    day = brought_to(cli, state)
    before = quote_file(home).read_bytes()

    run = cli(act, NUMBER, "--date", day)

    assert (run.code, run.out) == (4, "")
    assert f"{NUMBER} is {state}: it cannot be " in run.err
    assert quote_file(home).read_bytes() == before


@pytest.mark.parametrize(("day", "state"), [(LAST_DAY, "sent"), (DAY_AFTER, "expired")])
def test_a_quote_is_valid_until_the_named_day_inclusive(cli: Cli, day: str, state: str) -> None:
    brought_to(cli, "sent")

    assert states(cli, day) == [state]
    assert cli("accept", NUMBER, "--date", day).code == (0 if state == "sent" else 4)


@pytest.mark.parametrize("act", ["send", "accept", "decline", "reopen", "show", "revise", "hours"])
def test_a_number_of_no_quote_is_refused(cli: Cli, home: Path, act: str) -> None:
    save(cli)
    before = quote_file(home).read_bytes()

    run = cli(act, "2026-002", *(["3"] if act == "hours" else []))

    assert (run.code, run.out) == (4, "")
    assert "there is no quote 2026-002" in run.err
    assert [path.read_bytes() for path in book(home).glob("*.toml")] == [before]


def test_a_reason_stays_with_the_refusal(cli: Cli, home: Path) -> None:
    brought_to(cli, "sent")

    assert cli("decline", NUMBER, "--reason", 'Trop cher, "dit-elle" 😀', "--date", LAST_DAY).code == 0
    assert open_quote(quote_file(home)).history[-1].reason == 'Trop cher, "dit-elle" 😀'
    assert cli("verify").code == 0


@pytest.mark.parametrize("reason", ["one\ntwo", "\x1b[31mred", "x" * 501])
def test_a_reason_that_could_not_be_read_again_is_refused(cli: Cli, home: Path, reason: str) -> None:
    brought_to(cli, "sent")
    before = quote_file(home).read_bytes()

    assert cli("decline", NUMBER, "--reason", reason, "--date", LAST_DAY).code == 2
    assert quote_file(home).read_bytes() == before


def test_a_file_changed_since_it_was_read_is_not_overwritten(cli: Cli, home: Path) -> None:
    save(cli)
    stale = open_quote(quote_file(home))
    assert cli("send", NUMBER).code == 0
    newer = quote_file(home).read_bytes()

    with pytest.raises(NotFound, match="changed in the meantime"):
        happen((stale, [Event(AT, "send", "sent")]))
    assert quote_file(home).read_bytes() == newer


def test_a_file_deleted_since_it_was_read_is_not_made_again(cli: Cli, home: Path) -> None:
    save(cli)
    stale = open_quote(quote_file(home))
    quote_file(home).unlink()

    with pytest.raises(NotFound):
        happen((stale, [Event(AT, "send", "sent")]))
    assert not quote_file(home).exists()


# --- Revisions


def test_a_revision_leaves_what_was_sent_as_it_was(cli: Cli, home: Path) -> None:
    brought_to(cli, "sent")
    before = quote_file(home).read_bytes()

    for revision in range(2, 12):
        assert cli("revise", NUMBER, "-t", f"posts={revision}").code == 0
        assert open_quote(quote_file(home, f"{NUMBER}.{revision}")).entry.revision == revision

    assert quote_file(home).read_bytes() == before
    assert find(Home(home), NUMBER) == quote_file(home)  # the one that was sent
    assert find(Home(home), f"{NUMBER}.1") == quote_file(home)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_quote_verifies_at_each_step_of_its_life(cli: Cli, home: Path, tmp_path: Path, language: str) -> None:
    mandate = tmp_path / "mandate.toml"
    text = Path(CAFE).read_text(encoding="utf-8")
    mandate.write_text(text.replace('language = "fr"', f'language = "{language}"'), encoding="utf-8")
    steps = (
        ("quote", str(mandate), *SAVED),
        ("send", NUMBER, "--date", LAST_DAY),
        ("accept", NUMBER, "--date", LAST_DAY),
        ("hours", NUMBER, "3,5", "--lane", "content", "--month", "2026-12"),
        ("reopen", NUMBER, "--date", LAST_DAY),
        ("decline", NUMBER, "--reason", "Été trop cher", "--date", LAST_DAY),
        ("revise", NUMBER, "-t", "posts=4", "--date", LAST_DAY),
        ("send", f"{NUMBER}.2", "--date", LAST_DAY),
    )
    for step in steps:
        assert cli(*step, "--lang", language).code == 0, step
        assert cli("verify", "--lang", language).code == 0, step
    assert open_quote(quote_file(home)).entry.language == language


def test_a_comparison_adds_up_to_the_cent(cli: Cli) -> None:
    brought_to(cli, "sent")
    cli("revise", NUMBER, "-t", "posts=4", "-t", "languages=fr,en", "-t", "months=7", "--date", "2026-11-25")

    result = json.loads(cli("compare", f"{NUMBER}.1", f"{NUMBER}.2", "--json").out, parse_float=Decimal)["result"]

    assert result["before"] == "2410.17"
    assert len(result["causes"]) == 4  # posts, languages, months, taxes
    added = sum(Decimal(cause["amount"]) for cause in result["causes"])
    assert Decimal(result["before"]) + added == Decimal(result["after"])


# --- Two shells at once


def test_two_hundred_quotes_saved_by_eight_shells_at_once_are_all_there(tmp_path: Path) -> None:
    code = """
import sys
from fourchette.cli.shell.app import main
for _ in range(25):
    done = main(["quote", sys.argv[1], "--save", "-q", "--json", "--date", "2026-11-22", "--home", sys.argv[2]], {})
    assert done == 0
"""
    command = [sys.executable, "-c", code, CAFE, str(tmp_path)]
    shells = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(8)]  # noqa: S603  # our own program

    assert [shell.wait() for shell in shells] == [0] * 8
    paths = sorted(path for path in book(tmp_path).iterdir() if not path.name.startswith("."))
    assert [path.name for path in paths] == [f"2026-{rank:03d}.toml" for rank in range(1, 201)]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    # Each bears its number and its seal, and all are one quote, whose price is made again.
    assert [f'number = "{path.stem}"' in text for path, text in zip(paths, texts, strict=True)] == [True] * 200
    assert all(text.startswith(sealed(offered_part(text))) for text in texts)
    assert len({text.split("\n[seller]")[1].split("\n[seal]")[0] for text in texts}) == 1
    taxes = load_taxes()
    assert [verify(Home(tmp_path), open_quote(path), taxes) for path in paths[::40]] == [()] * 5
    assert not list(tmp_path.rglob(".fourchette-*"))


def test_events_recorded_by_four_shells_at_once_are_all_kept(cli: Cli, home: Path) -> None:
    brought_to(cli, "sent")
    code = """
import sys
from fourchette.cli.shell.app import main
log = ["hours", "2026-001", "1", "--lane", "content", "--again", "-q", "--home", sys.argv[1]]
done = sum(main(log, {}) == 0 for _ in range(8))
print(done)
"""
    shells = [
        subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-c", code, str(home)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        for _ in range(4)
    ]
    done = sum(int(shell.communicate()[0]) for shell in shells)

    assert done == 32  # each waits for its turn
    assert [event.event for event in open_quote(quote_file(home)).history] == ["created", "send", *["hours"] * done]
    assert cli("verify").code == 0


# --- Sudden death

# Reads seeds, and for each works in a process of its own that kills itself before some line of what writes files.
MORTAL = """
import os, random, signal, sys
from fourchette.cli.shell.app import main
from fourchette.files.book import book, quote_file, taking_back
from fourchette.files.journal import journal
from fourchette.files.toml import disk
home, mandate = sys.argv[1:]
writing = {module.__file__ for module in (book, quote_file, taking_back, journal, disk)}
answer, sys.stdout, sys.stderr = sys.stdout, open(os.devnull, "w"), open(os.devnull, "w")
def run(*arguments):
    main([*arguments, "-q", "--home", home], {})
def live(chance):
    left = chance.randrange(1, 1200)
    def line(frame, event, argument):
        nonlocal left
        left -= event == "line"
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return line
    sys.settrace(lambda frame, event, argument: line if frame.f_code.co_filename in writing else None)
    while True:
        number = f"2026-{chance.randrange(1, 4):03d}"
        chance.choice([
            lambda: run("quote", mandate, "--save", "--date", "2026-11-22"),
            lambda: run("send", number, "--date", "2026-11-22"),
            lambda: run("revise", number, "-t", f"posts={chance.randrange(1, 30)}", "--date", "2026-11-22"),
            lambda: run("accept", number, "--date", "2026-11-22"),
            lambda: run("revise", number, "--percent", "3", "--from", "2026-12-01", "--date", "2026-11-22"),
            lambda: run("renew", number, "--index", "1.031", "--date", "2026-11-22"),
            lambda: run("extra", number, "-t", "posts=2", "--accept", "--date", "2026-11-22"),
            lambda: run("extra", number, "-t", "posts=2", "--once", "--month", "2026-12", "--accept"),
            lambda: run("hours", f"{number}.1", "1.5", "--lane", "content"),
            lambda: run("rules", "set", "range.ceiling", str(chance.randrange(120, 160))),
            lambda: run("config", "set", "traits.posts", str(chance.randrange(1, 9))),
            lambda: run("undo"),
            lambda: run("redo"),
            lambda: run("undo", str(chance.randrange(1, 30))),
        ])()
run("revise", "2026-001", "-t", "posts=9", "--date", "2026-11-22")
run("undo")  # all is imported
for seed in iter(sys.stdin.readline, ""):
    child = os.fork()
    if not child:
        live(random.Random(int(seed)))
    print(os.WTERMSIG(os.waitpid(child, 0)[1]), file=answer, flush=True)
"""


def whole(home: Path, before: dict[Path, bytes]) -> None:
    """Each file that existed is what it was, a whole new version of it, or undone; every quote and card is whole.

    And each is as the journal tells: what was done is told, what is told is done.
    """
    taxes, acts = load_taxes(), journal.acts(Home(home))
    told = {file.name: file.after for act in acts for file in act.files}
    amended = {file.name for act in acts if act.told.kind == "amend" for file in act.files if not file.before}
    assert {name: digest_of_content(content_of(home / name)) for name in told} == told
    assert not Home(home).pending.exists()
    for path, content in before.items():
        if not path.exists():
            assert told[path.relative_to(home).as_posix()] == ""
            # Taken out of the book: what was never sent, but as the acceptance of an extra that is undone.
            assert b'event = "send"' not in content or path.relative_to(home).as_posix() in amended
            continue
        now = path.read_bytes()
        if path.parent.parent.name == "quotes" and now != content:
            # A quote only grows: all of it but its status, count and chain stands at the head of its new version.
            moving = re.compile(rb'^(status = "[a-z]+"|events = \d+|chain = "\w+")$', re.MULTILINE)
            assert moving.sub(b"", now, count=3).startswith(moving.sub(b"", content, count=3)), path
    for path in home.rglob("*.toml"):
        if path.name.startswith("."):
            continue
        now = path.read_bytes()
        if now == before.get(path):
            continue
        if path.parent.parent.name == "quotes":
            assert verify(Home(home), open_quote(path), taxes) == (), path
        elif path.name == "config.toml":
            load_config(path)
        else:
            assert load_card(path).card.name, path


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
def test_a_program_killed_at_any_moment_leaves_whole_files_and_a_book_that_goes_on(cli: Cli, home: Path) -> None:
    for _ in range(3):
        save(cli)
    assert cli("rules", "set", "range.ceiling", "140").code == 0
    lives = subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-c", MORTAL, str(home), CAFE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert lives.stdin is not None
    assert lives.stdout is not None
    for seed in range(KILLS):
        before = {path: path.read_bytes() for path in home.rglob("*.toml") if not path.name.startswith(".")}
        lives.stdin.write(f"{seed}\n")
        lives.stdin.flush()
        assert int(lives.stdout.readline()) == signal.SIGKILL
        assert cli("list", "--limit", "1").code == 0  # what was begun is finished
        whole(home, before)
    lives.communicate()
    assert cli("quote", CAFE, *SAVED).code == 0  # nothing is left locked
    assert cli("verify", "-q").code == 0


# --- Odd books


def test_an_empty_book_is_said_to_be_empty(cli: Cli) -> None:
    assert (cli("list").code, cli("list").out.strip()) == (0, "No quote.")
    assert json.loads(cli("list", "--json").out)["result"] == []
    assert cli("followups").out.strip() == "No follow-ups due."
    assert cli("stats").out.strip() == "No quote."
    assert cli("verify").code == 0
    assert cli("show", NUMBER).code == 4


FOREIGN = {
    "words": b"Bonjour, ceci n'est pas un devis.\n",
    "other": b'[tool]\nname = "x"\n',
    "binary": bytes(range(256)) * 40,
    "latin": 'client = "Café"\n'.encode("latin-1"),
    "empty": b"",
    "future": b'schema = 3\nnumber = "2027-001"\n',
}


@pytest.mark.parametrize("kind", [*FOREIGN, "folder"])
def test_a_file_that_is_no_quote_is_said_passed_over_and_left(cli: Cli, home: Path, kind: str) -> None:
    save(cli)
    other = quote_file(home, "2026-003")
    if kind == "folder":
        other.mkdir()
    else:
        other.write_bytes(FOREIGN[kind])

    for command in (("list",), ("followups",), ("stats",)):
        run = cli(*command)
        assert run.code == 0, command
        assert f"{other} cannot be read and is passed over" in run.err
    assert NUMBER in cli("list").out
    assert cli("verify").code == 1
    assert cli("verify", NUMBER).code == 0
    assert cli("show", "2026-003").code in {3, 4}
    assert cli("send", "2026-003").code in {3, 4}
    assert cli("send", NUMBER).code == 0
    save(cli)
    assert quote_file(home, "2026-004").exists()  # its number stays its own
    assert other.is_dir() if kind == "folder" else other.read_bytes() == FOREIGN[kind]


def test_a_quote_of_a_newer_program_says_to_upgrade(cli: Cli, home: Path) -> None:
    save(cli)
    path = quote_file(home)
    path.write_text(path.read_text(encoding="utf-8").replace("schema = 2", "schema = 3", 1), encoding="utf-8")
    before = path.read_bytes()

    assert "upgrade" in cli("show", NUMBER).err
    assert [cli(act, NUMBER).code for act in ("show", "send", "revise")] == [3, 3, 3]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "copy",
    [
        "2026/2026-001 (conflicted copy).toml",
        "2026/2026-001.sync-conflict-20261122-103000-ABC.toml",
        "2026/~$2026-001.toml",
        "2026/2026-001 2.toml",
        "2026/Copie de 2026-001.toml",
        "2026/2026-001.1.toml",
        "2026/2026-002.toml",
        "2025/2026-001.toml",
    ],
)
def test_a_copy_is_told_once_and_never_counted_as_a_quote(cli: Cli, home: Path, copy: str) -> None:
    brought_to(cli, "sent")
    (home / "quotes" / copy).parent.mkdir(exist_ok=True)
    (home / "quotes" / copy).write_bytes(quote_file(home).read_bytes())

    for command in ("list", "followups", "stats"):
        run = cli(command, "--json", "--date", DAY_AFTER)
        assert len(json.loads(run.out)["result"]) == 1
        assert run.err.count(Path(copy).name) == 1
    if "002" not in copy and not copy.endswith(".1.toml"):  # the others have a name that a quote may have
        told = cli("doctor", COLUMNS="400").out
        assert "".join(Path(copy).name.split()) in "".join(told.split())  # a long path goes over lines
    assert cli("accept", NUMBER, "--date", DATE).code == 0
    assert cli("verify", NUMBER).code == 0
    save(cli)
    assert cli("verify", "2026-003" if copy.endswith("2026-002.toml") else "2026-002").code == 0


def test_nothing_is_written_in_a_file_that_bears_another_s_name(cli: Cli, home: Path) -> None:
    save(cli)
    moved = quote_file(home).rename(quote_file(home, "2026-004"))
    before = moved.read_bytes()

    for command in (("send", "2026-004"), ("revise", "2026-004")):
        run = cli(*command, "--date", DATE)
        assert (run.code, moved.read_bytes()) == (4, before)
        assert "call it 2026-001.toml again" in run.err
    assert cli("send", NUMBER).code == 4
    assert cli("verify").code == 1


NAMES = [
    "Café Éàüñ",
    "Pâtisserie 🥐🇨🇦",
    "مقهى الزاوية",
    "../../etc/passwd",
    "x" * 300,
    '"; rm -rf / #',
    "[seal]",
    "=1+1",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_client_of_any_name_is_kept_listed_and_verified(cli: Cli, home: Path, name: str) -> None:
    save(cli, "--client", name, "--title", name)

    assert [path.name for path in book(home).glob("*.toml")] == [f"{NUMBER}.toml"]
    (entry,) = json.loads(cli("list", "--json").out)["result"]
    assert (entry["client"], entry["title"]) == (name, name)
    assert [cli(*command).code for command in (("send", NUMBER), ("show", NUMBER), ("list",), ("verify",))] == [0] * 4
    assert {path.name for path in home.parent.iterdir()} == {"home"}


def test_a_file_in_place_of_the_book_is_left_and_said(cli: Cli, home: Path) -> None:
    home.mkdir()
    (home / "quotes").write_bytes(b"mine")

    assert cli("quote", CAFE, *SAVED).code == 5
    assert (home / "quotes").read_bytes() == b"mine"
    assert [path.name for path in home.iterdir()] == ["quotes"]


# A limit on the size of files is a full disk that a test may have; the superuser may write in any folder.
FULL = """
import resource, sys
from fourchette.cli.shell.app import main
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
sys.exit(main(sys.argv[1:], {}))
"""


@pytest.mark.parametrize(
    "command",
    [
        ("send", NUMBER),
        ("quote", CAFE, *SAVED),
        ("revise", NUMBER, "-t", "posts=3"),
        ("rules", "set", "range.ceiling", "140"),
        ("duplicate", NUMBER, "{home}/no/such.toml"),
    ],
)
def test_a_disk_that_refuses_leaves_everything_as_it_was(cli: Cli, home: Path, command: tuple[str, ...]) -> None:
    save(cli)
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}

    arguments = [part.format(home=home) for part in command]
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", FULL, *arguments, "--home", str(home)], capture_output=True, check=False
    )

    assert done.returncode == 5, done.stderr.decode()
    after = {path: path.read_bytes() for path in home.rglob("*") if path.is_file() and path.name != ".lock"}
    assert after == before
    assert cli("send", NUMBER).code == 0


# --- What is wrong


@pytest.mark.parametrize("hours", ["1000000001", "0.0000001", "3.1234567"])
def test_hours_that_could_not_be_read_again_are_refused(cli: Cli, hours: str) -> None:
    brought_to(cli, "sent")

    assert cli("hours", NUMBER, hours, "--lane", "content").code in {0, 2}
    assert cli("verify").code == 0


def test_a_quote_put_in_the_book_by_hand_does_not_keep_the_others_from_teaching(cli: Cli, home: Path) -> None:
    save(cli)
    assert cli("quote", CAFE, "-o", str(quote_file(home, "2026-007"))).code == 0

    assert cli("stats").code == 0


@pytest.mark.parametrize(
    "broken", [("[result]", "[resulta]"), ("\nmonths = 3", "\nmonthz = 3"), ("target = 65", "t = 65")]
)
def test_a_quote_broken_by_hand_is_a_wrong_file_to_show(cli: Cli, home: Path, broken: tuple[str, str]) -> None:
    save(cli)
    path = quote_file(home)
    path.write_text(path.read_text(encoding="utf-8").replace(*broken, 1), encoding="utf-8")

    assert cli("show", NUMBER).code == 3


def test_a_language_that_nobody_speaks_does_not_end_the_follow_ups(cli: Cli, home: Path) -> None:
    brought_to(cli, "sent")
    path = quote_file(home)
    path.write_text(path.read_text(encoding="utf-8").replace('language = "fr"', 'language = "fx"'), encoding="utf-8")

    assert cli("followups", "--date", DAY_AFTER).code == 0


def test_the_thousandth_quote_is_listed_before_the_one_before_it(cli: Cli, home: Path) -> None:
    save(cli)
    text = quote_file(home).read_bytes()
    for name in ("2026-999", "2026-1000"):
        quote_file(home, name).write_bytes(text.replace(b"2026-001", name.encode(), 1))

    assert [entry["name"] for entry in json.loads(cli("list", "--json").out)["result"]] == [
        "2026-1000",
        "2026-999",
        "2026-001",
    ]


def test_the_second_revision_is_listed_before_the_first(cli: Cli) -> None:
    brought_to(cli, "sent")
    cli("revise", NUMBER, "-t", "posts=9")

    names = [entry["name"] for entry in json.loads(cli("list", "--json").out)["result"]]
    assert names == ["2026-001.2", "2026-001.1"]


def test_a_revision_may_be_named_by_its_file(cli: Cli) -> None:
    brought_to(cli, "sent")
    cli("revise", NUMBER, "-t", "posts=9")

    assert cli("show", "2026-001.2.toml").code == 0


def test_a_limit_below_zero_is_refused(cli: Cli) -> None:
    save(cli)

    assert cli("list", "--limit", "-1").code == 2


# --- Listing, showing, duplicating


@pytest.fixture
def three(cli: Cli) -> Cli:
    """Three quotes: a draft, a sent one of another client, and one accepted of another year."""
    save(cli, "--client", "Zoé", "--title", "Gros mandat", "-t", "posts=30")
    save(cli, "--client", "=cmd|' /C calc'!A0", "--title", "+1")
    cli("quote", CAFE, "--save", "--date", "2025-06-01", "--client", "Ateliers Émile", "-t", "posts=2")
    cli("send", "2026-002", "--date", "2026-11-22")
    cli("send", "2025-001", "--date", "2025-06-02")
    cli("accept", "2025-001", "--date", "2025-06-03")
    return cli


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ((), ["2026-002", "2026-001", "2025-001"]),
        (("--state", "draft"), ["2026-001"]),
        (("--state", "sent"), ["2026-002"]),
        (("--state", "accepted"), ["2025-001"]),
        (("--state", "declined"), []),
        (("--state", "expired", "--date", DAY_AFTER), ["2026-002"]),
        (("--state", "sent", "--date", LAST_DAY), ["2026-002"]),
        (("--client", "ÉMILE"), ["2025-001"]),
        (("--client", "gros"), []),
        (("--text", "gros"), ["2026-001"]),
        (("--text", "zoé"), ["2026-001"]),
        (("--year", "2025"), ["2025-001"]),
        (("--year", "2024"), []),
        (("--year", "2026", "--state", "draft", "--client", "z"), ["2026-001"]),
        (("--sort", "total"), ["2026-001", "2026-002", "2025-001"]),
        (("--sort", "client"), ["2026-002", "2025-001", "2026-001"]),
        (("--sort", "valid"), ["2025-001", "2026-001", "2026-002"]),
        (("--limit", "2"), ["2026-002", "2026-001"]),
        (("--limit", "1", "--sort", "total"), ["2026-001"]),
        (("--limit", "0"), ["2026-002", "2026-001", "2025-001"]),
    ],
)
def test_a_list_holds_what_was_asked_for_in_order(three: Cli, options: tuple[str, ...], names: list[str]) -> None:
    dated = options if "--date" in options else (*options, "--date", "2026-11-23")
    run = three("list", "--json", *dated)

    assert run.code == 0
    assert [entry["name"] for entry in json.loads(run.out)["result"]] == names


@pytest.mark.parametrize("options", [("--state", "lost"), ("--sort", "colour"), ("-o", "list.pdf")])
def test_a_list_of_what_does_not_exist_is_refused(cli: Cli, options: tuple[str, ...]) -> None:
    assert cli("list", *options).code == 2


def test_no_cell_of_the_csv_is_a_formula(three: Cli, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"

    assert three("list", "-o", str(file), "--date", "2026-11-23").code == 0

    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert [row["name"] for row in rows] == ["2026-002", "2026-001", "2025-001"]
    assert (rows[0]["client"], rows[0]["title"]) == ("'=cmd|' /C calc'!A0", "'+1")
    assert rows[1]["client"] == "Zoé"
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert three("list", "-o", str(file)).code == 4  # it is not replaced unless forced
    assert three("list", "-o", str(file), "--force").code == 0


def test_what_is_shown_to_the_client_tells_nothing_internal(cli: Cli) -> None:
    save(cli)
    out = cli("show", NUMBER, "--for", "client", "--lang", "en").out
    record = cli("show", NUMBER, "--for", "client", "--json").out

    assert "2 410,17" in out.replace("\u00a0", " ").replace("\u202f", " ")
    for internal in ("65,00 $/h", "701,25", "956,25", "minimum", "plancher", "Taux"):
        assert internal not in out.replace("\u00a0", " ")
    for key in ('"low"', '"high"', '"floor"', '"steps"', '"workload"', '"notices"'):
        assert key not in record.split('"notices": []')[0], key


@pytest.mark.parametrize("example", ["cafe", "festival", "non-profit", "restaurants", "shop", "utility"])
def test_a_duplicate_prices_the_same(cli: Cli, tmp_path: Path, example: str) -> None:
    assert cli("quote", str(EXAMPLES / f"{example}.toml"), *SAVED).code == 0
    copy = tmp_path / "copy.toml"

    assert cli("duplicate", NUMBER, str(copy)).code == 0
    assert cli("quote", str(copy), *SAVED).code == 0

    one, other = (cli("show", name, "--json").out for name in (NUMBER, "2026-002"))
    drop = {"number", "history", "seal", "chain"}
    first, second = ({k: v for k, v in json.loads(text)["result"].items() if k not in drop} for text in (one, other))
    assert [each["result"].pop("number") for each in (first, second)] == [NUMBER, "2026-002"]
    assert first == second
    assert cli("duplicate", NUMBER, str(copy)).code == 4


@pytest.mark.parametrize(
    ("day", "options", "reason", "says"),
    [
        ("2026-11-28", (), None, ""),
        ("2026-11-29", (), "silent", "avez-vous pu lire"),
        ("2026-11-25", ("--silent", "3"), "silent", "avez-vous pu lire"),
        ("2026-12-16", (), "silent", "avez-vous pu lire"),
        ("2026-12-17", (), "expiring", "22 décembre 2026"),
        (LAST_DAY, (), "expiring", "22 décembre 2026"),
        (DAY_AFTER, (), "expired", "était valide jusqu’au 22 décembre 2026"),
    ],
)
def test_a_sent_quote_is_followed_up_in_the_client_s_language(
    cli: Cli, day: str, options: tuple[str, ...], reason: str | None, says: str
) -> None:
    brought_to(cli, "sent")

    found = json.loads(cli("followups", "--json", "--lang", "en", "--date", day, *options).out)["result"]

    assert [item["reason"] for item in found] == ([] if reason is None else [reason])
    for item in found:
        assert item["sentence"].startswith("Bonjour, ")
        assert says in item["sentence"].replace("\u00a0", " ")


@pytest.mark.parametrize("state", ["draft", "accepted", "declined"])
def test_only_a_sent_quote_is_followed_up(cli: Cli, state: str) -> None:
    brought_to(cli, state)

    assert json.loads(cli("followups", "--json", "--date", DAY_AFTER).out)["result"] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_running_mandate_that_has_grown_is_named_with_what_it_earns_and_would_cost(cli: Cli, language: str) -> None:
    brought_to(cli, "accepted")
    for month in ("2026-12", "2027-01", "2027-02"):
        cli("hours", NUMBER, "17", "--lane", "content", "--month", month)

    (found,) = json.loads(cli("followups", "--json", "--date", "2027-03-01").out)["result"]

    assert found["reason"] == "grown"
    assert (found["included"], found["worked"], found["earned"]) == (
        "32.25",
        "51",
        "41.10",
    )
    assert found["asked"] == "1105.00"  # 17 h at 65 $
    assert found["monthly"] == "698.75"
    assert "comprend 10,75 h de travail par mois, et en a demandé 17 h" in found["sentence"].replace("\u00a0", " ")
    out = cli("followups", "--date", "2027-03-01", "--lang", language, COLUMNS="120").out.replace("\u00a0", " ")
    for words in {"en": ("$41.10/h", "$1,105.00"), "fr": ("41,10 $/h", "1 105,00 $")}[language]:
        assert words in out.replace("\u202f", " ")


def test_what_a_grown_mandate_would_cost_is_not_told_under_a_card_of_another_currency(cli: Cli) -> None:
    brought_to(cli, "accepted")
    for month in ("2026-12", "2027-01", "2027-02"):
        cli("hours", NUMBER, "17", "--lane", "content", "--month", month)
    assert cli("rules", "init", "--preset", "france").code == 0

    (found,) = json.loads(cli("followups", "--json", "--date", "2027-03-01").out)["result"]

    assert (found["reason"], found["earned"], found["asked"]) == ("grown", "41.10", None)
    assert "$41.10/h" in cli("followups", "--date", "2027-03-01", COLUMNS="120").out


def test_the_list_tells_a_month_before_the_whole(cli: Cli) -> None:
    save(cli)
    cli("quote", str(EXAMPLES / "festival.toml"), *SAVED)

    rows = json.loads(cli("list", "--json").out)["result"]

    assert [row["monthly"] for row in rows] == [None, "698.75"]
    heading, *_ = cli("list").out.splitlines()
    assert heading.index("A month") < heading.index("Total")


# --- Hours, statistics, calibration


def test_hours_are_not_logged_on_a_draft(cli: Cli, home: Path) -> None:
    save(cli)
    before = quote_file(home).read_bytes()

    assert cli("hours", NUMBER, "3", "--lane", "content").code == 4
    assert quote_file(home).read_bytes() == before


@pytest.mark.parametrize(
    "wrong", [("0",), ("-3",), ("nan",), ("inf",), ("3", "--month", "2026-13"), ("3", "--lane", "x")]
)
def test_wrong_hours_are_refused(cli: Cli, home: Path, wrong: tuple[str, ...]) -> None:
    brought_to(cli, "accepted")
    before = quote_file(home).read_bytes()

    lane = () if "--lane" in wrong else ("--lane", "content")
    assert cli("hours", *lane, *wrong[1:], "--", NUMBER, wrong[0]).code == 2
    assert quote_file(home).read_bytes() == before


def log_content(cli: Cli, number: str, hours: str, *months: str) -> None:
    for month in months:
        assert cli("hours", number, hours, "--lane", "content", "--month", month).code == 0


def proposed(cli: Cli, day: str) -> dict[str, dict[str, Any]]:
    run = cli("rules", "calibrate", "--json", "--date", day)
    return {each["task"]: each for each in json.loads(run.out)["result"]}


def accepted(cli: Cli, quotes: int) -> list[str]:
    """So many quotes, sent and accepted on the day they were saved."""
    numbers = [f"2026-{rank:03d}" for rank in range(1, quotes + 1)]
    for number in numbers:
        save(cli)
        for act in ("send", "accept"):
            assert cli(act, number, "--date", DATE).code == 0
    return numbers


def test_logged_hours_propose_minutes_and_write_them_only_when_asked(cli: Cli, home: Path) -> None:
    for number in accepted(cli, 3):
        log_content(cli, number, "16.5", "2026-11", "2026-12", "2027-01")  # twice the 8.25 h of each month

    posts = proposed(cli, "2027-02-01")["posts"]

    assert [2 * Decimal(minutes) for minutes in posts["before"]] == [Decimal(minutes) for minutes in posts["after"]]
    assert (posts["quotes"], posts["months"], posts["enough"]) == (3, 3, True)
    assert (Decimal(posts["worked"]), Decimal(posts["estimated"])) == (Decimal("148.5"), Decimal("74.25"))
    assert "148.50 / 74.25" in cli("rules", "calibrate", "--date", "2027-02-01", COLUMNS="120").out
    assert not (home / "ratecard.toml").exists()
    assert cli("rules", "calibrate", "--write", "--date", "2027-02-01").code == 0
    written = load_card(home / "ratecard.toml").card
    assert written.tasks["posts"].minutes.target == Decimal(posts["after"][1])
    assert written.tasks["carousels"].minutes == load_card().card.tasks["carousels"].minutes  # nobody asked for any
    # What was learned is not learned twice.
    assert proposed(cli, "2027-02-01") == {}
    assert cli("verify").code == 0


@pytest.mark.parametrize(
    ("quotes", "months"), [(1, ("2026-11", "2026-12", "2027-01")), (3, ("2026-11",)), (2, ("2026-11", "2026-12"))]
)
def test_thin_evidence_is_written_only_when_forced(cli: Cli, home: Path, quotes: int, months: tuple[str, ...]) -> None:
    for number in accepted(cli, quotes):
        log_content(cli, number, "16.5", *months)

    told = cli("rules", "calibrate", "--write", "--date", "2027-02-01")

    assert told.code == 0
    assert "Not written, for weak evidence: posts, stories, adapted, calendar." in told.err
    assert not (home / "ratecard.toml").exists()
    assert cli("rules", "calibrate", "--write", "--force", "--date", "2027-02-01").code == 0
    assert load_card(home / "ratecard.toml").card.tasks["posts"].minutes.target == 70


@pytest.mark.parametrize("day", ["2026-11-30", "2026-12-01", "2026-12-15", "2027-01-01", "2028-06-30"])
def test_a_normal_month_proposes_nothing_at_any_moment(cli: Cli, day: str) -> None:
    for number in accepted(cli, 1):
        log_content(cli, number, "8.25", "2026-11", "2026-12")

    assert proposed(cli, day) == {}


def test_dollars_of_two_countries_are_never_added(cli: Cli) -> None:
    save(cli)
    assert cli("rules", "init", "--preset", "united-states").code == 0
    assert cli("quote", CAFE, *SAVED).code == 0

    out = cli("stats", "--date", DATE, COLUMNS="120").out

    drafts = out.split("draft")[1].split("sent")[0].replace("\u00a0", " ")
    assert drafts.count("CA$") == 2
    assert drafts.count("US$") == 2
    assert "CA$698.75" in drafts
    listed = cli("list", "--date", DATE, "--lang", "fr").out.replace("\u00a0", " ")
    assert "$CA" in listed
    assert "$US" in listed


def test_statistics_count_the_latest_revision_that_left_the_house(cli: Cli) -> None:
    brought_to(cli, "accepted")
    cli("revise", NUMBER, "-t", "posts=30")

    (sample,) = json.loads(cli("stats", "--json", "--date", LAST_DAY).out, parse_float=Decimal)["result"]

    assert (sample["name"], sample["state"], Decimal(sample["price"])) == (
        f"{NUMBER}.1",
        "accepted",
        Decimal("2096.25"),
    )


TIMESHEETS = {
    "a.csv": "date,hours,lane\n2026-10-03,1.5,content\n2026-10-04,2,content\n2026-11-01,4,service\n",
    "a.json": json.dumps(
        [
            {"start": "20261003T140000Z", "end": "20261003T173000Z", "tags": ["client", "content"]},
            {"start": "2026-11-01T08:00:00-04:00", "stop": "2026-11-01T12:00:00-04:00", "project": "service"},
        ]
    ),
    "a.klg": "2026-10-03\nCafé\n    1h30m #content\n    9:00 - 11:00 #content\n\n2026/11/01\n    4h #service\n",
}


@pytest.mark.parametrize("name", TIMESHEETS)
def test_a_timesheet_is_logged_by_month_and_lane(cli: Cli, home: Path, tmp_path: Path, name: str) -> None:
    brought_to(cli, "accepted")
    (tmp_path / name).write_text(TIMESHEETS[name], encoding="utf-8")

    assert cli("hours", NUMBER, str(tmp_path / name)).code == 0

    events = [(e.month, e.lane, e.hours) for e in open_quote(quote_file(home)).history if e.event == "hours"]
    assert events == [("2026-10", "content", Decimal("3.5")), ("2026-11", "service", Decimal(4))]
    assert cli("verify").code == 0


def test_the_client_is_shown_what_was_sent_whatever_the_taxes_of_today(cli: Cli, home: Path) -> None:
    brought_to(cli, "sent")
    shipped = (ROOT / "src" / "fourchette" / "resources" / "taxes.toml").read_text("utf-8")
    assert "9.975" in shipped
    (home / "taxes.toml").write_text(shipped.replace("9.975", "10.975"), encoding="utf-8")

    record = json.loads(cli("show", NUMBER, "--for", "client", "--json").out)["result"]

    assert record["total"] == "2410.17"


# --- One answer a quote


@pytest.fixture
def amended(cli: Cli) -> Cli:
    """A quote accepted, and a second revision that was sent."""
    brought_to(cli, "accepted")
    cli("revise", NUMBER, "-t", "posts=9", "--date", DATE)
    cli("send", f"{NUMBER}.2", "--date", DATE)
    return cli


def listed(cli: Cli, day: str = DATE) -> dict[str, str]:
    return {entry["name"]: entry["state"] for entry in json.loads(cli("list", "--json", "--date", day).out)["result"]}


def test_a_later_revision_takes_the_place_of_the_accepted_one_on_its_day(amended: Cli, home: Path) -> None:
    run = amended("accept", f"{NUMBER}.2", "--date", "2026-12-01")

    assert run.code == 0
    assert f"{NUMBER}.2 is accepted.\n{NUMBER}.1 is replaced.\n" in run.err
    assert listed(amended) == {f"{NUMBER}.2": "accepted", f"{NUMBER}.1": "replaced"}
    replaced = open_quote(quote_file(home)).history[-1]
    assert (replaced.event, replaced.status, str(replaced.on)) == ("replace", "replaced", "2026-12-01")
    assert json.loads(amended("followups", "--json", "--date", DAY_AFTER).out)["result"] == []
    assert amended("verify").code == 0
    for act in ("send", "accept", "decline", "reopen"):
        assert amended(act, f"{NUMBER}.1", "--date", DATE).code == 4


def test_an_acceptance_taken_back_puts_the_replaced_revision_in_force_again(amended: Cli) -> None:
    amended("accept", f"{NUMBER}.2", "--date", DATE)
    amended("hours", f"{NUMBER}.1", "2", "--lane", "content")

    assert amended("reopen", f"{NUMBER}.2", "--date", DATE).code == 0

    assert listed(amended) == {f"{NUMBER}.2": "sent", f"{NUMBER}.1": "accepted"}
    assert amended("verify").code == 0
    assert amended("accept", f"{NUMBER}.2", "--date", DATE).code == 0
    assert listed(amended) == {f"{NUMBER}.2": "accepted", f"{NUMBER}.1": "replaced"}


def test_of_those_replaced_only_the_last_is_in_force_again(amended: Cli) -> None:
    amended("accept", f"{NUMBER}.2", "--date", DATE)
    amended("revise", f"{NUMBER}.2", "-t", "posts=10", "--date", DATE)
    for act in ("send", "accept"):
        assert amended(act, f"{NUMBER}.3", "--date", DATE).code == 0

    assert amended("reopen", f"{NUMBER}.3", "--date", DATE).code == 0

    assert listed(amended) == {f"{NUMBER}.3": "sent", f"{NUMBER}.2": "accepted", f"{NUMBER}.1": "replaced"}
    assert amended("verify").code == 0


def test_an_earlier_revision_does_not_take_the_place_of_a_later_one(cli: Cli) -> None:
    brought_to(cli, "sent")
    cli("revise", NUMBER, "-t", "posts=9", "--date", DATE)
    cli("send", f"{NUMBER}.2", "--date", DATE)
    cli("accept", f"{NUMBER}.2", "--date", DATE)

    refused = cli("accept", f"{NUMBER}.1", "--date", DATE)

    assert refused.code == 4
    assert f"{NUMBER}.2 is accepted already" in refused.err
    assert f"fourchette reopen {NUMBER}.2 takes its answer back first" in refused.err


@pytest.mark.parametrize(
    ("acts", "meant"),
    [
        ((), 3),
        ((("send", 1),), 1),
        ((("send", 1), ("send", 2)), 2),
        ((("send", 1), ("accept", 1), ("send", 2)), 1),
        ((("send", 1), ("accept", 1), ("send", 2), ("accept", 2)), 2),
        ((("send", 1), ("decline", 1)), 3),
    ],
)
def test_a_number_alone_stands_for_the_revision_in_force(
    cli: Cli, home: Path, acts: tuple[tuple[str, int], ...], meant: int
) -> None:
    save(cli)
    for posts in ("9", "10"):
        assert cli("revise", f"{NUMBER}.1", "-t", f"posts={posts}", "--date", DATE).code == 0
    for act, revision in acts:
        assert cli(act, f"{NUMBER}.{revision}", "--date", DATE).code == 0

    assert open_quote(find(Home(home), NUMBER)).entry.revision == meant
    assert json.loads(cli("show", NUMBER, "--json").out)["result"]["revision"] == meant


def test_an_act_refused_to_a_number_alone_names_the_revision_that_may_be_meant(amended: Cli) -> None:
    run = amended("accept", NUMBER, "--date", DATE)

    assert run.code == 4
    assert f"{NUMBER}.1 is accepted: it cannot be marked as accepted" in run.err
    assert f"fourchette accept {NUMBER}.2, if that revision is meant" in run.err


def test_a_revision_tells_the_month_before_the_whole(cli: Cli) -> None:
    brought_to(cli, "sent")

    out = cli("revise", NUMBER, "-t", "posts=12", "--date", DATE).out

    # 8 posts are 698.75 $ a month; the whole of three months comes after.
    assert out.index("$698.75") < out.index("$2,410.17")


def test_a_number_alone_beside_another_revision_compares_two(amended: Cli) -> None:
    out = amended("compare", NUMBER, f"{NUMBER}.2").out

    assert f"{NUMBER}.1" in out
    assert f"{NUMBER}.2" in out


def test_nothing_happens_to_a_quote_before_it_was_issued(cli: Cli) -> None:
    brought_to(cli, "draft")

    run = cli("send", NUMBER, "--date", "2026-11-01")

    assert run.code == 2
    assert f"{NUMBER} was issued later, on 2026-11-22" in run.err


def test_an_answer_given_is_taken_back_before_another(cli: Cli) -> None:
    brought_to(cli, "accepted")

    assert f"fourchette reopen {NUMBER} takes its answer back first" in cli("decline", NUMBER, "--date", DATE).err


def test_hours_logged_before_are_logged_again_only_when_insisted_upon(cli: Cli, home: Path) -> None:
    brought_to(cli, "sent")
    log = ("hours", NUMBER, "3", "--lane", "content", "--month", "2026-10")
    assert cli(*log).code == 0
    before = quote_file(home).read_bytes()

    twice = cli(*log)

    assert (twice.code, quote_file(home).read_bytes()) == (4, before)
    assert "3 h were logged before on content in 2026-10: are these others?" in twice.err.replace("\u00a0", " ")
    assert cli(*log, "--again").code == 0
    assert cli("hours", NUMBER, "4", *log[3:]).code == 0
    assert cli("verify").code == 0


def test_an_import_that_was_logged_before_is_asked_about_before_anything_is_written(
    cli: Cli, home: Path, tmp_path: Path
) -> None:
    brought_to(cli, "sent")
    sheet = tmp_path / "a.csv"
    sheet.write_text("date,hours,lane\n2026-10-03,1.5,content\n2026-11-01,4,service\n", encoding="utf-8")
    cli("hours", NUMBER, "4", "--lane", "service", "--month", "2026-11")
    before = quote_file(home).read_bytes()

    assert cli("hours", NUMBER, str(sheet)).code == 4
    assert quote_file(home).read_bytes() == before


def test_an_import_of_which_one_sum_cannot_be_is_not_begun(cli: Cli, home: Path, tmp_path: Path) -> None:
    brought_to(cli, "sent")
    sheet = tmp_path / "a.csv"
    rows = "".join(f"2026-11-{day:02d},9000,service\n" for day in range(1, 4))
    sheet.write_text(f"date,hours,lane\n2026-10-03,1.5,content\n{rows}", encoding="utf-8")
    before = quote_file(home).read_bytes()

    assert cli("hours", NUMBER, str(sheet)).code == 2
    assert quote_file(home).read_bytes() == before


def test_a_logged_entry_is_withdrawn_by_its_place_and_stays_in_the_history(cli: Cli, home: Path) -> None:
    brought_to(cli, "accepted")
    for hours in ("3", "30", "4"):
        cli("hours", NUMBER, hours, "--lane", "content", "--month", "2026-10")

    run = cli("hours", NUMBER, "--remove", "2")

    assert run.code == 0
    assert "30 h on content in 2026-10 withdrawn" in run.err.replace("\u00a0", " ")
    entries = json.loads(cli("hours", NUMBER, "--list", "--json").out)["result"]
    assert [(entry["place"], entry["hours"]) for entry in entries] == [(1, "3"), (3, "4")]
    assert [event.event for event in open_quote(quote_file(home)).history[-4:]] == [*["hours"] * 3, "withdraw"]
    assert cli("verify").code == 0
    again = cli("hours", NUMBER, "--remove", "2")
    assert again.code == 4
    assert f"{NUMBER} has no entry 2" in again.err
    assert "7 h in all" in cli("hours", NUMBER, "--list").out.replace("\u00a0", " ")


@pytest.mark.parametrize("asked", [(), ("3", "--list"), ("--list", "--remove", "1"), ("3", "--remove", "1")])
def test_hours_does_one_thing_at_a_time(cli: Cli, asked: tuple[str, ...]) -> None:
    brought_to(cli, "accepted")

    assert cli("hours", NUMBER, *asked).code == 2


# --- What others do to a file


def test_windows_line_ends_break_no_seal_and_keep_no_quote_from_moving_on(cli: Cli, home: Path) -> None:
    save(cli)
    for path in home.rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert cli("verify").code == 0
    assert cli("send", NUMBER, "--date", DATE).code == 0
    assert states(cli, DATE) == ["sent"]
    assert cli("revise", NUMBER, "-t", "posts=9").code == 0
    assert cli("verify").code == 0


def test_a_comment_after_the_status_stays_and_the_status_is_really_changed(cli: Cli, home: Path) -> None:
    save(cli)
    path = quote_file(home)
    path.write_bytes(path.read_bytes().replace(b'status = "draft"', b"status  = 'draft'  # to send on Monday", 1))

    assert cli("send", NUMBER, "--date", DATE).code == 0

    assert states(cli, DATE) == ["sent"]
    assert b'status  = "sent"  # to send on Monday\n' in path.read_bytes()


def test_a_status_that_cannot_be_changed_is_an_error_and_nothing_is_written(cli: Cli, home: Path) -> None:
    save(cli)
    path = quote_file(home)
    path.write_bytes(path.read_bytes().replace(b'status = "draft"', b'"status" = "draft"', 1))
    before = path.read_bytes()

    run = cli("send", NUMBER, "--date", DATE)

    assert (run.code, path.read_bytes()) == (3, before)
    assert "cannot be changed" in run.err


def test_git_is_told_to_hand_out_every_file_as_it_was_kept(cli: Cli, home: Path) -> None:
    save(cli)

    assert (home / ".gitattributes").read_text("utf-8") == "*.toml -text\ndocuments/** -text\n"


def test_a_tax_that_changed_since_keeps_no_quote_from_being_revised_compared_or_explained(cli: Cli, home: Path) -> None:
    brought_to(cli, "sent")
    shipped = (ROOT / "src" / "fourchette" / "resources" / "taxes.toml").read_text("utf-8")
    (home / "taxes.toml").write_text(shipped.replace("9.975", "10.975"), encoding="utf-8")

    revised = cli("revise", NUMBER, "--json", "--date", "2026-11-25")
    compared = cli("compare", f"{NUMBER}.1", f"{NUMBER}.2")
    explained, fitted = cli("explain", f"{NUMBER}.1"), cli("fit", f"{NUMBER}.1", "--budget", "600")

    # Three months of one cent in the dollar more on 698.75 $ each: 6.99 $ a month.
    (cause,) = json.loads(revised.out)["result"]["causes"]
    assert cause["label"] == "taxes, by another table"
    assert cause["amount"] == "20.97"
    assert [run.code for run in (revised, compared, explained, fitted)] == [0, 0, 0, 0]
    assert "fourchette revise" in compared.err
    assert "2,410.17" in compared.out
