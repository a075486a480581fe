"""`fourchette help`: the guides, the help of a command, and the whole of it for programs."""

from typing import Annotated

from fourchette.cli.out import formats
from fourchette.cli.shell import command_catalog, command_table, command_tree
from fourchette.cli.shell.parameters import argument, switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.problems import unknown
from fourchette.core.practice import quote_states
from fourchette.errors import ExitCode, NotFound
from fourchette.files.card import card_file, card_sources
from fourchette.files.config import config_keys
from fourchette.files.shipped import guides
from fourchette.files.shipped.resource import resource
from fourchette.files.toml.toml_read import parse
from fourchette.render.desk import guide_screen, guide_tables
from fourchette.render.words.speech import Speech

EXIT_CODES: dict[ExitCode | int, Message] = {
    ExitCode.DONE: say("done"),
    ExitCode.REFUSED: say("a check said no (--strict, fit without a plan, rules check, rules test, verify, doctor)"),
    ExitCode.USAGE: say("usage: an option or its value"),
    ExitCode.WRONG_FILE: say("a file is wrong: mandate, card, config, quote"),
    ExitCode.NOT_FOUND: say("not found, or not allowed as it stands"),
    ExitCode.DISK: say("the disk said no"),
    ExitCode.UNEXPECTED: say("an error of the program itself"),
    130: say("interrupted (Ctrl-C), or the end of the answers: nothing was written"),
}


def complete_topic(incomplete: str) -> list[str]:
    """The topics and commands that begin so."""
    return [name for name in (*guides.TOPICS, *command_table.COMMANDS) if name.startswith(incomplete)]


def help_(
    runtime: Runtime,
    topic: Annotated[
        list[str] | None, argument("[TOPIC]", "A guide, or a command; none lists them.", complete_topic)
    ] = None,
    man: Annotated[bool, switch("--man", "Print the manual page, for man to read.")] = False,
) -> int:
    """Help with a topic."""
    if runtime.everywhere.json or man:
        described = command_catalog.described(runtime.speech)
        if man:
            runtime.print(command_catalog.manual_page(described, _exit_codes(runtime.speech), runtime.speech))
        else:
            # What programs may rely on, beside the commands.
            codes, states = _exit_codes(runtime.speech), list(_states(runtime.speech))
            contracts = {"formats": [each.name for each in formats.FORMATS], "exit_codes": codes, "states": states}
            runtime.print_json("fourchette/help/1", {**described, **contracts})
        return ExitCode.DONE
    if topic and topic[0] in command_table.COMMANDS:
        return command_tree.run_command(command_tree.tree(topic), [*topic, "--help"], runtime)
    _print_guide(runtime, topic[0] if topic else None)
    return ExitCode.DONE


def _print_guide(runtime: Runtime, topic: str | None) -> None:
    if topic is not None and topic not in guides.TOPICS:
        known = (*guides.TOPICS, *command_table.COMMANDS)
        raise unknown(NotFound, say("there is no guide {name}", name=topic), topic, known)
    text = _index(runtime.speech) if topic is None else guide_text(topic, runtime.speech)
    # Where nobody looks on, a guide is the Markdown that it is written in.
    runtime.print(guide_screen.drawn(text, runtime.screen) if runtime.is_watched else text)


def guide_text(topic: str, speech: Speech) -> str:
    """The Markdown of a guide in a language, its figures those of the shipped card."""
    card = card_file.load_card().card
    figures = parse(card_sources.DEFAULT_NAME, resource(card_sources.DEFAULT_NAME)).content
    tables = {
        "traits": lambda: guide_tables.trait_table(card, speech),
        "tasks": lambda: guide_tables.task_table(card, speech),
        "settings": lambda: guide_tables.setting_table(config_keys.settings(), speech),
        "trade-words": lambda: guide_tables.word_table(
            ((each.word, each.note) for each in guides.trade_words().values()), speech
        ),
        "exit-codes": lambda: guide_tables.pair_table((speech.word("Code"), ""), _exit_codes(speech)),
        "commands": lambda: guide_tables.pair_table((speech.word("Command"), ""), _commands(speech)),
        "states": lambda: guide_tables.pair_table((speech.word("State"), ""), _states(speech)),
        "formats": lambda: ", ".join(f"`{each.extension}`" for each in formats.FORMATS),
    }
    return guide_screen.filled(guides.guide(topic, speech.language), tables, figures, speech)


def _index(speech: Speech) -> str:
    told = {
        topic: guide_screen.printed_guide(guides.guide(topic, speech.language), speech.language)
        for topic in guides.TOPICS
    }
    topics = {topic: guide_screen.heading_of(text) for topic, text in told.items()}
    head = speech.word("Guides"), ""
    ends = speech.say("`fourchette help TOPIC` prints one; `fourchette help COMMAND` is the help of a command.")
    return f"{guide_tables.pair_table(head, topics)}\n\n{ends}\n"


def _commands(speech: Speech) -> dict[str, str]:
    return {name: speech.word(part.about) for name, part in command_table.COMMANDS.items()}


def _states(speech: Speech) -> dict[str, str]:
    return {state: speech.say(words) for state, words in quote_states.STATE_WORDS.items()}


def _exit_codes(speech: Speech) -> dict[str, str]:
    return {str(int(code)): speech.say(words) for code, words in EXIT_CODES.items()}
