"""What can be told of the user's files without changing any: her folder, config, card, taxes, quotes, logo."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from fourchette.core.audit.card_audit import audit
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.nearest import nearest
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.known_client import KnownClient
from fourchette.core.practice.checkup import Finding, Level
from fourchette.core.price.region_names import nearest_region
from fourchette.core.price.taxes import TaxTable, known_region
from fourchette.errors import UserError
from fourchette.files.book.book_heads import book_entries
from fourchette.files.book.saved_mandates import strays
from fourchette.files.card.card_file import CardFile
from fourchette.files.card.market_file import load_market
from fourchette.files.config.config_file import Config
from fourchette.files.home.home import Home
from fourchette.files.shipped.tax_tables import load_taxes
from fourchette.files.toml import disk
from fourchette.files.toml.wrong_file import Located, WrongFile

_FEW = 3


def check_home(home: Home) -> Iterator[Finding]:
    """The folder is there or can be made, and can be written in."""
    folder = home.folder
    if disk.exists(folder) and not folder.is_dir():
        message = say("{file} is a file, not a folder", file=str(folder))
        yield Finding("home", "error", message, say("move it away, or name another folder: FOURCHETTE_HOME"))
        return
    there = next((place for place in (folder, *folder.parents) if disk.exists(place)), folder)
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        message = say("{folder} cannot be written in", folder=str(there))
        yield Finding("home", "error", message, say("give yourself permission, or choose another: FOURCHETTE_HOME"))
    elif there == folder:
        yield Finding("home", "ok", say("{folder}", folder=str(folder)))
    else:
        yield Finding("home", "ok", say("{folder}, which is made when something is saved", folder=str(folder)))


def check_config(home: Home, config: Config, card: RateCard | None) -> Iterator[Finding]:
    """The config, which was read, names traits that the card has."""
    if not disk.exists(home.config):
        yield Finding("config", "ok", say("none: every setting has its default"), say("fourchette config init"))
        return
    unknown = [name for name in config.traits if card is not None and name not in card.traits]
    if not unknown:
        yield Finding("config", "ok", say("{file}", file=str(home.config)))
    for name in unknown:
        close = nearest(name, card.traits) if card is not None else None
        message = say("your config answers {name}, a trait that the rate card does not have", name=name)
        yield Finding("config", "warning", message, say("did you mean “{name}”?", name=close) if close else None)


def check_clients(clients: Mapping[str, KnownClient], table: TaxTable) -> Iterator[Finding]:
    """The clients that the config keeps have a name, and a region of the tax table."""
    found = len(clients)
    for key, client in clients.items():
        if not client.name:
            found = 0
            message = say("the client {client} has no name: its quotes would have none", client=key)
            yield Finding("clients", "warning", message, _set_client(key, "name", "…"))
        if client.region and known_region(table, client.region) is None:
            found = 0
            close = nearest_region(table.places, client.region)
            message = say("{region}, of the client {client}, is not in the tax table", region=client.region, client=key)
            yield Finding("clients", "warning", message, None if close is None else _set_client(key, "region", close))
    if found:
        yield Finding("clients", "ok", say("{names}", names=tuple(clients)))
    elif not clients:
        yield Finding("clients", "ok", say("none is kept yet"), _set_client("cafe", "name", "Café"))


def _set_client(key: str, name: str, value: str) -> Message:
    return say("fourchette config set {key} {value}", key=f"clients.{key}.{name}", value=value)


def check_card(card: CardFile) -> Iterator[Finding]:
    """The card, which was read, is found sound by its audit."""
    remarks = [remark for remark in audit(card.card).remarks if remark.level != "fact"]
    if not remarks:
        yield Finding("card", "ok", say("{name} ({file})", name=card.card.name, file=card.name))
        return
    level: Level = "error" if any(remark.level == "error" for remark in remarks) else "warning"
    message = say("{name} ({file}): {count:count} remarks", name=card.card.name, file=card.name, count=len(remarks))
    yield Finding("card", level, message, say("fourchette rules check lists them"))


def check_taxes(home: Home, region: str | None) -> Iterator[Finding]:
    """The tax table can be read, and has the region that the profile says."""
    table = load_taxes(home.taxes)
    if not region:
        hint = say("fourchette config set profile.region CA-QC, or where you are")
        yield Finding("taxes", "ok", say("{count:count} regions; yours is not said", count=len(table.regions)), hint)
        return
    known = known_region(table, region)
    if known is not None:
        label = table.regions[known].label
        message = say("{count:count} regions; yours is {region}", count=len(table.regions), region=label)
        yield Finding("taxes", "ok", message)
        return
    close = nearest_region(table.places, region)
    remedy = (
        say("add it to {file}", file=str(home.taxes)) if close is None else say("did you mean “{name}”?", name=close)
    )
    yield Finding("taxes", "warning", say("{region} is not in the tax table", region=region), remedy)


def check_market(home: Home) -> Iterator[Finding]:
    """Her own table of published packages, where there is one, can be read."""
    if disk.exists(home.market):
        count = len(load_market(None, home.market).packages)
        message = say("{file}: {count:count} packages with the shipped ones", file=str(home.market), count=count)
        yield Finding("market", "ok", message)


def check_quotes(home: Home) -> Iterator[Finding]:
    """Every quote of the book can be read."""
    for folder in (home.folder / "quotes", home.cards):
        if disk.exists(folder) and not folder.is_dir():
            message = say("{file} is a file, not a folder", file=str(folder))
            yield Finding("quotes", "error", message, say("move it away: no quote can be saved beside it"))
            return
    if copies := strays(home):
        files = tuple(str(path) for path in copies[:_FEW])
        message = say("not named as quotes are, so not counted: {files}", files=files)
        yield Finding("quotes", "warning", message, say("call each as the quote in it, or take it out of your book"))
    found = list(book_entries(home))
    unread = [path for path, entry in found if isinstance(entry, WrongFile)]
    if not unread:
        yield Finding("quotes", "ok", say("saved, and readable: {count:count}", count=len(found)))
        return
    named = tuple(str(path) for path in unread[:_FEW])
    message = say(
        "{count:count} of {total:count} cannot be read: {files}", count=len(unread), total=len(found), files=named
    )
    yield Finding("quotes", "error", message, say("bring them back from a copy: fourchette verify says what is wrong"))


def check_logo(home: Home, logo: str) -> Iterator[Finding]:
    """The logo that the profile names is in the folder."""
    if logo and not disk.exists(home.folder / logo):
        message = say("{file} is not in your folder", file=logo)
        yield Finding("logo", "warning", message, say("put it there: until then the PDF cannot be made"))
    elif logo:
        yield Finding("logo", "ok", say("{file}", file=logo))


# The commands that show what is wrong with a file, and let it be mended.
_MENDING: Mapping[str, Message] = {
    "config": say("fourchette config show says more, fourchette config edit corrects it"),
    "card": say("fourchette rules check says more, fourchette rules edit corrects it"),
}


def trouble(code: str, error: UserError | OSError) -> Finding:
    """What kept a subject from being looked at, as a finding."""
    match error:
        case WrongFile():
            said = tuple(map(_told, error.problems[:_FEW]))
            message = say("{file} cannot be used: {problems:list}", file=error.file, problems=said)
            return Finding(code, "error", message, _MENDING.get(code))
        case UserError():
            return Finding(code, "error", say("{message}", message=error.message), error.remedy)
        case _:
            place = "" if error.filename is None else str(Path(os.fsdecode(error.filename)))
            return Finding(code, "error", say("{file} cannot be read: {reason}", file=place, reason=disk.reason(error)))


def _told(located: Located) -> Message:
    if located.line is None:
        return located.problem.message
    return say("line {line}, {problem}", line=str(located.line), problem=located.problem.message)
