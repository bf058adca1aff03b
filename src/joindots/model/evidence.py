"""Where a statement stands in a source, and how a date is known."""

from typing import Literal

from msgspec import Struct

Basis = Literal["stated", "metadata", "inferred", "decided"]


class Span(Struct, frozen=True, gc=False, kw_only=True, order=True):
    """A stretch of a document.

    Attributes:
        document: Id of the document.
        start: First code point, counted in `Document.text`.
        end: One past the last code point.
        text: The slice itself; `Document.text[start:end] == text` always holds.
    """

    document: str
    start: int
    end: int
    text: str


class Dated(Struct, frozen=True, gc=False, kw_only=True):
    """A date as far as it is known.

    Attributes:
        value: ISO 8601 / EDTF, as precise as the source: `2017-03-22`, `2017-03`, `2018`, `2017-03-27/2017-04-02`.
        earliest: First day it can mean, `YYYY-MM-DD`, or None.
        latest: Last day it can mean, `YYYY-MM-DD`, or None.
        basis: `stated` in the text, `metadata` of the page or record, `inferred` from other evidence, or `decided` by a
            person.
        evidence: The spans it was read from; empty only for `metadata` outside the text, and for what is decided.
    """

    value: str
    earliest: str | None
    latest: str | None
    basis: Basis
    evidence: tuple[Span, ...] = ()
