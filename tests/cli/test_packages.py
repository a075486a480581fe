"""A quote saved with its packages: the file keeps every offer that was made, sealed."""

import tomllib
from pathlib import Path

from conftest import EXAMPLES, Cli

CAFE = str(EXAMPLES / "cafe.toml")
DAY = ("--date", "2026-11-22")


def saved(home: Path) -> dict[str, object]:
    return tomllib.loads((home / "quotes" / "2026" / "2026-001.toml").read_text(encoding="utf-8"))


def test_a_quote_saved_with_its_packages_is_the_mandate_as_asked_and_keeps_them_all(cli: Cli, home: Path) -> None:
    run = cli("quote", CAFE, "--packages", "--save", *DAY)

    content = saved(home)
    packages = content["packages"]
    assert run.code == 0
    assert isinstance(packages, list)
    assert [(each["id"], str(each["monthly"]["total"]), each["recommended"]) for each in packages] == [
        ("essential", "691.28", False),
        ("brief", "952.86", True),
        ("complete", "1498.7", False),
    ]
    assert str(content["total"]) == "2858.58"
    assert cli("verify", "2026-001").code == 0


def test_a_quote_saved_without_packages_keeps_none(cli: Cli, home: Path) -> None:
    cli("quote", CAFE, "--save", *DAY)

    assert "packages" not in saved(home)


def test_a_package_changed_by_hand_breaks_the_seal(cli: Cli, home: Path) -> None:
    cli("quote", CAFE, "--packages", "--save", *DAY)
    path = home / "quotes" / "2026" / "2026-001.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("691.28", "591.28"), encoding="utf-8")

    assert cli("verify", "2026-001").code == 1
