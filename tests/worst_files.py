# ruff: noqa: T201  # it is a table that is asked for
"""Time and memory of the worst file of each kind, at growing sizes: bounded, and no worse than in proportion.

    python tests/worst_files.py               every kind
    python tests/worst_files.py mandate quote those whose name starts so

Each file is read by the program in a process of its own; seconds are of the processor, megabytes the most it held.
"""

import base64
import json
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fourchette.files.book.book import open_quote
from fourchette.files.book.quote_seal import with_events
from fourchette.files.toml.toml_read import LARGEST_FILE, LARGEST_TOML

EXAMPLES = Path(__file__).parent.parent / "examples"
CAFE = EXAMPLES / "cafe.toml"
DAY = ("--date", "2026-11-22")
Maker = Callable[[int], bytes]


@dataclass(frozen=True)
class Worst:
    """A file of a kind, as large as asked, and the command that reads it; `{file}` is where it stands.

    Without a maker, it is a quote with many hours."""

    make: Maker | None
    command: tuple[str, ...]
    place: str = "file.toml"
    largest: int = LARGEST_TOML


def lines(line: str, head: str = "") -> Maker:
    """A file of one line again and again, each with its number in the place of @."""

    def make(size: int) -> bytes:
        made, length, rank = [head], len(head), 0
        while length + len(line) + 6 < size:
            made.append(line.replace("@", str(rank)))
            length += len(made[-1])
            rank += 1
        return "".join(made).encode()

    return make


