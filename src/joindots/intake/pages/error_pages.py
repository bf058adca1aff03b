"""Pages that say that there is no article: not found, access denied, a wall of consent, a robot check, a login."""

from collections.abc import Sequence

from joindots.intake.blocks.remarks import CONSENT, ERROR, LOGIN, find_stub, is_error_line

_REASONS = {
    ERROR: (
        "The page says that there is no such page, that access was refused or that the server failed; "
        "it is not an article."
    ),
    CONSENT: "The page asks for consent to cookies before it shows anything; it is not an article.",
    LOGIN: "The page asks for a name and password before it shows anything; it is not an article.",
}
_FIRST_LINES = 3  # of what would be the article, in which an error page says what is wrong
_TOLD_WORDS = 3  # of a line that says so; fewer can be the title of a film or song
_BREAKS = " | ", " - ", " – ", " — ", " · "


def find_error(titles: Sequence[str], lines: Sequence[str]) -> str | None:
    """Why a page is no article, as a sentence for the user; None where it may be one.

    Told by the same words as a page without tags (`blocks/remarks.toml`).

    Args:
        titles: What the page calls itself.
        lines: What would be its article.
    """
    heads = [part for text in dict.fromkeys(titles) for part in _split(text)]
    if any(map(is_error_line, heads)) and any(is_error_line(line, _TOLD_WORDS) for line in lines[:_FIRST_LINES]):
        return _REASONS[ERROR]  # however many other articles it names
    stub = find_stub([part for text in dict.fromkeys((*titles, *lines)) for part in _split(text)])
    return _REASONS[stub] if stub else None


def _split(text: str) -> list[str]:
    """The parts of a title such as `Page not found | Mornay Gazette`."""
    for mark in _BREAKS:
        text = text.replace(mark, "\n")
    return text.split("\n")
