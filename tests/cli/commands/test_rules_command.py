"""`fourchette rules`: owning a card from the terminal, from its first line to what a change would do."""

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from conftest import EXAMPLES, Cli, Editor, Run
from fourchette.core.basis.text import LANGUAGES
from fourchette.files.card.card_file import load_card
from fourchette.files.card.own_card import SCHEMA_LINE, preset_text, presets

DEFAULT = preset_text("quebec")
COMMANDS = ("show", "init", "path", "edit", "set", "check", "test", "diff", "impact", "schema")
DAY = ("--date", "2026-11-22")
# The examples at the end of the default card, each as its text.
ITS_EXAMPLES = DEFAULT.split("\n[[examples]]\n")[1:]
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def mine(home: Path) -> Path:
    """A card of one's own in the home."""
    home.mkdir()
    path = home / "ratecard.toml"
    path.write_text(DEFAULT, encoding="utf-8")
    return path


def edited(old: str, new: str) -> str:
    """The default card's text with one passage, which is there once, changed."""
    assert DEFAULT.count(old) == 1
    return DEFAULT.replace(old, new)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def floor(path: Path) -> int:
    return int(load_card(path).card.range_.floor)


def words(text: str) -> str:
    """A screen as one line."""
    return " ".join(text.split())


def result(run: Run, schema: str) -> Any:  # noqa: ANN401  # a JSON value
    """The result of a JSON envelope, which bears its schema's name."""
    envelope = json.loads(run.out)
    assert (envelope["schema"], envelope["errors"]) == (schema, [])
    return envelope["result"]


# --- Thirty broken cards, and more

