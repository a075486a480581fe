"""`show` is what `quote` was: the same words, figures and record, in both languages, but for number and state."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from builders import mandates
from conftest import EXAMPLES, Cli
from fourchette.core.basis.text import LANGUAGES, Language, Text
from fourchette.core.card.changes import Option
from fourchette.core.mandate.mandate import Client, Mandate, Proof, ValueClaim
from fourchette.core.record.plain import plain_noun
from fourchette.files.book.book import open_quote
from fourchette.files.book.quote_seal import offered_part, rebuilt, sealed
from fourchette.files.toml.toml_write import emit
from render.quotes import CARD

DAY = "2026-11-22"
NUMBER = "2026-001"
SHOP, CAFE, FESTIVAL = (str(EXAMPLES / f"{name}.toml") for name in ("shop", "cafe", "festival"))
# Work that is done once, and nothing else.
ONCE = ("--scope", "training", "-t", "meetings=0", "--region", "CA-QC")
# What a trait answers, or a condition asks of it, is text for one and yes or no for another.
ANSWERED = {"default", "value"}
VIDEO = Option(label=Text("Une vidéo", "A video"), traits={"videos_produced": 1})
CONFIG = """\
schema = 1
[profile]
name = "Studio Rivière"
region = "CA-QC"
minimum_rate = 63.17
[profile.terms]
overage = 10
deposit = 40
"""


def keep(cli: Cli, *asked: str) -> None:
    run = cli("quote", *asked, "--save", "--date", DAY)
    assert run.code == 0, run.err


def told(printed: str) -> tuple[str, str]:
    """The words of the heading, on one line or two, then all that is under it."""
    heading, under = printed.split("\n\n", 1)
    return " ".join(heading.split()), under


def assert_shown_as_quoted(cli: Cli, number: str, language: Language, *asked: str) -> None:
    """What `show` prints and says in JSON is what `quote` does, but for the number and the state."""
    quoted, shown = (
        cli(*command, "--lang", language) for command in (("quote", *asked, "--date", DAY), ("show", number))
    )
    heading, under = told(shown.out)

    assert (heading.replace(f"{number} · {'brouillon' if language == 'fr' else 'draft'} · ", ""), under) == told(
        quoted.out
    )
    quoted, shown = (cli(*command, "--json") for command in (("quote", *asked, "--date", DAY), ("show", number)))
    record = json.loads(shown.out)["result"]["result"]
    assert (record["number"], record["status"]) == (number, "draft")
    assert {**record, "number": None, "status": None} == json.loads(quoted.out)["result"]


def values(months: int) -> st.SearchStrategy[ValueClaim]:
    proofs = st.builds(
        Proof,
        what=st.just("Ventes suivies"),
        kind=st.sampled_from(["attributed-margin", "ad-value"]),
        confidence=st.sampled_from(["tracked", "plausible", "weak"]),
        evidence=st.sampled_from(["GA4, rapport de septembre", ""]),
        amount=st.integers(1, 90_000).map(Decimal),
        times=st.none() | st.integers(1, 500).map(Decimal),
        minutes=st.none() | st.integers(1, 30).map(Decimal),
    )
    one_or_two = st.lists(proofs, min_size=1, max_size=2).map(tuple)
    return st.builds(ValueClaim, months=st.just(Decimal(months)), proofs=one_or_two)


@st.composite
def asked(draw: st.DrawFn) -> Mandate:
    """Any mandate under the default card, with a value case and options or without, in either language."""
    return replace(
        draw(mandates(CARD)),
        title=draw(st.sampled_from(["Animation", ""])),
        language=draw(st.sampled_from(LANGUAGES)),
        client=Client(name="Café du coin", region=draw(st.sampled_from(["CA-QC", "CA-ON", "FR", "GB", None]))),
        value=draw(st.none() | values(12)),
        options=draw(
            st.sampled_from([(), (Option(label=Text("Une vidéo", "A video"), traits={"videos_produced": 1}),)])
        ),
    )


@given(mandate=asked(), spoken=st.tuples(st.sampled_from(LANGUAGES), st.sampled_from([(), ("--packages",)])))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
def test_any_saved_quote_is_shown_as_it_was_quoted(
    cli: Cli, home: Path, tmp_path: Path, mandate: Mandate, spoken: tuple[Language, tuple[str, ...]]
) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(CONFIG, encoding="utf-8")
    file = tmp_path / "mandate.toml"
    file.write_text(emit({"schema": 1, **plain_noun(mandate)}), encoding="utf-8")
    language, packages = spoken
    asked = (str(file), *packages)
    run = cli("quote", *asked, "--save", "--date", DAY, "--json")
    assume(run.code == 0)

    assert_shown_as_quoted(cli, json.loads(run.out)["result"]["number"], language, *asked)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "asked",
    [
        (SHOP,),
        (FESTIVAL,),
        (CAFE, "--packages", "-t", "rush=24h"),
        (CAFE, "--hours", "12", "-t", "rush=24h"),
        (CAFE, "--scope", "content,training"),
        ONCE,
    ],
)
def test_a_saved_quote_is_shown_as_it_was_quoted(
    cli: Cli, tmp_path: Path, asked: tuple[str, ...], language: Language
) -> None:
    if asked == ONCE:
        # What is asked by options alone makes a mandate in the language of the screen.
        asked = (str(tmp_path / "once.toml"), *asked)
        (tmp_path / "once.toml").write_text('schema = 1\nlanguage = "fr"\n', encoding="utf-8")
    keep(cli, *asked)

    assert_shown_as_quoted(cli, NUMBER, language, *asked)


def test_hours_of_work_done_once_are_told_with_their_band(cli: Cli) -> None:
    keep(cli, *ONCE)
    record = json.loads(cli("quote", *ONCE, "--json").out)["result"]

    assert "7.5 h once; between 6 h and 9.25 h" in cli("show", NUMBER).out.replace("\u00a0", " ")
    assert record["hours"] == {"low": "6.00", "target": "7.50", "high": "9.25"}
    assert sum(Decimal(line["hours"]) for line in record["lines"]) == Decimal("7.50")


def test_a_file_that_kept_no_hours_of_work_done_once_still_verifies_and_shows_them(cli: Cli, home: Path) -> None:
    keep(cli, *ONCE)
    path = home / "quotes" / "2026" / f"{NUMBER}.toml"
    quote = open_quote(path)
    printed, (target, *_) = cli("show", NUMBER).out, quote.content["result"]["hours"].values()
    table = "[result.hours]\n" + "".join(
        f"{key} = {hours}\n" for key, hours in quote.content["result"]["hours"].items()
    )
    before = offered_part(quote.text)
    assert (before.count(table), target > 0) == (1, True)
    without = before.replace(table, "[result.hours]\nlow = 0.00\ntarget = 0.00\nhigh = 0.00\n")
    # The programs that kept none were of the first schema, whose head had no chain.
    without = re.sub(r'\nchain = ".*"\n', "\n", without.replace("schema = 2\n", "schema = 1\n", 1), count=1)
    path.write_text(rebuilt(sealed(without), quote.history), encoding="utf-8")

    assert cli("verify").code == 0
    assert cli("show", NUMBER).out == printed


def test_a_surcharge_of_some_lines_names_them(cli: Cli) -> None:
    keep(cli, CAFE, "-t", "rush=24h")

    (step,) = (line for line in cli("show", NUMBER).out.splitlines() if "+50%" in line)
    assert "(Content)" in step


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_its_card_is_gone_a_quote_is_shown_as_it_was_saved_and_that_is_said(
    cli: Cli, home: Path, language: Language
) -> None:
    keep(cli, CAFE)
    for card in (home / "cards").iterdir():
        card.unlink()
    run = cli("show", NUMBER, "--lang", language)

    assert run.code == 0
    assert "Conversation avec la communauté" in run.out
    assert ("shown in the words it was saved in" in run.err) == (language == "en")


def kinds(content: Any, key: str = "") -> dict[str, set[str]]:  # noqa: ANN401  # whatever JSON holds
    """The types of the plain values that stand under each key, wherever it is."""
    found: dict[str, set[str]] = {}
    if not isinstance(content, dict | list):
        return {} if content is None else {key: {type(content).__name__}}
    for name, value in content.items() if isinstance(content, dict) else ((key, item) for item in content):
        for each, types in kinds(value, name).items():
            found.setdefault(each, set()).update(types)
    return found


@pytest.mark.parametrize("command", [("show", NUMBER), ("rules", "show"), ("config", "show"), ("quote", SHOP)])
def test_each_key_of_the_json_has_one_type_and_a_figure_is_a_string(
    cli: Cli, home: Path, command: tuple[str, ...]
) -> None:
    home.mkdir()
    (home / "config.toml").write_text(CONFIG, encoding="utf-8")
    keep(cli, SHOP, "--packages")
    for hours in ("3", "3.5"):
        cli("send", NUMBER)
        cli("hours", NUMBER, hours, "--lane", "content")
    found = kinds(json.loads(cli(*command, "--json").out))

    assert {key for key, types in found.items() if types & {"int", "float"}} <= {"revision", "events", "people", "line"}
    assert {key: types for key, types in found.items() if len(types) > 1 and key not in ANSWERED} == {}
