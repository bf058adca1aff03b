"""What pages say around their articles, compiled from `page_words.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct


class PageWords(Struct, frozen=True):
    """Compiled patterns; `comments` is matched with a whole line, the others are searched for in one."""

    comments: re.Pattern[str]
    ago: re.Pattern[str]
    speaker: re.Pattern[str]
    commenter: re.Pattern[str]
    legal: re.Pattern[str]
    see_also: re.Pattern[str]
    share: re.Pattern[str]


@cache
def load_page_words() -> PageWords:
    """Read and compile the table, once."""
    table = tomllib.loads(files(__package__).joinpath("page_words.toml").read_text("utf-8"))
    comments = "|".join(table["comments"]["lines"])
    phrases = {name: part.get("phrases", []) for name, part in table.items()}
    return PageWords(
        comments=_compile(
            [rf"\W{{0,20}}(?:\d[\d.,]{{0,9}}\W{{1,9}})?(?:{comments})\W{{0,9}}(?:\d[\d.,]{{0,9}})?\W{{0,20}}"]
        ),
        ago=_compile(phrases["ago"]),
        speaker=_compile(phrases["commenter"] + phrases["speaker"]),
        commenter=_compile(phrases["commenter"]),
        legal=_compile(phrases["legal"]),
        see_also=_compile([rf"^\W{{0,4}}(?:{'|'.join(phrases['see_also'])})"]),
        share=_compile([rf"\b(?:{'|'.join(phrases['share'])})\b"]),
    )


def _compile(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)