# What is changed in the default card, the code or the key, words of the message, and of what to do about it.
WARNED = {
    "unreachable-tier": ("{ from = 4, add = [2, 4, 6] }", "{ from = 40, add = 2 }", "traits.platforms", "remove it"),
    "impossible-condition": (
        "videos_edited = { at_least = 1 }",
        "videos_edited = { at_least = 5, at_most = 4 }",
        "rules.edited-video.when",
        "correct it",
    ),
    "falling-rate": (
        "{ from = 2000, add = [4, 6, 9] }",
        "{ from = 2000, add = 3 }",
        "traits.inbound.tiers",
        "raise it",
    ),
    "idle-trait": (
        "[traits.accounts]",
        '[traits.mood]\nkind = "yes-no"\nlabel = "Mood"\ndefault = false\n\n[traits.accounts]',
        "traits.mood",
        "give an effect",
    ),
    "idle-lane": (
        "[lanes.travel]",
        '[lanes.print]\nlabel = "Print"\n\n[lanes.travel]',
        "lanes.print",
        "give it a task",
    ),
    "unreachable-task": ("share = 5\n", "share = 0\n", "tasks.voice_replies", "its share"),
    "missing-language": ('{ fr = "Ton", en = "Voice" }', '{ fr = "Ton" }', "traits.voice.label", "add en"),
    "missing-why": (
        'why = { fr = "Le montage est un métier de plus.", en = "Editing is one more craft." }\n',
        "",
        "rules.edited-video",
        "add why",
    ),
    "missing-source": (
        'minutes = [45, 75, 150]\nsource = "judgement"',
        "minutes = [45, 75, 150]",
        "tasks.carousels",
        "add source",
    ),
    "range-too-high": ("floor = 50\nceiling = 150", "floor = 300\nceiling = 400", "range", "lower the floor"),
    "range-too-low": ("floor = 50\nceiling = 150", "floor = 10\nceiling = 20", "range", "raise the ceiling"),
}
STRATEGY = 'lane = "strategy"\nperiod = "once"\nfixed = 1\nminutes = [480'
DISTINCTIVE = 'en = "A distinctive voice, the brand\'s own" }\nadd = '
NEW_TRAIT = "[traits.accounts]\n"
REFUSED = {
    # Orders
    "tiers": (
        "{ from = 6, percent = -5 }, { from = 12, percent = [-20, -12, -8] }",
        "{ from = 12, percent = [-20, -12, -8] }, { from = 6, percent = -5 }",
        "traits.months.tiers[1].from",
        "6 does not come after 12",
        "rising order",
    ),
    "floor-above-ceiling": ("floor = 50\n", "floor = 200\n", "range", "above the ceiling", "exchange them"),
    "triple": (
        f"{DISTINCTIVE}[4, 6, 9]",
        f"{DISTINCTIVE}[9, 6, 4]",
        "traits.voice.choices.distinctive.add",
        "order",
        "must rise",
    ),
    # Names
    "lane": (
        STRATEGY,
        STRATEGY.replace("strategy", "strategie"),
        "tasks.strategy.lane",
        "no lane strategie",
        "“strategy”",
    ),
    "lane-of-an-effect": ('lanes = ["training"]', 'lanes = ["trainning"]', "rules[4].lanes", "no lane", "“training”"),
    "stated-lane": ('stated_lane = "mandate"', 'stated_lane = "mandat"', "stated_lane", "no lane", "“mandate”"),
    "into": (
        'into = "coordination"',
        'into = "coordinate"',
        "overheads.coordination.into",
        "no lane",
        "“coordination”",
    ),
    "trait": (
        "when = { onboarding = true }",
        "when = { onbording = true }",
        "tasks.onboarding.when.onbording",
        "not a trait",
        "“onboarding”",
    ),
    "choice": (
        'when = { peak = "event" }',
        'when = { peak = "evnt" }',
        "overheads.peak_event.when.peak",
        "“evnt” is not",
        "“event”",
    ),
    "member": (
        'when = { scope = { includes = "crisis-plan" } }',
        'when = { scope = { includes = "crisis" } }',
        "tasks.crisis_plan.when.scope",
        "“crisis” is not",
        "“crisis-plan”",
    ),
    "quantity": ('"crisis_billed"', '"crisis_biled"', "tasks.crisis.each", "neither a number", "“crisis_billed”"),
    "share": ('"reply_share"', '"reply_shares"', "quantities.replies.share", "neither a number", "“reply_share”"),
    "further": ('further = "platforms"', 'further = "x"', "traits.adapted.derived.further", "several", "allowed"),
    "fee": ('each = "ad_spend"', 'each = "ad_spent"', "fees.ads_management.each", "neither a number", "“ad_spend”"),
    "rule-twice": ('id = "editorial-lead"', 'id = "edited-video"', "rules[2].id", "there twice", "another id"),
    "cycle": (
        'each = "inbound"\nshare = "reply_share"',
        'each = "simple_usual"\nshare = "reply_share"',
        "quantities.replies",
        "wait for one another",
        "let one of them",
    ),
    "language": (
        '{ fr = "Ton", en = "Voice" }',
        '{ fr = "Ton", de = "Ton" }',
        "traits.voice.label",
        "“de”",
        "fr or en",
    ),
    "key": ("max_discount = 20", "max_discout = 20", "range.max_discout", "not a key", "“max_discount”"),
    "kind": (
        '[traits.audit]\nkind = "yes-no"',
        '[traits.audit]\nkind = "yesno"',
        "traits.audit.kind",
        "allowed",
        "“yes-no”",
    ),
    "reserved": (
        NEW_TRAIT,
        f'[traits.period]\nkind = "yes-no"\nlabel = "P"\ndefault = false\nadd = 1\n{NEW_TRAIT}',
        "traits.period",
        "word of the program",
        "needs another",
    ),
    # Answers
    "default": (
        'default = "next-business-day"',
        'default = "next-busines-day"',
        "traits.response.default",
        "not one of the choices",
        "“next-business-day”",
    ),
    "base-missing": ("base = [45, 50, 60]\n", "", "traits.experience.choices", "has a base", "either every choice"),
    "no-choices": (
        NEW_TRAIT,
        f'[traits.mood]\nkind = "one"\nlabel = "M"\n{NEW_TRAIT}',
        "traits.mood",
        "of kind one",
        "needs choices",
    ),
    "tiers-of-one": (
        '{ fr = "Ton", en = "Voice" }',
        '{ fr = "Ton", en = "Voice" }\ntiers = [{ from = 1, add = 2 }]',
        "traits.voice.tiers",
        "of kind one",
        "has no tiers",
    ),
    # Effects
    "percent-across-zero": (
        "percent = [10, 15, 25]\nreduce",
        "percent = [-10, 15, 25]\nreduce",
        "traits.exclusivity.choices.competitors.percent",
        "below zero",
        "write a surcharge",
    ),
    "two-effects": (
        "percent = [10, 15, 25]\nreduce",
        "percent = [10, 15, 25]\nadd = 5\nreduce",
        "traits.exclusivity.choices.competitors",
        "one effect at a time",
        "keep one",
    ),
    "lanes-without-percent": (
        'percent = 25\nlanes = ["training"]',
        'add = 25\nlanes = ["training"]',
        "rules[4].lanes",
        "lanes go with",
        "a percent",
    ),
    "all-off": (
        "percent = -15",
        "percent = -100",
        "traits.client_kind.choices.agency.percent",
        "leaves nothing",
        "lower",
    ),
    "pair": (
        "percent = [10, 15, 25]\nreduce",
        "percent = [10, 15]\nreduce",
        "traits.exclusivity.choices.competitors.percent",
        "not [10, 15]",
        "[low, target, high]",
    ),
    # Conditions
    "includes-of-one": (
        'when = { peak = "event" }',
        'when = { peak = { includes = "event" } }',
        "overheads.peak_event.when.peak",
        "`includes`",
        "the choice itself",
    ),
    "equals-of-several": (
        'when = { scope = { includes = "crisis-plan" } }',
        'when = { scope = "crisis-plan" }',
        "tasks.crisis_plan.when.scope",
        "ambiguous",
        "{ includes = … }",
    ),
    "at-least-of-one": (
        'when = { response = "1h", coverage',
        "when = { response = { at_least = 1 }, coverage",
        "rules[15].when.response",
        "`at_least`",
        "for numbers",
    ),
    "comparison": (
        "{ presence_hours = { at_least = 300 } }",
        "{ presence_hours = { at_lest = 300 } }",
        "rules[13].when",
        "not a comparison",
        "“at_least”",
    ),
    "empty-when": ("when = { audit = true }", "when = {}", "tasks.audit.when", "conditions", "expected"),
    "no-value": ('when = { peak = "event" }', "when = { peak = [] }", "overheads.peak_event.when", "list", "empty"),
    "number-for-a-yes": (
        "when = { onboarding = true }",
        "when = { onboarding = 1 }",
        "tasks.onboarding.when.onboarding",
        "true or false",
        "expected",
    ),
    # Figures
    "currency": ('currency = "CAD"', 'currency = "dollars"', "currency", "not the code", "CAD"),
    "bad-share": ("share = 5\n", "share = -5\n", "tasks.voice_replies.share", "too small", "at least 0"),
    "percent": ("max_discount = 20", "max_discount = 120", "range.max_discount", "too large", "at most 100"),
    "text": ("floor = 50\n", 'floor = "50"\n', "range.floor", "not “50”", "a number is expected"),
    "minutes": ("minutes = [20, 35, 60]", "minutes = [-20, 35, 60]", "tasks.posts.minutes", "too small", "at least 0"),
    # The file
    "missing-key": ('lane = "travel"\n', "", "tasks.travel.lane", "this key", "missing"),
    "each-and-fixed": (
        'each = "accounts"\n',
        'each = "accounts"\nfixed = 1\n',
        "tasks.accounts",
        "either",
        "or `fixed`",
    ),
    "fee-of-two": ("unit_price = 0.73", "unit_price = 0.73\npercent = 5", "fees.mileage", "either", "or a `percent`"),
    "schema": ("schema = 1\n", "schema = 2\n", "schema", "schema 2", "upgrade"),
    "unclosed": ("minutes = [20, 35, 60]", "minutes = [20, 35, 60", None, "Unclosed array", "check the line"),
    "twice": ("floor = 50\n", "floor = 50\nfloor = 60\n", None, "Cannot overwrite", "check the line"),
}
# What is caught, and leaves one to guess what to do about it.
NO_REMEDY = ("rule-twice", "all-off")
NO_REMEDY_OF_THE_AUDIT = ("range-too-high", "range-too-low")


def faults(cli: Cli, path: Path) -> tuple[int, list[dict[str, Any]]]:
    """What `rules check` answers, and all that it finds wrong with a card."""
    run = cli("rules", "check", str(path), "--json")
    envelope = json.loads(run.out)
    if run.code == 3:
        return run.code, envelope["errors"]
    return run.code, [remark for remark in envelope["result"]["remarks"] if remark["level"] != "fact"]


def advice(fault: dict[str, Any]) -> str:
    return f"{fault['message']} → {fault['remedy']}"