def one(before: str, sign: str, after: str = "") -> Maker:
    """A file of one sign again and again, between two texts."""
    return lambda size: (before + sign * ((size - len(before + after)) // len(sign)) + after).encode()


def png(side: int) -> bytes:
    """A picture of so many pixels a side, all alike, in few bytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    packer = zlib.compressobj()
    rows = b"".join(packer.compress(b"\0" * (1 + side * 3)) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def filled(line: str, before: str, after: str) -> Maker:
    """A file of one line again and again, between two texts."""
    return lambda size: lines(line, before)(size - len(after)) + after.encode()


def packed(size: int) -> bytes:
    """An act whose file is so many zeros, in few bytes."""
    head = {"at": "2026-11-22T10:00:00+00:00", "act": "set", "of": None, "values": {}, "files": {"x": ["", ""]}}
    zeros = base64.b64encode(zlib.compress(bytes(size))).decode()
    return f"{json.dumps(head)}\n{json.dumps({'x': [None, zeros]})}\n".encode()


def groups(size: int) -> bytes:
    """A drawing of groups in groups."""
    return (SVG + "<g>" * (size // 7) + "</g>" * (size // 7) + "</svg>").encode()


def entities(size: int) -> bytes:
    """A drawing whose words stand for longer ones."""
    long = "x" * (size // 2)
    return f'<!DOCTYPE svg [<!ENTITY a "{long}">]>{SVG}<desc>{"&a;" * (size // 6)}</desc></svg>'.encode()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
CARD = (Path(__file__).parent.parent / "src/fourchette/resources/ratecard.toml").read_text(encoding="utf-8")
HEAD = 'schema = 1\n[client]\nname = "x"\nregion = "CA-QC"\n[traits]\nscope = ["content"]\nposts = 8\n'
QUOTE = ("quote", "{file}", *DAY)
CHECKED = ("rules", "check", "--rules", "{file}")
RULED = ("quote", str(CAFE), "--rules", "{file}", *DAY)
SET = ("config", "set", "profile.name", "Dominique")
HOURS = ("hours", "2026-001", "{file}", "--everyone", "--lane", "content")
PDF = ("quote", str(CAFE), "-o", "{file}.pdf", *DAY)
LOGGED = ("hours", "2026-001", "1", "--lane", "content", "--month", "2026-11")
SAVED, JOURNAL = "home/quotes/2026/2026-001.toml", "home/journal/000005.json"
# Where there is a book beside them.
OF_A_BOOK = ("t.", "home/quotes", "home/journal")
CONFIG, OWN = "home/config.toml", "home/taxes.toml"
MARKET = ("market", str(CAFE), "--market", "{file}", *DAY)
PACKAGE = (
    '[[packages]]\nid = "A-@"\nprice = 650\ncurrency = "CAD"\ncountry = "CA"\nseller = "solo"\ngrade = "B"\n'
    'seen = 2026-11-26\nsource = "price-page"\ntraits = { scope = ["content"], platforms = ["facebook"], posts = 8 }\n'
)
REGION = '[regions.X-@]\nzone = "CA"\nlabel = { fr = "x", en = "x" }\n'
TASK = '[tasks.t@]\nlane = "content"\neach = "posts"\nminutes = [1, 2, 3]\nlabel = { fr = "x", en = "x" }\n'
PROOF = '[[value.proofs]]\nwhat = "x@"\nkind = "attributed-margin"\namount = 1\nconfidence = "tracked"\n'
TRAIT = '[traits.t@]\nkind = "number"\nlabel = { fr = "x", en = "x" }\nunit = { fr = "x", en = "x" }\n'
CHOICE = '[traits.response.choices.c@]\nlabel = { fr = "x", en = "x" }\nadd = 1\n'
NOT = '[[rules]]\nid = "r"\nadd = 1\nwhen = '
ANY = NOT + "{ any = ["
CLIENT = '[clients."c @"]\nregion = "CA-QC"\n'
INTERVAL = '{"start":"20261103T100000Z","end":"20261103T100001Z"}'
CLOCK = "CLOCK: [2026-11-03 Tue 10:00]--[2026-11-03 Tue 10:01] =>  0:01\n"
RULE = '[[rules]]\nid = "r@"\nwhen = { response = "1h", coverage = ["evenings"] }\nadd = 1\n'

WORST: Mapping[str, Worst] = {
    "mandate: unknown keys": Worst(lines("k@ = 1\n"), QUOTE),
    "mandate: unknown traits": Worst(lines("trait_@ = 1\n", HEAD), QUOTE),
    "mandate: sentences": Worst(filled('"a line @",\n', "included = [\n", "]\n" + HEAD), QUOTE),
    "mandate: wrong choices": Worst(filled('"p@", ', HEAD + "platforms = [", "]\n"), QUOTE),
    "mandate: proofs": Worst(lines(PROOF, HEAD), QUOTE),
    "mandate: packages": Worst(lines("[packages.p@]\nposts = 9\n", HEAD), QUOTE),
    "mandate: spaces in a header": Worst(one("[", " ", "]\n"), QUOTE),
    "mandate: spaces after a key": Worst(one("posts", " ", "= 1\n"), QUOTE),
    "mandate: points in a key": Worst(one("a", ".a", " = 1\n"), QUOTE),
    "mandate: quotes": Worst(one("a = ", '"', "\n"), QUOTE),
    "mandate: backslashes": Worst(one('a = "', "\\\\", '"\n'), QUOTE),
    "mandate: brackets": Worst(one("a = ", "["), QUOTE),
    "mandate: braces": Worst(one("a = ", "{a="), QUOTE),
    "mandate: hexadecimal digits": Worst(one("posts = 0x", "f", "\n"), QUOTE),
    "mandate: digits after a point": Worst(one("posts = 1.", "3", "\n"), QUOTE),
    "mandate: digits of a rhythm": Worst(one('posts = "', "9", '/week"\n'), QUOTE),
    "mandate: comments": Worst(lines("# [client] @\n"), QUOTE),
    "mandate: empty tables": Worst(lines("[t@]\n"), QUOTE),
    "mandate: lines without sense": Worst(one("", "\n", "x"), QUOTE),
    "mandate: a title": Worst(one('title = "', "é", '"\n'), QUOTE),
    "mandate: line ends of Windows": Worst(one("", "\r\n", "= 1"), QUOTE),
    "card: traits": Worst(lines(TRAIT, CARD), RULED),
    "card: choices": Worst(lines(CHOICE, CARD), RULED),
    "card: tasks": Worst(lines(TASK, CARD), RULED),
    "card: rules": Worst(lines(RULE, CARD), RULED),
    "card: unknown keys": Worst(lines("k@ = 1\n", CARD + "[x]\n"), RULED),
    "card: tasks of unknown lanes": Worst(lines(TASK.replace('"content"', '"l@"'), CARD), RULED),
    "card: a condition in a condition": Worst(one(CARD + NOT, "{ not = ", "{ posts = 1 }\n"), RULED),
    "card: alternatives": Worst(filled('{ response = "1h" }, ', CARD + ANY, "] }\n"), RULED),
    "card: rules, checked": Worst(lines(RULE, CARD), CHECKED, largest=250_000),
    "card: traits, checked": Worst(lines(TRAIT, CARD), CHECKED, largest=250_000),
    "card: choices, checked": Worst(lines(CHOICE, CARD), CHECKED, largest=200_000),
    "card: tasks, checked": Worst(lines(TASK, CARD), CHECKED, largest=250_000),
    "config: unknown keys": Worst(lines("k@ = 1\n"), QUOTE, CONFIG),
    "config: clients": Worst(lines(CLIENT), ("config", "show"), CONFIG),
    "config: clients, one key set": Worst(lines(CLIENT), SET, CONFIG),
    "config: spaces, one key set": Worst(one("[profile]\nphone", " ", '= "1"\n'), SET, CONFIG),
    "config: comments, one key set": Worst(lines("# [profile]\n", "[profile]\n"), SET, CONFIG),
    "taxes: regions": Worst(lines(REGION), QUOTE, OWN),
    "taxes: regions of unknown zones": Worst(lines(REGION.replace('"CA"', '"Z@"')), QUOTE, OWN),
    "market: packages": Worst(lines(PACKAGE), MARKET),
    "market: packages of unknown traits": Worst(lines(PACKAGE.replace("posts = 8", "p@ = 8")), MARKET),
    "timesheet: rows": Worst(lines("2026-11-03,0.0001,x@\n", "date,hours,note\n"), HOURS, "t.csv", LARGEST_FILE),
    "timesheet: wrong rows": Worst(lines("x@,y,z\n", "date,hours,note\n"), HOURS, "t.csv", LARGEST_FILE),
    "timesheet: a cell": Worst(one('date,hours,note\n2026-11-03,1,"', "x\n", '"\n'), HOURS, "t.csv", LARGEST_FILE),
    "timesheet: columns": Worst(one("date,hours", ",note", "\n"), HOURS, "t.csv", LARGEST_FILE),
    "timesheet: entries of klog": Worst(lines("2026-11-03\n  1s\n\n"), HOURS, "t.klg", LARGEST_FILE),
    "timesheet: spaces of klog": Worst(one("2026-11-03\n  ", " ", "1h\n"), HOURS, "t.klg", LARGEST_FILE),
    "timesheet: brackets": Worst(one("", "["), HOURS, "t.json", LARGEST_FILE),
    "timesheet: intervals": Worst(filled(f"{INTERVAL},\n", "[", f"{INTERVAL}]"), HOURS, "t.json", LARGEST_FILE),
    "timesheet: clock of org": Worst(lines(CLOCK, "* x\n"), HOURS, "t.org", LARGEST_FILE),
    "timesheet: stars of org": Worst(one("", "*", " x\n"), HOURS, "t.org", LARGEST_FILE),
    "timesheet: timeclock": Worst(
        lines("i 2026/11/03 10:00:00 x@\no 2026/11/03 10:00:01\n"), HOURS, "t.timeclock", LARGEST_FILE
    ),
    "quote: hours, shown": Worst(None, ("show", "2026-001"), SAVED),
    "quote: hours, one more": Worst(None, (*LOGGED, "--again"), SAVED),
    "quote: hours, verified": Worst(None, ("verify", "2026-001"), SAVED),
    "quote: hours, stated": Worst(None, ("statement", "2026-001", "--month", "2026-11"), SAVED),
    "quote: comments": Worst(lines("# [result] @\n"), ("show", "2026-001"), SAVED),
    "quote: unknown keys": Worst(lines("k@ = 1\n"), ("show", "2026-001"), SAVED),
    "journal: acts in acts": Worst(one("", "["), ("undo", "5"), JOURNAL),
    "journal: zeros": Worst(lambda size: packed(size * 1000), ("undo", "5"), JOURNAL),
    "logo: groups in groups": Worst(groups, PDF, "home/logo.svg"),
    "logo: paths": Worst(filled('<path d="M0 0h9v9z"/>', SVG, "</svg>"), PDF, "home/logo.svg"),
    "logo: entities": Worst(entities, PDF, "home/logo.svg"),
    "logo: pixels": Worst(lambda size: png(int(size**0.5 * 16)), PDF, "home/logo.png"),
}


def with_hours(path: Path, size: int) -> None:
    """A quote with as many hours logged as its file has room for."""
    text = open_quote(path).text
    logged = [event for event in open_quote(path).history if event.event == "hours"]
    each = len(with_events(text, logged)) - len(text)
    path.write_text(with_events(text, logged * ((size - len(text)) // each)), encoding="utf-8")


def settle(home: Path) -> None:
    """Put one quote in a home, accepted, with an hour of it."""
    save = ("quote", str(CAFE), "--save", *DAY)
    for arguments in (save, ("send", "2026-001", *DAY), ("accept", "2026-001", *DAY), LOGGED):
        run_of([*arguments, "--home", str(home)])


def make(name: str, size: int, path: Path) -> None:
    """Write a file of a kind; in a process of its own, since what runs next would be said to hold as much."""
    worst = WORST[name]
    if worst.make is None:
        with_hours(path, size)
    else:
        path.write_bytes(worst.make(size))


def measured(name: str, size: int) -> tuple[int, float, float]:
    """The exit code, the seconds and the megabytes of reading a file of this size."""
    worst = WORST[name]
    with TemporaryDirectory() as folder:
        home, path = Path(folder, "home"), Path(folder, worst.place)
        home.mkdir()
        if worst.place.startswith(OF_A_BOOK):
            settle(home)
        subprocess.run([sys.executable, __file__, "--make", name, str(size), str(path)], check=True)  # noqa: S603
        if "logo" in worst.place:
            (home / "config.toml").write_text(f'[profile]\nlogo = "{path.name}"\n', encoding="utf-8")
        return run_of([*(part.format(file=path) for part in worst.command), "--no-input", "--home", str(home)])


def run_of(arguments: Sequence[str]) -> tuple[int, float, float]:
    """The exit code, the seconds of the processor and the most megabytes of a command."""
    command = [sys.executable, "-m", "fourchette", *arguments]
    nowhere = os.open(os.devnull, os.O_RDWR)
    streams = [(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in (0, 1, 2)]
    child = os.posix_spawn(sys.executable, command, os.environ, file_actions=streams)
    os.close(nowhere)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def table(names: Sequence[str]) -> Iterator[str]:
    """A line for each kind: what a quarter, a half and the whole of the largest file take."""
    for name, worst in WORST.items():
        if not names or name.startswith(tuple(names)):
            sizes = [worst.largest // 4, worst.largest // 2, worst.largest - 1000]
            found = [measured(name, size) for size in sizes]
            cells = [f"{seconds:6.2f} s {megabytes:5.0f} MB" for _, seconds, megabytes in found]
            yield f"{name:36} {worst.largest / 1e6:3.0f} MB  " + "   ".join(cells) + f"   exit {found[-1][0]}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    else:
        for told in table(sys.argv[1:]):
            print(told, flush=True)
