"""Mandates and cards drawn by chance, as plain tables: whatever a card lets one say, whatever a card may say."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from second.second_answers import Table

DAY = date(2022, 1, 1)
LANES = ("work", "talk", "desk", "film")
# The numbers that conditions look at: those that are said, and those that a card computes.
SAID = ("posts", "clips", "spend")
COMPARED = (*SAID, "messages", "replies", "pieces")


def a_mandate(draw: Random, card: Table) -> dict[str, Any]:
    """A mandate under a card: by the month, as a project or with stated hours, and with some work at least."""
    mandate: dict[str, Any] = {"traits": some_answers(draw, card)}
    frame = draw.random()
    if frame < 0.25:
        weeks = draw.choice((Decimal(draw.randint(1, 30)), cents(draw, 1, 60)))
        mandate |= {"period": "project", "weeks": weeks}
    if frame > 0.85 or (frame < 0.25 and draw.random() < 0.1):
        mandate["hours"] = cents(draw, 0.01, 300)
    if draw.random() < 0.35:
        mandate["value"] = a_claim(draw)
    return {**mandate, **what_is_stated(draw, project="period" in mandate)} if draw.random() < 0.5 else mandate


def what_is_stated(draw: Random, *, project: bool) -> dict[str, Any]:
    """A rate or a price or neither, adjustments, and the client's currency."""
    asked = draw.choice(("rate", "price", ""))
    stated: dict[str, Any] = {}
    if asked:
        stated[asked] = cents(draw, 1, 300) if asked == "rate" else cents(draw, 50, 9000)
    if draw.random() < 0.5:
        stated["adjustments"] = [an_adjustment(draw, project=project) for _ in range(draw.randint(1, 3))]
    if draw.random() < 0.4:
        stated |= {"currency": draw.choice(("JPY", "GBP")), "exchange": {"rate": an_exchange(draw), "date": DAY}}
    return stated


def an_exchange(draw: Random) -> Decimal:
    return draw.choice((Decimal("1.38"), Decimal("0.0092"), Decimal(3), cents(draw, 0.1, 9)))


def an_adjustment(draw: Random, *, project: bool) -> dict[str, Any]:
    figure = cents(draw, 0.01, 90) * draw.choice((1, -1))
    adjustment: dict[str, Any] = {"label": "Rabais", draw.choice(("amount", "percent")): figure}
    per = None if project else draw.choice((None, "month", "once"))
    if per is not None:
        adjustment["per"] = per
    if not project and per != "once" and draw.random() < 0.5:
        adjustment["months"] = draw.randint(1, 14)
    return adjustment


def a_seller(draw: Random) -> dict[str, Any]:
    """Who sells: where, if she says so, registered or not, with a floor of her own or not."""
    seller: dict[str, Any] = {"registered": draw.random() < 0.85}
    if draw.random() < 0.5:
        seller["region"] = draw.choice(("CA-QC", "CA-ON", "FR", "BE", "CH", "US", "ca-qc", "Atlantis"))
    if draw.random() < 0.3:
        seller["minimum_rate"] = cents(draw, 20, 160)
    return seller


def a_day(draw: Random) -> date:
    return date(2022, 1, 1) + timedelta(days=draw.randint(0, 2500))


def cents(draw: Random, least: float, most: float) -> Decimal:
    """An exact figure of two decimals."""
    return Decimal(draw.randint(int(least * 100), int(most * 100))).scaleb(-2)


def some_answers(draw: Random, card: Table) -> dict[str, Any]:
    """Answers to what must be answered, and to some of the rest."""
    asked = draw.choice((0.1, 0.3, 0.6))
    answers = {}
    for name, trait in card["traits"].items():
        if draw.random() < asked or ("default" not in trait and "derived" not in trait):
            answers[name] = an_answer(draw, trait)
    return {**answers, "posts": draw.randint(1, 60)}