@pytest.mark.parametrize("code", WARNED)
def test_a_card_that_holds_together_and_means_nothing_is_caught(code: str, cli: Cli, tmp_path: Path) -> None:
    old, new, key, remedy = WARNED[code]
    exit_code, (fault,) = faults(cli, written(tmp_path / "card.toml", edited(old, new)))

    assert fault["code"] == code
    assert fault["key"].startswith(key)
    assert exit_code == (1 if fault["level"] == "error" else 0)
    assert remedy in advice(fault) or code in NO_REMEDY_OF_THE_AUDIT


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_card_is_refused_at_its_key(name: str, cli: Cli, tmp_path: Path) -> None:
    old, new, key, message, remedy = REFUSED[name]
    exit_code, (fault,) = faults(cli, written(tmp_path / "card.toml", edited(old, new)))

    assert exit_code == 3
    assert (fault["key"], message in fault["message"]) == (key, True)
    assert fault["line"] is not None
    assert remedy in advice(fault) or name in NO_REMEDY


def test_there_are_more_than_thirty_ways_to_break_a_card() -> None:
    assert len(WARNED) + len(REFUSED) > 50


def test_strict_takes_a_warning_for_an_error(cli: Cli, tmp_path: Path) -> None:
    old, new, *_ = WARNED["missing-source"]
    card = str(written(tmp_path / "card.toml", edited(old, new)))

    assert [cli("rules", "check", card, *more).code for more in ((), ("--strict",))] == [0, 1]
    assert cli("rules", "check", "--strict").code == 0


def test_all_that_is_wrong_comes_at_once(cli: Cli, tmp_path: Path) -> None:
    text = edited("max_discount = 20", "max_discount = 120").replace("floor = 50\n", 'floor = "50"\n')
    _, found = faults(cli, written(tmp_path / "card.toml", text))

    assert [fault["key"] for fault in found] == ["range.floor", "range.max_discount"]


# --- rules check


@pytest.mark.parametrize("preset", presets())
def test_a_shipped_card_passes_the_strictest_check_and_its_own_examples(preset: str, cli: Cli, tmp_path: Path) -> None:
    card = str(written(tmp_path / "card.toml", preset_text(preset)))

    assert cli("rules", "check", card, "--strict").code == 0
    assert cli("rules", "test", card).code == 0


@pytest.mark.parametrize("preset", presets())
def test_quoting_the_answers_that_are_printed_gives_the_rates_that_are_printed(
    preset: str, cli: Cli, tmp_path: Path
) -> None:
    """What is under each extreme is typed again as it stands."""
    card = str(written(tmp_path / "card.toml", preset_text(preset)))
    audit = result(cli("rules", "check", card, "--json"), "fourchette/audit/1")
    paragraphs = cli("rules", "check", card).out.split("\n\n")
    extremes = [audit["extremes"]["lowest"], audit["extremes"]["highest"]]

    for printed, extreme in zip((paragraphs[2], paragraphs[4]), extremes, strict=True):
        answers = dict(answer.split("=", 1) for answer in words(printed).split(", "))
        hours = answers.pop("hours")
        typed = [part for name, value in answers.items() for part in ("-t", f"{name}={value}")]
        quote = result(cli("quote", "--rules", card, "--hours", hours, *typed, *DAY, "--json"), "fourchette/quote/1")
        assert (quote["rate"]["unheld"], quote["rate"]["target"]) == (extreme["unheld"], extreme["asked"])


# --- rules init


def test_the_card_is_commented_in_the_user_s_language(cli: Cli, home: Path) -> None:
    cli("rules", "set", "range.floor", "55", "--lang", "fr")
    made = (home / "ratecard.toml").read_text(encoding="utf-8")
    cli("rules", "init", "--force", "--lang", "fr")

    assert "# La grille par défaut" in made
    assert (home / "ratecard.toml").read_text(encoding="utf-8") == SCHEMA_LINE + preset_text("quebec", "fr")


@pytest.mark.parametrize("preset", ["quebec", "united-kingdom"])
def test_init_writes_the_card_and_the_schemas_beside_it(preset: str, cli: Cli, home: Path) -> None:
    run = cli("rules", "init", "--preset", preset)

    assert (run.code, run.out) == (0, "")
    assert (home / "ratecard.toml").read_text(encoding="utf-8") == SCHEMA_LINE + preset_text(preset)
    assert SCHEMA_LINE == "#:schema ./ratecard.schema.json\n"
    for name in ("ratecard", "mandate"):
        schema = json.loads((home / f"{name}.schema.json").read_text(encoding="utf-8"))
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_init_leaves_the_card_that_is_there(cli: Cli, mine: Path) -> None:
    before = mine.read_bytes()
    run = cli("rules", "init", "--preset", "france")

    assert run.code == 4
    assert "--force" in run.err
    assert mine.read_bytes() == before


def test_a_forced_init_keeps_the_card_that_was_there(cli: Cli, mine: Path) -> None:
    before = mine.read_bytes()

    assert cli("rules", "init", "--preset", "france", "--force").code == 0
    assert floor(mine) == 35
    assert cli("undo").code == 0
    assert mine.read_bytes() == before


def test_an_unknown_preset_is_refused_with_the_nearest(cli: Cli, home: Path) -> None:
    run = cli("rules", "init", "--preset", "franse")

    assert run.code == 4
    assert "“france”" in run.err
    assert not (home / "ratecard.toml").exists()


def test_undo_goes_back_and_forth(cli: Cli, mine: Path) -> None:
    cli("rules", "set", "range.floor", "55")

    assert cli("undo").code == 0
    assert floor(mine) == 50
    assert cli("redo").code == 0
    assert floor(mine) == 55


def test_there_is_nothing_to_undo_at_first(cli: Cli) -> None:
    run = cli("undo")

    assert run.code == 4
    assert "nothing to undo" in run.err


# --- rules set

COMMENTED = edited("floor = 50\n", "floor = 50   # le loyer a monté\n").replace("# --- Lanes", "# --- À moi")


