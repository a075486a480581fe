# ruff: noqa: T201  # it is a table that is asked for
"""Time and memory of the worst file of each kind, at growing sizes: bounded, and no worse than in proportion.

    python tests/worst_files.py               every kind
    python tests/worst_files.py mandate quote those whose name starts so

Each file is read by the program in a process of its own; seconds are of the processor, megabytes the most it held.
"""

import os
import struct
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fourchette.cli.shell.app import main
from fourchette.files.book.book import open_quote
from fourchette.files.book.quote_seal import rebuilt, with_events
from fourchette.files.toml.toml_read import LARGEST_FILE, LARGEST_TOML

EXAMPLES = Path(__file__).parent.parent / "examples"
CAFE = EXAMPLES / "cafe.toml"
DAY = ("--date", "2026-11-22")
Maker = Callable[[int], bytes]


@dataclass(frozen=True)
class Worst:
    """A file of a kind, as large as asked, and the command that reads it; `{file}` is where it stands."""

    make: Maker
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


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
CARD = (Path(__file__).parent.parent / "src/fourchette/resources/ratecard.toml").read_text(encoding="utf-8")
HEAD = 'schema = 1\n[client]\nname = "x"\nregion = "CA-QC"\n[traits]\nscope = ["content"]\nposts = 8\n'
QUOTE = ("quote", "{file}", *DAY)
RULED = ("quote", str(CAFE), "--rules", "{file}", *DAY)
SET = ("config", "set", "profile.name", "Dominique")
HOURS = ("hours", "2026-001", "{file}", "--everyone", "--lane", "content")
PDF = ("quote", str(CAFE), "-o", "{file}.pdf", *DAY)
CONFIG, OWN = "home/config.toml", "home/taxes.toml"
MARKET = ("market", str(CAFE), "--market", "{file}", *DAY)
PACKAGE = '[[packages]]\nid = "A-@"\nprice = 650\ncurrency = "CAD"\ncountry = "CA"\nseller = "solo"\ngrade = "B"\n' \
    'seen = 2026-11-26\nsource = "price-page"\ntraits = { scope = ["content"], platforms = ["facebook"], posts = 8 }\n'
REGION = '[regions.X-@]\nzone = "CA"\nlabel = { fr = "x", en = "x" }\n'
TASK = '[tasks.t@]\nlane = "content"\neach = "posts"\nminutes = [1, 2, 3]\nlabel = { fr = "x", en = "x" }\n'
RULE = '[[rules]]\nid = "r@"\nwhen = { response = "1h", coverage = ["evenings"] }\nadd = 1\n'

