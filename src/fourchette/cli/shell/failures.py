"""How an error is shown: on a screen, a line for each problem; in JSON, the same envelope as a result."""

from collections.abc import Iterator
from typing import Any

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.problems import Problem
from fourchette.errors import UserError
from fourchette.files.toml.toml_read import STANDARD_INPUT
from fourchette.files.toml.wrong_file import Located, WrongChange, WrongFile
from fourchette.render.words.speech import Speech

# A file may have thousands of problems; the rest of them are counted.
MOST_PROBLEMS = 20
KINDS = {
    "UsageError": "usage",
    "WrongOptions": "usage",
    "WrongFile": "wrong-file",
    "WrongChange": "wrong-file",
    "Unprintable": "wrong-file",
    "NotFound": "not-found",
    "DiskError": "disk",
}


def in_words(error: UserError, speech: Speech) -> str:
    """The text that goes to standard error."""
    if isinstance(error, WrongFile):
        return "".join(f"{line}\n" for line in _problem_lines(error, speech))
    text = speech.say("Error: {message}", message=error.message) + "\n"
    return text if error.remedy is None else f"{text}  → {speech.say(error.remedy)}\n"


def _problem_lines(error: WrongFile, speech: Speech) -> Iterator[str]:
    yield speech.say(_title(error))
    colon = speech.word(": ")
    for located in error.problems[:MOST_PROBLEMS]:
        problem = located.problem
        where = [problem.key] if problem.key else []
        if located.line is not None:
            where.insert(0, speech.say("line {line}", line=str(located.line)))
        yield f"  {', '.join(where)}{colon if where else ''}{speech.say(problem.message)}"
        if problem.remedy is not None:
            yield f"    → {speech.say(problem.remedy)}"
    if (left := len(error.problems) - MOST_PROBLEMS) > 0:
        yield f"  {speech.say(_and_more(left))}"


def _and_more(left: int) -> Message:
    return say("and {count:count} more", count=left)


def _title(error: WrongFile) -> Message:
    if isinstance(error, WrongChange):
        return say("Error: this change would break {file}; nothing was changed.", file=error.file)
    if not error.file:
        return say("Error: these options do not make a mandate.")
    file = say("standard input") if error.file == STANDARD_INPUT else error.file
    return say("Error: {file} cannot be used.", file=file)


def unexpected(error: Exception, variable: str) -> Message:
    """What is said of an error that is the program's own."""
    return say(
        "Unexpected error, and the program's own fault: {error}. No file of yours is half-written. "
        "Please report it with the command you ran; {variable}=1 shows the details.",
        error=f"{type(error).__name__}: {error}",
        variable=variable,
    )


def error_entries(error: UserError, speech: Speech) -> list[dict[str, Any]]:
    """The errors of a JSON envelope, one for each problem; those past the first few are one entry with their count."""
    kind = KINDS.get(type(error).__name__, "error")
    if not isinstance(error, WrongFile):
        said = {"message": speech.say(error.message), "remedy": error.remedy and speech.say(error.remedy)}
        return [{"code": kind, "file": None, "key": None, "line": None, **said}]
    entries = [_entry(kind, error.file, located, speech) for located in error.problems[:MOST_PROBLEMS]]
    if (left := len(error.problems) - MOST_PROBLEMS) > 0:
        rest = _entry(kind, error.file, Located(Problem((), _and_more(left))), speech)
        entries.append({**rest, "count": left})
    return entries


def _entry(kind: str, file: str, located: Located, speech: Speech) -> dict[str, Any]:
    problem = located.problem
    return {
        "code": kind,
        "file": file or None,
        "key": problem.key or None,
        "line": located.line,
        "message": speech.say(problem.message),
        "remedy": None if problem.remedy is None else speech.say(problem.remedy),
    }