def differing(before: str, after: str) -> list[tuple[str, str]]:
    return [pair for pair in zip(before.splitlines(), after.splitlines(), strict=True) if pair[0] != pair[1]]


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("range.floor", "55", "floor = 55   # le loyer a monté"),
        ("traits.response.choices.4h.percent", "[10, 16, 20]", "percent = [10, 16, 20]"),
        ('traits.response.choices."4h".percent', "16", "percent = 16"),
        ("traits.languages.choices.es.label.en", "Castilian", 'es = { label = { fr = "espagnol", en = "Castilian" } }'),
        ("traits.platforms.tiers[1].add", "5", "tiers = [{ from = 3, add = [1, 2, 3] }, { from = 4, add = 5 }]"),
        ("value.confidence.weak", "0.2", "confidence = { tracked = 0.8, plausible = 0.5, weak = 0.2 }"),
        ("rules.editorial-lead.add", "6", "add = 6"),
        ("rules[0].percent", "16", "percent = 16"),
        ("name", "À moi", 'name = "À moi"'),
    ],
)
def test_set_changes_one_line_of_a_commented_card(key: str, value: str, line: str, cli: Cli, mine: Path) -> None:
    written(mine, COMMENTED)
    run = cli("rules", "set", key, value)
    ((_, after),) = differing(COMMENTED, mine.read_text(encoding="utf-8"))

    assert (run.code, after) == (0, line)
    assert f"{key} = {value}" in run.err


def test_set_adds_a_key_in_its_place(cli: Cli, mine: Path) -> None:
    written(mine, COMMENTED)

    assert cli("rules", "set", "tasks.posts.why", "parce que").code == 0
    after = mine.read_text(encoding="utf-8")
    assert after.replace('why = "parce que"\n', "") == COMMENTED


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("range.floor", "500", "above the ceiling"),
        ("range.floor", "cinquante", "a number is expected"),
        ("traits.response.choices.4h.percent", "[9, 6, 4]", "must rise"),
        ("range.flor", "55", "“floor”"),
        ("traits.voice.default", "disctinctive", "“distinctive”"),
        ("rules.editorial-lead.lanes", "content", "lanes go with a percent"),
    ],
)
def test_a_change_that_breaks_the_card_leaves_every_byte(key: str, value: str, said: str, cli: Cli, mine: Path) -> None:
    before = mine.read_bytes()
    run = cli("rules", "set", key, value)

    assert run.code == 3
    assert said in run.err
    assert "nothing was changed" in run.err
    assert mine.read_bytes() == before
    assert cli("undo").code == 4


@pytest.mark.parametrize(
    ("key", "said", "nearest"),
    [
        ("rang.floor", "there is no rang", "“range”"),
        ("traits.respons.default", "there is no respons", "“response”"),
        ("rules.edited.add", "there is no edited", "“edited-video”"),
    ],
)
def test_a_table_that_is_not_there_is_named_with_the_nearest(
    key: str, said: str, nearest: str, cli: Cli, mine: Path
) -> None:
    before = mine.read_bytes()
    run = cli("rules", "set", key, "5")

    assert run.code == 4
    assert said in run.err
    assert nearest in run.err
    assert mine.read_bytes() == before


def test_setting_the_same_value_twice_keeps_the_card_before(cli: Cli, mine: Path) -> None:
    for _ in range(2):
        assert cli("rules", "set", "range.floor", "55").code == 0
    cli("undo")

    assert floor(mine) == 50


def test_the_first_set_makes_the_card_and_the_quote_changes(cli: Cli, home: Path) -> None:
    def rate() -> str:
        run = cli("quote", str(EXAMPLES / "cafe.toml"), *DAY, "--json")
        return str(result(run, "fourchette/quote/1")["rate"]["target"])

    before = rate()
    assert cli("rules", "set", "traits.experience.choices.intermediate.base", "[60, 70, 80]").code == 0

    assert (before, rate()) == ("65.00", "70.00")
    assert (home / "ratecard.toml").read_text(encoding="utf-8").startswith("#:schema ")


# --- rules edit


def test_an_edited_card_is_in_force_once_it_is_sound(shell: Cli, mine: Path, editor: Editor) -> None:
    run = shell("rules", "edit", **editor("text = text.replace('floor = 50', 'floor = 55')"))

    assert (run.code, run.out) == (0, "")
    assert mine.read_text(encoding="utf-8") == DEFAULT.replace("floor = 50\n", "floor = 55\n")
    assert "in force" in run.err
    shell("undo")
    assert mine.read_text(encoding="utf-8") == DEFAULT


def test_the_first_edit_is_of_the_default_card(shell: Cli, home: Path, editor: Editor) -> None:
    assert shell("rules", "edit", **editor("text = text.replace('floor = 50', 'floor = 55')")).code == 0
    assert floor(home / "ratecard.toml") == 55


def test_an_edit_that_changes_nothing_makes_nothing(shell: Cli, home: Path, editor: Editor) -> None:
    run = shell("rules", "edit", **editor(""))

    assert run.code == 0
    assert "Nothing was changed." in run.err
    assert not home.exists()


def test_a_broken_draft_never_comes_into_force_and_is_kept(shell: Cli, mine: Path, editor: Editor) -> None:
    run = shell("rules", "edit", "--no-input", **editor("text = text.replace('floor = 50', 'floor = 500')"))
    kept = mine.with_name("ratecard.rejected.toml")

    assert run.code == 4
    assert "above the ceiling" in run.err
    assert str(kept) in run.err
    assert mine.read_text(encoding="utf-8") == DEFAULT
    assert "floor = 500" in kept.read_text(encoding="utf-8")
    assert shell("rules", "check", str(kept)).code == 3


def test_a_broken_first_draft_leaves_the_default_card_in_force(shell: Cli, home: Path, editor: Editor) -> None:
    assert shell("rules", "edit", "--no-input", **editor("text = 'range = ['")).code == 4
    assert [path.name for path in home.iterdir()] == ["ratecard.rejected.toml"]


def test_a_card_that_is_named_is_the_one_that_is_edited(shell: Cli, home: Path, tmp_path: Path, editor: Editor) -> None:
    card = written(tmp_path / "mine.toml", DEFAULT)

    assert shell("rules", "edit", "--rules", str(card), **editor("text = text.replace('= 50', '= 55', 1)")).code == 0
    assert floor(card) == 55
    assert not home.exists()


def test_an_editor_that_is_missing_is_named(shell: Cli, mine: Path) -> None:
    run = shell("rules", "edit", VISUAL="no-such-editor --wait")

    assert run.code == 2
    assert "no-such-editor" in run.err
    assert "EDITOR" in run.err
    assert mine.read_text(encoding="utf-8") == DEFAULT


def test_an_editor_that_fails_changes_nothing(shell: Cli, mine: Path, editor: Editor) -> None:
    run = shell("rules", "edit", **editor("file.write_text('schema = 1')\nsys.exit(1)"))

    assert run.code == 2
    assert "nothing was changed" in run.err
    assert mine.read_text(encoding="utf-8") == DEFAULT


