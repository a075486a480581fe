"""Mandates: read from a file, from options, or from both; all that is wrong is told, with its key and its line."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from files.refusals import shown
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.taxes import TaxTable
from fourchette.files.mandate.mandate_file import MandateFile, Overrides, UsualAnswers, load_mandate, read_figure
from fourchette.files.toml.toml_read import TomlDocument
from fourchette.files.toml.wrong_file import WrongFile, WrongOptions

GOOD = """\
schema = 1
title = "Animation"
language = "fr"

[client]
name = "Café du coin"
region = "CA-QC"

[traits]
scope = ["content", "community"]
platforms = ["facebook", "instagram"]
posts = 8
inbound = 40
"""
ADJUSTMENT = '[[adjustments]]\nlabel = "a gift"\namount = -1\nper = "month"\n'
DAY = date(2026, 11, 22)
NONE: Mapping[str, Any] = {}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where each test writes its mandate."""
    return tmp_path / "mandate.toml"


def load(path: Path | str | None, card: RateCard, defaults: Mapping[str, Any] = NONE, **given: Any) -> MandateFile:  # noqa: ANN401  # as the options give them
    return load_mandate(
        None if path is None else str(path),
        card,
        Overrides(**given),
        UsualAnswers(TomlDocument("config.toml", "", {}), defaults),
        "en",
    )


def refused(path: Path | None, card: RateCard, taxes: TaxTable, **given: Any) -> WrongFile:  # noqa: ANN401  # as above
    """The error of a mandate that cannot be read, or cannot be priced."""
    with pytest.raises(WrongFile) as caught:
        quote(path, card, taxes, **given)
    return caught.value


def quote(path: Path | None, card: RateCard, taxes: TaxTable, **given: Any) -> Quote:  # noqa: ANN401  # as above
    file = load(path, card, **given)
    try:
        return price(file.mandate, card, taxes, on=DAY)
    except UnsuitedMandate as error:
        raise file.refused(error) from error


# --- What is read


def test_a_mandate_is_read_from_its_file(path: Path, card: RateCard) -> None:
    path.write_text(GOOD, encoding="utf-8")

    mandate = load(path, card).mandate

    assert mandate.title == "Animation"
    assert mandate.client.region == "CA-QC"
    assert mandate.traits["posts"] == 8


def test_options_alone_make_a_mandate_in_the_screen_s_language(card: RateCard) -> None:
    mandate = load(None, card, traits={"scope": "content , community,", "posts": "12"}, client={"name": "Zoé"}).mandate

    assert mandate.language == "en"
    assert mandate.client.name == "Zoé"
    assert mandate.traits == {"scope": ["content", "community"], "posts": Decimal(12)}


def test_options_have_the_last_word(path: Path, card: RateCard) -> None:
    path.write_text(GOOD, encoding="utf-8")

    mandate = load(path, card, traits={"posts": "12"}, client={"region": "FR"}, keys={"hours": Decimal(9)}).mandate

    assert mandate.traits == {
        "scope": ["content", "community"],
        "platforms": ["facebook", "instagram"],
        "posts": Decimal(12),
        "inbound": 40,
    }
    assert (mandate.client.name, mandate.client.region) == ("Café du coin", "FR")
    assert mandate.hours == 9
    assert mandate.language == "fr"


def test_the_answers_of_the_config_come_last(path: Path, card: RateCard) -> None:
    path.write_text(GOOD, encoding="utf-8")
    defaults = {"experience": "senior", "posts": 3, "voice": "distinctive"}

    mandate = load(path, card, defaults, traits={"voice": "standard"}).mandate

    assert mandate.traits["experience"] == "senior"
    assert mandate.traits["posts"] == 8
    assert mandate.traits["voice"] == "standard"


def test_an_answer_of_the_config_that_the_card_does_not_ask_is_left_out(path: Path, card: RateCard) -> None:
    path.write_text(GOOD, encoding="utf-8")

    assert "contest" not in load(path, card, {"contest": "monthly"}).mandate.traits


@pytest.mark.parametrize("text", ["yes", "OUI", " true ", "vrai", "1"])
def test_yes_is_said_in_both_languages(card: RateCard, text: str) -> None:
    assert load(None, card, traits={"audit": text}).mandate.traits["audit"] is True


