"""How many columns a text takes on a terminal."""

from rich.cells import cell_len


def width(text: str) -> int:
    """The columns of a text: none for a combining accent, two for most of what is drawn square."""
    return len(text) if text.isascii() else cell_len(text)


def padded(text: str, room: int, *, right: bool = False) -> str:
    """The text with the spaces that fill its room."""
    spaces = " " * (room - width(text))
    return spaces + text if right else text + spaces
