"""A guide on a terminal: whatever its width, what its tables name can be typed."""

import re

import pytest

from fourchette.render.desk.guide_screen import drawn
from fourchette.render.screen.console import Screen

NAMES = ("intermediate", "evenings-and-weekends", "videos_produced")
TABLE = "| Trait | | Answers | Default |\n| --- | --- | --- | --- |\n" + "".join(
    f"| `{name}` | What it is called | `{name}`, `{name}` | `{name}` |\n" for name in NAMES
)


@pytest.mark.parametrize("columns", [40, 60, 80, 140])
def test_no_name_of_a_table_is_cut_short(columns: int) -> None:
    text = drawn(TABLE, Screen(width=columns))

    assert "…" not in text
    assert max(map(len, text.splitlines())) <= columns
    assert len(re.findall("[a-z]", text)) == len(re.findall("[a-z]", TABLE))
