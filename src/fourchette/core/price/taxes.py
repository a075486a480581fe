"""Sales taxes by the client's region and the date, from a dated and sourced table; never a guess."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from decimal import Decimal

from fourchette.core.basis.messages import Notice, say
from fourchette.core.basis.money import percent_of, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Currency, Day, Heading, Label, Line, Names, Percent
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.mandate.profile import Profile
from fourchette.core.price.region_names import country_of, nearest_region


@noun(kw_only=True)
class LaterMention:
    """What must be stated from a day on, in place of what was."""

    __pydantic_config__ = CLOSED
    from_: Day
    text: Label


@noun(kw_only=True)
class Zone:
    """A tax territory; `exemption` is what a seller who is not registered must state, until `later` says otherwise.

    A seller who does not say where she is sells from the territory of her `currency`. One who is registered states
    `reverse_charge` to a client of another territory of the same `union`, `abroad` to any other elsewhere.
    """

    __pydantic_config__ = CLOSED
    label: Heading
    exemption: Label
    later: tuple[LaterMention, ...] = ()
    currency: Currency | None = None
    union: Line = ""
    reverse_charge: Label = NO_TEXT
    abroad: Label = NO_TEXT
    source: Label = NO_TEXT

    def exemption_on(self, day: date) -> Text:
        """What a seller who is not registered must state on a day."""
        in_force = [mention.text for mention in self.later if mention.from_ <= day]
        return in_force[-1] if in_force else self.exemption


@noun(kw_only=True)
class Region:
    """A client's region; `caution` is what the seller should check there."""

    __pydantic_config__ = CLOSED
    zone: Line
    label: Heading
    caution: Label = NO_TEXT
    source: Label = NO_TEXT


@noun(kw_only=True)
class Tax:
    """A tax in some regions between two days, both included; `rate` is a percent of the price before tax.

    `number` names the tax whose registration number goes with it: its own, unless said.
    """

    __pydantic_config__ = CLOSED
    id: Line
    label: Heading
    rate: Percent
    regions: Names
    from_: Day
    until: Day | None = None
    number: Line = ""
    source: Label

    def due(self, region: str, day: date) -> bool:
        """Whether the tax is charged in a region on a day."""
        return region in self.regions and self.in_force(day)

    def in_force(self, day: date) -> bool:
        """Whether a day is one of the tax's."""
        return self.from_ <= day and (self.until is None or day <= self.until)


@noun(kw_only=True)
class TaxTable:
    """The taxes the program knows."""

    __pydantic_config__ = CLOSED
    zones: Mapping[Line, Zone] = field(default_factory=dict)
    regions: Mapping[Line, Region] = field(default_factory=dict)
    taxes: tuple[Tax, ...] = ()

    @property
    def places(self) -> Mapping[str, Text]:
        """The names of the regions, by their codes."""
        return {code: region.label for code, region in self.regions.items()}

    def extended(self, other: "TaxTable") -> "TaxTable":
        """This table with another's entries; a region that the other names is wholly the other's."""
        kept = tuple(_outside(tax, other.regions) for tax in self.taxes)
        return TaxTable(
            zones={**self.zones, **other.zones},
            regions={**self.regions, **other.regions},
            taxes=(*kept, *other.taxes),
        )


def _outside(tax: Tax, regions: Mapping[str, Region]) -> Tax:
    left = tuple(region for region in tax.regions if region not in regions)
    return replace(tax, regions=left)


@noun
class TaxLine:
    """One tax on a subtotal: its rate in percent and its amount to the cent."""

    id: str
    label: Text
    rate: Decimal
    amount: Decimal


@noun
class TaxRuling:
    """Which taxes a quote bears, what it must say about them, and what the seller should know.

    `known` is false where the region is missing or not in the table; `at_home` are the seller's own taxes, whose
    numbers go with what is said of a client elsewhere.
    """

    taxes: tuple[Tax, ...]
    notices: tuple[Notice, ...] = ()
    mention: Text = NO_TEXT
    known: bool = True
    at_home: tuple[Tax, ...] = ()

    def on(self, subtotal: Decimal) -> tuple[TaxLine, ...]:
        """Each tax computed once on the subtotal, half-up to the cent, never on another tax."""
        return tuple(
            TaxLine(tax.id, tax.label, tax.rate, to_cent(percent_of(tax.rate, subtotal))) for tax in self.taxes
        )


