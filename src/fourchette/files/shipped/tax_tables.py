"""The tax table: the shipped one, and what the user's own file adds to it."""

from collections.abc import Iterator
from pathlib import Path

from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Problem, unknown_name
from fourchette.core.price.taxes import TaxTable
from fourchette.files.shipped.resource import shipped
from fourchette.files.toml.disk import exists
from fourchette.files.toml.toml_read import read_document
from fourchette.files.toml.toml_validate import validated, wrong

_NAME = "taxes.toml"


def load_taxes(extension: Path | None = None) -> TaxTable:
    """Read the shipped tax table, extended by the user's file where there is one; raises WrongFile."""
    table = shipped(TaxTable, _NAME)
    if extension is None or not exists(extension):
        return table
    document = read_document(extension)
    own = validated(TaxTable, document)
    extended = table.extended(own)
    problems = tuple(_problems(own, extended))
    if problems:
        raise wrong(document, problems)
    return extended


def _problems(own: TaxTable, extended: TaxTable) -> Iterator[Problem]:
    """What does not hold together in the user's file, given all that both files name."""
    for name, region in own.regions.items():
        if region.zone not in extended.zones:
            message = say("there is no zone {name}", name=region.zone)
            yield unknown_name(("regions", name, "zone"), message, region.zone, extended.zones)
    for index, tax in enumerate(own.taxes):
        for region_id in tax.regions:
            if region_id not in extended.regions:
                message = say("there is no region {name}", name=region_id)
                yield unknown_name(("taxes", index, "regions"), message, region_id, extended.regions)
        if tax.until is not None and tax.until < tax.from_:
            yield Problem(("taxes", index, "until"), say("the tax ends before it begins"))
