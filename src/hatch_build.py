"""What the build does beyond packing the files: it compiles the message catalogs, which are kept as written only."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = Path(__file__).parent
# A compiled catalog bears a date: this one, so that the same messages are the same bytes whenever they are compiled.
COMPILED = datetime(2026, 11, 22, tzinfo=UTC)


class CatalogBuild(BuildHookInterface[Any]):
    """Compiles the catalogs into the source, whence the wheel, the sdist and an editable install have them."""

    PLUGIN_NAME = "catalogs"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # the hook's signature
        """Called before the files are packed, also where they stay in place."""
        compile_catalogs(SOURCES)


def compile_catalogs(folder: Path) -> None:
    """Compile each catalog below a folder that was written since it was compiled, or never was."""
    for written in folder.rglob("*.po"):
        compiled = written.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns <= written.stat().st_mtime_ns:
            _compile(written, compiled)


def _compile(written: Path, compiled: Path) -> None:
    catalog = read_po(BytesIO(written.read_bytes()))
    catalog.creation_date = catalog.revision_date = COMPILED
    buffer = BytesIO()
    write_mo(buffer, catalog)
    # Whole at once: another run may be reading it.
    part = compiled.with_suffix(".mo.part")
    part.write_bytes(buffer.getvalue())
    part.replace(compiled)
