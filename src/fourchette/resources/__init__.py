"""The data that ships with the program: the default card, the tax table, the message catalogs."""

from pathlib import Path

# The package is never run from an archive; to say so spares each start the machinery that would allow it.
FOLDER = Path(__file__).parent
