"""TOML in: what is no TOML, no text, of another schema, too deep, too large or not there."""

import io
import os
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from files.refusals import refusals
from fourchette.errors import DiskError, NotFound
from fourchette.files.toml.toml_read import LARGEST_FILE, LARGEST_TOML, parse, read_document


def test_numbers_are_exact() -> None:
    document = parse("a.toml", b"share = 9.975\nhuge = 1.10\nwhole = 3\ntiny = 1e-6\n")

    assert document.content == {
        "share": Decimal("9.975"),
        "huge": Decimal("1.10"),
        "whole": 3,
        "tiny": Decimal("0.000001"),
    }
    assert str(document.content["huge"]) == "1.10"


def test_the_schema_is_checked_and_taken_off() -> None:
    assert parse("a.toml", b"schema = 1\na = 2\n").content == {"a": 2}


def test_a_file_without_a_schema_is_of_this_one() -> None:
    assert parse("a.toml", b"a = 2\n").content == {"a": 2}


def test_an_empty_file_is_an_empty_document() -> None:
    assert parse("a.toml", b"").content == {}


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    document = parse("a.toml", b"\xef\xbb\xbfa = 2\n")

    assert document.content == {"a": 2}
    assert document.text == "a = 2\n"


def test_windows_line_ends_are_line_ends() -> None:
    assert parse("a.toml", b"a = 2\r\nb = 3\r\n").content == {"a": 2, "b": 3}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title = Café", "1"),
        ("a = 1\nb = '''open\n", "2"),
        ("a = 1\nb = [1, 2\n", "2"),
        ("a = 1\na = 2\n", "2"),
        ("a = 1 b = 2\n", "1"),
        ("a : 1\n", "1"),
        ("[a\n", "1"),
        ("[[a]\n", "1"),
        ("[a]\n[a]\n", "2"),
        ("a = {b = 1\n", "1"),
        ("a = '\x1b'\n", "1"),
        ("{a}\n", "1"),
        ("\n\n= 3\n", "3"),
    ],
)
def test_what_is_not_toml_is_shown_on_its_line(text: str, line: str) -> None:
    [said] = refusals(lambda: parse("a.toml", text.encode()))

    assert said.startswith(f"{line} -: this is not TOML")
    assert said.endswith(" → check the line, and the one before it")
    assert "\x1b" not in said


def test_a_table_declared_twice_is_told_in_plain_words() -> None:
    [said] = refusals(lambda: parse("a.toml", b"[a.b]\n[a.b]\n"))

    assert said == "2 -: this is not TOML: the same key or table is there twice → check the line, and the one before it"


def test_what_is_not_utf_8_is_shown_on_its_line() -> None:
    said = refusals(lambda: parse("a.toml", "a = 1\nb = 'é'\n".encode("latin-1")))

    assert said == ["2 -: this is not UTF-8 text → save the file again as UTF-8"]


def test_utf_16_is_not_utf_8() -> None:
    assert refusals(lambda: parse("a.toml", "a = 1\n".encode("utf-16")))[0].startswith("1 -: this is not UTF-8 text")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2", "schema 2 is not one that this program reads → it was written by a newer fourchette: upgrade"),
        ("0", "schema 0 is not one that this program reads → write schema = 1"),
        ("-1", "schema -1 is not one that this program reads → write schema = 1"),
        ("1.5", "schema 1.5 is not one that this program reads → write schema = 1"),
        ('"draft"', 'schema "draft" is not one that this program reads → write schema = 1'),
        ('"1"', 'schema "1" is not one that this program reads → write schema = 1'),
        ("true", "schema true is not one that this program reads → write schema = 1"),
        ("[1.5]", "schema [1.5] is not one that this program reads → write schema = 1"),
        ("{ a = 1 }", "schema { … } is not one that this program reads → write schema = 1"),
    ],
)
def test_another_schema_is_refused(written: str, said: str) -> None:
    assert refusals(lambda: parse("a.toml", f"# a file\nschema = {written}\n".encode())) == [f"2 schema: {said}"]


def test_a_schema_never_carries_a_terminal_escape() -> None:
    [said] = refusals(lambda: parse("a.toml", b'schema = "\\u001b[31m"\n'))

    assert "\x1b" not in said


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "[" * 5000 + "]" * 5000, "a = " + "{b = " * 5000])
def test_what_is_nested_too_deeply_is_refused(text: str) -> None:
    assert refusals(lambda: parse("a.toml", text.encode())) == ["? -: this is nested too deeply"]