@pytest.mark.parametrize("text", ["no", "Non", "false", "faux", "0"])
def test_no_is_said_in_both_languages(card: RateCard, text: str) -> None:
    assert load(None, card, traits={"audit": text}).mandate.traits["audit"] is False


@pytest.mark.parametrize(
    ("text", "figure"),
    [("12", Decimal(12)), ("1,5", Decimal("1.5")), (" 1.5 ", Decimal("1.5")), ("-3", Decimal(-3)), ("douze", "douze")],
)
def test_a_figure_is_typed_with_a_point_or_a_comma(text: str, figure: Decimal | str) -> None:
    assert read_figure(text) == figure


def test_thousands_are_not_taken_for_decimals() -> None:
    assert read_figure("1,500") != Decimal("1.5")


# --- What is refused: a file, one line added or changed

PROOF = "[[value.proofs]]\nwhat = 'a'\nkind = 'ad-value'\namount = 3\nconfidence = 'weak'\n"
BAD = [
    # Keys, at each level.
    ("titel = 'x'\n" + GOOD, "1 titel: titel is not a key known here → did you mean “title”?"),
    (GOOD.replace("region", "regoin"), "7 client.regoin: regoin is not a key known here → did you mean “region”?"),
    (GOOD + "storeis = 3\n", "14 traits.storeis: the rate card has no trait storeis → did you mean “stories”?"),
    (GOOD + "[value]\nmonth = 12\nmonths = 12\n" + PROOF,
     "15 value.month: month is not a key known here → did you mean “months”?"),
    (GOOD + "[value]\nmonths = 12\n[[value.proofs]]\nwhat = 'a'\nkind = 'leads'\nconfidence = 'weak'\nrate = 3\n",
     "20 value.proofs[0].rate: rate is not a key known here"),
    # Packages and options.
    (GOOD + "[packages.essentiel]\n",
     "14 packages.essentiel: the rate card has no package essentiel → did you mean “essential”?"),
    (GOOD + "[packages.essential]\nprice = 3\n", "15 packages.essential.price: price is not a key known here"),
    (GOOD + "[packages.essential]\nset = { pots = 6 }\n",
     "15 packages.essential.set.pots: the rate card has no trait pots → did you mean “posts”?"),
    (GOOD + "[packages.essential]\nscale = { posts = 'half' }\n",
     '15 packages.essential.scale.posts: a number is expected, not "half"'),
    (GOOD + "[packages.essential]\nwithout = { platforms = 'tiktok', scope = 'contnet' }\n",
     '15 packages.essential.without.scope: "contnet" is not one of the choices → did you mean “content”?'),
    (GOOD + "[packages.brief]\nrecommended = true\n[packages.complete]\nrecommended = true\n",
     "17 packages.complete.recommended: two packages are recommended: brief, complete → recommend one"),
    (GOOD + "[[options]]\ntraits = { newsletters = 1 }\n", "14 options[0].label: this key is missing"),
    (GOOD + "[[options]]\nlabel = 'a'\n", "14 options[0]: an option adds something → give it traits"),
    (GOOD + "[[options]]\nlabel = 'a'\ntraits = { newsletter = 1 }\n",
     "16 options[0].traits.newsletter: the rate card has no trait newsletter → did you mean “newsletters”?"),
    (GOOD + "[[options]]\nlabel = 'a'\ntraits = { newsletters = -1 }\n",
     "16 options[0].traits.newsletters: -1 is too small: at least 0"),
    (GOOD + "[[options]]\nlabel = 'a'\nhours = 3\n",
     "16 options[0].hours: hours are added to stated hours, and this mandate states none → give the option"),
    # Answers.
    (GOOD.replace('"community"', '"comunity"'),
     '10 traits.scope: "comunity" is not one of the choices → did you mean “community”?'),
    (GOOD.replace('"community"', '"content"'), "10 traits.scope: content is there twice → keep it once"),
    (GOOD.replace('"community"', "3"), "10 traits.scope: text is expected, not 3"),
    (GOOD.replace('scope = ["content", "community"]', "scope = []"), "10 traits.scope: choose at least one → allowed"),
    (GOOD.replace('scope = ["content", "community"]\n', ""), "9 traits.scope: this trait has no answer → allowed"),
    (GOOD + "response = '2h'\n", '14 traits.response: "2h" is not one of the choices → allowed: next'),
    (GOOD + "response = ['1h']\n", '14 traits.response: text is expected, not ["1h"]'),
    (GOOD + "audit = 'yes'\n", '14 traits.audit: true or false is expected, not "yes"'),
    (GOOD + "stories = -1\n", "14 traits.stories: -1 is too small: at least 0"),
    (GOOD + "stories = 1.5\n", "14 traits.stories: a whole number is expected, not 1.5"),
    (GOOD + "stories = nan\n", "14 traits.stories: NaN is not a number one can count with"),
    (GOOD + "stories = inf\n", "14 traits.stories: Infinity is not a number one can count with"),
    (GOOD + "stories = 10001\n", "14 traits.stories: 10001 is too large: at most 10000"),
    (GOOD + f"stories = {'9' * 900}\n", "14 traits.stories: 999999999999999999999"),
    (GOOD + "stories = '3'\n", '14 traits.stories: a number is expected, not "3"'),
    (GOOD + "stories = true\n", "14 traits.stories: a number is expected, not true"),
    (GOOD + "stories = { a = 1 }\n", "14 traits.stories: a number is expected, not { … }"),
    (GOOD + "months = 0\n", "14 traits.months: 0 is too small: at least 1"),
    (GOOD + "months = 121\n", "14 traits.months: 121 is too large: at most 120"),
    (GOOD + "on_site_hours = 1.1234567\n", "14 traits.on_site_hours: 1.1234567 has too many decimals: at most 6"),
    ("[traits]\nscope = ['on-site']\nplatforms = ['facebook']\nmeetings = 0\n",
     "1 traits: there is nothing to do: no volume and no hours → give a volume (posts, carousels,"),
    # The mandate itself.
    ("language = 'es'\n" + GOOD.replace('language = "fr"\n', ""), '1 language: "es" is not allowed → allowed: fr, en'),
    ("period = 'weekly'\n" + GOOD, '1 period: "weekly" is not allowed → allowed: month, project'),
    ("period = 'project'\n" + GOOD, "? weeks: a project says how many weeks it lasts → add, for instance, weeks = 3"),
    ("weeks = 3\n" + GOOD, "1 weeks: weeks are for a project; this mandate is priced by the month → add period = "),
    ("period = 'project'\nweeks = 521\n" + GOOD, "2 weeks: 521 is too large: at most 520"),
    ("hours = 100001\n" + GOOD, "1 hours: 100001 is too large: at most 100000"),
    ("hours = -1\n" + GOOD, "1 hours: a number above zero is expected, not -1"),
    ("hours = 0\n" + GOOD, "1 hours: a number above zero is expected, not 0"),
    ("hours = nan\n" + GOOD, "1 hours: NaN is not a number one can count with"),
    ("hours = 'ten'\n" + GOOD, '1 hours: a number is expected, not "ten"'),
    ("client = 3\n[traits]\nscope = ['content']\nposts = 3\n", "1 client: a table is expected"),
    ("included = 'all'\n" + GOOD, "1 included: a list is expected"),
    ("included = [3]\n" + GOOD, "1 included[0]: text is expected, not 3"),
    (f"title = '{'x' * 501}'\n" + GOOD.replace('title = "Animation"\n', ""),
     "1 title: the text has 501 characters: at most 500"),
    (GOOD + ADJUSTMENT * 51, "? adjustments: at most 50 entries are read here"),
    (f"included = {['a'] * 201}\n" + GOOD, "1 included: at most 200 entries are read here"),
    (f"notes = '{'x' * 10001}'\n" + GOOD, "1 notes: the text has 10001 characters: at most 10000"),
]  # fmt: skip


