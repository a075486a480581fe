"""Modules that wait until they are used: a TAB press or a help page does not pay for what a command would do."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import LazyLoader
from types import ModuleType

_OURS = "fourchette."


class _Reader(SourceFileLoader):
    """Reads a module, and remembers a Ctrl-C that came meanwhile: the interpreter may drop it and go on."""

    interrupted = False

    def exec_module(self, module: ModuleType) -> None:
        try:
            super().exec_module(module)
        except KeyboardInterrupt:
            _Reader.interrupted = True
            raise


class _Later:
    """Finds our modules, and has the standard library read each at the first use of a name in it."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module as it is found anyhow, but loaded later; a package is loaded at once."""
        spec = PathFinder.find_spec(fullname, path, target) if fullname.startswith(_OURS) else None
        if spec is not None and isinstance(spec.loader, SourceFileLoader) and spec.submodule_search_locations is None:
            spec.loader = LazyLoader(_Reader(spec.loader.name, spec.loader.path))
        return spec


def load_later() -> None:
    """Make `from package import module` wait for the first `module.name`; `from module import name` waits for nothing.

    Only time depends on it: where it was not called, everything is read at once and works the same.
    """
    if not any(isinstance(finder, _Later) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Later())


def interrupted_while_reading() -> bool:
    """Whether a Ctrl-C came while a module was read: what fails after it fails for want of the rest."""
    return _Reader.interrupted
