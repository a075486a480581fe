"""The hours of a timesheet; on a terminal, one that holds those of several is asked whose are meant."""

from fourchette.cli.ask.asking import ask_until, somebody_is_there
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.reading import Refusal
from fourchette.files.timesheets import timesheet_clients, timesheet_reading, timesheet_times
from fourchette.files.toml.toml_read import STANDARD_INPUT, read_named

_WHOSE = {
    "client": say("Which client? A number, or 0 for all:"),
    "project": say("Which project? A number, or 0 for all:"),
    "tag": say("Which tag? A number, or 0 for all:"),
}


def timesheet_of(
    runtime: Runtime,
    file: str,
    lanes: tuple[str, ...],
    wanted: "timesheet_clients.TimesheetChoice",
    *,
    order: "timesheet_times.DayOrder | None",
    month: str | None,
) -> "timesheet_reading.Timesheet":
    """Read a timesheet, or standard input for `-`; raises as `read_timesheet` where nobody can be asked."""
    raw = read_named(file)
    while True:
        try:
            sheet = timesheet_reading.read_timesheet(
                file, raw, lanes=lanes, wanted=wanted, order=order, month=month, watched=runtime.progress
            )
        except timesheet_clients.SeveralClients as several:
            too_many = len(several.hours) > timesheet_clients.MOST_NAMED
            if file == STANDARD_INPUT or too_many or not somebody_is_there(runtime):
                raise
            wanted = _whose(runtime, several, wanted)
        else:
            break
    for assumed in sheet.assumed:
        runtime.tell(assumed)
    return sheet


def _whose(
    runtime: Runtime, several: "timesheet_clients.SeveralClients", wanted: "timesheet_clients.TimesheetChoice"
) -> "timesheet_clients.TimesheetChoice":
    """The choice, and the name that is picked from a numbered list."""
    names = [name for name in several.hours if name]
    for number, name in enumerate(names, start=1):
        line = say("{name} ({hours:hours})", name=name, hours=several.hours[name])
        runtime.complain(f"  {number}. {runtime.speech.say(line)}\n")

    def read(typed: str) -> int:
        if not (
            typed.isdecimal() and len(typed) <= len(str(timesheet_clients.MOST_NAMED)) and int(typed) <= len(names)
        ):
            raise Refusal(say("a number from 0 to {most} is expected", most=str(len(names))))
        return int(typed)

    picked = ask_until(runtime, runtime.speech.say(_WHOSE[several.told_by]), "", read)
    return wanted.also(several.told_by, names[picked - 1]) if picked else wanted.all()
