"""`fourchette rules`: see the card, know that it is sound, know what a change would do."""

import gc
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fourchette.cli.commands.list_command import LIMIT
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode, NotFound, UsageError

if TYPE_CHECKING:
    from fourchette.core.card.rate_card import RateCard
    from fourchette.core.compare.impact import Case
    from fourchette.files.card.card_file import CardFile


FileArgument = Annotated[
    Path | None, typer.Argument(metavar="[FILE]", help=mark("A card; the one in force by default."))
]


def show_card(
    context: typer.Context,
    trait: Annotated[str | None, typer.Argument(metavar="[TRAIT]", help=mark("One trait, in full."))] = None,
) -> int:
    """Show the card."""
    from fourchette.core.card.card_differences import changes
    from fourchette.files.card.card_file import load_card
    from fourchette.render.card.card_reductions import reduction_grids
    from fourchette.render.card.card_screen import trait_grids, work_grids

    runtime: Runtime = context.obj
    card = runtime.card.card
    if trait is not None and trait not in card.traits:
        from fourchette.core.basis.problems import unknown_name

        problem = unknown_name((), say("the rate card has no trait {name}", name=trait), trait, card.traits)
        raise NotFound(problem.message, problem.remedy)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/card/1", _raw(runtime.card, trait))
        return ExitCode.DONE
    speech = runtime.speech_in(card.currency)
    changed = frozenset(change.keys for change in changes(load_card().card, card))
    names = tuple(card.traits) if trait is None else (trait,)
    grids = list(trait_grids(card, speech, changed, names))
    if trait is None:
        grids += work_grids(card, speech, changed)
    grids += reduction_grids(card, speech, changed, trait)
    runtime.print_grids(grids)
    if changed and trait is None:
        runtime.tell(say("* differs from the default card"))
    return ExitCode.DONE


def _raw(card: "CardFile", trait: str | None) -> object:
    """The card as its file says it, whole or one trait of it."""
    from fourchette.files.toml.toml_read import parse

    content = parse(card.name, card.text.encode()).content
    return content if trait is None else content["traits"][trait]


def card_path(context: typer.Context) -> int:
    """Say where the card comes from."""
    from fourchette.files.card.own_card import sources
    from fourchette.render.screen.grid import Cell, Grid

    runtime: Runtime = context.obj
    found = sources(runtime.everywhere.rules, runtime.environment, runtime.home)
    if runtime.everywhere.json:
        places = [
            {"origin": s.origin, "path": None if s.path is None else str(s.path), "in_force": s.in_force} for s in found
        ]
        runtime.print_json("fourchette/sources/1", places)
        return ExitCode.DONE
    names = {
        "option": say("the option --rules"),
        "environment": say("the variable FOURCHETTE_RULES"),
        "home": say("your folder"),
        "default": say("the default card"),
    }
    rows = tuple(
        (
            Cell("▸" if source.in_force else "", "good"),
            runtime.speech.say(names[source.origin]),
            "—" if source.path is None else str(source.path),
        )
        for source in found
    )
    runtime.print_grids([Grid("", ("", "", ""), "llw", rows)])
    return ExitCode.DONE


def check(
    context: typer.Context,
    file: FileArgument = None,
    strict: Annotated[bool, typer.Option("--strict", help=mark("Exit with 1 on warnings too."))] = False,
) -> int:
    """Audit a card."""
    from fourchette.core.audit.card_audit import audit
    from fourchette.render.card.card_findings import audit_grids, audit_record

    runtime: Runtime = context.obj
    card = _card(runtime, file).card
    found = audit(card)
    speech = runtime.speech_in(card.currency)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/audit/1", audit_record(found, speech))
    else:
        runtime.print_grids(audit_grids(found, speech))
    grave = {"error", "warning"} if strict else {"error"}
    return ExitCode.REFUSED if any(remark.level in grave for remark in found.remarks) else ExitCode.DONE


def _card(runtime: Runtime, file: Path | None) -> "CardFile":
    from fourchette.files.card.card_file import load_card

    return runtime.card if file is None else load_card(file)


def run_examples_of(context: typer.Context, file: FileArgument = None) -> int:
    """Run the card's examples."""
    from fourchette.core.audit.card_examples import run_examples
    from fourchette.render.card.card_findings import example_grid, example_record

    runtime: Runtime = context.obj
    card = _card(runtime, file).card
    results = run_examples(card, date.today())  # noqa: DTZ011  # examples bear no tax: any day will do
    speech = runtime.speech_in(card.currency)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/examples/1", [example_record(result, speech) for result in results])
    else:
        runtime.print_grids([example_grid(results, speech)])
    return ExitCode.DONE if all(result.passed for result in results) else ExitCode.REFUSED


