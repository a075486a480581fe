"""`fourchette floor`: the least rate that the freelancer can live on, with the sum that makes it."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Annotated

from fourchette.cli.ask import asking
from fourchette.cli.clock import now
from fourchette.cli.commands import config_command
from fourchette.cli.shell.parameters import option, switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.reading import Refusal
from fourchette.core.practice import acts
from fourchette.core.practice.config_settings import SettingWords
from fourchette.core.practice.floor import TERMS, Needs
from fourchette.errors import UsageError
from fourchette.files.config import config_change, config_file, config_keys
from fourchette.files.shipped import floor_figures
from fourchette.render.desk import floor_screen

FLOOR_SCHEMA = "fourchette/floor/1"
_FLOOR = "floor"


def floor(
    runtime: Runtime,
    income: Annotated[str | None, option("N", "Income that a year must leave you.")] = None,
    contributions: Annotated[str | None, option("%", "Contributions, in percent of the income.")] = None,
    margin: Annotated[str | None, option("%", "Margin, in percent of the income.")] = None,
    costs: Annotated[str | None, option("N", "Operating costs a year.")] = None,
    weeks: Annotated[str | None, option("N", "Weeks worked in a year.")] = None,
    hours: Annotated[str | None, option("N", "Hours worked in a week.")] = None,
    billable: Annotated[str | None, option("%", "Percent of those hours that clients pay for.")] = None,
    region: Annotated[str | None, option("CODE", "Where you are, for the contributions: CA-QC, FR, BE…")] = None,
    save: Annotated[bool, switch("--save", "Keep the figures you give in [floor] of your config.")] = False,
) -> None:
    """Work out the floor."""
    typed = dict(zip(TERMS, (income, contributions, margin, costs, weeks, hours, billable), strict=True))
    given = {name: _read_option(name, text) for name, text in typed.items() if text is not None}
    answers = _ask(runtime, given, region or runtime.config.profile.region)
    sheet = _sheet(runtime, given, answers, region)
    speech = runtime.speech_in(sheet.card.currency)
    if runtime.everywhere.json:
        runtime.print_json(FLOOR_SCHEMA, floor_screen.floor_record(sheet, speech))
    else:
        runtime.print(floor_screen.render_floor(sheet, speech, runtime.screen))
    _keep(runtime, {**answers, **given}, asked=bool(answers), save=save)


def _words() -> Mapping[str, SettingWords]:
    return {setting.path[-1]: setting.words for setting in config_keys.settings() if setting.path[0] == _FLOOR}


def _read(name: str, text: str) -> Decimal:
    """A term as it is typed; raises Refusal."""
    figure: Decimal = config_change.read_setting(Needs, name, text)
    return figure


def _read_option(name: str, text: str) -> Decimal:
    try:
        return _read(name, text)
    except Refusal as error:
        raise UsageError(say("{name}: {reason}", name=f"--{name}", reason=error.message), error.remedy) from error


def _ask(runtime: Runtime, given: Mapping[str, Decimal], region: str | None) -> dict[str, Decimal]:
    """What is answered, one term at a time, where no income is known; nothing where nobody can answer.

    The contributions of a place that is known are not asked.
    """
    stated = runtime.config.floor
    if "income" in given or stated.income is not None:
        return {}
    if not asking.somebody_is_there(runtime):
        raise _no_income()
    answers: dict[str, Decimal] = {}
    known = {"contributions"} if floor_figures.contributions_of(region) is not None else set()
    for name, words in _words().items():
        if name in given or name in known or getattr(stated, name) is not None:
            continue
        usual = floor_figures.usual_needs().of(name)
        default = "" if usual is None else runtime.speech.count(usual.figure)
        # An empty line takes the default, whose figure is known: it is not read back as it is written.
        read = partial(_read, name) if usual is None else partial(_read_over, name, usual.figure, default)
        answer = asking.ask_until(runtime, runtime.speech.text(words.question), default, read)
        if usual is None or answer != usual.figure:
            answers[name] = answer
    return answers


def _read_over(name: str, figure: Decimal, written: str, text: str) -> Decimal:
    return figure if text == written else _read(name, text)


def _no_income() -> UsageError:
    return UsageError(
        say("the income is missing: there is no floor without it"),
        say("fourchette floor --income 65000, or fourchette config set floor.income 65000"),
    )


def _sheet(
    runtime: Runtime, given: Mapping[str, Decimal], answers: Mapping[str, Decimal], region: str | None
) -> "floor_screen.FloorSheet":
    stated = runtime.config.floor
    found = floor_figures.own_floor(replace(stated, **answers, **given), region or runtime.config.profile.region)
    if found is None:
        raise _no_income()
    of_place: dict[str, floor_screen.FigureOrigin] = {} if found.burden.regime is None else {"contributions": "table"}
    return floor_screen.FloorSheet(
        floor=found,
        origins={**{name: _origin(name, given, answers, stated) for name in TERMS}, **of_place},
        labels={name: words.label for name, words in _words().items()},
        usual=floor_figures.usual_needs(),
        card=runtime.card.card,
        stated=_stated_minimum(runtime.config),
    )


def _stated_minimum(config: "config_file.Config") -> Decimal | None:
    """The minimum rate that the profile states over the floor; None where it is the floor's own."""
    minimum, own = config.profile.minimum_rate, floor_figures.own_floor(config.floor, config.profile.region)
    return None if own is not None and own.rate == minimum else minimum


def _origin(
    name: str, given: Mapping[str, Decimal], answers: Mapping[str, Decimal], stated: Needs
) -> "floor_screen.FigureOrigin":
    if name in given:
        return "option"
    if name in answers:
        return "answer"
    return "config" if getattr(stated, name) is not None else "default"


def _keep(runtime: Runtime, figures: Mapping[str, Decimal], *, asked: bool, save: bool) -> None:
    """Keep the figures that were given or answered, if she wants that."""
    if not figures or not (save or (asked and asking.ask_yes(runtime, say("Keep these figures in your config?")))):
        return
    values = {f"{_FLOOR}.{name}": f"{figure:f}" for name, figure in figures.items()}
    changed = config_command.change_settings(runtime, values, acts.Deed(now(), "floor"))
    runtime.tell(say("Kept in {file}.", file=str(changed.path)))
