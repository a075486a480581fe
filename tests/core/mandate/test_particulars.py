"""What the law of a place asks a document to state is told where it is missing, with its article."""

from dataclasses import replace

import pytest

from builders import WORDS
from fourchette.core.mandate.mandate import Client, Mandate
from fourchette.core.mandate.particulars import Particular, lacking
from fourchette.core.mandate.profile import Profile
from fourchette.files.shipped.shipped_terms import shipped_particulars

FRENCH = Profile(name="Zoé Martin EI", region="FR", address="1, rue du Pont", numbers={"SIRET": "1"})
TO_LYON = Mandate(client=Client(region="FR", address="2, rue du Port"))


def keys(profile: Profile, mandate: Mandate | None = None) -> list[object]:
    return [notice.message.values["key"] for notice in lacking(shipped_particulars(), profile, mandate)]


def test_a_complete_profile_lacks_nothing() -> None:
    assert keys(FRENCH, TO_LYON) == keys(FRENCH) == []


@pytest.mark.parametrize(
    ("profile", "key"),
    [
        (replace(FRENCH, numbers={}), "profile.numbers.SIRET"),
        (replace(FRENCH, address=""), "profile.address"),
        (replace(FRENCH, name="Zoé Martin"), "profile.name"),
        (replace(FRENCH, name="Zoé Meissonnier"), "profile.name"),
        (Profile(region="BE"), "profile.numbers.BCE"),
        (Profile(region="GB"), "profile.address"),
    ],
)
def test_each_place_asks_for_its_own(profile: Profile, key: str) -> None:
    assert keys(profile) == [key]
    assert keys(profile, TO_LYON if profile.region == "FR" else Mandate()) == [key]


@pytest.mark.parametrize("region", ["CA-QC", "CA-ON", "US", "CH", None])
def test_other_places_ask_for_nothing(region: str | None) -> None:
    assert keys(Profile(region=region), Mandate(client=Client(region=region))) == []


def test_a_client_across_the_union_gives_its_number_to_a_seller_who_is_registered() -> None:
    to_brussels = replace(TO_LYON, client=replace(TO_LYON.client, region="BE"))

    assert keys(FRENCH, to_brussels) == ["client.tax_number"]
    assert keys(FRENCH, replace(to_brussels, client=replace(to_brussels.client, tax_number="BE1"))) == []
    assert keys(replace(FRENCH, registered=False), to_brussels) == []


def test_an_english_document_alone_to_a_client_in_quebec_is_noticed_with_the_reason() -> None:
    (notice,) = lacking(
        shipped_particulars(), Profile(region="CA-QC"), Mandate(language="en", client=Client(region="CA-QC"))
    )

    assert notice.severity == "info"
    assert "55" in str(notice.message)
    assert keys(Profile(region="CA-QC"), Mandate(language="en", client=Client(region="CA-ON"))) == []


def test_what_is_asked_of_every_seller_is_asked_of_one_who_is_not_registered() -> None:
    everyone = Particular(needs="profile.phone", what=WORDS, article=WORDS)

    assert everyone.lacks(Profile(registered=False), None)
    assert not replace(everyone, registered=True).lacks(Profile(registered=False), None)
    assert not everyone.lacks(Profile(phone="418 555-0123"), Mandate())