def diff(
    context: typer.Context,
    other: Annotated[Path, typer.Argument(metavar="OTHER", help=mark("The card to compare with."))],
) -> int:
    """Compare two cards."""
    from fourchette.core.card.card_differences import changes
    from fourchette.files.card.card_file import load_card
    from fourchette.render.card.card_differences_screen import change_grid, change_record

    runtime: Runtime = context.obj
    before, after = runtime.card.card, load_card(other).card
    speech, found = runtime.speech_in(after.currency), changes(before, after)
    if runtime.everywhere.json:
        records = [change_record(change, before, after, speech) for change in found]
        runtime.print_json("fourchette/changes/1", records)
    else:
        runtime.print_grids([change_grid(found, before, after, speech)])
    return ExitCode.DONE


def impact(
    context: typer.Context,
    other: Annotated[Path, typer.Argument(metavar="OTHER", help=mark("The card that would be in force."))],
    mandates: Annotated[
        list[str] | None,
        typer.Argument(metavar="[MANDATE...]", help=mark("Mandate files, besides the examples and the saved quotes.")),
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", help=mark("How many at most; 0 for all."))] = LIMIT,
) -> int:
    """Compare prices under two cards."""
    from fourchette.core.compare.impact import effects, impact_sums
    from fourchette.files.card.card_file import load_card
    from fourchette.render.card.card_findings import impact_grid, impact_record

    runtime: Runtime = context.obj
    if limit < 0:
        raise UsageError(say("--limit is 0 or more"))
    before, after = runtime.card.card, load_card(other).card
    if before.currency != after.currency:
        raise UsageError(
            say(
                "the cards are in {one} and {other}: their prices cannot be compared",
                one=before.currency,
                other=after.currency,
            )
        )
    cases = [*_mandate_cases(runtime, before, mandates or []), *_example_cases(runtime, before), *_quote_cases(runtime)]
    # Thousands of mandates wait to be priced and none is garbage: the collector need not look at them again.
    gc.freeze()
    found = tuple(runtime.progress(effects(before, after, cases), len(cases)))
    speech = runtime.speech_in(after.currency)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/impact/1", impact_record(found, impact_sums(found)))
    else:
        runtime.print_grids([impact_grid(found, impact_sums(found), speech, limit)])
    return ExitCode.DONE


def _mandate_cases(runtime: Runtime, card: "RateCard", mandates: Iterable[str]) -> Iterator["Case"]:
    from fourchette.core.compare.impact import Case
    from fourchette.files.mandate.mandate_file import Overrides, load_mandate

    for name in mandates:
        yield Case(name, load_mandate(name, card, Overrides(), runtime.usual).mandate)


def _example_cases(runtime: Runtime, card: "RateCard") -> Iterator["Case"]:
    from fourchette.core.audit.card_examples import mandate_of
    from fourchette.core.compare.impact import Case

    for example in card.examples:
        yield Case(runtime.speech.text(example.name), mandate_of(example))


def _quote_cases(runtime: Runtime) -> Iterator["Case"]:
    """The saved quotes; one that cannot be read is said and passed over."""
    from fourchette.core.compare.impact import Case
    from fourchette.files.book.saved_mandates import saved_mandate, saved_quotes
    from fourchette.files.toml.wrong_file import WrongFile

    for file in saved_quotes(runtime.home):
        mandate = saved_mandate(file)
        if isinstance(mandate, WrongFile):
            runtime.tell(say("{file} cannot be read and is passed over", file=str(file)))
        else:
            yield Case(file.stem, mandate)


def schema(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="card|mandate|config", help=mark("Which file the schema is for."))
    ] = "card",
) -> int:
    """Print a JSON Schema."""
    from fourchette.files.config.schemas import card_schema, config_schema, mandate_schema, schema_text

    runtime: Runtime = context.obj
    match kind:
        case "card":
            found = card_schema()
        case "mandate":
            found = mandate_schema(runtime.card.card, runtime.language)
        case "config":
            found = config_schema(runtime.card.card, runtime.language)
        case _:
            allowed = say("allowed: {names}", names=("card", "mandate", "config"))
            raise UsageError(say("there is no schema for {name}", name=kind), allowed)
    runtime.print(schema_text(found).encode())
    return ExitCode.DONE
