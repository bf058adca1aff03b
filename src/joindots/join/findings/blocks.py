"""The blocks in which families that read words look for them."""

from collections.abc import Collection, Iterator

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.model import Block, BlockKind, Document
from joindots.text.languages import ENGLISH, block_language

BODY: tuple[BlockKind, ...] = ("body",)
TOLD: tuple[BlockKind, ...] = ("title", "standfirst", "byline", "dateline", "heading", "body", "caption")
"""All but boilerplate."""


class ToldBlock(Struct, frozen=True):
    """A block of a report's own English text.

    Attributes:
        document: The report.
        start: First code point.
        end: One past the last.
        stories: Ids of its stories that other reports tell as well, and few enough to be of one matter.
    """

    document: Document
    start: int
    end: int
    stories: tuple[str, ...]


def list_blocks(
    context: Context, kinds: Collection[BlockKind] = BODY, cues: Collection[str] = ()
) -> Iterator[ToldBlock]:
    """Blocks of reports that share a story of one matter with others, in order.

    Args:
        context: The pile.
        kinds: Of the blocks.
        cues: Words of which a block holds one, in lower case; none for any block.
    """
    for document in context.pile.documents:
        stories = context.stories_of_one_matter(document.id)
        for block in document.blocks if stories else ():
            if block.kind in kinds and holds(document, block, cues) and block_language(document, block) == ENGLISH:
                yield ToldBlock(document, block.start, block.end, stories)


def holds(document: Document, block: Block, cues: Collection[str]) -> bool:
    """Whether a block holds one of some words in lower case, or there are none."""
    if not cues:
        return True
    own = document.text[block.start : block.end].lower()
    return any(cue in own for cue in cues)
