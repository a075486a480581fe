"""One writer at a time, whichever program it is, on drives with locks and without."""

import errno
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from fourchette.errors import DiskError, NotFound
from fourchette.files.toml import lock
from fourchette.files.toml.lock import LOCK_NAME, alone_in, refuse_changed


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody."""
    monkeypatch.setattr(lock, "PATIENCE", 0.05)


@pytest.fixture
def without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive that cannot lock, as some network folders."""
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)


COUNT = """
import sys
from pathlib import Path
from fourchette.files.toml.lock import alone_in
file = Path(sys.argv[1])
if len(sys.argv) > 2:
    import errno, fcntl
    def refuse(*_):
        raise OSError(errno.ENOTSUP, "no")
    fcntl.flock = refuse
for _ in range(50):
    with alone_in(file.parent):
        file.write_text(str(int(file.read_text()) + 1))
"""


@pytest.mark.parametrize("drive", [(), ("without locks",)], ids=["locks", "no-locks"])
def test_no_step_of_four_programs_is_lost(tmp_path: Path, drive: tuple[str, ...]) -> None:
    file = tmp_path / "count"
    file.write_text("0", encoding="utf-8")
    command = [sys.executable, "-c", textwrap.dedent(COUNT), str(file), *drive]
    programs = [subprocess.Popen(command) for _ in range(4)]  # noqa: S603  # our own program

    assert [program.wait() for program in programs] == [0] * 4
    assert file.read_text(encoding="utf-8") == "200"
    assert [path.name for path in tmp_path.iterdir()] == ["count"]


@pytest.mark.usefixtures("impatient")
def test_a_folder_that_stays_busy_is_told(tmp_path: Path) -> None:
    with (
        alone_in(tmp_path),
        pytest.raises(DiskError, match="another fourchette is writing in") as told,
        alone_in(tmp_path),
    ):
        pass
    assert str(told.value.remedy) == "do it again in a moment"


@pytest.mark.usefixtures("impatient", "without_locks")
def test_what_a_dead_program_left_on_a_drive_without_locks_is_told_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).touch()

    with pytest.raises(DiskError) as told, alone_in(tmp_path):
        pass
    assert f"delete {tmp_path / LOCK_NAME}" in str(told.value.remedy)


def test_a_file_that_changed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a"
    refuse_changed(file, None)
    file.write_bytes(b"1")
    refuse_changed(file, b"1")

    for known in (None, b"2"):
        with pytest.raises(NotFound, match="changed in the meantime"):
            refuse_changed(file, known)
