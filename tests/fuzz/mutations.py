"""Inputs made of others: a few changes by chance to a text that a reader takes, so that most of it stays plausible."""

from collections.abc import Callable, Sequence
from random import Random

from fuzz.tree_mutations import retold

# What readers have stumbled over, and what their files are made of.
TOKENS = (
    b"", b"=", b'"', b"'", b'"""', b"[", b"]", b"[[", b"]]", b"{", b"}", b",", b";", b".", b"#", b"\\", b"\n", b"\r",
    b"\t", b"\0", b"\x1b[2J", b"\xff", b"\xef\xbb\xbf", b"\xc3", b"\xe2\x80\xae", b"\xe2\x80\xa8",
    b"\xf0\x9f\x92\xb8", b" " * 300, b"0", b"-0", b"-1", b"0.1", b"00", b"1_0", b"1e400", b"1e-400", b"1e30",
    b"9" * 30, b"9" * 1200, b"0x" + b"f" * 1200, b"inf", b"-inf", b"nan", b"true", b"false", b'""', b'"nan"', b"[]",
    b"{}", b"[[]]", b"[0, 0, 1]", b"[3, 2, 1]", b"[1, 2]", b"[" * 60, b"{a=" * 20, b"1..2", b"3/week", b"1/quarter",
    b"../x", b"/etc/passwd", b"file:///x", b"https://example.com/x", b"0001-01-01", b"9999-12-31", b"2026-02-29",
    b"2026-13-01", b"0001-01-01T00:00:00+23:59", b"9999-12-31T23:59:59-23:59", b"24:00", b"-1:30", b"99999:59",
    b"12:60", b"1h30m", b"schema = 1", b"schema = 9", b"a.b.c = 1", b"[client]", b"[traits]", b"[value]",
    b"[[value.proofs]]", b"[[rules]]", b"[range]", b"[tasks.x]", b"[traits.scope]", b"[packages]", b"[profile]",
    b"min", b"max", b"card", b"any = []", b"not = {}", b"at_least = 1", b"includes = 1", b"\xd9\xa1", b"\xc2\xa0",
    b"%", b"$",
)  # fmt: skip
# How many of those that are TOML stay so.
STILL_TOML = 0.7
MOST_CHANGES, LONGEST = 5, 200_000
Change = Callable[[bytes, Random, Sequence[bytes]], bytes]


def mutated(corpus: Sequence[bytes], chance: Random) -> bytes:
    """One of the corpus with one to five changes; the same chance draws the same again."""
    raw = chance.choice(corpus)
    if chance.random() < STILL_TOML and (told := retold(raw, chance)) is not None:
        return told
    for _ in range(chance.randint(1, MOST_CHANGES)):
        raw = chance.choice(_CHANGES)(raw, chance, corpus)
    return raw[:LONGEST]


def _span(raw: bytes, chance: Random, most: int = 40) -> tuple[int, int]:
    start = chance.randint(0, len(raw))
    return start, min(len(raw), start + chance.randint(0, most))


def _insert(raw: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    start, end = _span(raw, chance, 4)
    return raw[:start] + chance.choice(TOKENS) + raw[chance.choice((start, end)) :]


def _drop(raw: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    start, end = _span(raw, chance)
    return raw[:start] + raw[end:]


def _repeat(raw: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    start, end = _span(raw, chance)
    return raw[:end] + raw[start:end] * chance.choice((1, 2, 50)) + raw[end:]


def _flip(raw: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(raw) + 1)
    return raw[:start] + bytes([chance.randrange(256)]) + raw[start + 1 :]


def _cut(raw: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    return raw[: chance.randint(0, len(raw))]


def _graft(raw: bytes, chance: Random, corpus: Sequence[bytes]) -> bytes:
    """Some lines of another in the place of some of these."""
    own, other = raw.splitlines(keepends=True), chance.choice(corpus).splitlines(keepends=True)
    here, there = chance.randint(0, len(own)), chance.randint(0, len(other))
    end = here + chance.randint(0, 4)
    return b"".join((*own[:here], *other[there : there + chance.randint(0, 6)], *own[end:]))


def _revalue(raw: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    """Another value for a key, or in a column."""
    lines = raw.splitlines(keepends=True)
    places = [place for place, line in enumerate(lines) if b"=" in line or b"," in line]
    if not places:
        return raw
    place = chance.choice(places)
    sign = b"=" if b"=" in lines[place] else b","
    parts = lines[place].split(sign)
    parts[chance.randrange(len(parts))] = b" " + chance.choice(TOKENS)
    lines[place] = sign.join(parts) + (b"" if parts[-1].endswith(b"\n") else b"\n")
    return b"".join(lines)


def _rename(raw: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    """A word of it in the place of another."""
    words = raw.split(b" ")
    words[chance.randrange(len(words))] = chance.choice(words)
    return b" ".join(words)


_CHANGES: tuple[Change, ...] = (_insert, _insert, _drop, _repeat, _flip, _cut, _graft, _revalue, _revalue, _rename)