def test_fifty_adjustments_and_two_hundred_sentences_are_read(path: Path, card: RateCard) -> None:
    path.write_text(f"included = {['a'] * 200}\n" + GOOD + ADJUSTMENT * 50, encoding="utf-8")

    mandate = load(path, card).mandate

    assert (len(mandate.adjustments), len(mandate.included)) == (50, 200)


@pytest.mark.parametrize(("text", "said"), BAD, ids=[said.split(":", 1)[0] for _, said in BAD])
def test_a_bad_mandate_names_its_line_and_its_key(
    path: Path, card: RateCard, taxes: TaxTable, text: str, said: str
) -> None:
    path.write_text(text, encoding="utf-8")

    [found] = shown(refused(path, card, taxes))

    assert found.startswith(said)


@pytest.mark.parametrize("given", ["traits = 3\n", "traits = []\n", "hours = 0\n[traits]\nscope = ['content']\n"])
def test_a_mistake_is_told_without_its_consequences(path: Path, card: RateCard, taxes: TaxTable, given: str) -> None:
    path.write_text(given, encoding="utf-8")

    assert len(shown(refused(path, card, taxes))) == 1


@pytest.mark.parametrize("scope", ["strategy", "reporting", "training", "ads", "crisis-plan"])
def test_a_scope_with_work_of_its_own_is_enough(card: RateCard, taxes: TaxTable, scope: str) -> None:
    assert quote(None, card, taxes, traits={"scope": scope}).lines


