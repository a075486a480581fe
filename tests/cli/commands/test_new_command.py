"""The interview at a terminal: asked one at a time, gone back through, interrupted, and written whole or not at all."""

import re
import shlex
from pathlib import Path

import pytest

from conftest import Cli
from terminal import Program, Terminal

PROMPT = "> "
DAY = ("--date", "2026-11-22")
# The café's mandate, by the beginning of each question; Enter where nothing is said.
CAFE = {
    "fr": {
        "Pour quel client": "Café du coin",
        "Où se trouve le client": "québec",
        "Quel titre": "Animation",
        "Que comprend le mandat": "1,2",
        "Sur quelles plateformes": "facebook, insta",
        "Combien de publications (texte": "8",
        "Combien de stories": "8",
        "Combien de commentaires": "40",
    },
    "en": {
        "For which client": "Café du coin",
        "Where is the client": "QC",
        "What is the mandate called": "Animation",
        "What does the mandate include": "content,community",
        "On which platforms": "1 2",
        "How many posts (text": "8",
        "How many stories": "8",
        "How many comments": "40",
    },
}
FILE_ASKED = {"fr": "Fichier de mandat", "en": "Mandate file"}
NOTHING = {"fr": "Rien n’a été écrit.", "en": "Nothing was written."}
AMOUNT = {"fr": "698,75 $", "en": "$698.75"}


def interview(terminal: Terminal, *options: str, **environment: str) -> Program:
    return terminal("new", *options, *DAY, **{"NO_COLOR": "1", **environment})


def answer(program: Program, said: dict[str, str], until: str = "") -> str:
    """Answer each question as it comes, by Enter where it is not among those said; stop before a question."""
    while True:
        question = program.until(PROMPT)
        if until and until in question:
            return question
        program.type(next((words for beginning, words in said.items() if beginning in question), ""))
        if "Enregistrer la soumission" in question or "Keep the quote" in question:
            return question


def flat(text: str) -> str:
    """The text with plain spaces."""
    return re.sub(r"[\s\u00a0]+", " ", text)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_interview_writes_a_mandate_that_prices_to_what_it_showed(
    terminal: Terminal, cli: Cli, tmp_path: Path, language: str
) -> None:
    program = interview(terminal, "--lang", language)
    ending = answer(program, CAFE[language], until=FILE_ASKED[language])
    shown = flat(program.screen[: program.screen.index(ending)].rsplit("──", 1)[1].splitlines()[0])
    program.type("")
    answer(program, {})

    assert program.code() == 0
    assert AMOUNT[language] in shown
    priced = cli("quote", str(tmp_path / "cafe-du-coin.toml"), "--lang", language, *DAY)
    assert AMOUNT[language] in flat(priced.out)
    assert priced.out in program.screen


def test_the_file_says_what_was_said_and_no_more(terminal: Terminal, tmp_path: Path) -> None:
    program = interview(terminal, "cafe.toml")
    answer(program, CAFE["en"])

    assert program.code() == 0
    assert (tmp_path / "cafe.toml").read_text(encoding="utf-8") == (
        'schema = 1\ntitle = "Animation"\nlanguage = "en"\n\n'
        '[client]\nname = "Café du coin"\nregion = "CA-QC"\n\n'
        '[traits]\nscope = [\n    "content",\n    "community",\n]\n'
        'platforms = [\n    "facebook",\n    "instagram",\n]\nposts = 8\nstories = 8\ninbound = 40\n'
    )


def test_what_the_last_answer_moved_stands_under_the_price(terminal: Terminal) -> None:
    program = interview(terminal)
    answer(program, CAFE["en"], until="How many stories")
    program.type("8")

    question = flat(program.until(PROMPT))

    assert "$65/h · 10.25 h · $666.25 a month Stories · +1.5 h · +$97.50 a month" in question


