from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, priced
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.profile import PROFILE, Profile
from fourchette.core.price.taxes import LaterMention, Region, Tax, TaxRuling, TaxTable, Zone, rule_on

DAY = date(2026, 11, 22)
MONTREALER = Profile(region="CA-QC")


def ruled(table: TaxTable, region: str | None, *, profile: Profile = PROFILE, day: date = DAY) -> TaxRuling:
    return rule_on(table, profile, region, day)


def charged(ruling: TaxRuling, subtotal: str) -> dict[str, str]:
    return {line.id: str(line.amount) for line in ruling.on(Decimal(subtotal))}


def rates(ruling: TaxRuling) -> dict[str, str]:
    return {tax.id: str(tax.rate) for tax in ruling.taxes}


def notices(ruling: TaxRuling) -> list[str]:
    return [notice.code for notice in ruling.notices]


# --- Québec, to the cent -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subtotal", "gst", "qst", "total"),
    [
        ("100", "5.00", "9.98", "114.98"),
        ("500", "25.00", "49.88", "574.88"),
        ("1000", "50.00", "99.75", "1149.75"),
        ("1234.56", "61.73", "123.15", "1419.44"),
        ("2750", "137.50", "274.31", "3161.81"),
        ("7.50", "0.38", "0.75", "8.63"),  # 14.975 % in one step would make 1.12 of taxes, not 1.13
        ("140", "7.00", "13.97", "160.97"),  # 13.965: half to even would make 13.96
        ("1140", "57.00", "113.72", "1310.72"),
        ("300", "15.00", "29.93", "344.93"),  # 29.925: half to even would make 29.92
    ],
)
def test_quebec_charges_gst_and_qst_each_on_the_price(
    taxes: TaxTable, subtotal: str, gst: str, qst: str, total: str
) -> None:
    ruling = ruled(taxes, "CA-QC")

    assert charged(ruling, subtotal) == {"gst": gst, "qst": qst}
    assert Decimal(subtotal) + sum(line.amount for line in ruling.on(Decimal(subtotal))) == Decimal(total)


def test_qst_is_not_computed_on_gst(taxes: TaxTable) -> None:
    assert charged(ruled(taxes, "CA-QC"), "1000")["qst"] == "99.75"  # 104.74 on 1,050


# --- The provinces and territories -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("region", "due"),
    [
        ("CA-AB", {"gst": "5"}),
        ("CA-BC", {"gst": "5"}),
        ("CA-MB", {"gst": "5"}),
        ("CA-NB", {"hst": "15"}),
        ("CA-NL", {"hst": "15"}),
        ("CA-NS", {"hst": "14"}),
        ("CA-NT", {"gst": "5"}),
        ("CA-NU", {"gst": "5"}),
        ("CA-ON", {"hst": "13"}),
        ("CA-PE", {"hst": "15"}),
        ("CA-QC", {"gst": "5", "qst": "9.975"}),
        ("CA-SK", {"gst": "5"}),
        ("CA-YT", {"gst": "5"}),
    ],
)
def test_each_province_and_territory_has_its_taxes(taxes: TaxTable, region: str, due: dict[str, str]) -> None:
    ruling = ruled(taxes, region, profile=MONTREALER)

    assert rates(ruling) == due
    assert ruling.known


@pytest.mark.parametrize(
    ("region", "amount"),
    [
        ("CA-ON", "357.50"),
        ("CA-NS", "385.00"),
        ("CA-NB", "412.50"),
        ("CA-NL", "412.50"),
        ("CA-PE", "412.50"),
        ("CA-AB", "137.50"),
    ],
)
def test_the_tax_on_2750_dollars_is_that_of_the_client_s_province(taxes: TaxTable, region: str, amount: str) -> None:
    assert list(charged(ruled(taxes, region, profile=MONTREALER), "2750").values()) == [amount]


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2025, 3, 31), "15"),
        (date(2025, 4, 1), "14"),
        (date(2024, 1, 1), "15"),
        (date(2026, 11, 22), "14"),
    ],
)
def test_nova_scotia_went_from_15_to_14_percent_on_april_first_2025(taxes: TaxTable, day: date, rate: str) -> None:
    assert rates(ruled(taxes, "CA-NS", day=day)) == {"hst": rate}