def test_visual_comes_before_editor(shell: Cli, mine: Path, editor: Editor) -> None:
    visual = editor("text = text.replace('floor = 50', 'floor = 55')")

    assert shell("rules", "edit", EDITOR="no-such-editor", **visual).code == 0
    assert floor(mine) == 55
    assert shell("rules", "edit", VISUAL="", EDITOR="no-such-editor").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="it has no pseudo-terminals")
def test_on_a_terminal_one_may_go_on_editing(mine: Path, tmp_path: Path, editor: Editor) -> None:
    """The first time the editor breaks the card, the second time it mends it."""
    twice = "text = text.replace('floor = 500', 'floor = 55').replace('floor = 50\\n', 'floor = 500\\n')"
    terminal, ours = os.openpty()
    environment = {**os.environ, **editor(twice), "FOURCHETTE_HOME": str(mine.parent), "LANG": "fr_CA.UTF-8"}
    os.write(terminal, b"o\n")

    run = subprocess.run(
        [sys.executable, "-m", "fourchette", "rules", "edit"],
        stdin=ours,
        capture_output=True,
        env=environment,
        cwd=tmp_path,
        timeout=30,
        check=False,
    )

    assert run.returncode == 0
    assert "Reprendre" in run.stderr.decode() or "[o/n]" in run.stderr.decode()
    assert floor(mine) == 55


# --- rules path, show


def test_path_says_which_card_is_in_force(cli: Cli, mine: Path, tmp_path: Path) -> None:
    named, option = (str(written(tmp_path / name, DEFAULT)) for name in ("named.toml", "option.toml"))

    def in_force(*arguments: str, **environment: str) -> list[str]:
        places = result(cli("rules", "path", "--json", *arguments, **environment), "fourchette/sources/1")
        return [f"{place['origin']} {place['path']}" for place in places if place["in_force"]]

    assert in_force("--rules", option, FOURCHETTE_RULES=named) == [f"option {option}"]
    assert in_force(FOURCHETTE_RULES=named) == [f"environment {named}"]
    assert in_force() == [f"home {mine}"]
    mine.unlink()
    assert in_force() == ["default None"]


@each_language
@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("command", ["show", "impact"])
def test_no_screen_is_wider_than_the_terminal(  # noqa: PLR0913, PLR0917  # fixtures and two widths
    command: str, width: int, language: str, cli: Cli, mine: Path, tmp_path: Path
) -> None:
    other = str(written(tmp_path / "other.toml", edited(f"{DISTINCTIVE}[4, 6, 9]", f"{DISTINCTIVE}[5, 7, 10]")))
    arguments = [other, str(EXAMPLES / "utility.toml")] if command == "impact" else ["--all"]
    run = cli("rules", command, *arguments, "--lang", language, COLUMNS=str(width))

    assert mine.exists()
    assert run.code == 0
    assert max(cell_len(line) for line in run.out.splitlines()) <= width


@each_language
def test_show_marks_what_differs_from_the_default_card(language: str, cli: Cli, mine: Path) -> None:
    text = DEFAULT
    for old, new in (
        ("floor = 50\n", "floor = 55\n"),
        (f"{DISTINCTIVE}[4, 6, 9]", f"{DISTINCTIVE}[5, 7, 10]"),
        ("{ from = 100, add = [1, 2, 3] }", "{ from = 100, add = 3 }"),
        ("minutes = [20, 35, 60]", "minutes = 40"),
        ('id = "hour-bank"', 'id = "hour-bank"\npeople = 1'),
    ):
        text = text.replace(old, new)
    written(mine, text)
    run = cli("rules", "show", "--all", "--lang", language)

    starred = [words(line) for line in run.out.splitlines() if line.endswith("*")]
    assert len(starred) == 5
    assert {
        "en": "distinctive Distinctive or humorous +$7/h (5 to 10) *",
        "fr": "distinctive Distinctif ou humoristique +7 $/h (5 à 10) *",
    }[language] in starred
    assert "*" in run.err


def test_show_marks_nothing_of_the_default_card(cli: Cli) -> None:
    for shown in ((), ("--all",)):
        run = cli("rules", "show", *shown)

        assert "*" not in run.out + run.err


@each_language
def test_show_is_an_index_of_a_screen_or_two(language: str, cli: Cli, mine: Path) -> None:
    written(mine, DEFAULT.replace("minutes = [20, 35, 60]", "minutes = 40"))
    run = cli("rules", "show", "--lang", language)

    assert len(run.out.splitlines()) < 80
    assert "posts *," in run.out
    assert run.out.count("*") == 1
    assert "--all" in run.err


def test_the_index_has_every_entry_and_the_key_of_every_figure(cli: Cli) -> None:
    card = result(cli("rules", "show", "--json"), "fourchette/card/1")
    entries, keys = cli("rules", "show", COLUMNS="110").out.split("Keys for")
    rows = [line.split(maxsplit=1) for line in keys.splitlines()[3:]]
    kinds = [
        (re.escape(key).replace("NAME", "[^.]+").replace(r"\[0\]", r"\[\d+\]"), found.split(", "))
        for key, found in rows
    ]
    shown = [f"{key}\\.{re.escape(figure)}" for key, figures in kinds for figure in figures]

    names = {name for section in ("traits", "tasks", "overheads", "fees", "quantities") for name in card[section]}
    assert names | {rule["id"] for rule in card["rules"]} <= set(re.split(r"[\s,]+", entries))
    figures = [
        key
        for section in ("range", "value", "traits", "tasks", "overheads", "fees", "rules")
        for key, value in result(cli("rules", "show", section, "--json"), "fourchette/card/1").items()
        if re.fullmatch(r"\d+(\.\d+)?", str(value))
    ]
    assert len(figures) > 200
    assert [key for key in figures if not any(re.fullmatch(each, key) for each in shown)] == []


def test_show_of_one_trait_shows_it_alone_and_in_full(cli: Cli) -> None:
    run = cli("rules", "show", "response")

    assert "Within 4\u00a0hours" in run.out
    assert "Source: judgement" in run.out
    assert "Coverage" not in run.out


def test_an_unknown_trait_is_named_with_the_nearest(cli: Cli) -> None:
    run = cli("rules", "show", "respnse")

    assert (run.code, run.out) == (4, "")
    assert "“response”" in run.err


