"""Many shells at once on one home: nothing is lost, no two revisions are accepted, every exit code is true."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from builders import load_config
from conftest import EXAMPLES, Cli
from fourchette.core.practice.quote_states import logged
from fourchette.files.book.book import open_quote
from fourchette.files.book.saved_mandates import saved_quotes
from fourchette.files.card.card_file import load_card
from fourchette.files.home.home import Home

CAFE = str(EXAMPLES / "cafe.toml")
DATE = "2026-11-22"
QUOTES = ("2026-001", "2026-002")
SHELLS = 8
# How much each shell does; a minute of it was also run by hand.
STEPS = int(os.environ.get("FOURCHETTE_TEST_STEPS", "12"))
REPLIES = ("simple_replies", "service_replies", "voice_replies")
TASKS = ("triage", *REPLIES, "watch_quiet", "basic_report", "meetings", "audit")
TRAITS = ("posts", "carousels", "long_posts", "stories", "videos_edited", "videos_produced", "newsletters", "inbound")

WORK = """
import json, random, sys, traceback
from fourchette.cli.shell.app import main
sys.excepthook = lambda *error: traceback.print_exception(*error, file=sys.__stderr__)
home, place, steps, task, trait = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
chance = random.Random(place)
shown, sys.stdout, sys.stderr = sys.stdout, open("/dev/null", "w"), open("/dev/null", "w")
done = []
for step in range(steps):
    number = f"2026-00{chance.randrange(1, 3)}"
    exact = f"{number}.{chance.randrange(1, 4)}"
    figure = str(100 * place + step + 1)
    day = ("--date", "2026-11-22")
    command = chance.choice([
        ("send", exact, *day),
        ("accept", exact, *day),
        ("reopen", exact, *day),
        ("revise", number, "-t", f"posts={step + 1}", *day),
        ("hours", exact, "1.25", "--lane", "content", "--month", "2026-10", "--again"),
        ("rules", "set", f"tasks.{task}.minutes", figure),
        ("config", "set", f"traits.{trait}", figure),
        ("rules", "calibrate", "--write", "--force", *day),
    ])
    code = main([*command, "-q", "--home", home], {})
    done.append([*command, code])
print(json.dumps(done), file=shown, flush=True)
"""


def test_eight_shells_lose_nothing_accept_no_two_and_tell_the_truth(cli: Cli, home: Path) -> None:
    for number in QUOTES:
        assert cli("quote", CAFE, "--save", "--date", DATE).code == 0
        assert cli("revise", number, "-t", "posts=9", "--date", DATE).code == 0
    shells = [
        subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-c", WORK, str(home), str(place), str(STEPS), TASKS[place], TRAITS[place]],
            stdout=subprocess.PIPE,
        )
        for place in range(SHELLS)
    ]
    steps = [step for shell in shells for step in json.loads(shell.communicate()[0])]

    # Done, not allowed as it stands, or told to be busy: nothing else, and only what is done counts.
    assert {step[-1] for step in steps} <= {0, 4, 5}
    done = Counter(step[0] for step in steps if step[-1] == 0)
    quotes = [open_quote(path) for path in saved_quotes(Home(home))]
    events = Counter(event.event for quote in quotes for event in quote.history)
    assert {act: events[act] for act in ("send", "accept", "reopen")} == {
        act: done[act] for act in ("send", "accept", "reopen")
    }
    assert sum(len(logged(quote.history)) for quote in quotes) == done["hours"]
    assert len(quotes) == 2 * len(QUOTES) + done["revise"]
    accepted = Counter(quote.entry.number for quote in quotes if quote.entry.status == "accepted")
    assert set(accepted.values()) <= {1}
    assert cli("verify").code == 0
    card, config = load_card(home / "ratecard.toml").card, load_config(home / "config.toml")
    for task, trait in zip(TASKS, TRAITS, strict=True):
        assert_last(steps, f"tasks.{task}.minutes", card.tasks[task].minutes.target)
        assert_last(steps, f"traits.{trait}", config.traits.get(trait))


def assert_last(steps: list[list[str | int]], key: str, found: object) -> None:
    """What was set last, by the one shell that sets it, is there."""
    figures = [step[3] for step in steps if step[1] == "set" and step[2] == key and step[-1] == 0]
    if figures:
        assert str(found) == figures[-1], key
