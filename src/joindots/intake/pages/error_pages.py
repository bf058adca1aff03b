"""Pages that say that there is no article: not found, access denied, a wall of consent or of a robot check."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_MOST_WORDS = 150  # of all that an error page says; an article about errors says more
_MOST_TITLE_WORDS = 14


def find_error(titles: Sequence[str], lines: Sequence[str]) -> str | None:
    """Why a page is no article, as a sentence for the user; None where it may be one.

    Args:
        titles: What the page calls itself.
        lines: What would be its article.
    """
    if sum(len(line.split()) for line in lines) > _MOST_WORDS:
        return None
    short = [title for title in titles if len(title.split()) <= _MOST_TITLE_WORDS]
    texts = [" ".join(text.lower().replace("’", "'").split()) for text in (*short, *lines)]
    for reason in _load_reasons():
        if any(phrase in text for phrase in reason["phrases"] for text in texts):
            return str(reason["reason"][0])
    return None


@cache
def _load_reasons() -> tuple[dict[str, list[str]], ...]:
    return tuple(tomllib.loads(files(__package__).joinpath("error_pages.toml").read_text("utf-8"))["page"])
