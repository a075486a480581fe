"""A card of the user's own: its figures change the price, and a trait that it adds needs no Python."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builders import load_config
from conftest import EXAMPLES, Cli, Editor
from fourchette.files.card.card_file import load_card
from fourchette.files.card.card_sources import DEFAULT_NAME
from fourchette.files.shipped.resource import resource

DEFAULT = resource(DEFAULT_NAME).decode()
DAY = ("--date", "2026-11-22")
CONTEST = """
[traits.contest]
kind = "one"
label = { fr = "Concours", en = "Contest" }
question = { fr = "Y a-t-il un concours ?", en = "Is there a contest?" }
default = "none"
deliverable = true
why = { fr = "Un concours a des règles et un tirage.", en = "A contest has rules and a draw." }
source = "judgement"
[traits.contest.choices]
none = { label = { fr = "Aucun", en = "None" } }
monthly = { label = { fr = "Chaque mois", en = "Every month" }, add = [2, 3, 5] }

[tasks.contest]
label = { fr = "Tenir le concours", en = "Run the contest" }
lane = "content"
fixed = 1
minutes = [90, 120, 240]
when = { contest = "monthly" }
source = "judgement"
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Where each test writes its card."""
    return tmp_path / "mine.toml"


def priced(cli: Cli, *options: str, mandate: str = "cafe") -> dict[str, Any]:
    run = cli("quote", str(EXAMPLES / f"{mandate}.toml"), "--json", *DAY, *options)
    assert run.code == 0, run.err + run.out
    result = json.loads(run.out)["result"]
    assert isinstance(result, dict)
    return result


def edited(rules: Path, *changes: tuple[str, str], more: str = "") -> tuple[str, str]:
    """The default card with some passages changed and some added, as the option that names it."""
    text = DEFAULT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    rules.write_text(text + more, encoding="utf-8")
    return "--rules", str(rules)


def line(result: dict[str, Any], name: str) -> dict[str, Any]:
    [found] = [each for each in result["lines"] if each["id"] == name and each["period"] == "month"]
    assert isinstance(found, dict)
    return found


def test_a_copy_of_the_default_card_prices_alike(cli: Cli, rules: Path) -> None:
    assert priced(cli, *edited(rules)) == priced(cli)


def test_another_base_makes_another_rate(cli: Cli, rules: Path) -> None:
    option = edited(rules, ("base = [55, 65, 75]", "base = [60, 72, 85]"))

    rate = priced(cli, *option)["rate"]

    assert (rate["low"], rate["target"], rate["high"]) == ("60.00", "72.00", "85.00")


def test_another_number_of_minutes_makes_other_hours_and_the_same_rate(cli: Cli, rules: Path) -> None:
    before = priced(cli)
    after = priced(cli, *edited(rules, ("minutes = [20, 35, 60]", "minutes = [20, 50, 60]")))

    # Eight posts of a quarter hour more each, a tenth for revisions, and the whole to the quarter hour.
    assert (line(before, "content")["hours"], line(after, "content")["hours"]) == ("8.25", "10.25")
    assert after["rate"]["target"] == before["rate"]["target"]


def test_another_ceiling_holds_the_rate_elsewhere(cli: Cli, rules: Path) -> None:
    option = edited(rules, ("ceiling = 150", "ceiling = 160"))

    rate = priced(cli, *option, mandate="utility")["rate"]

    assert (rate["target"], rate["unheld"], rate["ceiling"]) == ("143.00", "143.00", "160.00")


def test_another_step_rounds_elsewhere(cli: Cli, rules: Path) -> None:
    option = edited(rules, ("step = 1", "step = 5"))

    assert priced(cli, *option, mandate="non-profit")["rate"]["target"] == "70.00"


def test_another_cap_lets_discounts_through(cli: Cli, rules: Path) -> None:
    discounts = ("-t", "months=12", "-t", "client_kind=agency")

    assert priced(cli, *discounts)["rate"]["target"] == "52.00"
    option = edited(rules, ("max_discount = 20", "max_discount = 24"))
    assert priced(cli, *discounts, *option)["rate"]["unheld"] == "49.40"


def test_another_percent_makes_another_fee(cli: Cli, rules: Path) -> None:
    option = edited(rules, ("percent = 15\nminimum = 350", "percent = 20\nminimum = 350"))

    fee = line(priced(cli, *option, mandate="shop"), "ads_management")

    assert (fee["amount"], fee["basis"]) == ("600.00", "20% of $3,000")


# --- A trait that the card adds


def test_a_new_trait_that_is_not_asked_for_changes_nothing(cli: Cli, rules: Path) -> None:
    before, after = priced(cli), priced(cli, *edited(rules, more=CONTEST))

    assert (after["rate"]["target"], after["monthly"]) == (before["rate"]["target"], before["monthly"])


def test_a_new_trait_brings_its_premium_and_its_work(cli: Cli, rules: Path) -> None:
    before = priced(cli)
    after = priced(cli, *edited(rules, more=CONTEST), "-t", "contest=monthly")

    assert (after["rate"]["low"], after["rate"]["target"], after["rate"]["high"]) == ("57.00", "68.00", "80.00")
    # Two hours, a tenth for revisions, and the whole to the quarter hour.
    assert (line(before, "content")["hours"], line(after, "content")["hours"]) == ("8.25", "10.25")
    assert line(after, "content")["rate"] == "68.00"


def test_a_new_trait_says_why(cli: Cli, rules: Path) -> None:
    result = priced(cli, *edited(rules, more=CONTEST), "-t", "contest=monthly")

    [step] = [step for step in result["rate"]["steps"] if step["id"] == "contest"]
    assert step["label"] == "Concours\u00a0: Chaque mois"
    assert (step["stage"], step["effect"], step["before"], step["after"]) == ("add", "3.00", "65.00", "68.00")
    assert (step["applied"], step["why"]) == (True, "Un concours a des règles et un tirage.")
    assert {task["id"]: task["label"] for task in result["workload"]}["contest"] == "Tenir le concours"
    assert result["answers"]["contest"] == "monthly"


def test_a_new_trait_that_did_not_apply_says_what_it_would_have_done(cli: Cli, rules: Path) -> None:
    result = priced(cli, *edited(rules, more=CONTEST))

    [step] = [step for step in result["rate"]["steps"] if step["id"] == "contest"]
    assert (step["applied"], step["effect"], step["because"]) == (False, "3.00", "contest")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("weekly", "“weekly” is not one of the choices\n    → allowed: none, monthly"),
        ("montly", "“montly” is not one of the choices\n    → did you mean “monthly”?"),
    ],
)
def test_a_new_trait_is_validated(cli: Cli, rules: Path, answer: str, said: str) -> None:
    option = edited(rules, more=CONTEST)

    run = cli("quote", str(EXAMPLES / "cafe.toml"), *option, "-t", f"contest={answer}", *DAY)

    assert run.code == 2
    assert f"traits.contest: {said}" in run.err


def test_a_new_trait_s_name_is_the_nearest_one(cli: Cli, rules: Path) -> None:
    option = edited(rules, more=CONTEST)

    run = cli("quote", str(EXAMPLES / "cafe.toml"), *option, "-t", "contests=monthly", *DAY)

    assert "did you mean “contest”?" in run.err


def test_a_new_trait_reaches_the_client_as_a_promise(cli: Cli, rules: Path) -> None:
    option = edited(rules, more=CONTEST)

    run = cli("quote", str(EXAMPLES / "cafe.toml"), *option, "-t", "contest=monthly", "--for", "client", *DAY)

    assert "Concours : Chaque mois" in run.out.replace("\N{NO-BREAK SPACE}", " ")


def test_a_new_trait_in_a_mandate_s_file_is_read_from_there(cli: Cli, rules: Path, tmp_path: Path) -> None:
    mandate = tmp_path / "mandate.toml"
    mandate.write_text('[traits]\nscope = ["content"]\nposts = 4\ncontest = "weekly"\n', encoding="utf-8")

    run = cli("quote", str(mandate), *edited(rules, more=CONTEST), *DAY)

    assert run.code == 3
    assert "line 4, traits.contest:" in run.err


def test_a_saved_quote_keeps_the_card_it_was_priced_with(cli: Cli, rules: Path, home: Path) -> None:
    option = edited(rules, more=CONTEST)

    assert cli("quote", str(EXAMPLES / "cafe.toml"), *option, "-t", "contest=monthly", "--save", *DAY).code == 0
    rules.unlink()

    [copy] = (home / "cards").iterdir()
    after = priced(cli, "--rules", str(copy), "-t", "contest=monthly")
    assert after["rate"]["target"] == "68.00"


SETTING = """
import sys
from fourchette.cli.shell.app import main
home, place = sys.argv[1], int(sys.argv[2])
tasks = ("posts", "carousels", "stories", "triage")
keys = ("margin", "costs", "weeks", "hours")
traits = ("posts", "carousels", "stories", "inbound")
for minutes in range(1, 6):
    figure, frame = str(10 * place + minutes), ("--home", home, "-q")
    assert main(["rules", "set", f"tasks.{tasks[place]}.minutes", figure, *frame], {}) == 0
    assert main(["floor", "--income", "65000", f"--{keys[place]}", figure, "--save", *frame], {}) == 0
    assert main(["config", "set", f"traits.{traits[place]}", figure, *frame], {}) == 0
