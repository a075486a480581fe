"""`fourchette new`: the interview, which ends with a mandate's file and its quote."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fourchette.cli import options, pricing
from fourchette.cli.ask import dialogue as dialogues
from fourchette.cli.ask import first_minute
from fourchette.cli.ask.asking import somebody_is_there
from fourchette.cli.clock import day_of
from fourchette.cli.commands import config_init_command
from fourchette.cli.out import delivery
from fourchette.cli.pricing import traits_of
from fourchette.cli.shell.parameters import argument, option
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.ask import interview
from fourchette.core.ask.interview import (
    CLIENT,
    LANGUAGE,
    PERIOD,
    REGION,
    TITLE,
    TRAITS,
    WEEKS,
    AnswerKind,
    Key,
    Question,
)
from fourchette.core.basis.messages import say
from fourchette.core.basis.reading import Refusal, read_line
from fourchette.core.card import rate_card
from fourchette.core.mandate import answers as answering
from fourchette.core.price import quote as quotes
from fourchette.errors import UsageError, UserError
from fourchette.files.mandate import mandate_draft, mandate_file, mandate_layers
from fourchette.files.mandate.mandate_layers import value_at
from fourchette.files.toml.disk import export, refuse_nowhere, refuse_taken
from fourchette.files.toml.toml_read import parse
from fourchette.files.toml.wrong_file import Located, WrongFile, WrongOptions
from fourchette.render.desk import interview_screen

# The questions of the frame that an option can answer, and that option.
_OPTIONS: Mapping[Key, str] = {CLIENT: "--client", REGION: "--region", TITLE: "--title"}
# What a document lacks where her config does not say it.
_WHO_SELLS = ("profile.name", "profile.email", "profile.registered", "profile.registrations")


def new(
    runtime: Runtime,
    file: Annotated[
        Path | None, argument("[FILE]", "The mandate file to write, or -; its name is asked without one.")
    ] = None,
    client: options.ClientOption = None,
    region: options.RegionOption = None,
    title: options.TitleOption = None,
    trait: Annotated[
        list[str] | None, option("NAME=VALUE", "An answer known already: it is not asked.", "--trait", "-t")
    ] = None,
    force: options.ForceOption = False,
    day: options.QuoteDayOption = None,
) -> None:
    """Interview, write, and quote."""
    runtime = first_minute.settle_place(runtime, region)
    today, card = day_of(day), runtime.card.card
    answers = _typed_answers(card, trait or [])
    _refuse_without_terminal(runtime, card)
    if file is not None:
        file = file if file == delivery.STANDARD_OUTPUT else dialogues.with_extension(str(file))
        _refuse_file(file, force=force)
    kept = next(runtime.usual.clients.layer(client or ""), None)
    frame = {**_lines({CLIENT: client, REGION: region, TITLE: title}), **_said_by(kept, region)}
    dialogue = dialogues.Dialogue(runtime, _session(runtime, {**frame, **answers}))
    try:
        path, keeps = _interview(dialogue, file, force=force)
        if keeps:
            dialogue.runtime = runtime = _introduced(runtime)
        quote, path = _write(dialogue, path, today, kept, force=force)
    except dialogues.Leaving:
        _tell_nothing_written(dialogue, file)
        return
    except KeyboardInterrupt:
        runtime.complain("\n")
        _tell_nothing_written(dialogue, file)
        raise
    _deliver(runtime, quote, path, keeps=keeps)


def _said_by(kept: "mandate_layers.Layer | None", region: str | None) -> dict[Key, Any]:
    """What the config keeps of a client, which need not be asked; a region that an option says stands over it."""
    found = {} if kept is None else {key: value_at(kept.content, key) for key in (CLIENT, REGION, LANGUAGE)}
    return {key: value for key, value in found.items() if value and not (key == REGION and region)}


def _lines(given: Mapping[Key, str | None]) -> dict[Key, str]:
    """What the options say of the frame; raises UsageError on what is no line of text."""
    lines: dict[Key, str] = {}
    for key, value in given.items():
        try:
            lines |= {} if value is None else {key: read_line(value)}
        except Refusal as refusal:
            raise UsageError(say("{name}: {reason}", name=_OPTIONS[key], reason=refusal.message)) from refusal
    return lines


def _typed_answers(card: "rate_card.RateCard", pairs: Sequence[str]) -> dict[Key, Any]:
    """The answers given as options; raises WrongOptions with all that is wrong with them."""
    answers = {name: mandate_file.typed_answer(card.traits.get(name), text) for name, text in traits_of(pairs).items()}
    if problems := _problems_of(card, answers):
        raise WrongOptions(mandate_file.OPTIONS, problems)
    return {(TRAITS, name): answer for name, answer in answers.items()}


def _problems_of(card: "rate_card.RateCard", answers: Mapping[str, Any]) -> "list[Located]":
    """What is wrong with some answers, whatever is not answered yet."""
    return [Located(problem) for problem in answering.trait_problems(card, answers) if problem.path[-1] in answers]


def _refuse_without_terminal(runtime: Runtime, card: "rate_card.RateCard") -> None:
    """Where nobody can answer, say how to do the same without questions."""
    if somebody_is_there(runtime):
        return
    example = next(iter(card.examples), None)
    traits = [] if example is None else _as_options({(TRAITS, name): raw for name, raw in example.traits.items()})
    command = shlex.join(["fourchette", "quote", *traits])
    raise UsageError(
        say("the interview needs a terminal to answer in"),
        say("give the answers as options, or in a file; for instance: {command}", command=command),
    )


def _as_options(said: Mapping[Key, Any]) -> Iterator[str]:
    """Answers as the options that give them."""
    for key, raw in said.items():
        if key in _OPTIONS:
            yield from (_OPTIONS[key], str(raw))
        elif key[0] == TRAITS:
            words = ",".join(map(str, raw)) if isinstance(raw, list | tuple) else raw
            yield from ("-t", f"{key[1]}={str(words).lower() if isinstance(raw, bool) else words}")


def _refuse_file(path: Path, *, force: bool) -> None:
    """Refuse a name that could not be written under, before anything is asked."""
    if path == delivery.STANDARD_OUTPUT:
        return
    refuse_nowhere(path)
    if not force:
        refuse_taken(path)


def _session(runtime: Runtime, said: Mapping[Key, Any]) -> "interview.Session":
    """The session to begin with: what is known is not asked."""
    card = runtime.card.card
    usual = {name: raw for name, raw in runtime.config.traits.items() if name in card.traits}
    if problems := _problems_of(card, usual):
        raise WrongFile(str(runtime.home.config), problems)
    replies = tuple(interview.Reply(key, raw) for key, raw in said.items())
    return interview.Session(card, _frame(runtime), usual, replies, len(replies), mandate_draft.main_traits())


def _frame(runtime: Runtime) -> dict[Key, Question]:
    """The questions before the card's own, with what stands in for an answer."""
    taxes = runtime.taxes
    own = runtime.config.profile.region
    seller = own if own in taxes.regions else None
    defaults: dict[Key, str | None] = {LANGUAGE: runtime.language, PERIOD: "month", REGION: seller}
    regions = taxes.places
    frame = {}
    for key, words in mandate_draft.frame_questions().items():
        choices = regions if key == REGION else words.choices
        kind: AnswerKind = "number" if key == WEEKS else "one" if choices else "text"
        frame[key] = Question(
            key, kind, words.label, words.question, words.why, words.unit, choices, default=defaults.get(key)
        )
    return frame


