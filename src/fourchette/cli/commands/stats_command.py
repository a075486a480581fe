"""`fourchette stats`: what the quotes of the book teach."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from fourchette.cli import options
from fourchette.cli.clock import day_of
from fourchette.cli.commands.list_command import pass_over, readable_files
from fourchette.cli.out import delivery
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.practice import learning
from fourchette.core.record import plain
from fourchette.files.book import book, contracts
from fourchette.files.toml.wrong_file import WrongFile
from fourchette.render.desk import learning_screen


def stats(
    runtime: Runtime,
    output: options.PictureOption = None,
    force: options.ForceOption = False,
    day: options.DayOption = None,
) -> None:
    """Show what the quotes teach."""
    delivery.refuse_output(output, force=force)
    samples = tuple(samples_of(runtime, day_of(day)))
    speeches = runtime.speeches(sample.currency for sample in samples)
    delivery.show_grids(
        runtime,
        "fourchette/stats/1",
        lambda: [_sample_record(sample) for sample in samples],
        lambda _: learning_screen.stats_grids(samples, runtime.card.card, speeches, runtime.speech),
        output,
        force=force,
    )


def samples_of(runtime: Runtime, day: date) -> "Iterator[learning.Sample]":
    """Of every quote that can be read, the revision in force, and what was worked on any of them."""
    numbers: dict[str, list[Path]] = {}
    for path, entry in readable_files(runtime):
        numbers.setdefault(entry.number, []).append(path)
    for _, paths in runtime.progress(sorted(numbers.items()), len(numbers)):
        try:
            revisions = [contracts.read_lightly(path) for path in sorted(paths, key=book.revision_of)]
            meant = book.in_force(paths) if len(paths) > 1 else paths[0]
            chosen = next(quote for quote in revisions if quote.path == meant)
            contract = contracts.contract_of(revisions, chosen)
        except WrongFile as error:
            pass_over(runtime, error.file)
            continue
        yield learning.sample_of(contract, chosen.entry.state(day), chosen.entry.currency, day)


def _sample_record(sample: "learning.Sample") -> Mapping[str, object]:
    return {
        **plain.picked(sample, "name state currency rate monthly price"),
        **({} if sample.by_card is None else plain.picked(sample, "card_price=by_card")),
        "estimated": learning.by_lane(sample, "estimated"),
        "worked": learning.by_lane(sample, "worked"),
        "months": [plain.picked(each, "month price hours") for each in sample.earned],
    }
