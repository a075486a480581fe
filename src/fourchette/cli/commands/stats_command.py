"""`fourchette stats`: what the quotes of the book teach."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from fourchette.cli.clock import day_of
from fourchette.cli.commands.list_command import readable_files
from fourchette.cli.options import DayOption
from fourchette.cli.shell.runtime import Runtime
from fourchette.errors import ExitCode

if TYPE_CHECKING:
    from fourchette.core.practice.learning import Sample


def stats(context: typer.Context, day: DayOption = None) -> int:
    """Show what the quotes teach."""
    from fourchette.render.desk.learning_screen import stats_grids

    runtime: Runtime = context.obj
    samples = tuple(samples_of(runtime, day_of(day)))
    if runtime.everywhere.json:
        runtime.print_json("fourchette/stats/1", [_sample_record(sample) for sample in samples])
    else:
        card = runtime.card.card
        runtime.print_grids(stats_grids(samples, card, runtime.speech_in(card.currency)))
    return ExitCode.DONE


def samples_of(runtime: Runtime, day: date) -> "Iterator[Sample]":
    """Of every quote that can be read, the revision accepted, else the latest that left the house, else a draft."""
    from fourchette.files.book.book_samples import read_sample

    latest: dict[str, tuple[tuple[bool, bool, int], Path]] = {}
    for path, entry in readable_files(runtime):
        rank = (entry.status == "accepted", entry.status != "draft", entry.revision)
        number = entry.number or path.stem
        if number not in latest or rank > latest[number][0]:
            latest[number] = (rank, path)
    for _, path in sorted(latest.values(), key=lambda each: each[1].name):
        yield read_sample(path, day)


def _sample_record(sample: "Sample") -> Mapping[str, object]:
    return {
        "name": sample.name,
        "state": sample.state,
        "rate": sample.rate,
        "price": sample.price,
        "estimated": dict(sample.estimated),
        "worked": dict(sample.worked),
    }