def an_answer(draw: Random, trait: Table) -> Any:
    if trait["kind"] == "yes-no":
        return draw.random() < 0.5
    if trait["kind"] == "number":
        return a_number(draw, trait)
    names = list(trait["choices"])
    if trait["kind"] == "one":
        return draw.choice(names)
    least = 0 if "default" in trait else 1
    return draw.sample(names, draw.randint(least, min(len(names), 6)))


def a_number(draw: Random, trait: Table) -> Any:
    """How many: a number, so many a week, or from so many to so many."""
    least, most = int(trait.get("least", 0)), int(trait.get("most", 50_000_000))
    largest = max(least, min(most, draw.choice((3, 30, 300, 6000, 6000, most))))
    said = draw.random()
    if said < 0.1 and most >= 1000:
        return f"{draw.randint(0, 10)}/{draw.choice(('week', 'month', 'quarter', 'year'))}"
    if said < 0.2:
        spread = sorted(draw.randint(least, largest) for _ in range(3))
        rhythms = draw.random() < 0.3 and largest <= 30 and most >= 1000
        return [f"{each}/quarter" for each in spread] if rhythms else spread
    return cents(draw, least, largest) if trait.get("decimals") else draw.randint(least, largest)


def a_claim(draw: Random) -> dict[str, Any]:
    """A value case of one to three proofs, most of them tracked."""
    proofs = [a_proof(draw) for _ in range(draw.randint(1, 3))]
    return {"months": draw.choice((1, 2, 3, 6, 7, 12, 24)), "proofs": proofs}


def a_proof(draw: Random) -> dict[str, Any]:
    kind = draw.choice(("attributed-margin", "leads", "avoided-contacts", "retained-clients", "ad-value"))
    proof: dict[str, Any] = {"what": "Ventes", "kind": kind, "evidence": draw.choice(("GA4", "GA4", ""))}
    proof["confidence"] = draw.choice(("tracked", "tracked", "plausible", "weak"))
    figures: dict[str, tuple[str, ...]] = {
        "attributed-margin": ("amount",),
        "ad-value": ("amount",),
        "leads": ("count", "close_rate", "margin"),
        "avoided-contacts": ("count",),
        "retained-clients": ("count", "margin"),
    }
    most = {"amount": draw.choice((3_000, 90_000, 2_000_000)), "count": 900, "close_rate": 100, "margin": 900}
    proof |= {key: cents(draw, 0, most[key]) for key in figures[kind]}
    if draw.random() < 0.8:
        proof |= {"times": draw.randint(0, 400), "minutes": draw.randint(1, 90)}
    return proof


# --- Cards -------------------------------------------------------------------------------------------------------


