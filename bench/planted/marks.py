"""A planted change stands between two marks while the text around it is reworded."""

BEGIN, END = "\ue000", "\ue001"  # private use: no text of a report holds them


def mark(text: str, start: int, end: int, new: str) -> str:
    """The text with `new`, marked, in place of what stands from `start` to `end`."""
    return f"{text[:start]}{BEGIN}{new}{END}{text[end:]}"


def find_marked(text: str) -> tuple[str, int, int]:
    """The text without its marks, and the offsets of what stood between them; both 0 where nothing is marked."""
    before, begun, rest = text.partition(BEGIN)
    inside, _, after = rest.partition(END)
    if not begun:
        return text, 0, 0
    return before + inside + after, len(before), len(before) + len(inside)


def has_marks(text: str) -> bool:
    """Whether a text holds a mark."""
    return BEGIN in text or END in text
