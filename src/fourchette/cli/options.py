"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

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
from fourchette.cli.shell.parameters import argument, option, switch

NUMBER = mark("Number of a quote: 2026-014, or 2026-014.2.")
Number = Annotated[str, argument("QUOTE", NUMBER, quote_names)]
OptionalNumber = Annotated[str | None, argument("[QUOTE]", NUMBER, quote_names)]
OptionalSubject = Annotated[
    str | None,
    argument("[MANDATE|QUOTE]", "A mandate file (- for standard input), or a quote's number: 2026-014.", quotes_named),
]
ClientOption = Annotated[
    str | None, option("NAME", "Name of the client, or its short name in your config.", offers=client_names)
]
AudienceOption = Annotated[
    str, option("me|client", "Show everything, or what the client may read.", "--for", offers=one_of("me", "client"))
]
DetailsOption = Annotated[bool, switch("--details", "Show everything, even where the screen is too low for it.")]
OutputOption = Annotated[
    Path | None,
    option(
        "FILE",
        "Write to a file, in the format of its name: .pdf, .html, .eml, .md, .csv…; - for standard output.",
        "--output",
        "-o",
    ),
]
PictureOption = Annotated[Path | None, option("FILE", "Write a picture, .svg, or a .json file.", "--output", "-o")]
PictureOrLetterOption = Annotated[
    Path | None,
    option(
        "FILE",
        "Write a picture, .svg, or a .json file; for the client a letter, .md, .txt, .pdf or .html.",
        "--output",
        "-o",
    ),
]
FormatOption = Annotated[
    str | None,
    option(
        "NAME", "Format, over the file's extension: pdf, html, eml, md, csv, json…", "--format", offers=format_names
    ),
]
CsvOption = Annotated[
    str | None,
    option(
        "comma|semicolon",
        "What parts the cells of a .csv file, after the language by default: a semicolon in French.",
        "--csv",
        offers=one_of("comma", "semicolon"),
    ),
]
TemplateOption = Annotated[
    Path | None, option("FILE", "Set the PDF by this Typst template: a changed copy of render --print-template.")
]
LinesOption = Annotated[
    bool | None, switch("--lines", "List the lines of the price to the client, in place of one fee.")
]
ForceOption = Annotated[bool, switch("--force", "Replace a file that exists.")]
ScopeOption = Annotated[
    list[str] | None, option("NAMES", "What is to be done: content,community,strategy…", offers=scope_names)
]
PlatformOption = Annotated[
    list[str] | None, option("NAMES", "Platforms: facebook,instagram,tiktok…", offers=platform_names)
]
VolumeOption = Annotated[
    list[str] | None, option("NAME=N", "A volume a month: posts=12, inbound=400…", offers=volume_names)
]
TraitOption = Annotated[
    list[str] | None,
    option("NAME=VALUE", "Any answer: response=4h, languages=fr,en…", "--trait", "-t", offers=trait_answers),
]
HoursOption = Annotated[str | None, option("N", "State the hours instead of estimating them.")]
RateOption = Annotated[str | None, option("N", "State the hourly rate in place of the card's.")]
PriceOption = Annotated[str | None, option("N", "State the price of the month, or of the project, before tax.")]
AdjustOption = Annotated[
    list[str] | None,
    option(
        "LABEL=N", "Add a line, or take off: Discount=-100, Loyalty=-10%; Welcome=-100x3 for three months.", "--adjust"
    ),
]
CurrencyOption = Annotated[str | None, option("CODE", "Currency of the client: USD, EUR…")]
ExchangeOption = Annotated[str | None, option("N", "What 1 of it is in the card's currency; your config's by default.")]
RegionOption = Annotated[
    str | None, option("CODE", "Region of the client, for the taxes: CA-QC, CA-ON, FR…", offers=region_codes)
]
ReasonOption = Annotated[list[str] | None, option("TEXT", "A reason of yours, for the client to read.")]
SinceOption = Annotated[
    str | None, option("YYYY-MM-DD", "Date from which a letter's change applies; B's date by default.", "--from")
]
SettingsOption = Annotated[
    bool, switch("--explain-settings", "Show each setting in force and where it comes from, not the price.")
]
TitleOption = Annotated[str | None, option("TEXT", "Title of the mandate.")]
MonthOption = Annotated[str | None, option("YYYY-MM", "The month; this one by default.")]
LimitOption = Annotated[int, option("N", "How many at most; 0 for all.")]
QuoteDayOption = Annotated[str | None, option("YYYY-MM-DD", "Date of the quote; today by default.", "--date")]
DayOption = Annotated[str | None, option("YYYY-MM-DD", "The day; today by default.", "--date")]