@pytest.mark.parametrize("scope", ["content", "editorial", "on-site", "community"])
def test_a_scope_without_a_volume_is_nothing_to_do(card: RateCard, taxes: TaxTable, scope: str) -> None:
    [said] = shown(refused(None, card, taxes, traits={"scope": scope}))

    assert said.startswith("? traits: there is nothing to do: no volume and no hours")


# --- Text that would not be what it looks like

TEXTS = {
    "title": 'title = "{}"\n[traits]\nscope = ["content"]\nposts = 3\n',
    "notes": 'notes = "{}"\n[traits]\nscope = ["content"]\nposts = 3\n',
    "included[1]": 'included = ["a", "{}"]\n[traits]\nscope = ["content"]\nposts = 3\n',
    "excluded[0]": 'excluded = ["{}"]\n[traits]\nscope = ["content"]\nposts = 3\n',
    "assumptions[0]": 'assumptions = ["{}"]\n[traits]\nscope = ["content"]\nposts = 3\n',
    "client.name": '[client]\nname = "{}"\n[traits]\nscope = ["content"]\nposts = 3\n',
    "client.contact": '[client]\ncontact = "{}"\n[traits]\nscope = ["content"]\nposts = 3\n',
    "client.email": '[client]\nemail = "{}"\n[traits]\nscope = ["content"]\nposts = 3\n',
    "client.address": '[client]\naddress = "{}"\n[traits]\nscope = ["content"]\nposts = 3\n',
    "client.region": '[client]\nregion = "{}"\n[traits]\nscope = ["content"]\nposts = 3\n',
    "traits.voice": '[traits]\nscope = ["content"]\nposts = 3\nvoice = "{}"\n',
    "traits.scope": '[traits]\nscope = ["content", "{}"]\nposts = 3\n',
    "value.proofs[0].what": '[traits]\nscope = ["content"]\nposts = 3\n[value]\nmonths = 3\n[[value.proofs]]\n'
    'kind = "attributed-margin"\nconfidence = "weak"\namount = 3\nwhat = "{}"\n',
    "value.proofs[0].evidence": '[traits]\nscope = ["content"]\nposts = 3\n[value]\nmonths = 3\n[[value.proofs]]\n'
    'kind = "attributed-margin"\nconfidence = "weak"\namount = 3\nwhat = "a"\nevidence = "{}"\n',
}
ESCAPES = {
    "\\u001b[31m": "U+001B",
    "\\u0000": "U+0000",
    "\\u0007": "U+0007",
    "\\u0008": "U+0008",
    "\\r": "U+000D",
    "\\u007f": "U+007F",
    "\\u009b31m": "U+009B",
    "\\u202e": "U+202E",
    "\\u2066": "U+2066",
}


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize("key", TEXTS)
def test_no_text_holds_a_control_character(path: Path, card: RateCard, taxes: TaxTable, key: str, escape: str) -> None:
    path.write_text(TEXTS[key].format(f"a{escape}b"), encoding="utf-8")

    [found] = shown(refused(path, card, taxes))

    assert found.split(" ", 1)[1] == f"{key}: the text holds the control character {ESCAPES[escape]}"