@pytest.mark.parametrize(
    ("name", "shown", "other"),
    [
        ("tasks.posts", "tasks.posts.minutes", "tasks.stories"),
        ("range", "range.floor", "tasks"),
        ("range.floor", "50", "range.ceiling"),
        ("vidéo", "traits.videos_edited.overage", "range"),
        ("edited video", "rules.edited-video.percent", "range"),
        ("rules.edited-video", "[5, 10, 15]", "tasks"),
        ("tasks.posts.label", "Write, illustrate", "minutes"),
        ("examples", "examples[0].expect", "tasks"),
    ],
)
def test_any_part_of_a_card_is_shown_by_its_key_or_a_word(cli: Cli, name: str, shown: str, other: str) -> None:
    run = cli("rules", "show", name)

    assert run.code == 0
    assert shown in run.out
    assert f" {other}" not in run.out


def test_each_key_that_is_shown_is_one_that_can_be_set(cli: Cli, home: Path) -> None:
    shown = result(cli("rules", "show", "tasks", "--json"), "fourchette/card/1")
    key, value = next((key, value) for key, value in shown.items() if key.endswith("posts.minutes"))

    assert cli("rules", "set", key, json.dumps([*value[:2], "61"]).replace('"', "")).code == 0
    assert result(cli("rules", "show", key, "--json"), "fourchette/card/1") == {key: [*value[:2], "61"]}
    assert home.exists()


# --- rules set, as it is typed


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("range.floor", "60 $", "60"),
        ("range.floor", "$60.00", "60.00"),
        ("capacity.hours", "110 h", "110"),
        ("capacity.hours", "110,5", "110.5"),
        ("tasks.posts.minutes", "20, 30, 45", ["20", "30", "45"]),
        ("traits.response.choices.4h.percent", "10 20,5 30 %", ["10", "20.5", "30"]),
    ],
)
def test_a_figure_is_set_as_people_type_it(cli: Cli, key: str, typed: str, kept: object) -> None:
    assert cli("rules", "set", key, typed).code == 0
    assert result(cli("rules", "show", key, "--json"), "fourchette/card/1") == {key: kept}


def test_words_that_look_like_a_figure_stay_words(cli: Cli) -> None:
    assert cli("rules", "set", "traits.rush.choices.24h.label", "24 h").code == 0
    assert "24 h" in cli("rules", "show", "rush").out.replace("\u00a0", " ")


def test_what_is_no_figure_is_refused_as_it_was_typed(cli: Cli, home: Path) -> None:
    run = cli("rules", "set", "range.floor", "abc")

    assert run.code == 3
    assert "“abc”" in run.err
    assert not home.exists()


def test_an_entry_that_there_is_not_is_added_as_the_error_says(cli: Cli) -> None:
    run = cli("rules", "set", "tasks.giveaway.minutes", "15", "--lang", "en")

    assert run.code == 4
    _, _, shape = run.err.partition("rules set tasks.giveaway '")
    assert cli("rules", "set", "tasks.giveaway", shape.rstrip().removesuffix("'")).code == 0
    assert cli("rules", "set", "tasks.giveaway.minutes", "15").code == 0
    assert cli("rules", "check").code == 0


def test_a_key_that_lacks_its_beginning_is_told_whole(cli: Cli) -> None:
    assert "did you mean “tasks.posts.minutes”?" in cli("rules", "set", "posts.minutes", "15").err


# --- rules test


@each_language
def test_an_example_that_fails_says_what_was_found_and_expected(language: str, cli: Cli, mine: Path) -> None:
    written(mine, edited("monthly = [500, 950], people = 1", "monthly = [500, 600], people = 1"))
    run = cli("rules", "test", "--lang", language)

    assert run.code == 1
    assert {
        "en": "rate $65/h, hours 10.75 h, people 1 a month $698.75, expected $500 – $600",
        "fr": "tarif 65 $/h, heures 10,75 h, personnes 1 par mois 698,75 $, au lieu de 500 $ – 600 $",
    }[language] in words(run.out)
    passing, all_ = len(ITS_EXAMPLES) - 1, len(ITS_EXAMPLES)
    assert {
        "en": f"Examples that pass: {passing} out of {all_}.",
        "fr": f"Exemples réussis : {passing} sur {all_}.",
    }[language] in words(run.out)


def test_an_example_whose_notice_does_not_come_fails(cli: Cli, mine: Path) -> None:
    written(mine, edited("expect = { rate = 62, hours = 20, monthly = 1240 }", 'expect = { notices = "heavy" }'))
    run = cli("rules", "test")

    assert run.code == 1
    assert "the notice heavy is missing" in run.out


def test_an_example_that_cannot_be_priced_says_why(cli: Cli, mine: Path) -> None:
    written(mine, edited('rush = "24h" }', 'rush = "12h" }'))
    run = cli("rules", "test")

    assert run.code == 1
    assert "traits.rush: “12h” is not one of the choices" in words(run.out)


