"""PDFs of prose as typesetters write them: packed, words set apart and letters kerned by numbers, running heads.

Source: ISO 32000-1, sections 7.5 and 9.4.
"""

import zlib
from collections.abc import Iterator, Sequence
from itertools import islice

_LINES = 48  # on a page
_WIDTH = 88  # characters of a line
_KERNED = frozenset("AFLPTVWYvwy")  # after which the next letter is set nearer
_FONTS = b"".join(
    b"/%c <</Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding>>" % font
    for font in ((b"F", b"Times-Roman"), (b"B", b"Times-Bold"))
)


def write_portable(words: Sequence[str], pages: int, number: int) -> bytes:
    """One file.

    Args:
        words: More than fill the pages.
        pages: How many.
        number: Of the file, printed in its title.
    """
    lines = _break_lines(words)
    contents = [_set_page(list(islice(lines, _LINES)), page, number) for page in range(1, pages + 1)]
    kids = b" ".join(b"%d 0 R" % (3 + 2 * n) for n in range(pages))
    objects = [b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [%s] /Count %d>>" % (kids, pages)]
    for n, content in enumerate(contents):
        packed = zlib.compress(content)
        objects += [
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <<%s>>>>>>"
            % (4 + 2 * n, _FONTS),
            b"<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(packed), packed),
        ]
    return _assemble(objects)


def _break_lines(words: Sequence[str]) -> Iterator[list[str]]:
    line: list[str] = []
    for word in words:
        if sum(map(len, line)) + len(line) + len(word) > _WIDTH:
            yield line
            line = []
        line.append(word)


def _set_page(lines: Sequence[Sequence[str]], page: int, number: int) -> bytes:
    first = 720 if page == 1 else 770
    parts = [_set_line(["The", "Gannet", "Courier"], b"F", 8, 805), _set_line([str(page)], b"F", 8, 30)]
    if page == 1:
        parts.append(_set_line(["Ferry", "report", "number", str(number)], b"B", 18, 760))
    parts += [_set_line(line, b"F", 10, first - 14 * n) for n, line in enumerate(lines)]
    return b"\n".join(parts)


def _set_line(words: Sequence[str], font: bytes, size: int, y: int) -> bytes:
    return b"BT /%s %d Tf 1 0 0 1 72 %d Tm [%s] TJ ET" % (font, size, y, b"-250".join(map(_set_word, words)))


def _set_word(word: str) -> bytes:
    """A word as strings with numbers between them, in thousandths of the size."""
    parts = [bytearray()]
    for letter in word:
        parts[-1] += (b"\\" if letter in "()\\" else b"") + letter.encode("cp1252", "replace")
        if letter in _KERNED:
            parts.append(bytearray())
    return b"40".join(b"(%s)" % part for part in parts if part)


def _assemble(objects: Sequence[bytes]) -> bytes:
    whole, places = b"%PDF-1.7\n", []
    for at, body in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (at, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return whole + head + b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(whole))
