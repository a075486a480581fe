"""The rate card: which one is in force, its digest, and what is said of one that does not hold together."""

import hashlib
import re
from pathlib import Path

import pytest

from files.refusals import refusals
from fourchette.core.check.card_check import problems_of
from fourchette.errors import NotFound
from fourchette.files.card.card_file import CardFile, card_from, load_card
from fourchette.files.card.card_sources import DEFAULT_NAME, find_card
from fourchette.files.home.home import Home
from fourchette.files.shipped.resource import resource

DEFAULT = resource(DEFAULT_NAME).decode()


def line_of(text: str, wanted: str) -> int:
    """The line (from 1) that begins with some words."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(wanted))


def edited(old: str, new: str) -> str:
    """The default card's text with one passage, which must be there, changed."""
    assert old in DEFAULT
    return DEFAULT.replace(old, new, 1)


# --- Which card is in force


def test_the_option_comes_before_everything(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.card.touch()

    assert find_card(Path("mine.toml"), {"FOURCHETTE_RULES": "named.toml"}, home) == Path("mine.toml")


def test_the_environment_comes_before_the_home(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.card.touch()

    assert find_card(None, {"FOURCHETTE_RULES": "named.toml"}, home) == Path("named.toml")


def test_the_home_comes_before_the_default_card(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.card.touch()

    assert find_card(None, {"FOURCHETTE_RULES": ""}, home) == tmp_path / "ratecard.toml"


def test_without_any_card_the_default_one_is_in_force(tmp_path: Path) -> None:
    assert find_card(None, {}, Home(tmp_path / "nowhere")) is None


def test_a_card_that_is_named_and_missing_is_not_replaced_by_another(tmp_path: Path) -> None:
    path = find_card(tmp_path / "mine.toml", {}, Home(tmp_path))

    with pytest.raises(NotFound):
        load_card(path)


# --- Reading a card


def test_the_shipped_card_is_sound_and_so_no_run_has_to_prove_it() -> None:
    file = load_card()

    assert problems_of(file.card) == ()
    assert file.digest == card_from("proven", resource("ratecard.toml")).digest
    assert file.name == "ratecard.toml"
    assert file.text == DEFAULT
    assert file.card.currency == "CAD"


def test_the_digest_is_that_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(DEFAULT, encoding="utf-8")

    file = load_card(path)

    assert file.digest == hashlib.sha256(DEFAULT.encode()).hexdigest()
    assert file.digest == load_card().digest


def test_a_comment_changes_the_digest_and_not_the_card() -> None:
    card = load_card().card

    assert CardFile(card, "a", DEFAULT).digest != CardFile(card, "a", DEFAULT + "# mine\n").digest


def test_a_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + DEFAULT.encode())

    assert load_card(path).digest == load_card().digest


def test_an_empty_card_says_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.touch()

    assert refusals(lambda: load_card(path)) == [
        f"? {key}: this key is missing"
        for key in ("name", "currency", "range", "capacity", "stated_lane", "traits", "lanes")
    ]


# --- Broken cards: the default one with one edit, the key named and its line

BROKEN = [
    # What a key may be.
    ("floor = 50", 'floor = "fifty"', 'range.floor: a number is expected, not "fifty"', "floor = "),
    ("ceiling = 150", "cieling = 150", "range.cieling: cieling is not a key known here → did you mean “ceiling”?",
     "cieling"),
    ("max_discount = 20", "max_discount = 120", "range.max_discount: 120 is too large: at most 100", "max_discount"),
    ("step = 1", "step = 0", "range.step: a number above zero is expected, not 0", "step = "),
    ("base = [45, 50, 60]", "base = [45, 60, 50]",
     "traits.experience.choices.junior.base: [45, 60, 50] is out of order: low, target, high must rise",
     "base = [45, 60"),
    ("base = [45, 50, 60]", "base = [45, 50]",
     "traits.experience.choices.junior.base: one number or [low, target, high] is expected, not [45, 50]",
     "base = [45, 50]"),
    ("base = [45, 50, 60]", "base = -5", "traits.experience.choices.junior.base: -5 is too small: at least 0",
     "base = -5"),
    ('kind = "yes-no"', 'kind = "yes/no"',
     'traits.profile_upkeep.kind: "yes/no" is not allowed → did you mean “yes-no”?',
     'kind = "yes/no"'),
    ("minutes = [20, 35, 60]", "minute = [20, 35, 60]", "tasks.posts.minutes: this key is missing", "[tasks.posts]"),
    ('label = { fr = "Ton", en = "Voice" }', 'label = { fr = "Ton", es = "Voz" }',
     'traits.voice.label: "es" is not a language known here: fr or en', 'label = { fr = "Ton", es'),
    ("confidence = { tracked = 0.8,", "confidence = { tracked = 0.8, sure = 1,",
     "value.confidence.sure: sure is not a key known here → allowed: tracked, plausible, weak", "confidence"),
    ("when = { onboarding = true }", "when = {}", "tasks.onboarding.when: a table of conditions is expected",
     "when = {}"),
    ("pieces = { at_least = 20 } }", "pieces = { at_leest = 20 } }",
     'tasks.dense_calendar.when: "at_leest" is not a comparison → did you mean “at_least”?',
     'when = { scope = { includes = "content" }, pieces = { at_leest'),
    # What holds together.
    ("floor = 50", "floor = 160", "range: the floor (160) is above the ceiling (150)", "[range]"),
    ('stated_lane = "mandate"', 'stated_lane = "mandat"',
     "stated_lane: the card has no lane mandat → did you mean “mandate”?", "stated_lane"),
    ('lane = "content"\neach = "posts"', 'lane = "contents"\neach = "posts"',
     "tasks.posts.lane: the card has no lane contents → did you mean “content”?", 'lane = "contents"'),
    ('lane = "content"\neach = "posts"', 'lane = "content"\neach = "post"',
     "tasks.posts.each: post is neither a number trait nor a quantity → did you mean “posts”?", 'each = "post"'),
    ('lane = "content"\neach = "posts"', 'lane = "content"\neach = "posts"\nfixed = 1',
     "tasks.posts: a quantity is either `each` of something or `fixed`", "[tasks.posts]"),
    ('further = "languages"', 'further = "posts"',
     "traits.translated.derived.further: posts is not a trait of several choices → allowed: scope, platforms",
     'derived = { each = "pieces", further = "posts"'),
    ('default = "next-business-day"', 'default = "next-day"',
     'traits.response.default: "next-day" is not one of the choices', 'default = "next-day"'),
    ("{ from = 500, add = [2, 4, 6] }", "{ from = 50, add = [2, 4, 6] }",
     "traits.inbound.tiers[1].from: 50 does not come after 100", "tiers = [{ from = 100"),
    ("percent = [10, 15, 25]", "percent = [-10, 15, 25]",
     "traits.exclusivity.choices.competitors.percent: a percent cannot be below zero and above it",
     "percent = [-10, 15"),
    ("percent = -15", "percent = -100", "traits.client_kind.choices.agency.percent: a discount of 100% or more",
     "percent = -100"),
    ("percent = -15", "percent = -15\nadd = 2", "traits.client_kind.choices.agency: one effect at a time: add, percent",
     "[traits.client_kind.choices.agency]"),
    ("add = [4, 6, 9]\nreduce = { pain = 5, to",
     'add = [4, 6, 9]\nlanes = ["content"]\nreduce = { pain = 5, to',
     "traits.voice.choices.distinctive.lanes: lanes go with a percent", 'lanes = ["content"]'),
    ("when = { videos_edited = { at_least = 1 }, videos_produced = 0, shoots = 0 }",
     "when = { video_edited = { at_least = 1 }, videos_produced = 0, shoots = 0 }",
     "rules[1].when.video_edited: video_edited is not a trait of this card → did you mean “videos_edited”?",
     "when = { video_edited"),
    ('when = { peak = "outage" }', 'when = { peak = "outrage" }',
     'overheads.peak_outage.when.peak: "outrage" is not one of the choices → did you mean “outage”?',
     'when = { peak = "outrage" }'),
    ('when = { billing = "fixed" }', 'when = { scope = "content" }',
     'overheads.fixed_price.when.scope: "content" alone is ambiguous: several can be chosen → write { includes = … }',
     'when = { scope = "content" }'),
    ("unit_price = 0.73", "unit_price = 0.73\npercent = 3",
     "fees.mileage: a fee is either a `unit_price` or a `percent`", "[fees.mileage]"),
    ('id = "editorial-lead"', 'id = "edited-video"', "rules[2].id: the id edited-video is there twice", None),
    ('each = "inbound"\nshare = "reply_share"', 'each = "simple_usual"\nshare = "reply_share"',
     "quantities.replies: these quantities wait for one another: replies, ", "[quantities.replies]"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said", "on"), BROKEN)
def test_a_broken_card_names_the_key_and_the_line(
    tmp_path: Path, old: str, new: str, said: str, on: str | None
) -> None:
    text = edited(old, new)
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")

    found = [problem for problem in refusals(lambda: load_card(path)) if problem.split(" ", 1)[1].startswith(said)]

    assert len(found) == 1
    if on is not None:
        assert found[0].split(" ", 1)[0] == str(line_of(text, on))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[lanes.mandate]", "[lanes.mandat]", ["? stated_lane: ", "? traits.rush.choices.48h.lanes: "]),
        ('[traits.scope]\nkind = "several"', '[traits.scope]\nkind = "one"', ["traits.scope: a card needs a trait"]),
        ("base = [55, 65, 75]\n", "", ["traits.experience.choices: either every choice"]),
    ],
)
def test_a_broken_card_tells_every_consequence(tmp_path: Path, old: str, new: str, said: list[str]) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(edited(old, new), encoding="utf-8")

    found = refusals(lambda: load_card(path))

    for words in said:
        key = words.removeprefix("? ")
        assert any(problem.split(" ", 1)[1].startswith(key) for problem in found)


@pytest.mark.parametrize(
    ("hours", "said"),
    [("[8, 9, 10]", "one figure or [least, most] is expected"), ("[15, 8]", "the least is above the most")],
)
def test_an_example_of_a_card_expects_a_figure_or_a_range(tmp_path: Path, hours: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    example = f'[[examples]]\nname = "x"\ntraits = {{}}\nexpect = {{ hours = {hours} }}\n'
    path.write_text(f"{DEFAULT}\n{example}", encoding="utf-8")

    (found,) = refusals(lambda: load_card(path))

    assert f"expect.hours: {said}" in found


def test_several_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = edited("floor = 50", "flor = 50")
    text = text.replace("minutes = [20, 35, 60]", "minutes = [20, 30]", 1).replace('lane = "ads"', "lane = 3", 1)
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")

    keys = [re.split(r"[ :]+", problem)[1] for problem in refusals(lambda: load_card(path))]

    assert keys == ["range.floor", "range.flor", "tasks.posts.minutes", "tasks.ads_setup.lane"]


def test_a_wrong_key_does_not_hide_a_wrong_name(tmp_path: Path) -> None:
    text = edited("step = 1", "step = 0").replace('stated_lane = "mandate"', 'stated_lane = "mandat"', 1)
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")

    keys = [re.split(r"[ :]+", problem)[1] for problem in refusals(lambda: load_card(path))]

    assert keys == ["stated_lane", "range.step"]


@pytest.mark.parametrize("currency", ["", "dollars", "C$", "cad"])
def test_a_currency_has_the_code_of_a_currency(tmp_path: Path, currency: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(edited('currency = "CAD"', f'currency = "{currency}"'), encoding="utf-8")

    assert refusals(lambda: load_card(path))


def test_a_card_of_the_first_version_is_still_read(tmp_path: Path) -> None:
    """What its value case said beside the share is kept with old quotes, and does nothing."""
    retired = "least_return = 3\nhaircut = 50\nleast_return_after_haircut = 1\nlifts = [{ from = 3, percent = 10 }]\n"
    path = tmp_path / "card.toml"
    path.write_text(edited("fee_share = 20", f"{retired}fee_share = 20"), encoding="utf-8")

    assert load_card(path).card.value == load_card().card.value