# --- rules diff, impact


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The default card with a dearer distinctive voice, and a lower base for juniors."""
    text = edited(f"{DISTINCTIVE}[4, 6, 9]", f"{DISTINCTIVE}[4, 8, 9]")
    return written(tmp_path / "other.toml", text.replace("base = [45, 50, 60]", "base = [45, 48, 60]"))


@each_language
def test_diff_says_a_change_in_the_words_of_the_trade(language: str, cli: Cli, other: Path) -> None:
    run = cli("rules", "diff", str(other), "--lang", language, COLUMNS="120")
    lines = [words(line) for line in run.out.splitlines()]

    assert run.code == 0
    for line in {
        "en": ("Voice · Distinctive or humorous · premium +$6/h (4 to 9) → +$8/h (4 to 9)", "$50/h (45 to 60)"),
        "fr": ("Ton · Distinctif ou humoristique · supplément +6 $/h (4 à 9) → +8 $/h (4 à 9)", "50 $/h"),
    }[language]:
        assert any(line in found for found in lines)


def test_diff_of_the_same_card_says_so(cli: Cli, tmp_path: Path) -> None:
    run = cli("rules", "diff", str(written(tmp_path / "same.toml", f"# À moi\n{DEFAULT}")))

    assert (run.code, run.out) == (0, " The two cards say the same.\n")


def test_impact_prices_mandates_examples_and_saved_quotes(cli: Cli, other: Path, home: Path) -> None:
    for name in ("cafe", "utility"):
        assert cli("quote", str(EXAMPLES / f"{name}.toml"), "--save", *DAY).code == 0
    assert sorted(path.stem for path in (home / "quotes" / "2026").iterdir()) == ["2026-001", "2026-002"]
    shop = str(EXAMPLES / "shop.toml")
    found = result(cli("rules", "impact", str(other), shop, "--json"), "fourchette/impact/1")

    names = [effect["name"] for effect in found["effects"]]
    assert [names[0], *names[-2:]] == [shop, "2026-001", "2026-002"]
    assert len(names) == 1 + len(ITS_EXAMPLES) + 2
    # A distinctive voice at 8 $/h instead of 6; held at the ceiling or at the floor, nothing changes.
    changed = {effect["name"]: effect["difference"] for effect in found["effects"] if Decimal(effect["difference"])}
    assert {"Large utility", "Everything at once, intermediate", "2026-002"} <= changed.keys()
    assert "Everything at once, expert" not in changed
    assert all(Decimal(difference) > 0 for difference in changed.values())


def test_the_sums_of_an_impact_add_up(cli: Cli, tmp_path: Path) -> None:
    cheaper = written(tmp_path / "cheaper.toml", edited("base = [55, 65, 75]", "base = [50, 60, 70]"))
    found = result(cli("rules", "impact", str(cheaper), "--json"), "fourchette/impact/1")

    sums, effects = found["sums"], found["effects"]
    differences = [Decimal(effect["after"]) - Decimal(effect["before"]) for effect in effects]
    assert differences == [Decimal(effect["difference"]) for effect in effects]
    assert Decimal(sums["loss"]) == sum(difference for difference in differences if difference < 0)
    assert Decimal(sums["after"]) - Decimal(sums["before"]) == Decimal(sums["gain"]) + Decimal(sums["loss"])
    assert (sums["rising"], sums["falling"] + sums["same"], sums["unpriced"]) == (0, len(ITS_EXAMPLES), 0)
    assert Decimal(sums["loss"]) < 0


@each_language
def test_an_impact_is_sorted_and_says_its_sums(language: str, cli: Cli, tmp_path: Path) -> None:
    cheaper = written(tmp_path / "cheaper.toml", edited("base = [55, 65, 75]", "base = [50, 60, 70]"))
    run = cli("rules", "impact", str(cheaper), "--lang", language)
    bars = [line.count("█") for line in run.out.splitlines() if "█" in line]

    assert run.code == 0
    assert bars == sorted(bars, reverse=True)
    assert bars[0] == 12
    assert {"en": "Rising: 0 ($0); falling:", "fr": "En hausse : 0 (0 $) ; en baisse :"}[language] in words(run.out)


def test_a_saved_quote_that_cannot_be_read_is_said_and_passed_over(cli: Cli, other: Path, home: Path) -> None:
    cli("quote", str(EXAMPLES / "cafe.toml"), "--save", *DAY)
    saved = home / "quotes" / "2026" / "2026-001.toml"
    text = saved.read_text(encoding="utf-8").replace('period = "month"', 'period = "year"', 1)
    wrong = written(saved.with_name("2026-002.toml"), text)
    run = cli("rules", "impact", str(other), "--json")

    names = [effect["name"] for effect in result(run, "fourchette/impact/1")["effects"]]
    assert run.code == 0
    assert names[-1] == "2026-001"
    assert f"{wrong} cannot be read and is passed over" in words(run.err)


def test_a_mandate_that_the_other_card_cannot_price_is_left_out_and_said(cli: Cli, tmp_path: Path) -> None:
    # Neither by its key, nor by its label or its alias.
    text = edited('tiktok = { label = "TikTok", aliases = ["tt"] }', 'ticktock = { label = "TickTock" }')
    run = cli("rules", "impact", str(written(tmp_path / "other.toml", text)))

    assert run.code == 0
    of_tiktok = [each for each in ITS_EXAMPLES if '"tiktok"' in each]
    assert len(of_tiktok) > 1
    assert f"Left out, since one of the cards cannot price them: {len(of_tiktok)}." in run.out
    assert "Restaurant group — traits.platforms: “tiktok” is not one of the choices" in words(run.out)


def test_cards_of_two_currencies_are_not_compared(cli: Cli, tmp_path: Path) -> None:
    run = cli("rules", "impact", str(written(tmp_path / "fr.toml", preset_text("france"))))

    assert (run.code, run.out) == (2, "")
    assert "CAD" in run.err
    assert "EUR" in run.err


# --- From nothing to a changed quote


@each_language
def test_from_nothing_to_a_changed_quote(language: str, shell: Cli, home: Path, editor: Editor) -> None:
    """What the freelancer does, and that each step says something of its own."""
    card, mandates = home / "ratecard.toml", [str(path) for path in sorted(EXAMPLES.glob("*.toml"))]
    dearer = editor(
        "text = text.replace('add = [4, 6, 9]\\nreduce = { pain = 5', 'add = [5, 8, 12]\\nreduce = { pain = 5')"
    )
    spoken = ("--lang", language)

    assert shell("rules", "init", *spoken).code == 0
    assert shell("rules", "edit", *spoken, **dearer).code == 0
    check = shell("rules", "check", "--strict", *spoken)
    test = shell("rules", "test", *spoken)
    before = written(home / "default.toml", DEFAULT)
    impact = shell("rules", "impact", str(card), *mandates, "--rules", str(before), *spoken)
    quote = shell("quote", str(EXAMPLES / "cafe.toml"), "-t", "voice=distinctive", *DAY, "--json")

    # Four of the examples say exactly what the rate was before the range, and must be looked at again.
    assert (check.code, test.code, impact.code) == (0, 1, 0)
    assert {"en": "highest rate", "fr": "tarif le plus haut"}[language] in words(check.out)
    passing, all_ = len(ITS_EXAMPLES) - 4, len(ITS_EXAMPLES)
    assert {"en": f"pass: {passing} out of {all_}", "fr": f"réussis : {passing} sur {all_}"}[language] in words(
        test.out
    )
    assert {"en": "unchanged", "fr": "inchangés"}[language] in words(impact.out)
    assert result(quote, "fourchette/quote/1")["rate"]["target"] == "73.00"  # 65 and 8


# --- JSON, schemas, help


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        (["show"], "fourchette/card/1"),
        (["show", "response"], "fourchette/card/1"),
        (["path"], "fourchette/sources/1"),
        (["check"], "fourchette/audit/1"),
        (["test"], "fourchette/examples/1"),
        (["diff", "OTHER"], "fourchette/changes/1"),
        (["impact", "OTHER"], "fourchette/impact/1"),
    ],
)
def test_json_has_the_name_of_its_schema(arguments: list[str], schema: str, cli: Cli, other: Path) -> None:
    run = cli("rules", *[str(other) if argument == "OTHER" else argument for argument in arguments], "--json")

    assert (run.code, run.err) == (0, "")
    assert result(run, schema)


def test_json_of_a_card_is_what_its_file_says(cli: Cli) -> None:
    card = result(cli("rules", "show", "--json"), "fourchette/card/1")

    assert card["range"]["max_discount"] == "20"
    assert card["traits"]["response"]["choices"]["4h"]["percent"] == ["10", "15", "20"]
    assert result(cli("rules", "show", "response", "--json"), "fourchette/card/1") == card["traits"]["response"]


def test_figures_of_json_are_exact_text(cli: Cli) -> None:
    extremes = result(cli("rules", "check", "--json"), "fourchette/audit/1")["extremes"]
    (cafe, *_) = result(cli("rules", "test", "--json"), "fourchette/examples/1")

    assert (extremes["lowest"]["unheld"], extremes["lowest"]["asked"]) == ("40.00", "50.00")
    assert (extremes["highest"]["unheld"], extremes["highest"]["asked"]) == ("224.00", "150.00")
    assert cafe["findings"][2] == {
        "what": "monthly",
        "found": "698.75",
        "least": "500",
        "most": "950",
        "met": True,
    }


def test_schema_prints_the_schema_of_a_card_or_of_a_mandate(cli: Cli, tmp_path: Path) -> None:
    own = written(tmp_path / "own.toml", DEFAULT.replace("traits.voice", "traits.tone"))
    card, mandate = (json.loads(cli("rules", "schema", *kind).out) for kind in ([], ["mandate"]))
    of_own = json.loads(cli("rules", "schema", "mandate", "--rules", str(own)).out)

    assert card["title"] == "A fourchette rate card"
    assert "voice" in mandate["properties"]["traits"]["properties"]
    assert {"voice", "tone"} & set(of_own["properties"]["traits"]["properties"]) == {"tone"}
    assert cli("rules", "schema", "mandat").code == 2


@each_language
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_its_help_in_both_languages(command: str, language: str, cli: Cli) -> None:
    arguments = [part for part in ("rules", command) if part]
    run = cli(*arguments, "--help", "--lang", language)
    others = cli(*arguments, "--help", "--lang", "en" if language == "fr" else "fr")

    assert (run.code, run.err) == (0, "")
    assert run.out.startswith({"en": "Usage: fourchette rules", "fr": "Utilisation\u00a0: fourchette rules"}[language])
    # No sentence is the same in the two languages: each has its own.
    assert [line for line in run.out.splitlines() if line.endswith(".") and line in others.out.splitlines()] == []


# --- Known to be wrong


@pytest.mark.parametrize("name", [*NO_REMEDY, *NO_REMEDY_OF_THE_AUDIT])
def test_whatever_is_wrong_one_is_told_what_to_do(name: str, cli: Cli, tmp_path: Path) -> None:
    old, new, *_, remedy = REFUSED.get(name) or WARNED[name]
    _, (fault,) = faults(cli, written(tmp_path / "card.toml", edited(old, new)))

    assert remedy in advice(fault)


def test_a_discount_can_be_set(cli: Cli, mine: Path) -> None:
    run = cli("rules", "set", "rules.hour-bank.percent", "-6")

    assert run.code == 0
    assert "percent = -6" in mine.read_text(encoding="utf-8")


def test_a_choice_can_be_added(cli: Cli, mine: Path) -> None:
    run = cli("rules", "set", "traits.response.choices.2h", '{ label = "2 h", add = 8 }')

    assert run.code == 0
    assert "2h" in load_card(mine).card.traits["response"].choices


def test_the_key_of_a_remark_can_be_set(cli: Cli, mine: Path) -> None:
    written(mine, edited("{ from = 2000, add = [4, 6, 9] }", "{ from = 2000, add = 3 }"))
    _, (fault,) = faults(cli, mine)

    assert cli("rules", "set", f"{fault['key']}.add", "[4, 6, 9]").code == 0


@pytest.mark.parametrize("visual", ["   ", '"unclosed', "FOLDER", "PLAIN FILE"])
def test_an_editor_that_cannot_be_run_is_the_users_to_mend(visual: str, shell: Cli, mine: Path, tmp_path: Path) -> None:
    named = {"FOLDER": str(tmp_path), "PLAIN FILE": str(mine)}.get(visual, visual)

    assert shell("rules", "edit", VISUAL=named).code == 2


def test_a_draft_that_the_editor_removed_changes_nothing(shell: Cli, mine: Path, editor: Editor) -> None:
    assert shell("rules", "edit", **editor("file.unlink()\nsys.exit(0)")).code in (0, 2)
    assert mine.read_text(encoding="utf-8") == DEFAULT


def test_an_edit_keeps_the_ends_of_lines(shell: Cli, mine: Path, editor: Editor) -> None:
    mine.write_bytes(DEFAULT.replace("\n", "\r\n").encode())
    shell("rules", "edit", **editor("text = text.replace('floor = 50', 'floor = 55')"))

    assert mine.read_bytes().count(b"\r\n") == DEFAULT.count("\n")


@pytest.mark.parametrize("arguments", [["init"], ["set", "range.floor", "55"]], ids=lambda each: each[0])
def test_a_change_has_its_json_too(arguments: list[str], cli: Cli, home: Path) -> None:
    run = cli("rules", *arguments, "--json")

    assert home.exists()
    assert json.loads(run.out)["schema"].startswith("fourchette/")


def test_a_failure_bears_the_name_of_what_was_asked_for(cli: Cli, tmp_path: Path) -> None:
    run = cli("rules", "check", str(written(tmp_path / "card.toml", "range = [")), "--json")

    assert run.code == 3
    assert json.loads(run.out)["schema"] != "fourchette/quote/1"


def test_a_saved_quote_that_is_no_quote_is_said_and_passed_over(cli: Cli, other: Path, home: Path) -> None:
    cli("quote", str(EXAMPLES / "cafe.toml"), "--save", *DAY)
    written(home / "quotes" / "2026" / "2026-002.toml", "n'importe quoi")
    run = cli("rules", "impact", str(other))

    assert "2026-002.toml cannot be read and is passed over" in words(run.err)


def test_a_problem_under_both_cards_is_said_once(cli: Cli, other: Path, home: Path) -> None:
    cli("quote", str(EXAMPLES / "cafe.toml"), "--save", *DAY)
    saved = home / "quotes" / "2026" / "2026-001.toml"
    written(saved, saved.read_text(encoding="utf-8").replace('"instagram"', '"myspace"'))
    run = cli("rules", "impact", str(other))

    assert words(run.out).count("“myspace” is not one of the choices") == 1
