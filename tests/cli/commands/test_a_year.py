"""One year of a freelancer's life: three clients, three trackers, two amendments, mistakes, and every month stated.

An extra in month four, a raise from month ten, a send taken back, and a renewal by an index for the year after.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Cli

CAFE, BAKER, ACME = "2026-001", "2026-003", "2026-002"
MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 13))
ACCEPTED = ("send", "accept")


class Year:
    """The program in a language, on one home; each run is done."""

    def __init__(self, cli: Cli, folder: Path, language: str) -> None:
        self.cli, self.folder, self.language = cli, folder, language

    def run(self, *arguments: str) -> str:
        run = self.cli(*arguments, "--lang", self.language)
        assert run.code == 0, (arguments, run.err)
        return run.out

    def result(self, *arguments: str) -> Any:  # noqa: ANN401  # JSON
        return json.loads(self.run(*arguments, "--json"))["result"]

    def sheet(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return str(self.folder / name)

    def log_month(self, month: str) -> None:
        """The café's contents by klog and its messages by timewarrior, Acme's contents by a table."""
        stamp = month.replace("-", "")
        self.run("hours", CAFE, self.sheet("a.klg", f"{month}-05\n    8h #content\n"))
        interval = {"start": f"{stamp}06T140000Z", "end": f"{stamp}06T153000Z", "tags": ["service"]}
        self.run("hours", CAFE, self.sheet("b.json", json.dumps([interval])))
        worked = "9" if month == "2026-06" else "6"
        self.run("hours", ACME, self.sheet("c.csv", f"date,hours,lane\n{month}-07,{worked},content\n"))


@pytest.fixture(params=["fr", "en"])
def year(cli: Cli, tmp_path: Path, request: pytest.FixtureRequest) -> Year:
    """The year as it went."""
    year = Year(cli, tmp_path, str(request.param))
    dollars = tmp_path / "us"
    year.run("rules", "init", "--preset", "united-states", "--home", str(dollars))
    year.run("quote", str(EXAMPLES / "cafe.toml"), "-t", "months=12", "--save", "--date", "2026-01-02")
    year.run(
        *("quote", "--rules", str(dollars / "ratecard.toml"), "--client", "Acme", "--region", "US"),
        *("--scope", "content", "--platform", "linkedin", "--volume", "posts=8"),
        *("-t", "months=12", "-t", "billing=hour-bank", "--save", "--date", "2026-01-03"),
    )
    year.run("quote", str(EXAMPLES / "cafe.toml"), "--client", "Boulangerie", "--save", "--date", "2026-01-04")
    for act in ACCEPTED:
        year.run(act, CAFE, "--date", "2026-01-05")
        year.run(act, ACME, "--date", "2026-01-08")
    year.run("send", BAKER, "--date", "2026-01-05")
    year.run("decline", BAKER, "--reason", "budget", "--date", "2026-01-20")
    for month in MONTHS:
        if month == "2026-04":
            amend(year, 2, "2026-04-01", "-t", "posts=12")
            year.run("extra", CAFE, "-t", "stories=2", "--once", "--month", month, "--accept", "--date", "2026-04-15")
        if month == "2026-09":
            amend(year, 3, "2026-09-10", "-t", "inbound=100")
        if month == "2026-10":
            amend(year, 4, "2026-09-28", "--percent", "3", "--from", "2026-10-01", "--reason", "indexation")
        year.log_month(month)
    renewed = f"{CAFE}.5"
    year.run("renew", CAFE, "--index", "1.031", "--from", "2027-01-01", "--date", "2026-12-10")
    year.run("send", renewed, "--date", "2026-12-10")
    year.run("undo")  # sent too soon
    for act in ACCEPTED:
        year.run(act, renewed, "--date", "2026-12-14")
    return year


def amend(year: Year, revision: int, day: str, *changes: str) -> None:
    """The café asks for more, and says yes."""
    year.run("revise", CAFE, *changes, "--date", day)
    for act in ACCEPTED:
        year.run(act, f"{CAFE}.{revision}", "--date", day)


def test_every_month_is_stated_as_it_was_agreed(year: Year) -> None:
    stated = [year.result("statement", CAFE, "--month", month) for month in MONTHS]

    # 10.75 h at 57 $ are 612.75 $; four posts more, 13.25 h and 755.25 $; sixty messages more, 15.75 h at 59 $; raised
    # by 3 %, 60.77 $: 638.09 + 91.16 + 121.54 + 30.39 + 75.96. In April, two stories more at 14.11 $.
    fees = ["612.75"] * 3 + ["783.47"] + ["755.25"] * 4 + ["929.25"] + ["957.14"] * 3
    assert [each["subtotal"] for each in stated] == fees
    assert [(line["label"], line["amount"]) for line in stated[3]["lines"][1:]] == [("2 × Stories", "28.22")]
    assert [each["included"] for each in stated] == ["10.75"] * 3 + ["13.25"] * 5 + ["15.75"] * 4
    # 5 % and 9.975 %, each once on the month: 30.64 and 61.12, 37.76 and 75.34, 46.46 and 92.69; 47.86 and 95.47.
    totals = ["704.51"] * 3 + ["900.79"] + ["868.35"] * 4 + ["1068.40"] + ["1100.47"] * 3
    assert [each["total"] for each in stated] == totals
    # Every month took 8 h and an hour and a half.
    assert {Decimal(each["worked"]) for each in stated} == {Decimal("9.5")}
    earned = ["64.50"] * 3 + ["82.47"] + ["79.50"] * 4 + ["97.82"] + ["100.75"] * 3
    assert [each["earned"] for each in stated] == earned
    assert sum(Decimal(each["subtotal"]) for each in stated) == Decimal("9443.39")


def test_the_next_year_is_renewed_at_the_index(year: Year) -> None:
    january = year.result("statement", CAFE, "--month", "2027-01")

    # 60.77 $ times 1.031 is 62.65 $: 657.83 + 93.98 + 125.30 + 31.33 + 78.31, then 49.34 and 98.43 of taxes.
    assert (january["subtotal"], january["total"]) == ("986.75", "1134.52")


def test_a_send_taken_back_stays_told_and_counts_for_nothing(year: Year) -> None:
    events = [each["event"] for each in year.result("show", f"{CAFE}.5")["history"]]

    assert events == ["created", "send", "undo", "send", "accept"]
    words = {
        "fr": f"annulé : {CAFE}.5 marquée comme envoyée, en date du 2026-12-10",
        "en": f"undone: {CAFE}.5 marked as sent, as of 2026-12-10",
    }[year.language]
    told = [each["words"].replace("\u00a0", " ") for each in year.result("log", "--limit", "0")]
    assert words in told


def test_a_bank_in_american_dollars_is_paid_ahead_and_its_one_long_month_at_its_own_price(year: Year) -> None:
    stated = {month: year.result("statement", ACME, "--month", month) for month in MONTHS}

    june = stated["2026-06"]
    # 7.25 h at 58 US$ are 420.50; nine hours are one and three quarters beyond, at 58 and a quarter: 126.88.
    assert [(line["quantity"], line["amount"]) for line in june["lines"][-1:]] == [("1.75", "126.88")]
    assert (june["subtotal"], june["taxes"], june["total"], june["left"]) == ("547.38", [], "547.38", "0")
    others = [each for month, each in stated.items() if month != "2026-06"]
    assert {(each["subtotal"], each["left"], each["currency"]) for each in others} == {("420.50", "1.25", "USD")}
    words = {"fr": "à facturer", "en": "to invoice"}[year.language]
    assert words in year.run("statement", ACME, "--month", "2026-06").casefold()


def test_a_wrong_import_is_withdrawn_and_counts_no_more(year: Year) -> None:
    before = year.result("statement", CAFE, "--month", "2026-12")
    year.run("hours", CAFE, year.sheet("wrong.csv", "date,hours,lane\n2026-12-07,7,content\n"))
    assert Decimal(year.result("statement", CAFE, "--month", "2026-12")["worked"]) == Decimal("16.5")

    (place,) = [e["place"] for e in year.result("hours", CAFE, "--list") if Decimal(e["hours"]) == Decimal(7)]
    year.run("hours", CAFE, "--remove", str(place))

    assert year.result("statement", CAFE, "--month", "2026-12") == before


def test_the_year_teaches_what_it_was(year: Year) -> None:
    samples = {each["name"]: each for each in year.result("stats", "--date", "2027-01-05")}

    assert {name: each["state"] for name, each in samples.items()} == {
        f"{CAFE}.5": "accepted",
        ACME: "accepted",
        BAKER: "declined",
    }
    months = samples[f"{CAFE}.5"]["months"]
    assert [each["month"] for each in months] == list(MONTHS)
    assert sum(Decimal(each["price"]) for each in months) == Decimal("9443.39")
    # Contents: 8.25 h a month in the first three, then 10.5 h.
    assert Decimal(samples[f"{CAFE}.5"]["estimated"]["content"]) == Decimal("119.25")
    assert Decimal(samples[f"{CAFE}.5"]["worked"]["content"]) == Decimal(96)
    out = year.run("stats", "--date", "2027-01-05").replace("\u00a0", " ")
    assert {"fr": ("$CA", "$US"), "en": ("CA$", "US$")}[year.language][0] in out
    assert year.result("followups", "--date", "2027-01-05") == []


def test_the_book_is_as_it_was_saved(year: Year) -> None:
    listed = {each["name"]: each["state"] for each in year.result("list", "--date", "2026-12-31")}

    assert listed == {
        BAKER: "declined",
        ACME: "accepted",
        f"{CAFE}.5": "accepted",
        **{f"{CAFE}.{revision}": "replaced" for revision in (4, 3, 2)},
        f"{CAFE}.1": "replaced",
    }
    assert {each["same"] for each in year.result("verify")} == {True}