def _interview(dialogue: "dialogues.Dialogue", file: Path | None, *, force: bool) -> tuple[Path, bool]:
    """Ask everything; the file to write, and whether to keep the quote in the book."""
    runtime, card = dialogue.runtime, dialogue.session.card
    dialogue.open()
    ending = None
    while ending is None:
        session = dialogue.run()
        name = mandate_draft.proposed_name(session.mandate.client.name, Path()) if file is None else str(file)
        speech = runtime.speech_in(card.currency)
        omitted, stopped = session.omissions(), dialogue.in_detail is False
        runtime.complain(
            interview_screen.omissions_text(omitted, card, name, speech, runtime.side_screen, stopped=stopped)
        )
        ending = dialogue.ending(file, name, lambda path: _refuse_file(path, force=force))
    return ending


def _introduced(runtime: Runtime) -> Runtime:
    """The run with what its documents must say of who sells: asked where her config does not say her name."""
    if runtime.config.profile.name:
        return runtime
    runtime.complain("\n")
    runtime.tell(say("Who sells? Your documents say it; your config keeps it for the next ones."))
    config_init_command.complete_config(runtime, _WHO_SELLS)
    return Runtime(runtime.everywhere, runtime.environment, runtime.command)


def _write(
    dialogue: "dialogues.Dialogue", path: Path, day: date, kept: "mandate_layers.Layer | None", *, force: bool
) -> "tuple[quotes.Quote, Path]":
    """Price the text of the file, then write it; under another name, where the disk refuses this one."""
    runtime, session = dialogue.runtime, dialogue.session
    while True:
        schema = mandate_draft.schema_of(path, runtime.home)
        text = mandate_draft.draft_text(session.content, session.traits, schema, kept)
        quote = pricing.price_mandate(runtime, parse(str(path), text.encode()), mandate_file.Overrides(), day)
        try:
            if path == delivery.STANDARD_OUTPUT:
                runtime.print(text.encode())
            else:
                export(path, text, force=force)
        except UserError as error:
            runtime.show_error(error)
            name = mandate_draft.proposed_name(session.mandate.client.name, path.parent)
            path = dialogue.another_file(str(path.with_name(name)), lambda named: _refuse_file(named, force=force))
        else:
            return quote, path


def _deliver(runtime: Runtime, quote: "quotes.Quote", path: Path, *, keeps: bool) -> None:
    runtime.complain("\n")
    priced = delivery.PricedQuote(quote)
    number = delivery.save_in_book(runtime, priced) if keeps else None
    if path == delivery.STANDARD_OUTPUT:  # which holds the mandate, and nothing else
        return
    write = delivery.as_json if runtime.everywhere.json else delivery.as_screen
    runtime.print(write(runtime, priced, number))
    runtime.complain("\n")
    runtime.tell(say("Written: {file}", file=str(path)))
    if number is None:
        runtime.tell(say("Next: fourchette quote {file} --save keeps it in the book", file=str(path)))
    else:
        delivery.tell_next(runtime, number)


def _tell_nothing_written(dialogue: "dialogues.Dialogue", file: Path | None) -> None:
    """Say that nothing was written, and how to go on with what was answered."""
    runtime, said = dialogue.runtime, dialogue.session.said
    runtime.tell(say("Nothing was written."))
    options = list(_as_options(said))
    if options:
        command = shlex.join(["fourchette", "new", *([] if file is None else [str(file)]), *options])
        runtime.tell(say("To go on from here: {command}", command=command))
