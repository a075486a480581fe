"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from fourchette.cli.shell.completion import (
    client_names,
    format_names,
    one_of,
    platform_names,
    quote_names,
    quotes_named,
    region_codes,
    scope_names,
    trait_answers,
    volume_names,
)
from fourchette.cli.shell.help import mark

NUMBER = mark("Number of a quote: 2026-014, or 2026-014.2.")
Number = Annotated[str, typer.Argument(metavar="QUOTE", help=NUMBER, autocompletion=quote_names)]
OptionalNumber = Annotated[
    str | None, typer.Argument(metavar="[QUOTE]", help=NUMBER, show_default=False, autocompletion=quote_names)
]
OptionalSubject = Annotated[
    str | None,
    typer.Argument(
        metavar="[MANDATE|QUOTE]",
        help=mark("A mandate file (- for standard input), or a quote's number: 2026-014."),
        show_default=False,
        autocompletion=quotes_named,
    ),
]
ClientOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help=mark("Name of the client, or its short name in your config."),
        autocompletion=client_names,
    ),
]
AudienceOption = Annotated[
    str,
    typer.Option(
        "--for",
        metavar="me|client",
        help=mark("Show everything, or what the client may read."),
        autocompletion=one_of("me", "client"),
    ),
]
DetailsOption = Annotated[
    bool, typer.Option("--details", help=mark("Show everything, even where the screen is too low for it."))
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=mark("Write to a file, in the format of its name: .pdf, .html, .eml, .md, .csv…; - for standard output."),
    ),
]
PictureOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help=mark("Write a picture, .svg, or a .json file.")),
]
PictureOrLetterOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=mark("Write a picture, .svg, or a .json file; for the client a letter, .md, .txt, .pdf or .html."),
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help=mark("Format, over the file's extension: pdf, html, eml, md, csv, json…"),
        autocompletion=format_names,
    ),
]
CsvOption = Annotated[
    str | None,
    typer.Option(
        "--csv",
        metavar="comma|semicolon",
        help=mark("What parts the cells of a .csv file, after the language by default: a semicolon in French."),
        autocompletion=one_of("comma", "semicolon"),
    ),
]
TemplateOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help=mark("Set the PDF by this Typst template: a changed copy of render --print-template.")
    ),
]
LinesOption = Annotated[
    bool | None, typer.Option("--lines", help=mark("List the lines of the price to the client, in place of one fee."))
]
ForceOption = Annotated[bool, typer.Option("--force", help=mark("Replace a file that exists."))]
ScopeOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAMES", help=mark("What is to be done: content,community,strategy…"), autocompletion=scope_names
    ),
]
PlatformOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAMES", help=mark("Platforms: facebook,instagram,tiktok…"), autocompletion=platform_names),
]
VolumeOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=N", help=mark("A volume a month: posts=12, inbound=400…"), autocompletion=volume_names),
]
TraitOption = Annotated[
    list[str] | None,
    typer.Option(
        "--trait",
        "-t",
        metavar="NAME=VALUE",
        help=mark("Any answer: response=4h, languages=fr,en…"),
        autocompletion=trait_answers,
    ),
]
HoursOption = Annotated[str | None, typer.Option(metavar="N", help=mark("State the hours instead of estimating them."))]
RateOption = Annotated[
    str | None, typer.Option("--rate", metavar="N", help=mark("State the hourly rate in place of the card's."))
]
PriceOption = Annotated[
    str | None,
    typer.Option("--price", metavar="N", help=mark("State the price of the month, or of the project, before tax.")),
]
AdjustOption = Annotated[
    list[str] | None,
    typer.Option(
        "--adjust",
        metavar="LABEL=N",
        help=mark("Add a line, or take off: Discount=-100, Loyalty=-10%; Welcome=-100x3 for three months."),
    ),
]
CurrencyOption = Annotated[
    str | None, typer.Option("--currency", metavar="CODE", help=mark("Currency of the client: USD, EUR…"))
]
ExchangeOption = Annotated[
    str | None,
    typer.Option(
        "--exchange", metavar="N", help=mark("What 1 of it is in the card's currency; your config's by default.")
    ),
]
RegionOption = Annotated[
    str | None,
    typer.Option(
        metavar="CODE", help=mark("Region of the client, for the taxes: CA-QC, CA-ON, FR…"), autocompletion=region_codes
    ),
]
ReasonOption = Annotated[
    list[str] | None, typer.Option("--reason", metavar="TEXT", help=mark("A reason of yours, for the client to read."))
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="YYYY-MM-DD", help=mark("Date from which a letter's change applies; B's date by default.")
    ),
]
SettingsOption = Annotated[
    bool,
    typer.Option("--explain-settings", help=mark("Show each setting in force and where it comes from, not the price.")),
]
QuoteDayOption = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help=mark("Date of the quote; today by default."))
]
DayOption = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help=mark("The day; today by default."))]
