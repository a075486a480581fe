"""`fourchette rules`: see the card, know that it is sound, know what a change would do."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fourchette.cli import options
from fourchette.cli.commands.list_command import LIMIT
from fourchette.cli.out import delivery
from fourchette.cli.shell import completion
from fourchette.cli.shell.parameters import argument, switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.audit import card_audit, card_examples
from fourchette.core.basis.messages import say
from fourchette.core.basis.nearest import nearest
from fourchette.core.card import card_differences, rate_card
from fourchette.core.compare import impact as impacts
from fourchette.core.record import plain
from fourchette.errors import ExitCode, NotFound, UsageError
from fourchette.files.book import saved_mandates
from fourchette.files.card import card_file, card_sources
from fourchette.files.config import schemas
from fourchette.files.mandate import mandate_file
from fourchette.files.toml import toml_write
from fourchette.files.toml.toml_read import parse
from fourchette.files.toml.wrong_file import WrongFile
from fourchette.render.card import (
    card_differences_screen,
    card_findings,
    card_index,
    card_keys,
    card_reductions,
    card_screen,
)
from fourchette.render.screen import grid

FileArgument = Annotated[Path | None, argument("[FILE]", "A card; the one in force by default.")]


def show_card(
    runtime: Runtime,
    trait: Annotated[
        str | None,
        argument(
            "[NAME]", "A trait, in full; or any key or word: tasks, range.floor, video…", completion.card_part_names
        ),
    ] = None,
    everything: Annotated[bool, switch("--all", "Show the whole card.")] = False,
) -> None:
    """Show the card."""
    card = runtime.card.card
    if trait is not None and trait not in card.traits:
        _show_values(runtime, trait)
        return
    if runtime.everywhere.json:
        # The card as its file says it, whole or one trait of it; its figures are decimals, whole or not.
        content = plain.exact(_content(runtime.card))
        runtime.print_json("fourchette/card/1", content if trait is None else content["traits"][trait])
        return
    speech = runtime.speech_in(card.currency)
    changed = frozenset(change.keys for change in card_differences.changes(card_file.load_card().card, card))
    if trait is None and not everything:
        runtime.print_grids(card_index.index_grids(_content(runtime.card), changed, speech))
    else:
        names = tuple(card.traits) if trait is None else (trait,)
        grids = list(card_screen.trait_grids(card, speech, changed, names))
        if trait is None:
            grids += card_screen.work_grids(card, speech, changed)
        runtime.print_grids([*grids, *card_reductions.reduction_grids(card, speech, changed, trait)])
    if changed and trait is None:
        runtime.tell(say("* differs from the default card"))
    if trait is None and not everything:
        runtime.tell(
            say("Next: fourchette rules show NAME shows an entry, such as tasks.posts; --all shows the whole card.")
        )


def _content(card: "card_file.CardFile") -> Mapping[str, Any]:
    return parse(card.name, card.text.encode()).content


def _show_values(runtime: Runtime, name: str) -> None:
    """Show what the card has under a key, or about a word."""
    content = _content(runtime.card)
    found = card_keys.values_named(content, name)
    if not found:
        names = {*runtime.card.card.traits, *(each.key for each in card_keys.values_of(content)), *content}
        close = nearest(name, names)
        remedy = say("fourchette rules show lists them") if close is None else say("did you mean “{name}”?", name=close)
        raise NotFound(say("nothing in the rate card is called {name}", name=name), remedy)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/card/1", plain.exact({each.key: each.value for each in found}))
        return
    runtime.print_grids(card_keys.value_grids(found, toml_write.inline, runtime.speech))
    runtime.tell(say("Next: fourchette rules set KEY VALUE changes one."))


def card_path(runtime: Runtime) -> None:
    """Say where the card comes from."""
    found = card_sources.sources(runtime.everywhere.rules, runtime.environment, runtime.home)
    if runtime.everywhere.json:
        places = [
            {"origin": s.origin, "path": None if s.path is None else str(s.path), "in_force": s.in_force} for s in found
        ]
        runtime.print_json("fourchette/sources/1", places)
        return
    names = {
        "option": say("the option --rules"),
        "environment": say("the variable FOURCHETTE_RULES"),
        "home": say("your folder"),
        "default": say("the default card"),
    }
    rows = tuple(
        (
            grid.Cell("▸" if source.in_force else "", "good"),
            runtime.speech.say(names[source.origin]),
            "—" if source.path is None else str(source.path),
        )
        for source in found
    )
    runtime.print_grids([grid.Grid("", ("", "", ""), "llw", rows)])


def check(
    runtime: Runtime,
    file: FileArgument = None,
    strict: Annotated[bool, switch("--strict", "Exit with 1 on warnings too.")] = False,
) -> int:
    """Audit a card."""
    card = _card(runtime, file).card
    found = card_audit.audit(card)
    speech = runtime.speech_in(card.currency)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/audit/1", card_findings.audit_record(found, speech))
    else:
        runtime.print_grids(card_findings.audit_grids(found, speech))
    grave = {"error", "warning"} if strict else {"error"}
    return ExitCode.REFUSED if any(remark.level in grave for remark in found.remarks) else ExitCode.DONE


def _card(runtime: Runtime, file: Path | None) -> "card_file.CardFile":
    return runtime.card if file is None else card_file.load_card(file)


def run_examples_of(runtime: Runtime, file: FileArgument = None) -> int:
    """Run the card's examples."""
    card = _card(runtime, file).card
    results = card_examples.run_examples(card, date.today())  # noqa: DTZ011  # examples bear no tax: any day will do
    speech = runtime.speech_in(card.currency)
    if runtime.everywhere.json:
        runtime.print_json(
            "fourchette/examples/1", [card_findings.example_record(result, speech) for result in results]
        )
    else:
        runtime.print_grids([card_findings.example_grid(results, speech)])
    return ExitCode.DONE if all(result.passed for result in results) else ExitCode.REFUSED


