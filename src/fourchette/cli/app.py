"""The way in and the only way out: `main(argv)` answers with an exit code, and catches what is thrown."""

import os
import sys
from collections.abc import Mapping, Sequence

from fourchette import __version__

TYPE_CHECKING = False  # As in the package: type checkers take it for true.
if TYPE_CHECKING:
    from fourchette.cli.runtime import Runtime
    from fourchette.errors import UserError

PROGRAM = "fourchette"
DEBUG_VARIABLE = "FOURCHETTE_DEBUG"
INTERRUPTED = 130


def run() -> None:
    """The `fourchette` command."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a command line and return its exit code; the result is on stdout, all that is spoken on stderr."""
    # Answered before anything is imported: it is what scripts and installers ask.
    if list(arguments[:1]) == ["--version"]:
        sys.stdout.write(f"{PROGRAM} {__version__}\n")
        return 0
    return _run(list(arguments), os.environ if environment is None else environment)


def _run(arguments: list[str], environment: Mapping[str, str]) -> int:
    from fourchette.cli.everywhere import Everywhere, language_of, split
    from fourchette.cli.runtime import Runtime
    from fourchette.errors import UserError

    try:
        everywhere, rest = split(arguments)
    except UserError as error:
        said = Everywhere(language=language_of(arguments), json="--json" in arguments)
        return fail(error, Runtime(said, environment))
    runtime = Runtime(everywhere, environment)
    try:
        return _dispatch(rest, runtime)
    except UserError as error:
        return fail(error, runtime)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _stop_writing()
    except Exception as error:
        if environment.get(DEBUG_VARIABLE):
            raise
        return _confess(error, runtime)


def _dispatch(arguments: list[str], runtime: "Runtime") -> int:
    from fourchette.cli.program import run_command

    return run_command(arguments or ["--help"], runtime)


def fail(error: "UserError", runtime: "Runtime") -> int:
    """Say what is wrong: in words, or in the JSON envelope where the result would have been."""
    from fourchette.cli.failures import entries, in_words
    from fourchette.cli.runtime import error_speech

    speech = error_speech(runtime)
    if runtime.everywhere.json:
        from fourchette.core.record import QUOTE_SCHEMA
        from fourchette.render.json import envelope

        runtime.print(envelope(QUOTE_SCHEMA, None, [], entries(error, speech)))
    else:
        sys.stderr.write(in_words(error, speech))
    return int(error.exit_code)


def _confess(error: Exception, runtime: "Runtime") -> int:
    """An error of the program, not of the user: say so, plainly, and ask for a report."""
    from fourchette.cli.runtime import error_speech
    from fourchette.core.messages import say
    from fourchette.errors import ExitCode

    message = say(
        "Unexpected error, and the program's own fault: {error}. No file of yours is half-written. "
        "Please report it with the command you ran; {variable}=1 shows the details.",
        error=f"{type(error).__name__}: {error}",
        variable=DEBUG_VARIABLE,
    )
    sys.stderr.write(error_speech(runtime).say(message) + "\n")
    return int(ExitCode.UNEXPECTED)


def _stop_writing() -> int:
    """The reader of our output has gone; leave without a word, and without a second failure at exit."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    return 0
