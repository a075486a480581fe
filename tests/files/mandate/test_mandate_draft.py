"""A mandate's file before it exists: its questions, a name nobody has, a text that reads back."""

from decimal import Decimal
from pathlib import Path

import pytest

from fourchette.core.ask.interview import CLIENT, LANGUAGE, PERIOD, REGION, TITLE, WEEKS
from fourchette.core.card.rate_card import RateCard
from fourchette.files.home.home import Home
from fourchette.files.mandate.mandate_draft import draft_text, frame_questions, proposed_name, schema_of
from fourchette.files.mandate.mandate_file import Overrides, load_mandate
from fourchette.files.toml.toml_read import parse


def test_the_frame_is_asked_in_both_languages_and_says_why() -> None:
    frame = frame_questions()

    assert list(frame) == [CLIENT, REGION, LANGUAGE, TITLE, PERIOD, WEEKS]
    words = [text for asked in frame.values() for text in (asked.label, asked.question, asked.why)]
    assert [text for text in words if not (text.fr and text.en)] == []


@pytest.mark.parametrize(
    ("client", "name"),
    [
        ("Café du coin", "cafe-du-coin.toml"),
        ("L’Été & Cie, inc.", "lete-cie-inc.toml"),
        ("", "mandate.toml"),
        ("東京", "mandate.toml"),
        ("../../etc/passwd", "etc-passwd.toml"),
        ("a" * 400, "a" * 60 + ".toml"),
    ],
)
def test_a_file_is_named_for_its_client(client: str, name: str, tmp_path: Path) -> None:
    assert proposed_name(client, tmp_path) == name


def test_a_name_that_is_taken_is_not_proposed(tmp_path: Path) -> None:
    for name in ("cafe.toml", "cafe-2.toml"):
        (tmp_path / name).touch()

    assert proposed_name("Café", tmp_path) == "cafe-3.toml"


def test_a_draft_reads_back_as_what_was_said(card: RateCard) -> None:
    said = {TITLE: "Été", LANGUAGE: "en", PERIOD: "project", WEEKS: Decimal(3), CLIENT: "Café", REGION: "CA-QC"}
    traits = {"scope": ["content"], "posts": Decimal(8), "on_site_hours": Decimal("2.5"), "audit": True}
    text = draft_text(said, traits, None)

    mandate = load_mandate(parse("draft.toml", text.encode()), card, Overrides()).mandate

    assert (mandate.title, mandate.language, mandate.period, mandate.weeks) == ("Été", "en", "project", Decimal(3))
    assert (mandate.client.name, mandate.client.region) == ("Café", "CA-QC")
    assert dict(mandate.traits) == traits
    assert text.startswith('schema = 1\ntitle = "Été"\n')


def test_a_draft_names_the_schema_that_its_owner_keeps(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert schema_of(tmp_path / "cafe.toml", home) is None

    (tmp_path / "mandate.schema.json").touch()

    assert schema_of(tmp_path / "cafe.toml", home) == "./mandate.schema.json"
    elsewhere = schema_of(tmp_path / "clients" / "cafe.toml", home)
    assert elsewhere == (tmp_path / "mandate.schema.json").as_uri()
    assert draft_text({}, {"scope": ["content"]}, "./s.json").startswith("#:schema ./s.json\nschema = 1\n")
