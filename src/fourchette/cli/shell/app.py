"""The way in and the only way out: `main(argv)` answers with an exit code, and catches what is thrown."""

import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence

from fourchette import __version__

TYPE_CHECKING = False  # As in the package: type checkers take it for true.
if TYPE_CHECKING:
    from fourchette.cli.shell.runtime import Runtime

DEBUG_VARIABLE = "FOURCHETTE_DEBUG"
INTERRUPTED = 130
# A run is short and leaves few cycles behind: the collector need not look for them while modules are read.
ALLOCATIONS_BETWEEN_COLLECTIONS = 100_000


def run() -> None:
    """The `fourchette` command."""
    code = main(sys.argv[1:])
    # The interpreter looks for cycles once more before it ends; the system takes the memory back without that.
    gc.freeze()
    sys.exit(code)


def main(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a command line and return its exit code; the result is on stdout, all that is spoken on stderr."""
    _open_closed()
    # Answered before anything is imported: it is what scripts and installers ask.
    if arguments[:1] == ["--version"]:
        try:
            return _print_version()
        except OSError as error:
            from fourchette.cli.shell.everywhere import Everywhere
            from fourchette.cli.shell.runtime import Runtime

            return _failed(error, Runtime(Everywhere(), os.environ if environment is None else environment))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What an old terminal cannot write is replaced: it never stops the program.
            stream.reconfigure(errors="replace")
    try:
        return _run(list(arguments), os.environ if environment is None else environment)
    except KeyboardInterrupt:
        return INTERRUPTED


def _print_version() -> int:
    print(f"fourchette {__version__}", flush=True)  # noqa: T201  # before anything that prints is imported
    return 0


def _open_closed() -> None:
    """A stream that the caller closed is nowhere: what is written there is not read, and nothing is read from there."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  # open as long as the program


def _run(arguments: list[str], environment: Mapping[str, str]) -> int:
    gc.set_threshold(ALLOCATIONS_BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])
    from fourchette.cli.shell.later import load_later

    load_later()
    from fourchette.cli.shell import command_table, command_tree, completion
    from fourchette.cli.shell import everywhere as shared
    from fourchette.cli.shell.runtime import Runtime, fail
    from fourchette.cli.shell.streams import ReaderGone, finish_output
    from fourchette.errors import UserError

    told = shared.Everywhere(language=shared.language_of(arguments), json="--json" in arguments)
    runtime = Runtime(told, environment)
    try:
        if {"COMP_WORDS", "COMP_CWORD"} <= environment.keys():
            completion.part_at_equals()
        line = command_tree.line_to_complete(environment)
        words = shared.command_words(arguments if line is None else line)
        name = next(iter(words), "")
        command = command_tree.tree(words, completing=line is not None)
        valued = command_tree.valued_options(command, words)
        told, rest = shared.split(arguments, valued)
        if told.version:
            return _print_version()
        shared.refuse_both(told, name)
        runtime = Runtime(told if line is None else shared.typed_so_far(line), environment, command=name)
        if name not in command_table.WRITERS and shared.DASH in shared.command_words(rest, valued):
            runtime.tell_waiting()
        code = command_tree.run_command(command, rest or ["--help"], runtime)
        finish_output()
    except (ReaderGone, SystemExit):
        # The command-line library leaves by SystemExit when the reader of its help has gone.
        return _stop_writing()
    except UserError as error:
        return fail(error, runtime)
    except Exception as error:
        if environment.get(DEBUG_VARIABLE):
            raise
        return _failed(error, runtime)
    return code


def _failed(error: Exception, runtime: "Runtime") -> int:
    """What no command foresaw: Ctrl-C while a module was read, the disk that said no, else an error of the program."""
    from fourchette.cli.shell.later import interrupted_while_reading

    if interrupted_while_reading():
        return INTERRUPTED
    if not isinstance(error, OSError):
        return _confess(error, runtime)
    from fourchette.cli.shell.runtime import fail
    from fourchette.cli.shell.streams import ReaderGone, finish_output
    from fourchette.errors import DiskError
    from fourchette.files.toml.disk import refused_by_disk

    try:
        finish_output()  # Where the library of the command line could not write its help, it still waits.
    except ReaderGone:
        return _stop_writing()
    except DiskError as refused:
        return fail(refused, runtime)
    return fail(refused_by_disk(error), runtime)


def _confess(error: Exception, runtime: "Runtime") -> int:
    """An error of the program, not of the user: say so, plainly, and ask for a report."""
    from fourchette.cli.shell.failures import unexpected
    from fourchette.cli.shell.runtime import error_speech, print_failure
    from fourchette.errors import ExitCode

    message = error_speech(runtime).say(unexpected(error, DEBUG_VARIABLE))
    entry = {"code": "unexpected", "file": None, "key": None, "line": None, "message": message, "remedy": None}
    if not (runtime.everywhere.json and print_failure(runtime, [entry])):
        runtime.complain(runtime.folded(message) + "\n")
    return int(ExitCode.UNEXPECTED)


def _stop_writing() -> int:
    """The reader of our output has gone; leave without a word, and without a second failure at exit."""
    from fourchette.cli.shell.streams import abandon

    abandon(sys.stdout)
    return 0
