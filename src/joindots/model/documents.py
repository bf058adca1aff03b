"""One report, its text fixed once, and the blocks that tile it."""

from typing import Literal

from msgspec import Struct

from joindots.model.evidence import Dated

BlockKind = Literal["title", "standfirst", "byline", "dateline", "heading", "body", "caption", "boilerplate"]


class Block(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A labelled stretch of a document's text.

    Blocks tile the text: sorted, without gap or overlap, from 0 to `len(text)`. One block is at most one paragraph:
    line breaks inside a block are soft (a hard-wrapped line), and the white space after a paragraph belongs to the
    block it follows.

    Attributes:
        start: First code point.
        end: One past the last code point.
        kind: What the stretch is to a reader.
        language: ISO 639-1 code where it is another than the document's; left out of the JSON elsewhere.
    """

    start: int
    end: int
    kind: BlockKind
    language: str | None = None


class Document(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    r"""One report.

    Attributes:
        id: `d` and a hash of `source` and `sha256`.
        source: Path relative to the input, or URL; what is inside another file follows it after `#` (`news.zip#a.html`,
            `feed.jsonl#<id of the line>`).
        sha256: Of the bytes as read (of the part, for what is inside another file).
        media_type: Such as `text/plain`, `text/html`, `application/json`.
        language: ISO 639-1 code, or None where it cannot be told.
        title: As printed, or None.
        publisher: As printed or given, or None.
        authors: As printed, without "By".
        published: When this report was published, or None.
        url: Address given with the report; left out of the JSON where there is none.
        part_of: Source of the mail that it came attached to; left out of the JSON where there is none.
        text: For plain text and JSONL the decoded source with line breaks as `\n`, otherwise the extracted text.
        blocks: They tile `text`.
        notes: What intake noticed and left as it is, such as `mojibake`; sorted, left out where empty.
        decisions: Ids of those it rests on, sorted; left out where empty.
    """

    id: str
    source: str
    sha256: str
    media_type: str
    language: str | None
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: Dated | None
    url: str | None = None
    part_of: str | None = None
    text: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
