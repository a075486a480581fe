"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from fourchette.cli.help import mark

Number = Annotated[str, typer.Argument(metavar="QUOTE", help=mark("Number of a quote: 2026-014, or 2026-014.2."))]
AudienceOption = Annotated[
    str, typer.Option("--for", metavar="me|client", help=mark("Show everything, or what the client may read."))
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=mark("Write to a file, in the format of its name: .md, .txt, .csv…; - for standard output."),
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", metavar="NAME", help=mark("Format, over the file's extension: md, txt, csv, json…")),
]
ForceOption = Annotated[bool, typer.Option("--force", help=mark("Replace a file that exists."))]
