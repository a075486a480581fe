"""What a reader does to an input that it may not."""

import traceback
from contextlib import suppress
from pathlib import Path
from time import process_time

from fourchette.cli.shell.failures import in_words
from fourchette.core.basis.reading import Refusal
from fourchette.errors import UserError
from fourchette.render.words.speech import Speech
from fuzz.fuzzed_readers import Reader
from fuzz.watched import untouched

# What is processed, in seconds of the processor's time, however busy the machine is.
MOST_TIME = 1.0
SPEECH = Speech("fr")


def fault_of(reader: Reader, raw: bytes, path: Path, most_time: float = MOST_TIME) -> str | None:
    """What a reader does to an input that it may not; None where it reads it, or refuses it in words."""
    if reader.by_file:
        path.write_bytes(raw)
    started = process_time()
    with untouched() as touched:
        try:
            with suppress(Refusal):
                reader.read(raw, path)
        except UserError as error:
            in_words(error, SPEECH)
        except Exception as error:  # noqa: BLE001  # that is what is looked for
            place = traceback.extract_tb(error.__traceback__)[-1]
            return f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
    if touched:
        return f"touches {touched[0]}"
    return f"takes over {most_time:.0f} s" if process_time() - started > most_time else None
