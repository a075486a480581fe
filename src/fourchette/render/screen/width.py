"""How many columns a text takes on a terminal."""

# Below the first combining accent every sign takes one column, and so do those of our own typography.
COMBINING = "\u0300"
OURS = str.maketrans("", "", "—–’“”…€\u202f─━●┃█→≥≤−▸◂✓✗\ue002")


def width(text: str) -> int:
    """The columns of a text: none for a combining accent, two for most of what is drawn square."""
    if max(text.translate(OURS), default="") < COMBINING:
        return len(text)
    # The tables of all scripts take longer to read than a list of French and English names to print.
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, room: int, *, right: bool = False) -> str:
    """The text with the spaces that fill its room."""
    spaces = " " * (room - width(text))
    return spaces + text if right else text + spaces
