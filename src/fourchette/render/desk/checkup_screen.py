"""The findings of a checkup on a screen, and as plain values."""

from collections.abc import Iterable, Mapping

from fourchette.core.basis.messages import Message, say
from fourchette.core.practice.checkup import Finding, Level, is_sound
from fourchette.core.record.plain import Plain, picked
from fourchette.render.screen.grid import Cell, Grid, GridRow
from fourchette.render.words.speech import Speech

SUBJECTS: Mapping[str, Message] = {
    "program": say("Program"),
    "home": say("Folder"),
    "config": say("Config"),
    "clients": say("Clients"),
    "card": say("Rate card"),
    "taxes": say("Taxes"),
    "market": say("Market"),
    "particulars": say("Particulars"),
    "quotes": say("Quotes"),
    "logo": say("Logo"),
    "language": say("Language"),
    "terminal": say("Terminal"),
    "editor": say("Editor"),
    "pdf": say("PDF"),
}
_MARKS: Mapping[Level, Cell] = {"ok": Cell("✓", "good"), "warning": Cell("!", "warning"), "error": Cell("✗", "error")}


def checkup_grid(findings: Iterable[Finding], speech: Speech) -> Grid:
    """A row for each finding, with what to do under what is wrong."""
    return Grid("", ("", "", ""), "llw", tuple(_row(finding, speech) for finding in findings))


def _row(finding: Finding, speech: Speech) -> GridRow:
    remedy = "" if finding.remedy is None else f"\n→ {speech.say(finding.remedy)}"
    return _MARKS[finding.level], speech.say(SUBJECTS[finding.code]), f"{speech.say(finding.message)}{remedy}"


def checkup_record(findings: Iterable[Finding], speech: Speech) -> Plain:
    """The findings as plain values; `sound` where none is an error."""
    found = tuple(findings)
    return {"sound": is_sound(found), "checks": [_record(finding, speech) for finding in found]}


def _record(finding: Finding, speech: Speech) -> Plain:
    subject = {"subject": speech.say(SUBJECTS[finding.code])}
    return picked(finding, "code level") | subject | picked(finding, "message remedy", speech.words)