WORST: Mapping[str, Worst] = {
    "mandate: unknown keys": Worst(lines("k@ = 1\n"), QUOTE),
    "mandate: unknown traits": Worst(lines("trait_@ = 1\n", HEAD), QUOTE),
    "mandate: sentences": Worst(lambda size: lines('"a line @",\n', "included = [\n")(size) + b"]\n" + HEAD.encode(), QUOTE),
    "mandate: wrong choices": Worst(lambda size: HEAD.encode() + lines('"p@", ', "platforms = [")(size) + b"]\n", QUOTE),
    "mandate: proofs": Worst(lines('[[value.proofs]]\nwhat = "x@"\nkind = "attributed-margin"\namount = 1\nconfidence = "tracked"\n', HEAD), QUOTE),
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
    "card: traits": Worst(lines('[traits.t@]\nkind = "number"\nlabel = { fr = "x", en = "x" }\nunit = { fr = "x", en = "x" }\n', CARD), RULED),
    "card: choices": Worst(lines('[traits.response.choices.c@]\nlabel = { fr = "x", en = "x" }\nadd = 1\n', CARD), RULED),
    "card: tasks": Worst(lines(TASK, CARD), RULED),
    "card: rules": Worst(lines(RULE, CARD), RULED),
    "card: unknown keys": Worst(lines("k@ = 1\n", CARD + "[x]\n"), RULED),
    "card: tasks of unknown lanes": Worst(lines(TASK.replace('"content"', '"l@"'), CARD), RULED),
    "card: a condition in a condition": Worst(one(CARD + '[[rules]]\nid = "r"\nadd = 1\nwhen = ', "{ not = ", "{ posts = 1 }\n"), RULED),
    "card: alternatives": Worst(lambda size: lines('{ response = "1h" }, ', CARD + '[[rules]]\nid = "r"\nadd = 1\nwhen = { any = [')(size) + b"] }\n", RULED),
    "card: rules, checked": Worst(lines(RULE, CARD), ("rules", "check", "--rules", "{file}"), largest=250_000),
    "config: unknown keys": Worst(lines("k@ = 1\n"), QUOTE, CONFIG),
    "config: clients": Worst(lines('[clients."c @"]\nregion = "CA-QC"\n'), ("config", "show"), CONFIG),
    "config: clients, one key set": Worst(lines('[clients."c @"]\nregion = "CA-QC"\n'), SET, CONFIG),
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
    "timesheet: intervals": Worst(lambda size: lines('{"start":"20261103T100000Z","end":"20261103T100001Z","tags":["t@"]},\n', "[")(size) + b'{"start":"20261103T100000Z","end":"20261103T100001Z"}]', HOURS, "t.json", LARGEST_FILE),
    "timesheet: clock of org": Worst(lines("CLOCK: [2026-11-03 Tue 10:00]--[2026-11-03 Tue 10:01] =>  0:01\n", "* x\n"), HOURS, "t.org", LARGEST_FILE),
    "timesheet: stars of org": Worst(one("", "*", " x\n"), HOURS, "t.org", LARGEST_FILE),
    "timesheet: timeclock": Worst(lines("i 2026/11/03 10:00:00 x@\no 2026/11/03 10:00:01\n"), HOURS, "t.timeclock", LARGEST_FILE),
    "logo: groups in groups": Worst(lambda size: (SVG + "<g>" * (size // 7) + "</g>" * (size // 7) + "</svg>").encode(), PDF, "home/logo.svg"),
    "logo: paths": Worst(lambda size: lines('<path d="M0 0h9v9z"/>', SVG)(size) + b"</svg>", PDF, "home/logo.svg"),
    "logo: entities": Worst(lambda size: ('<!DOCTYPE svg [<!ENTITY a "' + "x" * (size // 2) + '">]>' + SVG + "<desc>" + "&a;" * (size // 6) + "</desc></svg>").encode(), PDF, "home/logo.svg"),
    "logo: pixels": Worst(lambda size: png(int(size**0.5 * 16)), PDF, "home/logo.png"),
}  # fmt: skip


def large_quote(home: Path, size: int) -> None:
    """A quote with as many hours logged as its file has room for."""
    path = home / "quotes" / "2026" / "2026-001.toml"
    saved = open_quote(path)
    logged = [event for event in saved.history if event.event == "hours"]
    each = len(with_events(saved.text, logged)) - len(saved.text)
    events = [*saved.history, *logged * ((size - len(saved.text)) // each)]
    path.write_text(rebuilt(saved.text, events), encoding="utf-8")


def settled(home: Path) -> None:
    """A home with one quote, accepted, and an hour of it."""
    for arguments in (("quote", str(CAFE), "--save", *DAY), ("send", "2026-001", *DAY), ("accept", "2026-001", *DAY)):
        assert main([*arguments, "-q", "--home", str(home)], {}) == 0  # noqa: S101


def measured(worst: Worst, size: int) -> tuple[int, float, float]:
    """The exit code, the seconds and the megabytes of reading a file of this size."""
    with TemporaryDirectory() as folder:
        home = Path(folder, "home")
        sys.stdout.flush()
        if worst.command[0] == "hours":
            settled(home)
        home.mkdir(exist_ok=True)
        path = Path(folder, worst.place)
        path.write_bytes(worst.make(size))
        if "logo" in worst.place:
            (home / "config.toml").write_text(f'[profile]\nlogo = "{path.name}"\n', encoding="utf-8")
        arguments = [part.format(file=path) for part in worst.command]
        return run_of([*arguments, "--no-input", "--home", str(home)])


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
            found = [measured(worst, size) for size in sizes]
            cells = [f"{seconds:6.2f} s {megabytes:5.0f} MB" for _, seconds, megabytes in found]
            yield f"{name:36} {worst.largest / 1e6:3.0f} MB  " + "   ".join(cells) + f"   exit {found[-1][0]}"


if __name__ == "__main__":
    for line in table(sys.argv[1:]):
        print(line, flush=True)
