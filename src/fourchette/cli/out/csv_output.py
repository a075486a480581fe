"""CSV as the user's spreadsheet expects it: by the option, else by the language of her screen."""

from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import unknown
from fourchette.errors import UsageError
from fourchette.render import spreadsheet

_BY_LANGUAGE = {"fr": "semicolon", "en": "comma"}


def dialect_of(runtime: Runtime, named: str | None) -> "spreadsheet.CsvDialect":
    """The dialect that is named, else that of the screen's language; raises UsageError."""
    name = named or _BY_LANGUAGE[runtime.language]
    if name not in spreadsheet.DIALECTS:
        message = say("--csv is comma or semicolon, not “{value}”", value=name)
        raise unknown(UsageError, message, name, spreadsheet.DIALECTS)
    return spreadsheet.DIALECTS[name]