def rule_on(
    table: TaxTable, profile: Profile, client_region: str | None, day: date, currency: str | None = None
) -> TaxRuling:
    """The taxes a seller charges a client on a day; an unknown region gets none and a question.

    `currency` is that of her prices: it says where she sells from when her profile does not.
    """
    client_region = client_region or None
    region_id = known_region(table, client_region)
    if not profile.registered:
        return _exempt(table, profile, region_id, day)
    if region_id is None:
        return TaxRuling((), (_unknown(table, client_region),), known=False)
    region = table.regions[region_id]
    notices = (*_whole_country(client_region, region_id), *_cautions(region))
    if profile.region and known_region(table, profile.region) is None:
        return TaxRuling((), (_unknown_seller(profile.region),), known=False)
    zone = _seller_zone(table, profile, currency)
    if zone is not None and zone != region.zone:
        mention = _due_by_client(table, table.zones[zone], region)
        at_home = _due(table, known_region(table, profile.region), day) if mention else ()
        return TaxRuling((), (_foreign(region, mention), *notices), mention, at_home=at_home)
    return TaxRuling(_due(table, region_id, day), notices)


def _due(table: TaxTable, region_id: str | None, day: date) -> tuple[Tax, ...]:
    return tuple(tax for tax in table.taxes if region_id is not None and tax.due(region_id, day))


def known_region(table: TaxTable, region: str | None) -> str | None:
    """A region's name as the table writes it, or its country's (US of US-NY); None where the table has neither."""
    if region is None or region in table.regions:
        return region
    by_capitals = {name.upper(): name for name in table.regions}
    return by_capitals.get(region.upper(), by_capitals.get(country_of(region)))


def _seller_zone(table: TaxTable, profile: Profile, currency: str | None) -> str | None:
    """Where the seller sells from: her region's zone, else that of her currency; None where neither tells."""
    seller_id = known_region(table, profile.region)
    if seller_id is not None:
        return table.regions[seller_id].zone
    return next((name for name, zone in table.zones.items() if currency and zone.currency == currency), None)


def _unknown_seller(region: str) -> Notice:
    message = say(
        "No tax is counted: your own region “{region}” is not in the tax table. Correct it in your config.",
        region=region,
    )
    return Notice("unknown-tax", "warning", message)


def _due_by_client(table: TaxTable, seller: Zone, region: Region) -> Text:
    """What is said of the tax that a client elsewhere owes there: within one union, by reverse charge."""
    united = seller.union and seller.union == table.zones[region.zone].union
    return seller.reverse_charge if united else seller.abroad


def _exempt(table: TaxTable, profile: Profile, client_id: str | None, day: date) -> TaxRuling:
    """A seller who is not registered charges nothing and says so, in the words of her own territory."""
    seller_id = known_region(table, profile.region) or client_id
    mention = NO_TEXT if seller_id is None else table.zones[table.regions[seller_id].zone].exemption_on(day)
    said = say("{mention}", mention=mention) if mention else say("Not registered for sales taxes: none is charged.")
    return TaxRuling((), (Notice("small-supplier", "info", said),), mention)


def _unknown(table: TaxTable, region: str | None) -> Notice:
    if region is None:
        message = say(
            "No tax is counted: the client's region is missing. "
            'Add region = "CA-QC" (or another) under [client], or --region.'
        )
        return Notice("unknown-tax", "warning", message)
    close = nearest_region(table.places, region)
    if close is None:
        message = say(
            "No tax is counted: the region “{region}” is not in the tax table. "
            "Known: {regions}. Your own taxes.toml can add it.",
            region=region,
            regions=tuple(table.regions),
        )
    else:
        message = say(
            "No tax is counted: the region “{region}” is not in the tax table. Did you mean “{close}”?",
            region=region,
            close=close,
        )
    return Notice("unknown-tax", "warning", message)


def _whole_country(typed: str | None, region_id: str) -> tuple[Notice, ...]:
    """What is said where a part of a country is not in the table, and the country is."""
    if typed is None or typed.upper() == region_id.upper():
        return ()
    message = say(
        "The region “{region}” is taxed as {country}: the tax table has no parts of it.",
        region=typed,
        country=region_id,
    )
    return (Notice("regional-tax", "info", message),)


def _cautions(region: Region) -> tuple[Notice, ...]:
    if not region.caution:
        return ()
    return (Notice("regional-tax", "info", say("{caution}", caution=region.caution)),)


def _foreign(region: Region, mention: Text) -> Notice:
    """No tax is counted for a client elsewhere: what the document says of it, where it says something."""
    message = (
        say(
            "The client ({region}) is outside your tax territory: no tax is counted. The document says why: {mention}. "
            "Check that it is so.",
            region=region.label,
            mention=mention,
        )
        if mention
        else say(
            "The client ({region}) is outside your tax territory: the service is generally zero-rated, "
            "and no tax is counted. Check that this one is.",
            region=region.label,
        )
    )
    return Notice("foreign-client", "info", message)
