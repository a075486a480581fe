"""What TAB offers where a name of the program's own is wanted."""

from fourchette.cli.out.formats import CLIENT_FORMATS
from fourchette.cli.shell.completion import FORMAT_NAMES, format_names


def test_every_format_of_a_document_is_offered() -> None:
    assert sorted(FORMAT_NAMES) == sorted(each.name for each in CLIENT_FORMATS)
    assert format_names("m") == ["md"]