@pytest.mark.parametrize("region", ["CA-BC", "CA-MB", "CA-SK"])
def test_where_a_provincial_tax_may_apply_the_quote_says_to_check(taxes: TaxTable, region: str) -> None:
    assert notices(ruled(taxes, region)) == ["regional-tax"]


def test_a_region_may_be_written_in_small_letters(taxes: TaxTable) -> None:
    assert rates(ruled(taxes, "ca-on")) == {"hst": "13"}


@pytest.mark.parametrize(("region", "rate"), [("FR", "20"), ("GB", "20")])
def test_a_seller_at_home_in_another_country_charges_its_vat(taxes: TaxTable, region: str, rate: str) -> None:
    assert rates(ruled(taxes, region, profile=Profile(region=region))) == {"vat": rate}


def test_every_tax_of_the_table_has_its_source(taxes: TaxTable) -> None:
    assert [tax.id for tax in taxes.taxes if not tax.source] == []


# --- Unknown, foreign, exempt ------------------------------------------------------------------------------------


def test_a_missing_region_has_no_tax_and_asks_for_it(taxes: TaxTable) -> None:
    ruling = ruled(taxes, None)

    assert charged(ruling, "1000") == {}
    assert not ruling.known
    assert notices(ruling) == ["unknown-tax"]
    assert 'region = "CA-QC"' in str(ruling.notices[0].message)


@pytest.mark.parametrize(
    ("region", "nearest"), [("QC", "CA-QC"), ("CA-QX", "CA-QC"), ("on", "CA-ON"), ("CA_NS", "CA-NS")]
)
def test_an_unknown_region_has_no_tax_and_gets_the_nearest(taxes: TaxTable, region: str, nearest: str) -> None:
    ruling = ruled(taxes, region)

    assert charged(ruling, "1000") == {}
    assert not ruling.known
    assert notices(ruling) == ["unknown-tax"]
    assert f"Did you mean “{nearest}”?" in str(ruling.notices[0].message)


def test_a_region_near_none_gets_the_whole_list(taxes: TaxTable) -> None:
    (notice,) = ruled(taxes, "Wakanda").notices

    assert "CA-AB, CA-BC" in str(notice.message)


@pytest.mark.parametrize(("part", "country"), [("US-NY", "US"), ("FR-69", "FR"), ("gb-sct", "GB")])
def test_a_part_of_a_country_that_the_table_has_whole_is_taxed_as_it(taxes: TaxTable, part: str, country: str) -> None:
    seller = Profile(region=country)
    ruling, whole = (rule_on(taxes, seller, region, date(2026, 11, 22)) for region in (part, country))

    assert ruling.known
    assert ruling.taxes == whole.taxes
    assert (
        str(ruling.notices[0].message)
        == f"The region “{part}” is taxed as {country}: the tax table has no parts of it."
    )
    assert ruling.notices[1:] == whole.notices


def test_a_seller_whose_own_region_is_unknown_counts_no_tax_and_is_told(taxes: TaxTable) -> None:
    ruling = ruled(taxes, "CA-QC", profile=Profile(region="Atlantide"))

    assert charged(ruling, "1000") == {}
    assert not ruling.known
    assert notices(ruling) == ["unknown-tax"]
    assert "your own region “Atlantide”" in str(ruling.notices[0].message)


@pytest.mark.parametrize("country", ["JP", "DE", "ES", "IT"])
def test_another_country_is_not_taken_for_a_province(taxes: TaxTable, country: str) -> None:
    (notice,) = ruled(taxes, country).notices

    assert "Did you mean “CA-" not in str(notice.message)


def test_no_tax_is_a_warning_the_quote_carries(card: RateCard, taxes: TaxTable) -> None:
    quote = priced(card, {"scope": ["content"], "posts": 8, "billing": "hourly"}, taxes=taxes, region="QC")

    assert [(notice.code, notice.severity) for notice in quote.notices] == [("unknown-tax", "warning")]
    assert quote.monthly is not None
    assert quote.monthly.total == quote.monthly.subtotal.target


@pytest.mark.parametrize("region", ["FR", "BE", "CH", "LU", "GB", "US"])
def test_a_client_in_another_zone_is_not_taxed_and_the_quote_says_so(taxes: TaxTable, region: str) -> None:
    ruling = ruled(taxes, region, profile=MONTREALER)

    assert charged(ruling, "1000") == {}
    assert ruling.known
    assert notices(ruling)[0] == "foreign-client"