@pytest.mark.parametrize("key", ["title", "client.name", "client.region", "value.proofs[0].what"])
def test_a_line_is_one_line(path: Path, card: RateCard, taxes: TaxTable, key: str) -> None:
    path.write_text(TEXTS[key].format("a\\nb"), encoding="utf-8")

    assert shown(refused(path, card, taxes))[0].endswith("the text holds the control character U+000A")


@pytest.mark.parametrize("key", ["notes", "included[1]", "client.address", "value.proofs[0].evidence"])
def test_a_passage_may_have_several_lines(path: Path, card: RateCard, taxes: TaxTable, key: str) -> None:
    path.write_text(TEXTS[key].format("a\\n\\tb"), encoding="utf-8")

    assert quote(path, card, taxes).lines


@pytest.mark.parametrize("separator", ["\\u2028", "\\u2029"])
def test_a_line_has_no_separator_of_lines(path: Path, card: RateCard, taxes: TaxTable, separator: str) -> None:
    path.write_text(TEXTS["title"].format(f"a{separator}b"), encoding="utf-8")

    assert shown(refused(path, card, taxes))


def test_an_option_that_is_no_text_is_refused(card: RateCard, taxes: TaxTable) -> None:
    assert shown(refused(None, card, taxes, traits={"scope": "content", "posts": "3"}, client={"name": "Caf\udce9"}))


@pytest.mark.parametrize("text", ["Café — « l’été » 🌞", "日本語", "[bold]a[/bold] {b} %s", "\u200e\u200d"])
def test_ordinary_text_of_any_script_passes(path: Path, card: RateCard, text: str) -> None:
    path.write_text(f'title = "{text}"\n[traits]\nscope = ["content"]\nposts = 3\n', encoding="utf-8")

    assert load(path, card).mandate.title == text


# --- The value case

NEEDS = "a proof of kind {} needs this figure"
USELESS = "a proof of kind {} has no use for it → keep only: {}"
PROOFS = [
    ("kind = 'attributed-margin'", ["amount: " + NEEDS.format("attributed-margin")]),
    ("kind = 'leads'\ncount = 3", [f"{key}: {NEEDS.format('leads')}" for key in ("close_rate", "margin")]),
    ("kind = 'avoided-contacts'", ["count: " + NEEDS.format("avoided-contacts")]),
    ("kind = 'retained-clients'\nmargin = 3", ["count: " + NEEDS.format("retained-clients")]),
    ("kind = 'ad-value'", ["amount: " + NEEDS.format("ad-value")]),
    (
        "kind = 'attributed-margin'\namount = 3\nmargin = 3",
        ["margin: " + USELESS.format("attributed-margin", "amount")],
    ),
    (
        "kind = 'avoided-contacts'\namount = 3",
        [
            "count: " + NEEDS.format("avoided-contacts"),
            "amount: " + USELESS.format("avoided-contacts", "count"),
        ],
    ),
    (
        "kind = 'ad-value'\namount = 3\nminutes = 3",
        ["times: minutes are for each intervention: say how many times"],
    ),
    ("kind = 'sales'", ['kind: "sales" is not allowed → ']),
    ("kind = 'leads'\ncount = 3\nmargin = 3\nclose_rate = 101", ["close_rate: 101 is too large: at most 100"]),
    ("kind = 'ad-value'\namount = -3", ["amount: -3 is too small: at least 0"]),
    ("kind = 'ad-value'\namount = 3\ntimes = 1.5", ["times: a whole number is expected, not 1.5"]),
    ("", ["kind: this key is missing"]),
]


@pytest.mark.parametrize(("lines", "said"), PROOFS)
def test_a_proof_has_the_figures_of_its_kind(
    path: Path, card: RateCard, taxes: TaxTable, lines: str, said: list[str]
) -> None:
    proof = f"[value]\nmonths = 12\n[[value.proofs]]\nwhat = 'a'\nconfidence = 'weak'\n{lines}\n"
    path.write_text(GOOD + proof, encoding="utf-8")

    found = shown(refused(path, card, taxes))

    assert len(found) == len(said)
    for problem, words in zip(found, said, strict=True):
        assert problem.split(" ", 1)[1].startswith(f"value.proofs[0].{words}")