def diff(
    runtime: Runtime,
    other: Annotated[Path, argument("OTHER", "The card to compare with.")],
) -> None:
    """Compare two cards."""
    before, after = runtime.card.card, card_file.load_card(other).card
    speech, found = runtime.speech_in(after.currency), card_differences.changes(before, after)
    if runtime.everywhere.json:
        records = [card_differences_screen.change_record(change, before, after, speech) for change in found]
        runtime.print_json("fourchette/changes/1", records)
    else:
        runtime.print_grids([card_differences_screen.change_grid(found, before, after, speech)])


def impact(
    runtime: Runtime,
    other: Annotated[Path, argument("OTHER", "The card that would be in force.")],
    mandates: Annotated[
        list[str] | None, argument("[MANDATE...]", "Mandate files, besides the examples and the saved quotes.")
    ] = None,
    limit: options.LimitOption = LIMIT,
    output: options.PictureOption = None,
    force: options.ForceOption = False,
) -> None:
    """Compare prices under two cards."""
    if limit < 0:
        raise UsageError(say("--limit is 0 or more"))
    delivery.refuse_output(output, force=force)
    before, after = runtime.card.card, card_file.load_card(other).card
    if before.currency != after.currency:
        raise UsageError(
            say(
                "the cards are in {one} and {other}: their prices cannot be compared",
                one=before.currency,
                other=after.currency,
            )
        )
    cases = list(_cases(runtime, before, mandates or ()))
    # Thousands of mandates wait to be priced and none is garbage: the collector need not look at them again.
    gc.freeze()
    found = tuple(runtime.progress(impacts.effects(before, after, cases), len(cases)))
    speech, sums = runtime.speech_in(after.currency), impacts.impact_sums(found)
    delivery.show_grids(
        runtime,
        "fourchette/impact/1",
        lambda: card_findings.impact_record(found, sums),
        lambda _: [card_findings.impact_grid(found, sums, (runtime.card.name, str(other)), speech, limit)],
        output,
        force=force,
    )


def _cases(runtime: Runtime, card: "rate_card.RateCard", mandates: Iterable[str]) -> Iterator["impacts.Case"]:
    """The mandates, the card's examples, the saved quotes; one that cannot be read is said and passed over."""
    for name in mandates:
        yield impacts.Case(name, mandate_file.load_mandate(name, card, mandate_file.Overrides(), runtime.usual).mandate)
    for example in card.examples:
        yield impacts.Case(runtime.speech.text(example.name), card_examples.mandate_of(example))
    files = list(saved_mandates.saved_quotes(runtime.home))
    for file in runtime.progress(files, len(files)):
        mandate = saved_mandates.saved_mandate(file)
        if isinstance(mandate, WrongFile):
            runtime.tell(say("{file} cannot be read and is passed over", file=str(file)))
        else:
            yield impacts.Case(file.stem, mandate)


def schema(
    runtime: Runtime,
    kind: Annotated[str, argument("card|mandate|config|market", "Which file the schema is for.")] = "card",
) -> None:
    """Print a JSON Schema."""
    under_card = {"mandate": schemas.mandate_schema, "config": schemas.config_schema, "market": schemas.market_schema}
    if kind not in ("card", *under_card):
        allowed = say("allowed: {names}", names=("card", *under_card))
        raise UsageError(say("there is no schema for {name}", name=kind), allowed)
    schema_of = under_card.get(kind)
    found = schemas.card_schema() if schema_of is None else schema_of(runtime.card.card, runtime.language)
    runtime.print(schemas.schema_text(found).encode())
