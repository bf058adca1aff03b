"""Documents in blocks of work: cut, handed to an engine, and taken apart where one ends whoever works on it."""

from collections.abc import Callable, Generator, Iterable, Sequence

from msgspec.structs import replace

from joindots.model import Document, Rejection
from joindots.run.engines import RunEngine
from joindots.run.observing import Observed, Work, list_keys, observe_block
from joindots.run.options import Options

# Characters a block: some second of parsing, so that progress moves, a lost worker costs little, no worker waits long
# for the last block, and few blocks are handed out before what those before them found is known.
BLOCK_CHARACTERS = 30_000


def split_work(documents: Sequence[Document], options: Options) -> list[Work]:
    """Cut documents into blocks of about `BLOCK_CHARACTERS`, keeping their order."""
    blocks: list[list[Document]] = []
    size = BLOCK_CHARACTERS
    for document in documents:
        if size >= BLOCK_CHARACTERS:
            blocks.append([])
            size = 0
        blocks[-1].append(document)
        size += min(len(document.text), options.most_characters)
    return [Work(tuple(block), options.models, options.most_characters) for block in blocks]


def observe_blocks(
    engine: RunEngine, blocks: Sequence[Work], recall: Callable[[Iterable[bytes]], dict[bytes, bytes]]
) -> Generator[tuple[Work, Observed]]:
    """Parse and extract the documents of all blocks.

    A block that nobody can finish comes last, in blocks of one document each; the one that cannot be finished then
    becomes a rejection.

    Args:
        engine: Where the work is done.
        blocks: From `split_work`.
        recall: Gives packed parses by key, as far as they are known when it is asked.

    Returns:
        Each block with what it shows.
    """
    lost: list[Work] = []
    ready = (replace(block, parses=recall(list_keys(block))) for block in blocks)
    for block, observed in zip(blocks, engine.map(observe_block, ready), strict=True):
        if isinstance(observed, Observed):
            yield block, observed
        elif len(block.documents) > 1:
            lost += [replace(block, documents=(document,)) for document in block.documents]
        else:
            source = block.documents[0].source
            yield block, Observed((Rejection(source=source, stage="parse", reason=observed.reason),), {})
    if lost:
        yield from observe_blocks(engine, lost, recall)
