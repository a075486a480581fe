"""Whole files or nothing: what is written is complete, and a failure leaves what was there."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from fourchette.errors import DiskError, ExitCode, NotFound
from fourchette.files.toml import disk

Writer = Callable[[Path, str], None]
WRITERS: dict[str, Writer] = {
    "write": disk.write,
    "create": disk.create,
    "export": lambda path, text: disk.export(path, text, force=False),
    "forced": lambda path, text: disk.export(path, text, force=True),
}
every_writer = pytest.mark.parametrize("put", WRITERS.values(), ids=WRITERS)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@every_writer
def test_a_new_file_holds_the_text_and_nothing_is_left_beside_it(tmp_path: Path, put: Writer) -> None:
    put(tmp_path / "a.toml", "é = 1\n")

    assert (tmp_path / "a.toml").read_bytes() == b"\xc3\xa9 = 1\n"
    assert names(tmp_path) == ["a.toml"]


OPEN = {"write": 0o600, "create": 0o600, "export": 0o640, "forced": 0o640}


@pytest.mark.parametrize("name", WRITERS)
def test_a_new_file_is_the_user_s_alone_and_one_made_for_her_is_as_open_as_her_system_says(
    tmp_path: Path, name: str
) -> None:
    before = os.umask(0o027)
    try:
        WRITERS[name](tmp_path / "a.toml", "a")
        disk.make_folder(tmp_path / "b" / "c")
    finally:
        os.umask(before)

    assert mode_of(tmp_path / "a.toml") == OPEN[name]
    assert (mode_of(tmp_path / "b"), mode_of(tmp_path / "b" / "c")) == (0o700, 0o700)


@pytest.mark.parametrize("put", [disk.write, WRITERS["forced"]], ids=["write", "forced"])
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o660, 0o400])
def test_a_file_keeps_its_permissions(tmp_path: Path, put: Writer, mode: int) -> None:
    (tmp_path / "a.toml").write_text("old", encoding="utf-8")
    (tmp_path / "a.toml").chmod(mode)

    put(tmp_path / "a.toml", "new")

    assert mode_of(tmp_path / "a.toml") == mode


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@every_writer
def test_an_empty_text_makes_an_empty_file(tmp_path: Path, put: Writer) -> None:
    put(tmp_path / "a.toml", "")

    assert (tmp_path / "a.toml").read_bytes() == b""


def test_write_puts_the_new_version_in_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    disk.write(path, "old, and long")

    disk.write(path, "new")

    assert path.read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["a.toml"]


@pytest.mark.parametrize(
    ("name", "reason"), [("folder", "it is a folder"), ("nowhere/a.toml", "the folder does not exist")]
)
def test_a_place_where_no_file_can_be_is_refused_before_anything_is_written(
    tmp_path: Path, name: str, reason: str
) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(DiskError, match="cannot be written") as refused:
        disk.refuse_nowhere(tmp_path / name)

    assert str(refused.value.message).endswith(reason)
    disk.refuse_nowhere(tmp_path / "a.toml")


def test_create_refuses_a_name_that_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("old", encoding="utf-8")

    with pytest.raises(disk.FileTaken):
        disk.create(path, "new")

    assert path.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a.toml"]


def test_export_refuses_to_overwrite_and_says_how_to(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("old", encoding="utf-8")

    with pytest.raises(NotFound, match="exists already and is left as it was") as caught:
        disk.export(path, "new", force=False)

    assert caught.value.exit_code == ExitCode.NOT_FOUND
    assert str(caught.value.remedy) == "use --force, or another name"
    assert path.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a.toml"]


def test_export_overwrites_when_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("old", encoding="utf-8")

    disk.export(path, "new", force=True)

    assert path.read_text(encoding="utf-8") == "new"


def test_export_refuses_a_broken_link_as_a_name_that_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.symlink_to(tmp_path / "nowhere")

    with pytest.raises(NotFound):
        disk.export(path, "new", force=False)

    assert path.is_symlink()


@every_writer
def test_a_missing_folder_is_not_made(tmp_path: Path, put: Writer) -> None:
    with pytest.raises(DiskError, match=r"cannot be written: the folder does not exist") as caught:
        put(tmp_path / "nowhere" / "a.toml", "a")

    assert caught.value.exit_code == ExitCode.DISK
    assert names(tmp_path) == []


@every_writer
def test_a_file_is_not_a_folder(tmp_path: Path, put: Writer) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    with pytest.raises(DiskError, match="a part of the path is not a folder"):
        put(tmp_path / "file" / "a.toml", "a")

    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@every_writer
def test_a_name_may_be_too_long(tmp_path: Path, put: Writer) -> None:
    with pytest.raises(DiskError, match="the name is too long"):
        put(tmp_path / ("a" * 300), "a")

    assert names(tmp_path) == []


@every_writer
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only where there is /proc")
def test_a_folder_that_takes_no_file_is_a_disk_error(put: Writer) -> None:
    with pytest.raises(DiskError, match="cannot be written"):
        put(Path("/proc/self/a.toml"), "a")


def test_a_folder_in_the_file_s_place_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()

    with pytest.raises(DiskError, match="it is a folder"):
        disk.write(tmp_path / "a.toml", "a")

    assert names(tmp_path) == ["a.toml"]
    assert names(tmp_path / "a.toml") == []


@every_writer
def test_a_text_that_cannot_be_written_is_refused_as_an_error_of_the_user(tmp_path: Path, put: Writer) -> None:
    with pytest.raises(DiskError):
        put(tmp_path / "a.toml", "\udcff")


@pytest.mark.parametrize("put", [disk.write, WRITERS["forced"]], ids=["write", "forced"])
def test_a_failure_in_the_middle_leaves_the_old_file_whole(tmp_path: Path, put: Writer) -> None:
    path = tmp_path / "a.toml"
    path.write_text("old", encoding="utf-8")

    # The last character cannot be encoded: what comes before it is already on its way to the disk.
    with pytest.raises((UnicodeEncodeError, DiskError)):
        put(path, "new " * 100_000 + "\udcff")

    assert path.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a.toml"]


def test_folders_are_made_with_those_above_them(tmp_path: Path) -> None:
    disk.make_folder(tmp_path / "a" / "b")
    disk.make_folder(tmp_path / "a" / "b")

    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_under_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "a").touch()

    with pytest.raises(DiskError, match="a part of the path is not a folder"):
        disk.make_folder(tmp_path / "a" / "b")


def test_a_folder_in_the_place_of_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "a").touch()

    with pytest.raises(DiskError):
        disk.make_folder(tmp_path / "a")


@pytest.mark.parametrize("put", [disk.write, WRITERS["forced"]], ids=["write", "forced"])
def test_a_link_stays_one_and_the_file_behind_it_is_replaced(tmp_path: Path, put: Writer) -> None:
    (tmp_path / "kept").mkdir()
    behind, link = tmp_path / "kept" / "a.toml", tmp_path / "a.toml"
    behind.write_text("old", encoding="utf-8")
    link.symlink_to(behind)

    put(link, "new")

    assert link.is_symlink()
    assert behind.read_text(encoding="utf-8") == "new"
    assert names(tmp_path / "kept") == ["a.toml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_a_pipe_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")

    with pytest.raises(DiskError, match="is not a file that can be replaced"):
        disk.export(tmp_path / "a.md", "text", force=True)
    assert stat.S_ISFIFO((tmp_path / "a.md").stat().st_mode)


# --- Once a file has its name, it is done; before that, nothing is


def failing(kind: object, name: str, monkeypatch: pytest.MonkeyPatch, at: Callable[..., bool]) -> None:
    """Have the disk refuse an operation."""
    works = getattr(kind, name)

    def refuse(*arguments: object, **options: object) -> object:
        if at(*arguments):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return works(*arguments, **options)

    monkeypatch.setattr(kind, name, refuse)


@every_writer
def test_a_folder_that_cannot_be_flushed_undoes_nothing(
    tmp_path: Path, put: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(os, "fsync", monkeypatch, lambda descriptor: stat.S_ISDIR(os.fstat(descriptor).st_mode))

    put(tmp_path / "a.toml", "new")

    assert (tmp_path / "a.toml").read_text(encoding="utf-8") == "new"


@every_writer
def test_a_leftover_that_cannot_be_cleared_away_undoes_nothing(
    tmp_path: Path, put: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(Path, "unlink", monkeypatch, lambda path, **_: path.suffix == ".tmp")

    put(tmp_path / "a.toml", "new")

    assert (tmp_path / "a.toml").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("name", ["create", "export"])
def test_a_disk_without_links_takes_a_file_whole_or_not_at_all(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(os, "link", monkeypatch, lambda *_: True)
    WRITERS[name](tmp_path / "a.toml", "new")
    assert (tmp_path / "a.toml").read_text(encoding="utf-8") == "new"
    with pytest.raises((disk.FileTaken, NotFound)):
        WRITERS[name](tmp_path / "a.toml", "newer")
    failing(Path, "replace", monkeypatch, lambda *_: True)

    with pytest.raises(DiskError):
        WRITERS[name](tmp_path / "b.toml", "new")

    assert names(tmp_path) == ["a.toml"]
    assert (tmp_path / "a.toml").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_of_several_files_all_are_put_or_none(
    tmp_path: Path,
    place: int,
    there: bool,  # noqa: FBT001  # a case
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paths = [tmp_path / f"{name}.toml" for name in "abc"]
    for path in paths if there else []:
        path.write_text(f"old {path.name}", encoding="utf-8")
    failing(Path, "replace", monkeypatch, lambda _old, new: new == paths[place])

    with pytest.raises(DiskError):
        disk.write_all(dict.fromkeys(paths, "new"))

    assert names(tmp_path) == ([path.name for path in paths] if there else [])
    assert all(path.read_text(encoding="utf-8") == f"old {path.name}" for path in paths if there)
