"""An act undone, and done again: files back to the byte, and quotes, whose history only grows, by an event."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from fourchette.core.basis.messages import Message, say
from fourchette.core.practice.acts import REDO_ACT, UNDO_ACT, Deed, LoggedAct, done, in_the_way, last_undone, words_of
from fourchette.core.practice.quote_states import done_again, undone
from fourchette.errors import NotFound, UsageError
from fourchette.files.book.book import SavedQuote, recorded_in, revision_of, revisions, saved_in
from fourchette.files.home.home import Home
from fourchette.files.journal import journal
from fourchette.files.toml.disk import exists

_Texts = Mapping[Path, str | bytes | None]


def take_back(home: Home, number: int | None, at: datetime) -> Message:
    """Undo an act, the last of those that are done where none is named; in words.

    Raises NotFound where there is none, where another came after it, or where a file of it changed since.
    """
    nothing = NotFound(say("there is nothing to undo"))

    def chosen(acts: tuple[LoggedAct, ...]) -> int | None:
        return max((each for each, is_done in done(acts).items() if is_done), default=None)

    return _move(home, number or chosen, UNDO_ACT, at, nothing)


def do_again(home: Home, number: int | None, at: datetime) -> Message:
    """Do an act again, the one that was undone last where none is named; in words. Raises as `take_back`."""
    return _move(home, number or last_undone, REDO_ACT, at, NotFound(say("there is nothing to do again")))


def _move(
    home: Home,
    which: int | Callable[[tuple[LoggedAct, ...]], int | None],
    kind: str,
    at: datetime,
    nothing: NotFound,
) -> Message:
    if not exists(home.journal):
        raise nothing
    with journal.alone_at(home):
        acts = journal.acts(home)
        number = which if isinstance(which, int) else which(acts)
        if number is None:
            raise nothing
        act = _act_named(acts, number, kind)
        if (other := in_the_way(act, acts)) is not None:
            raise _came_between(other, acts)
        _refuse_changed_since(home, act, acts)
        journal.act(home, Deed(at, kind, of=number), _texts_moved(home, act, at, back=kind == UNDO_ACT))
        return words_of(act, {each.number: each for each in acts})


def _act_named(acts: tuple[LoggedAct, ...], number: int, kind: str) -> LoggedAct:
    """An act by its number, which is in the state that can be left."""
    found = next((each for each in acts if each.number == number), None)
    if found is None:
        raise NotFound(say("the log has no act {number}", number=str(number)), say("fourchette log names them"))
    if found.told.of is not None:
        of = str(found.told.of)
        raise UsageError(
            say("act {number} undoes another, or does it again: {of}", number=str(number), of=of),
            say("fourchette undo {number}, or redo {number}", number=of),
        )
    if done(acts)[number] != (kind == UNDO_ACT):
        state = say("undone already") if kind == UNDO_ACT else say("done")
        raise NotFound(say("act {number} is {state}", number=str(number), state=state))
    return found


def _came_between(other: LoggedAct, acts: tuple[LoggedAct, ...]) -> NotFound:
    number, known = str(other.number), {each.number: each for each in acts}
    message = say("act {number} stands in the way: {act}", number=number, act=words_of(other, known))
    if not done(acts)[other.number]:
        return NotFound(message, say("fourchette redo {number} comes first", number=number))
    return NotFound(message, say("fourchette undo {number} comes first", number=number))


def _refuse_changed_since(home: Home, act: LoggedAct, acts: tuple[LoggedAct, ...]) -> None:
    """Raise NotFound, naming the file, where one is not as it was left by the last act that touched it."""
    for name in (file.name for file in act.files):
        left = next(file.after for each in reversed(acts) for file in each.files if file.name == name)
        path = home.folder / name
        if journal.digest_of_content(journal.content_of(path)) != left:
            message = say("{file} was changed since, by hand or by another program", file=str(path))
            raise NotFound(message, say("nothing was changed: put back yourself what you want of it"))


def _texts_moved(home: Home, act: LoggedAct, at: datetime, *, back: bool) -> _Texts:
    """The files as they were before an act, or are after it; of a quote that stays, its history with one step more."""
    texts: dict[Path, str | bytes | None] = {}
    for name, (before, after) in _kept(home, act).items():
        path = home.folder / name
        texts[path] = before if back else after
        if not name.startswith("quotes/") or after is None or (before is None and not back):
            continue
        quote, made = saved_in(path, journal.content_of(path) or b""), saved_in(path, after)
        if before is None:
            _refuse_to_take_out(home, quote, made)
            continue
        first = len(saved_in(path, before).history)
        steps = [undone(quote.history, len(made.history) - first, at)] if back else done_again(made.history[first:], at)
        texts[path] = recorded_in(quote, steps)
    return texts


def _kept(home: Home, act: LoggedAct) -> journal.BeforeAndAfter:
    """The files of an act, which are those that it tells of; raises NotFound where they are not kept."""
    contents = journal.contents_of(home, act.number)
    kept = {name: tuple(map(journal.digest_of_content, change)) for name, change in contents.items()}
    if kept != {file.name: (file.before, file.after) for file in act.files}:
        raise NotFound(say("the journal no longer holds the files of act {number}", number=str(act.number)))
    return contents


def _refuse_to_take_out(home: Home, quote: SavedQuote, made: SavedQuote) -> None:
    """Raise NotFound where a quote stays in the book: it was sent since it was made, or later revisions follow it."""
    name = quote.entry.name
    if any(event.event == "send" for event in quote.history[len(made.history) :]):
        message = say("{number} was sent once: it stays in the book, and its number is its own", number=name)
        raise NotFound(message, say("fourchette undo N undoes an earlier act: fourchette log names them"))
    if revision_of(revisions(home, quote.entry.number)[-1]) > quote.entry.revision:
        raise NotFound(say("{number} has later revisions: it stays in the book", number=name))
