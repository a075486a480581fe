"""All that `quote` is asked: which mandates, what options say over them, and where their quotes go."""

from collections.abc import Mapping
from pathlib import Path

from fourchette.cli.out.formats import Format
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.noun import noun
from fourchette.errors import UsageError
from fourchette.files.mandate import mandate_file


@noun(kw_only=True)
class QuoteRequest:
    """What is priced, on which day, and where it goes beside the screen: the book, a file, a format for somebody.

    With `packages`, a quote goes with the packages that its mandate can be offered in. Without a file, the
    options are all of a mandate.
    """

    files: tuple[str, ...]
    overrides: "mandate_file.Overrides"
    day: str | None
    packages: bool
    save: bool
    output: Path | None
    format: Format
    force: bool
    audience: str
    strict: bool
    watch: bool

    @property
    def for_client(self) -> bool:
        """Whether the client is to read it: asked for, or in a format that is always hers."""
        return self.audience == "client" or self.format.own is None

    def refuse_beside(self, asked: str, others: Mapping[str, bool], remedy: Message | None = None) -> None:
        """Raise UsageError where an option is asked for together with others that it does not go with."""
        others = {"--packages": self.packages, "--save": self.save, "-o": self.output is not None, **others}
        if given := tuple(option for option, is_given in others.items() if is_given):
            raise UsageError(say("{option} does not go with {names}", option=asked, names=given), remedy)
