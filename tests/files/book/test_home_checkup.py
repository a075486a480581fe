"""What is looked at of the home: each subject is said to be well, or what is wrong with it and what to do."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from builders import small_card
from fourchette.core.basis.messages import say
from fourchette.core.mandate.known_client import KnownClient
from fourchette.core.practice.checkup import Finding
from fourchette.core.price.taxes import TaxTable
from fourchette.errors import NotFound
from fourchette.files.book.home_checkup import check_card, check_clients, check_home, check_logo, trouble
from fourchette.files.card.card_file import load_card
from fourchette.files.home.home import Home


def told(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.level, str(finding.message)


def test_a_folder_in_which_nothing_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    (found,) = check_home(Home(tmp_path / "file" / "home"))

    assert told(found) == ("home", "error", f"{tmp_path / 'file'} cannot be written in")


def test_clients_who_are_well_are_named(taxes: TaxTable) -> None:
    clients = {"cafe": KnownClient(name="Café", region="CA-QC"), "bar": KnownClient(name="Bar")}

    assert [told(each) for each in check_clients(clients, taxes)] == [("clients", "ok", "cafe, bar")]


def test_of_several_clients_those_with_something_wrong_are_told(taxes: TaxTable) -> None:
    clients = {"cafe": KnownClient(name="Café"), "bar": KnownClient(), "gite": KnownClient(name="Gîte", region="CA-QX")}

    assert [told(each) for each in check_clients(clients, taxes)] == [
        ("clients", "warning", "the client bar has no name: its quotes would have none"),
        ("clients", "warning", "CA-QX, of the client gite, is not in the tax table"),
    ]


def test_a_card_with_remarks_says_how_many() -> None:
    card = replace(load_card(), card=small_card(), name="mine.toml")

    (found,) = check_card(card)

    assert found.level == "warning"
    assert str(found.message).startswith("Petite grille (mine.toml): ")
    assert str(found.remedy) == "fourchette rules check lists them"


@pytest.mark.parametrize(("there", "level"), [(True, "ok"), (False, "warning")])
def test_a_logo_is_in_the_folder_or_told(tmp_path: Path, *, there: bool, level: str) -> None:
    if there:
        (tmp_path / "logo.png").write_bytes(b"")

    (found,) = check_logo(Home(tmp_path), "logo.png")

    assert found.level == level
    assert list(check_logo(Home(tmp_path), "")) == []


def test_what_kept_a_subject_from_being_looked_at_is_told_with_its_place_and_its_remedy() -> None:
    lost = trouble("quotes", NotFound(say("there is none"), say("make one")))
    denied = trouble("config", PermissionError(errno.EACCES, os.strerror(errno.EACCES), "config.toml"))

    assert (told(lost), str(lost.remedy)) == (("quotes", "error", "there is none"), "make one")
    assert told(denied) == ("config", "error", "config.toml cannot be read: permission is denied")
