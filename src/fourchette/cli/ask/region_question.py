"""A region that was typed: one of the tax table, or the code of another place."""

import re

from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.nearest import nearest
from fourchette.core.basis.reading import Refusal
from fourchette.core.price import taxes

# A country, or a part of it: CA-QC, FR.
_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def check_region(runtime: Runtime, typed: str) -> None:
    """Refuse a region that is nearly one of the tax table's; one like no other may have no taxes here."""
    table = runtime.taxes
    if taxes.known_region(table, typed) is not None:
        return
    message = say("{region} is not in the tax table", region=typed)
    if (close := nearest(typed, table.regions)) is not None:
        raise Refusal(message, say("did you mean “{name}”?", name=close))
    if not _CODE.fullmatch(typed):
        raise Refusal(message, say("write the code of a place: {names}", names=tuple(table.regions)))
    runtime.tell(message)
