"""PDFs whose end is lost, made readable again as far as they go."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

_OBJECT = re.compile(rb"\b(\d{1,7}) (\d{1,5}) obj\b")
_PAGE = re.compile(rb"/Type\s{0,8}/Page\b")
_WITHIN = 4_096  # bytes of an object in which its type stands
_MOST_PAGES = 5_000


def rebuild_pdf(data: bytes) -> bytes | None:
    """Give a PDF without its end a new one: a list of the pages that it holds, in file order.

    The library finds objects by itself where their table is missing, but not the pages without the first of them, which
    most programs write last. Pages inside packed streams of objects are not found.

    Source: ISO 32000-1, sections 7.5.5, 7.7.2 and 7.7.3.

    Args:
        data: Of a PDF that cannot be opened.

    Returns:
        The same with the list of its pages, or None where it holds none.
    """
    found = list(islice(_find_pages(data), _MOST_PAGES))
    if not found:
        return None
    first = 1 + max(int(number) for number, _ in _OBJECT.findall(data))
    kids = b" ".join(b"%s %s R" % page for page in found)
    return data + (
        b"\nendstream\nendobj\n"
        b"%d 0 obj\n<</Type/Pages/Count %d/Kids[%s]>>\nendobj\n"
        % (first, len(found), kids)
        + b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (first + 1, first)
        + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n0\n%%%%EOF\n" % (first + 2, first + 1)
    )


def _find_pages(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Number and generation of each page, once."""
    seen: set[bytes] = set()
    for found, after in pairwise([*_OBJECT.finditer(data), None]):
        end = after.start() if after else len(data)
        if found and found[1] not in seen and _PAGE.search(data, found.end(), min(end, found.end() + _WITHIN)):
            seen.add(found[1])
            yield found[1], found[2]
