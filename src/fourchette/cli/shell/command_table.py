"""The table of commands: what each is called, where its function is, and what its help says.

A module is imported when one of its commands is run: neither the help of the others nor a TAB press waits for it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from fourchette.cli.shell.help import mark


class Leaf(NamedTuple):
    """A command: `module:function` is the function of `fourchette.cli.commands.module_command`, and `about` its help.

    `dashes` lets a value begin with a dash: -6 is a discount.
    """

    function: str
    about: str
    dashes: bool = False


class Branch(NamedTuple):
    """A group of commands."""

    about: str
    leaves: Mapping[str, Leaf]


PROGRAM = "fourchette"
# Their own word is a file that they write: - is standard output there, and standard input elsewhere.
WRITERS = ("new", "duplicate")
# The groups of the list of commands.
GROUPS: Mapping[str, tuple[str, ...]] = {
    mark("Price"): ("quote", "new", "explain", "fit", "compare", "market", "floor"),
    mark("Quotes"): (
        *("list", "show", "render", "send", "accept", "decline", "reopen", "revise", "renew", "duplicate"),
        *("followups", "hours", "statement", "extra", "stats", "verify"),
    ),
    mark("Rules"): ("rules",),
    mark("Setup"): ("config", "doctor", "log", "undo", "redo", "help"),
}
ABOUT = mark("Price a community-management mandate, say why, and quote the client.")

RULES: Mapping[str, Leaf] = {
    "show": Leaf(
        "rules:show_card",
        "Show the rate card in force: traits and answers, tasks, rules; one trait in full when it is named.",
    ),
    "init": Leaf("rules_change:init_card", "Write a commented rate card in your folder, to make it yours."),
    "path": Leaf("rules:card_path", "Show which rate card is in force, and where it could come from."),
    "edit": Leaf(
        "rules_change:edit_card",
        "Open your card in your editor; it is checked on return, and a broken one never comes into force.",
    ),
    "set": Leaf(
        "rules_change:set_card", "Change one value of your card; its comments, order and layout stay.", dashes=True
    ),
    "check": Leaf(
        "rules:check",
        "Check that a card is sound: what never applies, what is missing, the lowest and the highest rate.",
    ),
    "test": Leaf("rules:run_examples_of", "Price the card's own examples: they are compared with what it expects."),
    "diff": Leaf("rules:diff", "Compare the card in force with another, in the words of the trade."),
    "impact": Leaf(
        "rules:impact",
        "Price what you have under the card in force and another: mandates, the card's examples, the saved quotes.",
    ),
    "schema": Leaf(
        "rules:schema", "Print a JSON Schema: of the card, of a mandate under this card, of the config, or of packages."
    ),
    "calibrate": Leaf(
        "calibrate:calibrate", "Propose new minutes from the logged hours; --write puts them in your card."
    ),
}

CONFIG: Mapping[str, Leaf] = {
    "show": Leaf(
        "config:show_config", "Show every setting: its value, and whether your file says it or it is the default."
    ),
    "init": Leaf(
        "config_init:init_config", "Write a commented config in your folder; on a terminal, a few questions fill it in."
    ),
    "path": Leaf("config:config_path", "Print where the config file is."),
    "edit": Leaf(
        "config:edit_config",
        "Open the config in your editor; it is checked on return, and a broken one never comes into force.",
    ),
    "set": Leaf("config:set_config", "Change one setting; the file's comments, order and layout stay.", dashes=True),
}

COMMANDS: Mapping[str, Leaf | Branch] = {
    "quote": Leaf(
        "quote:quote",
        "Price a mandate and print its quote: the rate and its reasons, the hours, the lines, the taxes, the "
        "total. The mandate comes from files (- for standard input), from options, or from a file that the "
        "options change.",
    ),
    "new": Leaf(
        "new:new",
        "Answer questions, the price beside them, and get a mandate: only what can still change the price is "
        "asked; the answers are written to a file, with their quote.",
    ),
    "explain": Leaf(
        "explain:explain_price",
        "Explain a price: the rate step by step, what holds it, the hours task by task, what one "
        "step of each answer would change, and what was not charged. For you, not for the client: it says your "
        "lowest rate.",
    ),
    "fit": Leaf(
        "fit:fit_budget",
        "Find what to take out of a mandate to meet a budget: a few plans, the least painful first, never a lower "
        "rate for the same work. Exits with 1 when no plan does.",
    ),
    "market": Leaf(
        "market:market",
        "Put your card beside published packages: what it would ask for each, where it stands, and the packages "
        "nearest to a mandate, with what an hour of them pays.",
    ),
    "floor": Leaf(
        "floor:floor",
        "Work out the least rate you can live on: (income + contributions + margin + costs) ÷ billable hours. "
        "The figures are those of the options, of [floor] in your config, of your answers, or defaults.",
    ),
    "list": Leaf("list:list_", "List the saved quotes, the latest first."),
    "show": Leaf("show:show_quote", "Show a saved quote as it was saved."),
    "render": Leaf(
        "show:render", "Write the document of a saved quote for its client: its format is that of the file's name."
    ),
    "send": Leaf(
        "send:send",
        "Mark a quote as sent: from then on it is never rewritten, and the very document is kept. Nothing is sent: "
        "-o writes the message for your mail program, the document attached.",
    ),
    "accept": Leaf("send:accept", "Mark a sent quote as accepted."),
    "decline": Leaf("send:decline", "Mark a sent quote as declined, with the reason."),
    "reopen": Leaf("send:reopen", "Take back an acceptance or a refusal: the quote is sent again."),
    "duplicate": Leaf("send:duplicate", "Write a new mandate file from a saved quote."),
    "revise": Leaf(
        "revise:revise", "Make the next revision of a quote from a changed mandate; what was sent stays as it was."
    ),
    "renew": Leaf(
        "revise:renew", "Make the revision of an accepted quote's next term: its prices are multiplied by an index."
    ),
    "compare": Leaf(
        "compare:compare",
        "Put mandates and quotes side by side; one under several rate cards, or in its packages: what differs, "
        "the figures, and why the totals are not the same, to the cent.",
    ),
    "followups": Leaf("list:list_followups", "List the quotes to follow up, with a message for each client."),
    "hours": Leaf("hours:hours", "Log the hours worked on a quote, by lane and month; or read them from a timesheet."),
    "statement": Leaf(
        "statement:statement",
        "State a month of an accepted quote: the hours included and worked, what goes beyond at the contract's own "
        "terms, what to invoice. A statement, not an invoice; --format pdf, md, txt, csv, json, import-csv or "
        "hledger writes it.",
    ),
    "extra": Leaf(
        "extra:extra",
        "Price what a client asks on top of an accepted quote: under its own card and terms, with the reply.",
    ),
    "log": Leaf("log:tell_log", "List what you did to your book, card and config, the latest first."),
    "undo": Leaf(
        "log:undo", "Undo the last thing you did to your book, card or config; or one by its number of the log."
    ),
    "redo": Leaf("log:redo", "Do again what was undone last; or one by its number of the log."),
    "stats": Leaf(
        "stats:stats", "Sum up the quotes: states, acceptance rate, what an hour earns, real and estimated hours."
    ),
    "verify": Leaf(
        "verify:verify_quotes",
        "Check saved quotes: their seal, their history, the document that was sent, and their price made again; "
        "all of them without a number. Of a PDF, say which quote it shows, and whether it is as it was sent.",
    ),
    "rules": Branch("See, change and check the rate card.", RULES),
    "config": Branch("See and change your profile: your details, your language, your usual answers.", CONFIG),
    "help": Leaf(
        "help:help_", "Read a guide: mandates, prices, the card, the book, the files; or the help of a command."
    ),
    "doctor": Leaf(
        "doctor:doctor", "Check the installation: your folder, files and quotes, the terminal; and what to correct."
    ),
}
