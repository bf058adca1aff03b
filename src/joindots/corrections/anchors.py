"""Where something stands, told so that another reading of the same bytes finds it again.

Source: W3C Web Annotation Data Model (2017), sections 4.2.4 and 4.2.5: a quote with what stands around it, and a
position. The position is tried first; a quote that has moved is found by what stands around it, or where it stands only
once.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from joindots.corrections.misfits import MisfitError
from joindots.model import Anchor, Document, Span

AROUND = 32
"""Characters kept of what stands before and after a quote, as the usual annotation tools keep them."""
_SHOWN = 60  # characters of a quote that a reason repeats


def make_anchor(document: Document, start: int, end: int) -> Anchor:
    """Anchor a stretch of a report; an empty one at 0 stands for the whole report."""
    whole = start == end == 0
    return Anchor(
        sha256=document.sha256,
        source=document.source,
        start=start,
        end=end,
        quote=document.text[start:end],
        before="" if whole else document.text[max(0, start - AROUND) : start],
        after="" if whole else document.text[end : end + AROUND],
    )


class Reports:
    """The reports of a reading, by what they were read from."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Take the reports in any order."""
        self.by_id = {document.id: document for document in documents}
        self._by_bytes: dict[str, list[Document]] = defaultdict(list)
        for document in sorted(self.by_id.values(), key=lambda d: d.id):
            self._by_bytes[document.sha256].append(document)

    def report(self, anchor: Anchor) -> Document:
        """The report an anchor lies in; of several with the same bytes the one of its name, else the first by id.

        Raises:
            MisfitError: No report has these bytes.
        """
        same = self._by_bytes.get(anchor.sha256)
        if not same:
            raise MisfitError(f"The report {anchor.source} is not in the pile, or its bytes have changed.")
        return next((document for document in same if document.source == anchor.source), same[0])

    def locate(self, anchor: Anchor) -> Span:
        """Where the words of an anchor stand now.

        Raises:
            MisfitError: They stand nowhere, or at several places and none of them is the one meant.
        """
        document = self.report(anchor)
        if not anchor.quote:
            raise MisfitError("No words are marked.")
        start = _find_quote(document.text, anchor)
        end = start + len(anchor.quote)
        return Span(document=document.id, start=start, end=end, text=document.text[start:end])


def _find_quote(text: str, anchor: Anchor) -> int:
    if text[anchor.start : anchor.end] == anchor.quote:
        return anchor.start
    words = " ".join(anchor.quote.split())
    shown = f"“{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”"
    for before, after in ((anchor.before, anchor.after), ("", "")):
        places = _find_all(text, before + anchor.quote + after)
        if len(places) == 1:
            return places[0] + len(before)
    if not places:
        raise MisfitError(f"The words {shown} no longer stand in {anchor.source}.")
    raise MisfitError(f"The words {shown} stand in {anchor.source} at several places, and at none as they did.")


def _find_all(text: str, wanted: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(wanted), text)]
