"""What is promised of each answer, what is asked beyond it, and the one fee that stands for the lines of a price."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import DAY, WORDS, choice, number, one, priced, several, small_card, speak, task, yes_no
from fourchette.core.basis.text import Text
from fourchette.core.card.changes import Option
from fourchette.core.card.rate_card import Choice, Fee, RateCard
from fourchette.core.card.terms import Terms
from fourchette.core.mandate.mandate import Adjustment, Season
from fourchette.core.mandate.profile import Profile
from fourchette.core.offer.deliverables import Deliverable, deliverables
from fourchette.core.offer.letter import letter_of_change, letter_of_price
from fourchette.core.offer.offer import BusinessNumber, OfferedPackage, Registration, Seller, blanks_of
from fourchette.core.offer.offer_extras import asked_once
from fourchette.core.offer.offer_making import offer_of
from fourchette.core.offer.offer_options import options_of
from fourchette.core.offer.offer_seasons import season_quotes, season_sentences
from fourchette.core.offer.one_fee import as_client_reads, with_lines


def called(label: str) -> Choice:
    return replace(choice(), label=Text(label, label))


CARD = small_card(
    posts=number(deliverable=True, unit=Text("publications", "posts"), overage=Decimal(2)),
    traits={
        "places": replace(several(default=("a",), a=called("A"), b=called("B")), deliverable=True),
        "speed": replace(one("slow", slow=called("Slow"), fast=called("Fast")), deliverable=True),
        "podcast": replace(yes_no(), deliverable=True),
        "spend": number(money=True, decimals=True, deliverable=True),
        "secret": number(),
    },
    tasks={"posts": task(60), "secret": task(30, lane="talk", each=("secret",))},
)


def promised(traits: dict[str, Any], also: tuple[str, ...] = (), **frame: Any) -> dict[str, Deliverable]:  # noqa: ANN401
    return {each.id: each for each in deliverables(priced(CARD, traits, **frame), speak, also)}


# --- What is promised --------------------------------------------------------------------------------------------


def test_a_choice_is_promised_said_or_not_and_several_only_where_they_are_said() -> None:
    assert promised({"posts": 4})["speed"] == Deliverable("speed", "word", choices=("Slow",))
    assert "places" not in promised({"posts": 4})
    assert "places" not in promised({"posts": 4, "places": []})
    assert promised({"posts": 4, "places": ["b", "a"]})["places"] == Deliverable(
        "places", "word", choices=("A", "B"), several=True
    )


def test_a_number_is_promised_in_its_unit_and_money_as_money() -> None:
    found = promised({"posts": 4, "spend": Decimal("10.50"), "secret": 2, "podcast": True})

    assert found["posts"] == Deliverable("posts", "word", number=Decimal(4), unit="posts")
    assert (found["spend"].number, found["spend"].money) == (Decimal("10.5"), True)
    assert found["podcast"] == Deliverable("podcast", "word")
    assert "secret" not in found
    assert promised({"posts": 4, "secret": 2}, ("secret",))["secret"].number == 2
    assert "posts" not in promised({"secret": 2})


def test_of_stated_hours_only_the_volumes_that_were_said_are_promised() -> None:
    card = replace(CARD, traits={**CARD.traits, "posts": replace(CARD.traits["posts"], default=Decimal(3))})

    said, unsaid = (priced(card, traits, hours=Decimal(5)) for traits in ({"posts": 4}, {}))
    assert [each.number for each in deliverables(said, speak) if each.id == "posts"] == [4]
    assert [each.id for each in deliverables(unsaid, speak) if each.id == "posts"] == []
    assert [each.number for each in deliverables(priced(card, {"secret": 1}), speak) if each.id == "posts"] == [3]


# --- What is asked beyond ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("overage", "more", "asked"),
    [
        (Decimal(10), {"posts": Decimal(4)}, [("posts", 2, 220)]),
        (Decimal(10), {"posts": Decimal(5)}, [("posts", 3, 220)]),
        (Decimal(10), {"secret": Decimal(3)}, [("secret", 1, 165)]),  # an hour and a half, and a tenth more
        (None, {"posts": Decimal(5), "secret": Decimal(1)}, [("posts", 1, 500), ("secret", 1, 50)]),
    ],
)
def test_so_much_more_is_asked_as_it_is_sold_or_by_the_hours_that_it_takes(
    overage: Decimal | None, more: dict[str, Decimal], asked: list[tuple[str, int, int]]
) -> None:
    quote = priced(CARD, {"posts": 8}, profile=Profile(terms=Terms(overage=overage)))

    assert [[each.id, each.quantity, each.price] for each in asked_once(quote, more)] == [list(each) for each in asked]


def test_an_option_says_what_it_moves_and_nothing_of_what_it_does_not() -> None:
    card = replace(CARD, tasks={**CARD.tasks, "secret": task(30, lane="talk", each=("secret",), period="once")})
    wanted = ({"posts": 2}, {"secret": 4}, {"posts": 2, "secret": 4}, {"podcast": False})
    options = tuple(Option(label=WORDS, traits=traits) for traits in wanted)

    found = options_of(priced(card, {"posts": 8}, options=options))
    assert [[each.monthly, each.once, each.hours, each.included] for each in found] == [
        [200, None, 2, False],
        [None, 200, 2, False],
        [200, 200, 2, False],
        [None, None, 0, True],
    ]


# --- What the client reads ---------------------------------------------------------------------------------------

LESS = Adjustment(label=Text("Rabais", "Discount"), amount=Decimal(-50))


def fees(card: RateCard, traits: dict[str, Any], **frame: Any) -> list[tuple[object, ...]]:  # noqa: ANN401
    read = as_client_reads(offer_of(priced(card, traits, **frame), speak), speak)
    return [(line.label, line.period, line.amount) for line in read.lines]


def test_a_fee_stands_for_the_lines_of_its_period_and_an_adjustment_for_itself() -> None:
    card = replace(
        CARD,
        tasks={**CARD.tasks, "setup": task(30, lane="desk", period="once")},
        fees={"road": Fee(label=WORDS, each="secret", unit_price=CARD.tasks["posts"].minutes)},
    )

    assert fees(card, {"posts": 4, "secret": 2}, adjustments=(LESS,)) == [
        ("Monthly fee", "month", 620),
        ("Discount", "month", -50),
        ("One-time fees", "once", 200),
    ]
    assert fees(card, {"posts": 4}, period="project", weeks=Decimal(3)) == [("Project fee", "once", 600)]


def test_the_lines_of_a_price_are_read_where_they_are_asked_for_in_packages_too() -> None:
    offer = offer_of(priced(CARD, {"posts": 4, "secret": 2}), speak)
    both = replace(offer, packages=(OfferedPackage("a", "A", recommended=True, offer=offer),))

    read = as_client_reads(both, speak)
    assert [len(read.lines), len(read.packages[0].offer.lines)] == [1, 1]
    read = as_client_reads(with_lines(both), speak)
    assert [len(read.lines), len(read.packages[0].offer.lines)] == [2, 2]
    assert offer_of(priced(CARD, {"posts": 4}, lines=True), speak).shows_lines


@pytest.mark.parametrize(
    ("seller", "blanks"),
    [
        (Seller(), ("name", "email")),
        (Seller(name="A", email="a@example.org"), ()),
        (Seller(name="A", phone="514"), ()),
        (Seller(name="A", address="Rue"), ()),
        (Seller(name="A", website="https://example.org"), ("email",)),
        (
            Seller(
                name="A",
                phone="1",
                numbers=(BusinessNumber("NEQ", "1"),),
                registrations=(Registration("gst", "TPS"), Registration("qst", "TVQ", "2"), Registration("gst", "TVH")),
            ),
            ("registrations.gst",),
        ),
    ],
)
def test_what_is_lacking_of_the_seller_is_a_blank_of_the_document(seller: Seller, blanks: tuple[str, ...]) -> None:
    offer = offer_of(priced(CARD, {"posts": 4}), speak)

    assert blanks_of(replace(offer, sold_by=seller)) == blanks


def test_a_letter_of_a_change_says_what_comes_and_what_goes() -> None:
    old = priced(CARD, {"posts": 4}, included=("Two rounds.", "A report."))
    new = priced(CARD, {"posts": 6}, included=("A report.", "Three rounds."))

    letter = letter_of_change(old, new, DAY, ("More.",), speak)
    assert (letter.added, letter.removed, letter.since) == (("Three rounds.",), ("Two rounds.",), DAY)
    assert [[cell and cell.number for cell in each.cells] for each in letter.changes] == [[4, 6]]
    assert letter.before is not None
    assert [len(letter.before.lines), letter.before.total, letter.offer.total] == [1, 400, 600]
    alone = letter_of_price(new, ("Why.",), speak)
    assert (alone.offer, alone.before, alone.reasons) == (letter.offer, None, ("Why.",))


def test_months_that_differ_are_told_with_the_others_they_are_not_as() -> None:
    seasons = tuple(
        Season(label=Text(name, name), months=Decimal(months), traits={"posts": posts})
        for name, months, posts in (("Peak", 1, 9), ("Fair", 3, 6), ("Same", 2, 4))
    )
    quote = priced(small_card(posts=CARD.traits["posts"], traits={"months": number(6)}), {"posts": 4}, seasons=seasons)

    assert list(season_sentences(quote, season_quotes(quote), speak)) == [
        "Peak (one month): 9 posts a month",
        "Fair (3 months): 6 posts a month",
    ]