@pytest.mark.parametrize(("seller", "client"), [("CA-QX", "FR"), ("JP", "CA-QC")])
def test_a_seller_of_an_unknown_region_charges_no_tax_on_a_guess(taxes: TaxTable, seller: str, client: str) -> None:
    assert charged(ruled(taxes, client, profile=Profile(region=seller)), "1000") == {}


@pytest.mark.parametrize("region", ["CA-QC", "CA-NS", "FR", None, "Wakanda"])
def test_a_seller_who_is_not_registered_charges_none_and_says_so(taxes: TaxTable, region: str | None) -> None:
    ruling = ruled(taxes, region, profile=Profile(region="CA-QC", registered=False))

    assert charged(ruling, "1000") == {}
    assert [(notice.code, notice.severity) for notice in ruling.notices] == [("small-supplier", "info")]
    assert ruling.mention.fr == "Petit fournisseur : TPS/TVQ/TVH non applicables"
    assert ruling.mention.en == "Small supplier: GST/QST/HST not charged"


def test_an_exempt_seller_speaks_the_words_of_her_own_territory(taxes: TaxTable) -> None:
    ruling = ruled(taxes, "CA-QC", profile=Profile(region="FR", registered=False))

    assert ruling.mention.fr == "TVA non applicable, article 293 B du CGI"


# --- The user's own table ----------------------------------------------------------------------------------------


def tax(name: str, rate: str, *regions: str, since: date = date(2000, 1, 1), until: date | None = None) -> Tax:
    return Tax(id=name, label=WORDS, rate=Decimal(rate), regions=regions, from_=since, until=until, source=WORDS)


SPAIN = TaxTable(
    zones={"ES": Zone(label=WORDS, exemption=WORDS)},
    regions={"ES": Region(zone="ES", label=WORDS)},
    taxes=(tax("vat", "21", "ES"),),
)


def test_the_user_can_add_a_country(taxes: TaxTable) -> None:
    extended = taxes.extended(SPAIN)

    assert rates(ruled(extended, "ES")) == {"vat": "21"}
    assert rates(ruled(extended, "CA-QC")) == {"gst": "5", "qst": "9.975"}


def test_a_region_that_the_user_names_is_wholly_hers(taxes: TaxTable) -> None:
    mine = TaxTable(regions={"CA-SK": Region(zone="CA", label=WORDS)}, taxes=(tax("pst", "6", "CA-SK"),))
    extended = taxes.extended(mine)

    assert rates(ruled(extended, "CA-SK")) == {"pst": "6"}
    assert notices(ruled(extended, "CA-SK")) == []
    assert rates(ruled(extended, "CA-AB")) == {"gst": "5"}


def test_a_tax_alone_is_added_to_those_of_its_region(taxes: TaxTable) -> None:
    extended = taxes.extended(TaxTable(taxes=(tax("pst", "6", "CA-SK"),)))

    assert charged(ruled(extended, "CA-SK"), "1000") == {"gst": "50.00", "pst": "60.00"}


def test_extending_leaves_the_shipped_table_as_it_was(taxes: TaxTable) -> None:
    taxes.extended(SPAIN)

    assert not ruled(taxes, "ES").known


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2025, 12, 31), {}),
        (date(2026, 1, 1), {"vat": "21"}),
        (date(2026, 6, 30), {"vat": "21"}),
        (date(2026, 7, 1), {}),
    ],
)
def test_the_dates_of_a_tax_are_inclusive(taxes: TaxTable, day: date, due: dict[str, str]) -> None:
    dated = tax("vat", "21", "ES", since=date(2026, 1, 1), until=date(2026, 6, 30))
    extended = taxes.extended(TaxTable(zones=SPAIN.zones, regions=SPAIN.regions, taxes=(dated,)))

    assert rates(ruled(extended, "ES", day=day)) == due


def test_the_harmonized_tax_goes_by_the_number_of_the_federal_one(taxes: TaxTable) -> None:
    assert {tax.number or tax.id for tax in taxes.taxes if tax.id in ("gst", "hst")} == {"gst"}


