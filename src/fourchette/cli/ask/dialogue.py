"""Asking a session's questions on a terminal, one at a time: why, back, leave, and again where an answer is none."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from fourchette.cli.ask.asking import typed_line
from fourchette.cli.ask.typed_answers import read_typed
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.ask.interview import FIRST, Question, Session
from fourchette.core.ask.standing import Standing, standing
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.reading import Refusal, read_line
from fourchette.core.basis.text import Text
from fourchette.core.mandate.answers import UnsuitedMandate, answer
from fourchette.core.mandate.replies import YES_NO, read_choice
from fourchette.errors import UserError
from fourchette.render.desk.interview_screen import moved_words, prompt_text, question_text, reason_text
from fourchette.render.screen import console
from fourchette.render.screen.console import printed
from fourchette.render.screen.styled import Styled
from fourchette.render.words.speech import Speech

# For who would rather write a word than a sign; a client or a title may have such a name.
WORDS = {"back": "<", "retour": "<", "quit": "q", "quitter": "q"}


class Leaving(Exception):  # named for what happened
    """The user has had enough of it."""


class _GoingBack(Exception):  # named for what happened
    """The user goes back to the last question."""


class Dialogue:
    """A session being asked; `session` is always as far as it has come."""

    def __init__(self, runtime: Runtime, session: Session) -> None:
        self.runtime = runtime
        self.session = session
        self._typed: dict[tuple[str, ...], str] = {}
        self._speech: Speech = runtime.speech_in(session.card.currency)
        self._screen: console.Screen = runtime.side_screen
        self._moved: tuple[str, ...] = ()
        # Whether the questions after the first ones are wanted: None until that is asked.
        self.in_detail: bool | None = None

    def open(self) -> None:
        """Say how to answer."""
        self._tell(say("Enter takes what is in brackets. ? says why it is asked, < goes back, q leaves."))

    def run(self) -> Session:
        """Ask until nothing else can change the price; raises Leaving, KeyboardInterrupt at the end of the input."""
        while True:
            try:
                question = self._next()
            except _GoingBack:
                self._back()
                continue
            if question is not None:
                self._ask(question)
            elif self._has_work():
                return self.session

    def _next(self) -> Question | None:
        """The next question; once enough is known for a price, only where more detail is wanted."""
        question = self.session.next()
        if question is None or question.trait is None or question.default is None:
            return question
        now = standing(self.session.card, self.session.mandate)
        if question.trait in (*FIRST, *self.session.main) or now is None or not now.hours:
            return question
        if self.in_detail is None:
            why = say("What is not asked keeps the card's usual answer. Yes asks what can still change this price.")
            self.in_detail = self._says_yes(say("The main answers are there. More detail?"), why)
        return question if self.in_detail else None

    def _has_work(self) -> bool:
        """Whether there is anything to price; where there is not, the volumes are asked again."""
        try:
            answer(self.session.card, self.session.mandate)
        except UnsuitedMandate as error:
            for problem in error.problems:
                self._tell(problem.message)
            self.session = self.session.before_volumes()
            return False
        return True

    def _ask(self, question: Question) -> None:
        now = standing(self.session.card, self.session.mandate)
        place, of = self.session.progress
        label = Text(*(f"{place}/{of} {words}" for words in (question.label.fr, question.label.en)))
        self._say(question_text(replace(question, label=label), now, self._moved, self._speech, self._screen))
        while True:
            typed = self._line(question)
            match typed if question.kind == "text" else WORDS.get(typed.casefold(), typed):
                case "?":
                    self._say(reason_text(question, self.session.card, self._speech, self._screen))
                case "<":
                    if self._back():
                        return
                case "q":
                    raise Leaving
                case _:
                    if self._take(question, typed, now):
                        return

    def _line(self, question: Question) -> str:
        """What is typed, or what was typed before the user went back, where she takes it again."""
        recalled = self._typed.get(question.key)
        return self.line(prompt_text(question, recalled, self._speech)) or recalled or ""

    def line(self, prompt: str) -> str:
        """One line typed after a prompt; raises as `typed_line`."""
        self._say(prompt)
        return typed_line()

    def ending(self, file: Path | None, proposed: str, refuse: Callable[[Path], None]) -> tuple[Path, bool] | None:
        """The file to write and whether to keep the quote in the book; None where the user goes back.

        `refuse` raises a UserError on a file that cannot be written.
        """
        try:
            path = file if file is not None else self._file_named(proposed, refuse)
            why = say("There it has a number, can be sent and accepted. The mandate's file is written all the same.")
            return path, self._says_yes(say("Keep the quote in the book, under the next number?"), why)
        except _GoingBack:
            self._back()
            return None

    def another_file(self, proposed: str, refuse: Callable[[Path], None]) -> Path:
        """A name for the file in place of one that the disk refused: everything else is settled by then."""
        while True:
            with suppress(_GoingBack):
                return self._file_named(proposed, refuse)

    def _file_named(self, proposed: str, refuse: Callable[[Path], None]) -> Path:
        """A name for the file, asked until it can be written."""
        while True:
            why = say("Your answers, in plain text: fourchette quote prices this file, and you can change it.")
            typed = self._last_words(say("Mandate file to write"), proposed, why)
            try:
                path = with_extension(read_line(typed))
                refuse(path)
            except Refusal as refusal:
                self.refuse(refusal)
            except UserError as error:
                self.runtime.show_error(error)
            else:
                return path

    def _says_yes(self, question: Message, why: Message) -> bool:
        """Whether she says yes; an empty line is no. Raises as `_last_words`."""
        no = self._speech.text(YES_NO["no"])
        while True:
            try:
                return read_choice(YES_NO, self._last_words(question, no, why)) == "yes"
            except Refusal as refusal:
                self.refuse(refusal)

    def _last_words(self, question: Message, default: str, why: Message) -> str:
        """What is typed for a question that no card asks, ? answered; raises _GoingBack, Leaving."""
        while True:
            typed = self.line(f"\n {self._speech.say(question)} [{default}] > ")
            match WORDS.get(typed.casefold(), typed):
                case "?":
                    self._tell(why)
                case "<":
                    raise _GoingBack
                case "q":
                    raise Leaving
                case _:
                    return typed or default

    def _back(self) -> bool:
        session = self.session.back()
        if session is None:
            self._tell(say("This is the first question."))
            return False
        self.session, self._moved = session, ()
        return True

    def _take(self, question: Question, typed: str, now: Standing | None) -> bool:
        """Take an answer; no, and why, where it is none."""
        try:
            said = read_typed(question, self.session.card, typed)
        except Refusal as refusal:
            self.refuse(refusal)
            return False
        if typed:
            self._typed[question.key] = typed
        self.session = self.session.answered(question.key, said)
        after = standing(self.session.card, self.session.mandate)
        self._moved = moved_words(question, now, after, self._speech)
        return True

    def refuse(self, refusal: Refusal) -> None:
        """Say why an answer is none, and what would be one."""
        self._tell(refusal.message, mark="!")
        if refusal.remedy is not None:
            self._tell(refusal.remedy, mark="→")

    def _tell(self, sentence: Message, mark: str = "") -> None:
        words = f"{mark}{' ' if mark else ''}{self._speech.say(sentence)}"
        self._say(printed([Styled(words)], self._screen))

    def _say(self, text: str) -> None:
        self.runtime.complain(text)


def with_extension(typed: str) -> Path:
    """The file that a name means, with its extension where it was left out."""
    path = Path(typed if Path(typed).suffix else f"{typed}.toml")
    try:
        return path.expanduser()
    except RuntimeError:  # The home of somebody who is not known here.
        return path
