"""The printed quotes and documents beside the examples are what the program prints of them."""

from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli, Golden
from fourchette.core.basis.text import LANGUAGES

PRINTED = EXAMPLES / "printed"
HOME = EXAMPLES / "home"
DAY = ("--date", "2026-11-22")
each_example = pytest.mark.parametrize("mandate", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)


@each_example
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quote_of_an_example_is_printed_beside_it(mandate: Path, language: str, cli: Cli, golden: Golden) -> None:
    run = cli("quote", str(mandate), "--lang", language, *DAY)

    assert run.code == 0
    golden(PRINTED / f"{mandate.stem}.{language}.txt", run.out)


@each_example
def test_the_client_s_document_of_an_example_is_printed_beside_it(mandate: Path, cli: Cli, golden: Golden) -> None:
    run = cli("quote", str(mandate), "--format", "md", "--home", str(HOME), *DAY)

    assert run.code == 0
    golden(PRINTED / f"{mandate.stem}.md", run.out)


def test_nothing_else_is_printed_there() -> None:
    names = {path.stem for path in EXAMPLES.glob("*.toml")}

    assert {path.name.split(".")[0] for path in PRINTED.iterdir()} == names


def test_the_example_of_a_profile_leaves_no_blank_in_a_document(cli: Cli) -> None:
    assert "blanks" not in cli("quote", str(EXAMPLES / "cafe.toml"), "--format", "md", "--home", str(HOME), *DAY).err