def rising(draw: Random, least: float, most: float) -> Any:
    """A figure, or low, target and high; half of them in halves of five, so that much ends on a half to be rounded."""
    unit = draw.choice((Decimal("0.01"), Decimal("2.5")))
    drawn = sorted(max(cents(draw, least, most) // unit * unit, Decimal(str(least))) for _ in range(3))
    return drawn[1] if draw.random() < 0.2 else drawn


def an_effect(draw: Random) -> dict[str, Any]:
    """A premium, a surcharge or a discount, of the whole or of some lanes only; or nothing."""
    kinds: tuple[Callable[[], dict[str, Any]], ...] = (
        dict,
        lambda: {"add": rising(draw, 0, 30)},
        lambda: {"percent": rising(draw, 0.01, 60)},
        lambda: {"percent": rising(draw, -30, 0)},
        lambda: {"percent": rising(draw, 0.01, 100), "lanes": some_lanes(draw)} | exceptional(draw),
        lambda: {"percent": rising(draw, -5, 0), "lanes": some_lanes(draw)},
    )
    return draw.choice(kinds)()


def exceptional(draw: Random) -> dict[str, Any]:
    return {"exceptional": True} if draw.random() < 0.4 else {}


def some_lanes(draw: Random) -> list[str]:
    return draw.sample(LANES, draw.randint(1, 3))


def a_condition(draw: Random, numbers: tuple[str, ...] = COMPARED, *, deep: bool = True) -> dict[str, Any]:
    """Any word of the vocabulary, on the answers and on some numbers."""
    number = draw.choice(numbers)
    at_least, at_most = ({word: draw.randint(0, 200)} for word in ("at_least", "at_most"))
    tests: list[dict[str, Any]] = [
        {number: at_least},
        {number: at_most},
        {number: {**at_least, "not": {"at_least": draw.randint(100, 400)}}},
        {"posts": draw.randint(0, 9)},
        {"clips": [0, draw.randint(1, 9)]},
        {"urgent": draw.random() < 0.5},
        {"client": draw.choice(("any", ["friend", "rival"], {"not": "friend"}, {"not": ["any", "rival"]}))},
        {"channels": {"includes": draw.choice(("web", ["mail", "street"]))}},
        {"channels": {"at_least": draw.randint(0, 3), "not": {"includes": "radio"}}},
        {"period": draw.choice(("month", "project"))},
    ]
    if deep:
        tests.append({"any": [a_condition(draw, numbers, deep=False) for _ in range(draw.randint(1, 3))]})
    joined: dict[str, Any] = {}
    for each in draw.sample(tests, draw.choice((1, 1, 2))):
        joined |= each
    return joined


def sometimes_when(draw: Random, numbers: tuple[str, ...] = COMPARED) -> dict[str, Any]:
    return {"when": a_condition(draw, numbers)} if draw.random() < 0.4 else {}


def tiers(draw: Random, most: int) -> list[dict[str, Any]]:
    starts = sorted(draw.sample(range(1, most + 1), draw.randint(0, 3)))
    return [{"from": start, **an_effect(draw)} for start in starts]


def a_quantity(draw: Random, each: list[str]) -> dict[str, Any]:
    """Some of the numbers, or so many a month; a share of them, for each further channel, within bounds."""
    of = (
        {"fixed": cents(draw, 0, 40)}
        if draw.random() < 0.25
        else {"each": draw.sample(each, draw.randint(1, min(len(each), 2)))}
    )
    quantity: dict[str, Any] = {**of, **sometimes_when(draw, SAID)}
    shares = draw.random()
    if shares < 0.5:
        quantity["share"] = "part" if draw.random() < 0.4 else cents(draw, 0, 150)
    elif shares < 0.7:
        starts = [0, *sorted(draw.sample(range(1, 300), draw.randint(0, 2)))]
        quantity["brackets"] = [{"from": start, "share": cents(draw, 0, 100)} for start in starts]
    if draw.random() < 0.3:
        quantity["further"] = "channels"
    if draw.random() < 0.3:
        quantity["minimum"] = cents(draw, 0, 9)
    if draw.random() < 0.2:
        quantity["most"] = cents(draw, 9, 90)
    return quantity


def a_card(draw: Random) -> dict[str, Any]:
    """A card of every kind of trait, quantity, task, overhead, fee and rule, with figures drawn by chance."""
    floor = cents(draw, 0, 90)
    one_lane = {lane: {"label": lane, "discounts": draw.random() < 0.7} for lane in LANES}
    return {
        "name": "Petite grille",
        "currency": draw.choice(("CAD", "EUR", "CHF", "USD")),
        "stated_lane": draw.choice(LANES),
        "range": {
            "floor": floor,
            "ceiling": floor + cents(draw, 0, 150),
            "step": draw.choice((1, Decimal("0.5"), 5)),
            "max_discount": cents(draw, 0, 40),
        },
        "capacity": {"hours": cents(draw, 20, 150), "weeks": draw.choice((4, Decimal("4.33"))), "heavy": 40}
        | {"near_exclusive": 70},
        "value": {
            "confidence": {"tracked": Decimal("0.8"), "plausible": Decimal("0.5"), "weak": Decimal("0.25")},
            "fee_share": cents(draw, 0, 60),
            "most": cents(draw, 0, 100),
            "contact_saving": cents(draw, 0, 20),
        },
        "lanes": one_lane,
        "traits": some_traits(draw),
        "quantities": {
            "pieces": {"each": ["posts", "clips"]},
            "replies": a_quantity(draw, ["messages"]),
            "rest": a_quantity(draw, ["pieces", "replies", "spend"]),
        },
        "tasks": {f"task{index}": a_task(draw) for index in range(draw.randint(1, 6))},
        "overheads": {f"overhead{index}": an_overhead(draw) for index in range(draw.randint(0, 3))},
        "fees": {f"fee{index}": a_fee(draw) for index in range(draw.randint(0, 2))},
        "rules": [a_rule(draw, f"rule{index}") for index in range(draw.randint(0, 3))],
    }


def some_traits(draw: Random) -> dict[str, Any]:
    choices = {name: {"label": name, **an_effect(draw)} for name in ("web", "mail", "street", "radio")}
    experience = {name: {"label": name, "base": rising(draw, 20, 200)} for name in ("new", "old")}
    client = {name: {"label": name, **an_effect(draw)} for name in ("any", "friend", "rival")}
    derived = a_quantity(draw, ["followers", "posts"])
    traits: dict[str, Any] = {
        "experience": {"kind": "one", "default": "new", "choices": experience},
        "scope": {"kind": "several", "default": ["work"], "choices": {"work": {"label": "work"}}},
        "posts": {"kind": "number", "default": 0, "tiers": tiers(draw, 60)},
        "clips": {"kind": "number", "default": 0},
        "followers": {"kind": "number", "default": 0},
        "messages": {"kind": "number", "derived": {**derived, "when": {"client": "any"}}, "tiers": tiers(draw, 300)},
        "spend": {"kind": "number", "default": 0, "decimals": True},
        "presence": {"kind": "number", "default": 0, "decimals": True, "most": 200},
        "part": {"kind": "number", "default": 40, "most": 100},
        "channels": {"kind": "several", "default": [], "choices": choices, "tiers": tiers(draw, 4)},
        "client": {"kind": "one", "default": "any", "choices": client},
        "urgent": {"kind": "yes-no", "default": False, **an_effect(draw)},
        "months": {"kind": "number", "default": 1, "least": 1, "most": 36, "tiers": tiers(draw, 12)},
    }
    traits["messages"]["estimated"] = draw.random() < 0.5
    return {name: {"label": name, **trait} for name, trait in traits.items()}


def a_task(draw: Random) -> dict[str, Any]:
    task = a_quantity(draw, ["posts", "clips", "messages", "replies", "pieces", "rest"])
    period = {"period": "once"} if draw.random() < 0.2 else {}
    minutes = rising(draw, 0, draw.choice((3, 30, 300)))
    return {**task, **period, "label": "task", "lane": draw.choice(LANES), "minutes": minutes}


def an_overhead(draw: Random) -> dict[str, Any]:
    """A percent of some lanes or of all, kept there or gathered; or the hours that they are brought up to."""
    overhead = {"label": "overhead", "reserve": draw.random() < 0.3, **sometimes_when(draw)}
    if draw.random() < 0.6:
        overhead["lanes"] = some_lanes(draw)
    if draw.random() < 0.4:
        overhead["into"] = draw.choice(LANES)
    if draw.random() < 0.3 and ("lanes" in overhead or "into" in overhead):
        return {**overhead, "up_to": draw.choice(("clips", "presence", cents(draw, 0, 90)))}
    return {**overhead, "percent": rising(draw, 0, 80)}


def a_fee(draw: Random) -> dict[str, Any]:
    kind = {"unit_price": rising(draw, 0, 90)} if draw.random() < 0.5 else {"percent": rising(draw, 0, 90)}
    period = {"period": "once"} if draw.random() < 0.3 else {}
    each = draw.choice(("posts", "spend", "replies", "pieces"))
    return {"label": "fee", "each": each, "minimum": cents(draw, 0, 400), **kind, **period, **sometimes_when(draw)}


def a_rule(draw: Random, name: str) -> dict[str, Any]:
    people = {"people": draw.randint(1, 9)} if draw.random() < 0.3 else {}
    return {"id": name, "when": a_condition(draw, (*COMPARED, "hours")), **an_effect(draw), **people}