def test_a_value_case_has_a_proof(path: Path, card: RateCard, taxes: TaxTable) -> None:
    path.write_text(GOOD + "[value]\nmonths = 12\nproofs = []\n", encoding="utf-8")

    assert shown(refused(path, card, taxes)) == ["16 value.proofs: a value case has at least one proof"]


def test_a_value_case_says_its_months(path: Path, card: RateCard, taxes: TaxTable) -> None:
    path.write_text(GOOD + "[value]\nproofs = []\n", encoding="utf-8")

    assert shown(refused(path, card, taxes)) == ["14 value.months: this key is missing"]


# --- Everything at once


def test_every_problem_of_a_mandate_is_told_at_once(path: Path, card: RateCard, taxes: TaxTable) -> None:
    path.write_text(
        """\
titel = "a"
period = "weekly"
[client]
name = "a\\u001bb"
[traits]
scope = ["comunity"]
posts = -1
storeis = 3
response = "2h"
""",
        encoding="utf-8",
    )

    assert [problem.split(": ")[0] for problem in shown(refused(path, card, taxes))] == [
        "1 titel",
        "2 period",
        "4 client.name",
        "6 traits.scope",
        "7 traits.posts",
        "8 traits.storeis",
        "9 traits.response",
    ]


def test_answers_weeks_and_proofs_are_judged_together(path: Path, card: RateCard, taxes: TaxTable) -> None:
    path.write_text(
        "weeks = 3\n[traits]\nposts = -1\n[value]\nmonths = 3\n[[value.proofs]]\nwhat = 'a'\nkind = 'leads'\n"
        "confidence = 'weak'\n",
        encoding="utf-8",
    )

    assert [problem.split(": ")[0] for problem in shown(refused(path, card, taxes))] == [
        "1 weeks",
        "2 traits.scope",
        "3 traits.posts",
        "6 value.proofs[0].count",
        "6 value.proofs[0].close_rate",
        "6 value.proofs[0].margin",
    ]


def test_a_wrong_key_does_not_hide_the_others(path: Path, card: RateCard, taxes: TaxTable) -> None:
    path.write_text("titel = 'a'\nweeks = 3\n" + GOOD, encoding="utf-8")

    assert [problem.split(": ")[0] for problem in shown(refused(path, card, taxes))] == ["1 titel", "2 weeks"]


# --- Whose fault it is


def test_what_options_alone_get_wrong_is_a_matter_of_usage(card: RateCard, taxes: TaxTable) -> None:
    error = refused(None, card, taxes, traits={"scope": "content", "posts": "many"})

    assert isinstance(error, WrongOptions)
    assert shown(error) == ['? traits.posts: a number is expected, not "many"']


def test_what_options_get_wrong_over_a_good_file_is_a_matter_of_usage(
    path: Path, card: RateCard, taxes: TaxTable
) -> None:
    path.write_text(GOOD, encoding="utf-8")

    assert isinstance(refused(path, card, taxes, traits={"posts": "many"}), WrongOptions)


def test_what_a_file_gets_wrong_under_good_options_is_the_file_s(path: Path, card: RateCard, taxes: TaxTable) -> None:
    path.write_text(GOOD + "stories = -1\n", encoding="utf-8")
    error = refused(path, card, taxes, traits={"posts": "3"})

    assert not isinstance(error, WrongOptions)
    assert error.file == str(path)


def test_what_an_option_gets_wrong_has_no_line_in_the_file(path: Path, card: RateCard, taxes: TaxTable) -> None:
    path.write_text(GOOD + "stories = -1\n", encoding="utf-8")

    found = shown(refused(path, card, taxes, traits={"posts": "many"}))

    assert '12 traits.posts: a number is expected, not "many"' not in found


def test_what_the_config_gets_wrong_is_not_the_mandate_s(path: Path, card: RateCard, taxes: TaxTable) -> None:
    path.write_text(GOOD, encoding="utf-8")

    assert refused(path, card, taxes, defaults={"experience": "guru"}).file != str(path)