def test_one_step_back_asks_again_and_offers_what_was_typed(terminal: Terminal, tmp_path: Path) -> None:
    program = interview(terminal, "cafe.toml")
    answer(program, CAFE["en"], until="How many stories")
    program.type("<")
    assert "posts [8] >" in program.until(PROMPT)
    program.type("back")
    assert "How experienced" in program.until(PROMPT)
    program.type("")
    program.until("posts [8] > ")
    program.type("12")
    answer(program, CAFE["en"])

    assert program.code() == 0
    assert "posts = 12\n" in (tmp_path / "cafe.toml").read_text(encoding="utf-8")


def test_before_the_first_question_there_is_none(terminal: Terminal) -> None:
    program = interview(terminal)
    program.until(PROMPT)
    program.type("<")

    program.until("This is the first question.")


def test_an_invalid_answer_says_what_is_allowed_and_asks_again(terminal: Terminal) -> None:
    program = interview(terminal, "--client", "Café", "--title", "x")
    for typed, refused in (
        ("", "Where is the client?"),  # a region may be left out
        ("klingon", "“klingon” is not one of the answers"),
        ("1", ""),
        ("", ""),
        ("", "this question has no answer by default"),
        ("contnt", "did you mean “content”?"),
        ("co", ""),
    ):
        program.until(PROMPT)
        program.type(typed)
        if refused and refused != "Where is the client?":
            program.until(refused)
    program.until("“co” could be any of these: content, community")
    program.until(PROMPT)
    program.type("content")
    answer(program, {}, until="How many posts")
    for typed, refused in (
        ("many", "a number from 0 to 10,000"),
        ("1.5", "a whole number is expected, not 1.5"),
        ("20000", "20000 is too large: at most 10000"),
        ("1,500", "write 1500, without a sign for the thousands"),
    ):
        program.type(typed)
        program.until(refused)
        program.until(PROMPT)


def test_a_number_may_have_a_comma_a_space_and_its_sign(terminal: Terminal, tmp_path: Path) -> None:
    program = interview(terminal, "ads.toml", "--lang", "fr", "-t", "scope=ads,on-site")
    answer(program, {"Quel budget publicitaire": "1 500,50 $", "heures de présence": "2,5"})

    assert program.code() == 0
    text = (tmp_path / "ads.toml").read_text(encoding="utf-8")
    assert "ad_spend = 1500.50\n" in text
    assert "on_site_hours = 2.5\n" in text


def test_a_question_mark_says_why_and_asks_again(terminal: Terminal) -> None:
    program = interview(terminal, "-t", "scope=content")
    answer(program, {}, until="How experienced")
    program.type("?")

    told = flat(program.until(PROMPT))

    assert "Experience sets the starting rate." in told
    assert "Senior (6 to 10 years) $80/h (70 to 95)" in told


def test_the_last_questions_say_why_too_and_can_be_gone_back_from(terminal: Terminal, tmp_path: Path) -> None:
    program = interview(terminal, "--client", "Café", "-t", "scope=content", "-t", "posts=8")
    answer(program, {}, until="More detail?")
    program.type("?")
    assert "What is not asked keeps the card’s usual answer." in flat(program.until(PROMPT))
    program.type("<")
    assert "For how many months?" in program.until(PROMPT)
    program.type("")
    program.until(PROMPT)
    program.type("")
    program.until("Mandate file")
    program.until(PROMPT)
    for said in ("Your answers, in plain text", "There it has a number"):
        program.type("?")
        assert said in flat(program.until(PROMPT))
        program.type("")
        program.until(PROMPT) if said.startswith("Your") else None

    assert program.code() == 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["cafe.toml"]


@pytest.mark.parametrize("typed", ["q", "quit"])
def test_leaving_writes_nothing_and_says_how_to_go_on(terminal: Terminal, tmp_path: Path, typed: str) -> None:
    program = interview(terminal, "cafe.toml")
    answer(program, CAFE["en"], until="How many stories")
    program.type(typed)

    assert program.code() == 0
    assert "Nothing was written." in program.screen
    assert (
        "fourchette new cafe.toml --client 'Café du coin' --region CA-QC --title Animation "
        "-t scope=content,community -t platforms=facebook,instagram -t posts=8" in flat(program.screen)
    )
    assert [path for path in tmp_path.iterdir() if path.name != "home"] == []


