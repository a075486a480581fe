"""A file of the user's in her own editor: checked on return, and never put in force broken."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from fourchette.cli.ask import asking
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Message, say
from fourchette.errors import NotFound, UsageError, UserError
from fourchette.files.toml import disk

EDITORS = ("VISUAL", "EDITOR")


def edit_file(
    runtime: Runtime,
    target: Path,
    new: str,
    put: Callable[[str, bytes | None], object],
    mended: Callable[[str], Message],
) -> bool:
    """Edit a file, or `new` where there is none; no when nothing was changed.

    `put` puts a text in the place of what was read, or raises a UserError; it is then edited again, or given up:
    the draft is kept beside the file, and `mended` says what to do with it, by its name.
    """
    silent = runtime.everywhere.no_input or runtime.everywhere.json or not sys.stdin.isatty()
    if silent and _named(runtime) is None:
        raise UsageError(
            say("an editor needs somebody at the terminal"), say("change the file yourself: {file}", file=str(target))
        )
    known = target.read_bytes() if target.exists() else None
    text = new if known is None else known.decode("utf-8", errors="replace")
    command = editor_of(runtime)
    with tempfile.TemporaryDirectory(prefix="fourchette-") as folder:
        draft = Path(folder) / target.name
        draft.write_bytes(text.encode())
        while True:
            _run(command, draft)
            edited = _read(draft)
            if edited == text:
                runtime.tell(say("Nothing was changed."))
                return False
            try:
                put(edited, known)
            except UserError as error:
                runtime.show_error(error)
                if not asking.ask_yes(runtime, say("Go on editing?")):
                    raise _given_up(target, edited, mended) from error
            else:
                return True


def _named(runtime: Runtime) -> str | None:
    """The editor that she names, which may have a window of its own."""
    return next((value for name in EDITORS if (value := runtime.environment.get(name, "").strip())), None)


def editor_of(runtime: Runtime) -> list[str]:
    """The command of her editor; raises UsageError where what she names is none."""
    named = _named(runtime)
    if named is None and (blank := "".join(runtime.environment.get(name, "") for name in EDITORS)):
        raise _no_editor(shlex.quote(blank))
    try:
        return shlex.split(named) if named else ["notepad" if os.name == "nt" else "vi"]
    except ValueError as error:
        raise _no_editor(named or "") from error


def _no_editor(name: str) -> UsageError:
    return UsageError(say("there is no editor {name}", name=name), say("set VISUAL or EDITOR to the one you use"))


def _read(draft: Path) -> str:
    """The draft as the editor left it, its ends of lines included."""
    try:
        return draft.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        raise UsageError(say("the draft is gone; nothing was changed")) from error


def _given_up(target: Path, text: str, mended: Callable[[str], Message]) -> UserError:
    kept = target.with_name(f"{target.stem}.rejected.toml")
    disk.make_folder(kept.parent)
    disk.write(kept, text)
    message = say("the file in force is unchanged; your draft is kept as {file}", file=str(kept))
    return NotFound(message, mended(str(kept)))


def _run(command: list[str], draft: Path) -> None:
    try:
        subprocess.run([*command, str(draft)], check=True, stdout=sys.stderr)  # noqa: S603  # the user's own editor
    except OSError as error:
        raise _no_editor(command[0]) from error
    except subprocess.CalledProcessError as error:
        raise UsageError(say("the editor {name} ended with an error; nothing was changed", name=command[0])) from error