"""


def test_what_four_shells_set_at_once_is_all_there(home: Path) -> None:
    shells = [
        subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-c", SETTING, str(home), str(place)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for place in range(4)
    ]

    assert [shell.wait() for shell in shells] == [0] * 4
    card = load_card(home / "ratecard.toml").card
    set_ = [card.tasks[name].minutes.target for name in ("posts", "carousels", "stories", "triage")]
    assert set_ == [5, 15, 25, 35]
    config = load_config(home / "config.toml")
    assert [getattr(config.floor, key) for key in ("margin", "costs", "weeks", "hours")] == [5, 15, 25, 35]
    assert dict(config.traits) == {"posts": 5, "carousels": 15, "stories": 25, "inbound": 35}


def test_a_card_changed_while_it_was_edited_is_not_overwritten(shell: Cli, home: Path, editor: Editor) -> None:
    assert shell("rules", "set", "range.ceiling", "140").code == 0
    changing = editor(
        "import os\n"
        f"card = Path({str(home / 'ratecard.toml')!r})\n"
        "card.write_bytes(card.read_bytes().replace(b'ceiling = 140', b'ceiling = 130'))\n"
        "text = text.replace('floor = 50', 'floor = 55')"
    )

    run = shell("rules", "edit", **changing)

    assert run.code == 4
    assert "changed in the meantime" in run.err
    assert load_card(home / "ratecard.toml").card.range_.ceiling == 130
    assert "floor = 55" in (home / "ratecard.rejected.toml").read_text("utf-8")