def test_dotted_keys_may_be_as_deep_as_they_like() -> None:
    assert parse("a.toml", (".".join("a" * 1000) + " = 1").encode()).content


def test_an_integer_of_5000_digits_is_refused_in_plain_words() -> None:
    [said] = refusals(lambda: parse("a.toml", ("a = " + "9" * 5000).encode()))

    assert "sys." not in said


def test_a_schema_of_5000_digits_is_refused() -> None:
    assert refusals(lambda: parse("a.toml", ("schema = 0x" + "F" * 5000).encode()))


@pytest.mark.parametrize("written", ["1e9999999999999999999", "-1e9999999999999999999", "1e999999999", "nan", "-inf"])
def test_numbers_beyond_counting_are_left_for_their_key_to_refuse(written: str) -> None:
    assert isinstance(parse("a.toml", f"a = {written}\n".encode()).content["a"], Decimal)


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)

    assert refusals(lambda: read_document(path)) == ["? -: the file is too large: at most 5 MB are read"]


def test_a_file_as_large_as_allowed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * LARGEST_TOML)

    assert read_document(path).content == {}
    path.write_bytes(b"#" * (LARGEST_TOML + 1))
    assert refusals(lambda: read_document(path)) == ["? -: the file is too large: at most 1 MB are read"]


@pytest.mark.parametrize(
    "number",
    ["0x" + "f" * 400_000, "9" * 5_000, "-" + "9" * 5_000, "1." + "3" * 500_000, "1_0" * 2_000, "0b" + "1" * 9_999],
)
def test_a_number_of_thousands_of_digits_is_refused_before_it_is_counted_with(number: str) -> None:
    text = f'note = "{"9" * 5000}"  # {"9" * 5000}\n\nposts = [1,\n {number}]\n'

    assert refusals(lambda: parse("a.toml", text.encode())) == ["4 -: this number has more than 1000 digits"]


def test_a_long_text_is_no_number() -> None:
    text = "\n".join(["a = '" + "9" * 5000 + "'", 'b = """', "9" * 5000 + '"""', "# " + "9" * 5000, "c-9 = 1"])

    assert parse("a.toml", text.encode()).content["c-9"] == 1


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="is a folder, not a file"):
        read_document(tmp_path)


def test_a_missing_file_is_not_found_and_the_nearest_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "cafe.toml").touch()
    (tmp_path / "festival.toml").touch()

    with pytest.raises(NotFound, match="there is no file") as caught:
        read_document(tmp_path / "caffe.toml")

    assert str(caught.value.remedy) == f"did you mean “{tmp_path / 'cafe.toml'}”?"


def test_a_missing_file_that_looks_like_no_other_is_only_missing(tmp_path: Path) -> None:
    (tmp_path / "festival.toml").touch()

    with pytest.raises(NotFound) as caught:
        read_document(tmp_path / "x.toml")

    assert caught.value.remedy is None


def test_a_file_in_a_missing_folder_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        read_document(tmp_path / "nowhere" / "a.toml")

    assert caught.value.remedy is None


def test_a_name_with_a_null_character_is_not_found() -> None:
    with pytest.raises(NotFound, match=r"there is no file 'a\\x00b.toml'"):
        read_document("a\0b.toml")


def test_a_file_under_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(DiskError, match="cannot be read: a part of the path is not a folder"):
        read_document(tmp_path / "file" / "a.toml")


def test_a_name_too_long_cannot_be_read() -> None:
    with pytest.raises(DiskError, match="cannot be read: the name is too long"):
        read_document("a" * 5000)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only where there is /proc")
def test_a_file_that_cannot_be_read_is_a_disk_error() -> None:
    with pytest.raises(DiskError, match="cannot be read: Input/output error"):
        read_document("/proc/self/mem")


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("titre = 'Été'\n".encode()), encoding="ascii"))

    document = read_document("-")

    assert document.name == "-"
    assert document.content == {"titre": "Été"}


def test_standard_input_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"#" * (LARGEST_FILE + 1))))

    assert refusals(lambda: read_document("-")) == ["? -: the file is too large: at most 5 MB are read"]


def test_a_dash_in_a_folder_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "-").write_text("a = 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert read_document(os.path.join(".", "-")).content == {"a": 1}  # noqa: PTH118  # Path drops the point