def test_the_mention_of_an_exemption_is_that_of_its_day(taxes: TaxTable) -> None:
    france = taxes.zones["FR"]

    assert "293 B" in france.exemption_on(date(2027, 12, 31)).fr
    assert france.exemption_on(date(2028, 1, 1)).fr == "TVA non applicable, franchise en base"


# --- Seen from where she sells -----------------------------------------------------------------------------------


def here(name: str, union: str = "", currency: str | None = None, **words: Any) -> Zone:  # noqa: ANN401  # sentences
    return Zone(label=WORDS, exemption=Text(f"ex {name}", f"ex {name}"), union=union, currency=currency, **words)


REVERSED, ABROAD = Text("auto", "reverse"), Text("ailleurs", "abroad")
LANDS = TaxTable(
    zones={
        "AA": here("A", "U", "EUR", reverse_charge=REVERSED, abroad=ABROAD),
        "BB": here("B", "U", "EUR"),
        "CC": here("C", currency="CAD", reverse_charge=REVERSED, abroad=ABROAD),
        "DD": here("D"),
    },
    regions={name: Region(zone=name, label=Text(name, name)) for name in ("AA", "BB", "CC", "DD")},
    taxes=tuple(tax(f"t{name}", "10", name) for name in ("AA", "BB", "CC", "DD")),
)


@pytest.mark.parametrize(
    ("seller", "client", "mention", "at_home"),
    [
        ("AA", "BB", "reverse", ["tAA"]),  # within their union
        ("AA", "CC", "abroad", ["tAA"]),
        ("CC", "DD", "abroad", ["tCC"]),  # two that are of no union are not of one
        ("BB", "CC", "", []),
    ],
)
def test_what_is_said_to_a_client_elsewhere_goes_with_the_seller_s_own_numbers(
    seller: str, client: str, mention: str, at_home: list[str]
) -> None:
    ruling = ruled(LANDS, client, profile=Profile(region=seller))

    assert (ruling.taxes, ruling.known, ruling.mention.en) == ((), True, mention)
    assert [tax.id for tax in ruling.at_home] == at_home
    said = f"The document says why: {mention}." if mention else "the service is generally zero-rated"
    assert f"The client ({client}) is outside your tax territory" in str(ruling.notices[0].message)
    assert said in str(ruling.notices[0].message)


@pytest.mark.parametrize(
    ("currency", "client", "due"),
    [("CAD", "CC", ["tCC"]), ("CAD", "AA", []), ("EUR", "AA", ["tAA"]), (None, "BB", ["tBB"]), ("JPY", "BB", ["tBB"])],
)
def test_a_seller_who_says_no_region_sells_from_where_her_currency_is_used(
    currency: str | None, client: str, due: list[str]
) -> None:
    ruling = rule_on(LANDS, PROFILE, client, DAY, currency)

    assert [tax.id for tax in ruling.taxes] == due


@pytest.mark.parametrize(
    ("seller", "client", "mention"), [("AA", "BB", "ex A"), ("", "BB", "ex B"), ("", None, ""), ("ZZ", "Wakanda", "")]
)
def test_a_seller_who_is_not_registered_says_so_in_the_words_of_her_place_or_her_client_s(
    seller: str, client: str | None, mention: str
) -> None:
    ruling = ruled(LANDS, client, profile=Profile(region=seller, registered=False))

    assert ruling.mention.en == mention
    assert str(ruling.notices[0].message) == (mention or "Not registered for sales taxes: none is charged.")


def test_of_two_later_mentions_the_last_in_force_is_the_one() -> None:
    words = [Text(each, each) for each in ("first", "second", "third")]
    later = tuple(
        LaterMention(from_=date(2026, month, 1), text=text) for month, text in zip((2, 4, 6), words, strict=True)
    )
    zone = Zone(label=WORDS, exemption=WORDS, later=later)

    assert [zone.exemption_on(date(2026, month, 1)) for month in (1, 2, 3, 4, 6, 7)] == [
        WORDS, words[0], words[0], words[1], words[2], words[2],
    ]  # fmt: skip


def test_an_empty_region_is_a_missing_one() -> None:
    assert str(ruled(LANDS, "").notices[0].message) == str(ruled(LANDS, None).notices[0].message)
