"""Source text made harmless for the place it is shown in; reports are written by strangers."""

import re

# What a terminal or a browser acts on instead of showing: C0 and C1 controls, marks that reverse the direction of
# writing (they can make text read as what it is not), line and paragraph separators, and code points no file can hold.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_SPACE = re.compile(r"\s+")
# Everything that CommonMark and its table and footnote extensions give a meaning inside a line, and `<`, `&` of HTML.
_MARKDOWN = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_{}[]()<>#|~!&$^="})
# A dash, plus or number at the start of a line would begin a list.
_LINE_START = re.compile(r"^(?:(?=[-+])|(\d+)(?=[.)]))")
# Addresses become links by themselves in the Markdown of many sites.
_ADDRESS = re.compile(r"(?i)(?<=[a-z])(:)(?=//)|(?<=\bwww)(\.)|(@)")


def neutralise(text: str) -> str:
    """The text with every control character shown as a visible sign: an escape becomes `␛`."""
    return text if text.isprintable() else _CONTROLS.sub(_picture, text)


def flatten(text: str) -> str:
    """The text on one line: controls neutralised, runs of white space as one space."""
    return neutralise(_SPACE.sub(" ", text).strip())


def escape_markdown(text: str) -> str:
    """The text on one line with everything escaped that Markdown would act on; it shows as it was written.

    White space at its ends is kept as one space, so that parts of a sentence can be joined.
    """
    escaped = _ADDRESS.sub(_escape_match, neutralise(_SPACE.sub(" ", text)).translate(_MARKDOWN))
    start = _LINE_START.match(escaped)
    return f"{start[1] or ''}\\{escaped[start.end() :]}" if start else escaped


def _escape_match(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)  # Unicode's own pictures of the C0 controls
    return "␡" if code == 0x7F else "�"