@pytest.mark.parametrize("until", ["Mandate file", "Keep the quote", "More detail?"])
def test_one_leaves_at_the_last_questions_too(terminal: Terminal, tmp_path: Path, until: str) -> None:
    program = interview(terminal, "-t", "scope=content", "-t", "posts=8")
    answer(program, {}, until=until)
    program.type("q")

    assert program.code() == 0
    assert "Nothing was written." in program.screen
    assert [path for path in tmp_path.iterdir() if path.name != "home"] == []


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("en", "For which client", "! the text holds the control character U+001B"),
        ("fr", "Pour quel client", "! le texte contient le caractère de contrôle U+001B"),
    ],
)
def test_a_name_with_a_sign_of_control_is_refused_and_asked_again(
    terminal: Terminal, language: str, question: str, words: str
) -> None:
    program = interview(terminal, "--lang", language)
    answer(program, {}, until=question)
    program.type("Caf\x1b[31mé")

    assert words in flat(program.until(PROMPT))


def test_on_standard_output_stands_the_mandate_and_nothing_else(terminal: Terminal, cli: Cli, tmp_path: Path) -> None:
    program = terminal("new", "-", "-t", "scope=content", "-t", "posts=8", "--client", "Café", *DAY, NO_COLOR="1")
    answer(program, {})

    assert program.code() == 0
    written = tmp_path / "cafe.toml"
    written.write_text(program.screen[program.screen.index("schema = 1") :], encoding="utf-8")
    assert cli("quote", str(written), *DAY).code == 0
    assert "Written" not in program.screen
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["cafe.toml"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("key", ["interrupt", "end"])
@pytest.mark.parametrize("where", ["the first question", "a later one", "the last words"])
def test_an_interruption_or_the_end_of_the_input_writes_nothing(
    terminal: Terminal, tmp_path: Path, language: str, key: str, where: str
) -> None:
    last = {
        "the first question": next(iter(CAFE[language])),
        "a later one": list(CAFE[language])[-1],
        "the last words": FILE_ASKED[language],
    }[where]
    program = interview(terminal, "--lang", language)
    answer(program, CAFE[language], until=last)
    getattr(program, key)()

    assert program.code() == 130
    assert NOTHING[language] in program.screen
    assert [path for path in tmp_path.iterdir() if path.name != "home"] == []


def test_going_on_from_where_one_left_asks_only_the_rest(terminal: Terminal, tmp_path: Path) -> None:
    program = interview(terminal, "cafe.toml", "-t", "scope=content", "-t", "posts=8", "--client", "Café")
    answer(program, {})

    assert program.code() == 0
    assert "How many posts" not in program.screen
    assert "For which client" not in program.screen
    assert "posts = 8" in (tmp_path / "cafe.toml").read_text(encoding="utf-8")


def test_where_nothing_is_to_be_done_the_volumes_are_asked_again(terminal: Terminal) -> None:
    program = interview(terminal, "-t", "scope=content")
    answer(program, {}, until="How many posts")
    program.type("")
    answer(program, {}, until="How many posts")

    assert "there is nothing to do: no volume and no hours" in program.screen


def test_what_was_not_asked_is_said_with_its_reason(terminal: Terminal) -> None:
    program = interview(terminal, "cafe.toml", "-t", "scope=content")
    answer(program, {"How many posts": "8", "More detail": "y"})

    told = flat(program.screen)
    assert "Not asked, as it goes with “Scope includes Community management and replies”: Comments and messages" in told
    assert "Not asked, as no answer would change this price: Share of messages that need a reply (%), Peaks." in told
    assert "How many comments" not in told


def test_a_project_is_asked_its_weeks_and_is_priced_as_one(terminal: Terminal, cli: Cli, tmp_path: Path) -> None:
    program = interview(terminal, "p.toml", "-t", "scope=content", "-t", "platforms=facebook")
    answer(program, {"monthly mandate, or a project": "project", "How many weeks": "3", "How many posts": "8"})

    assert program.code() == 0
    assert "$438.75 for the project" in flat(program.screen)
    assert "$390.00" in cli("quote", str(tmp_path / "p.toml"), *DAY).out


def test_a_trait_of_her_own_is_asked_without_a_line_of_python(terminal: Terminal, home: Path) -> None:
    assert terminal("rules", "init").code() == 0
    with (home / "ratecard.toml").open("a", encoding="utf-8") as card:
        card.write(
            '[traits.contest]\nkind = "yes-no"\nlabel = "Contest"\nquestion = "Is there a contest?"\n'
            'default = false\nwhy = "A draw takes care."\nadd = 4\n'
        )
    program = interview(terminal, "cafe.toml", "-t", "scope=content")
    answer(program, {"How many posts": "8", "More detail": "y", "Is there a contest?": "y"})

    assert program.code() == 0
    assert "Is there a contest?" in program.screen
    assert "$69/h" in program.screen


def test_the_usual_answers_are_not_asked_and_stay_in_the_config(terminal: Terminal, home: Path, tmp_path: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[traits]\nexperience = "senior"\n', encoding="utf-8")
    program = interview(terminal, "cafe.toml", "-t", "scope=content")
    answer(program, {"How many posts": "8"})

    assert program.code() == 0
    assert "How experienced" not in program.screen
    assert "$80/h" in program.screen
    assert "experience" not in (tmp_path / "cafe.toml").read_text(encoding="utf-8")


def test_a_file_that_exists_is_refused_before_anything_is_asked(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "cafe.toml").write_text("mine", encoding="utf-8")
    program = interview(terminal, "cafe.toml")

    assert program.code() == 4
    assert PROMPT not in program.screen
    assert (tmp_path / "cafe.toml").read_text(encoding="utf-8") == "mine"

    forced = interview(terminal, "cafe.toml", "-t", "scope=content", "-t", "posts=8", "--force")
    answer(forced, {})
    assert forced.code() == 0
    assert "posts = 8" in (tmp_path / "cafe.toml").read_text(encoding="utf-8")


def test_a_file_taken_in_the_meantime_is_left_and_another_name_asked(terminal: Terminal, tmp_path: Path) -> None:
    program = interview(terminal, "cafe.toml", "-t", "scope=content", "-t", "posts=8")
    answer(program, {}, until="Keep the quote")
    (tmp_path / "cafe.toml").write_text("mine", encoding="utf-8")
    program.type("no")
    program.until("exists already and is left as it was")
    program.until(PROMPT)
    program.type("<")  # everything else is settled: the name is asked again
    program.until("Mandate file to write [mandate.toml] > ")
    program.type("other")

    assert program.code() == 0
    assert (tmp_path / "cafe.toml").read_text(encoding="utf-8") == "mine"
    assert "posts = 8" in (tmp_path / "other.toml").read_text(encoding="utf-8")


def test_a_name_that_cannot_be_is_asked_again_and_one_can_go_back_from_it(terminal: Terminal, tmp_path: Path) -> None:
    program = interview(terminal, "--client", "Café", "-t", "scope=content", "-t", "posts=8")
    answer(program, {"More detail": "y"}, until="Mandate file to write [cafe.toml]")
    program.type("nowhere/cafe.toml")
    program.until("the folder does not exist")
    program.until(PROMPT)
    program.type("<")
    assert "How many accounts" in program.until(PROMPT)
    program.type("2")
    answer(program, {})

    assert program.code() == 0
    assert "accounts = 2" in (tmp_path / "cafe.toml").read_text(encoding="utf-8")


def test_the_quote_may_be_kept_in_the_book(terminal: Terminal, home: Path) -> None:
    program = interview(terminal, "cafe.toml", "-t", "scope=content", "-t", "posts=8")
    answer(program, {"Keep the quote": "y"})
    for question, typed in (("What name", "Zoé"), ("email", ""), ("registered", "no")):
        program.until(question)
        program.type(typed)

    assert program.code() == 0
    assert (home / "quotes" / "2026" / "2026-001.toml").exists()
    assert "2026-001 ·" in program.screen


@pytest.mark.parametrize(
    ("profile", "asked"),
    [('name = "Zoé"\n', 0), ('name = ""\nemail = "a@example.org"\nregistered = false\nregion = "CA-QC"\n', 1)],
)
def test_who_sells_is_asked_where_it_is_not_said_and_may_be_left_unsaid(
    terminal: Terminal, home: Path, profile: str, asked: int
) -> None:
    home.mkdir()
    config = f"[profile]\n{profile}"
    (home / "config.toml").write_text(config, encoding="utf-8")
    program = interview(terminal, "cafe.toml", "-t", "scope=content", "-t", "posts=8")
    answer(program, {"Keep the quote": "y"})
    if asked:
        program.until("What name")
        program.type("")

    assert program.code() == 0
    assert program.screen.count("Who sells?") == asked
    assert (home / "config.toml").read_text(encoding="utf-8") == config
    assert (home / "quotes" / "2026" / "2026-001.toml").exists()


def test_the_file_names_the_schema_of_her_folder(terminal: Terminal, home: Path, tmp_path: Path) -> None:
    assert terminal("rules", "init").code() == 0
    program = interview(terminal, "cafe.toml", "-t", "scope=content", "-t", "posts=8")
    answer(program, {})

    assert program.code() == 0
    first = (tmp_path / "cafe.toml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"#:schema {(home / 'mandate.schema.json').as_uri()}"


def test_a_wrong_config_is_told_before_anything_is_asked(terminal: Terminal, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[traits]\nexperience = "senor"\n', encoding="utf-8")
    program = interview(terminal)

    assert program.code() == 3
    assert "did you mean “senior”?" in program.screen


def test_an_option_that_is_no_line_of_text_is_refused_before_anything_is_asked(terminal: Terminal) -> None:
    program = interview(terminal, "--client", "Caf\x1b[31mé")

    assert program.code() == 2
    assert "--client: the text holds the control character U+001B" in program.screen


def test_on_a_terminal_without_signs_beyond_ascii_everything_is_still_said(terminal: Terminal) -> None:
    program = interview(terminal, "-t", "scope=content", "-t", "posts=8", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    answer(program, {})

    assert program.code() == 0
    assert "Experience ---" in program.screen
    assert "2  Intermediate (3 to 5 years) <" in program.screen


def test_without_a_terminal_the_command_to_copy_gives_the_same(cli: Cli) -> None:
    refused = cli("new")
    (command,) = re.findall(r"fourchette (quote .*)", refused.err)

    assert refused.code == 2
    assert "$698.75" in cli(*shlex.split(command), *DAY).out


def test_colours_are_for_terminals_that_want_them(terminal: Terminal) -> None:
    assert "\x1b[" in interview(terminal, TERM="xterm", NO_COLOR="").until(PROMPT)
    assert "\x1b[" not in interview(terminal, TERM="xterm", NO_COLOR="1").until(PROMPT)


def test_what_the_config_keeps_of_a_client_is_not_asked_and_not_written(
    terminal: Terminal, home: Path, tmp_path: Path
) -> None:
    home.mkdir()
    kept = '[clients.cafe]\nname = "Café du coin"\nregion = "CA-QC"\nlanguage = "fr"\n'
    (home / "config.toml").write_text(kept, encoding="utf-8")
    path = tmp_path / "cafe.toml"
    said = {words: answer for words, answer in CAFE["en"].items() if "client" not in words}

    program = interview(terminal, str(path), "--client", "cafe", "--lang", "en")
    answer(program, said)

    assert program.code() == 0
    assert "Where is the client" not in program.screen
    text = path.read_text(encoding="utf-8")
    assert 'client = "cafe"' in text
    assert "CA-QC" not in text
    assert "$698.75" in program.screen
