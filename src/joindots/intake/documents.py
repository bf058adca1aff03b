"""Drafts to documents: the pile's view of every line, then facts of each report."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from msgspec import Struct
from msgspec.structs import replace

from joindots.intake.blocks.datelines import cut_dateline
from joindots.intake.blocks.labels import label_pieces
from joindots.intake.blocks.lines import count_words, find_lines, normalise_line
from joindots.intake.blocks.paragraphs import make_paragraph, split_paragraphs
from joindots.intake.blocks.pieces import Piece, cut_pieces
from joindots.intake.blocks.remarks import clear_stub, find_remarks
from joindots.intake.blocks.repetition import Lines, find_repeated, list_lines
from joindots.intake.drafts import Draft
from joindots.intake.facts import read_facts
from joindots.intake.languages import detect_languages
from joindots.intake.limits import MOST_PARAGRAPHS
from joindots.model import Block, BlockKind, Document, InternalError, make_id
from joindots.model.memos import Memo, hash_given, recall

# Calibrated on bench/articles: F1 .934 without, .936 from 20 words, .936 from 12.
_MARKED_MIN_WORDS = 20
_KEPT_DRAFTS = 5000  # whose pieces are kept from their labels to their facts: some 4 kB each
_Cut = Callable[[Draft], Sequence[Piece]]
_DOUBTED = frozenset({"boilerplate", "caption"})


class _Labels(Struct, frozen=True):
    """What a report's own words tell of its pieces.

    Attributes:
        document: Id, so that what is kept tells whom it speaks of.
        kinds: One a piece.
        lines: What is compared with other reports.
    """

    document: str
    kinds: tuple[BlockKind, ...]
    lines: Lines


def label_documents(drafts: Sequence[Draft], memo: Memo | None = None) -> list[Document]:
    """Label the blocks of a pile and read each report's title, publisher, authors, date and language.

    Args:
        drafts: All of the pile, in any order; sources are unique.
        memo: What was found before in the same drafts.

    Returns:
        Documents sorted by id.
    """
    drafts = sorted(drafts, key=lambda draft: (draft.source, draft.sha256))
    publishers = {normalise_line(draft.publisher) for draft in drafts if draft.publisher} - {""}
    named = [find_lines(publishers, draft.text) for draft in drafts]  # no other can make a difference to it
    cut = lru_cache(maxsize=_KEPT_DRAFTS)(_list_pieces)
    keys = [
        hash_given((draft, sorted(known))) if memo is not None else ""
        for draft, known in zip(drafts, named, strict=True)
    ]
    labels = [
        recall(memo, _Labels, ("label", key), partial(_label_draft, draft, known, cut))
        for key, draft, known in zip(keys, drafts, named, strict=True)
    ]
    repeated = find_repeated([found.lines for found in labels])
    documents = []
    for key, draft, known, found, pieces in zip(keys, drafts, named, labels, repeated, strict=True):
        kinds = ["boilerplate" if i in pieces else kind for i, kind in enumerate(found.kinds)]
        work = partial(_make_document, draft, kinds, known, cut)
        documents.append(replace(recall(memo, Document, ("document", key, kinds), work), text=draft.text))
    return sorted(documents, key=lambda document: document.id)


def _label_draft(draft: Draft, publishers: frozenset[str], cut: _Cut) -> _Labels:
    pieces = cut(draft)
    kinds = _keep_marked(draft, pieces, label_pieces(pieces, draft.title, publishers))
    return _Labels(make_id("d", draft.source, draft.sha256), tuple(kinds), list_lines(pieces, kinds))


def _list_pieces(draft: Draft) -> list[Piece]:
    if not draft.hints:
        paragraphs = split_paragraphs(draft.text)
        if len(paragraphs) > MOST_PARAGRAPHS:
            rest = make_paragraph(draft.text, paragraphs[MOST_PARAGRAPHS - 1].start, len(draft.text))
            paragraphs = [*paragraphs[: MOST_PARAGRAPHS - 1], rest]
        return cut_pieces(draft.text, paragraphs)
    hints = draft.hints
    if len(hints) > MOST_PARAGRAPHS:
        hints = (*hints[: MOST_PARAGRAPHS - 1], replace(hints[MOST_PARAGRAPHS - 1], end=len(draft.text)))
    pieces = []
    for hint in hints:
        bare = make_paragraph(draft.text, hint.start, hint.end)
        pieces.append(Piece(hint.start, hint.end, bare.text, bare.first, None if hint.kind == "body" else hint.kind))
    return pieces


def _keep_marked(draft: Draft, pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> list[BlockKind]:
    """The kinds, of a web page with its long paragraphs as its own boxes tell them: body, whatever their words say."""
    if draft.media_type != "text/html" or not draft.hints:
        return list(kinds)
    return [
        "body" if kind in _DOUBTED and piece.kind is None and count_words(piece.text) >= _MARKED_MIN_WORDS else kind
        for piece, kind in zip(pieces, kinds, strict=True)
    ]


def _make_document(draft: Draft, labels: list[BlockKind], publishers: frozenset[str], cut: _Cut) -> Document:
    """The document without its text, which the draft has."""
    whole = cut(draft)
    remarks = find_remarks(whole, labels)
    pieces, kinds = cut_dateline(draft.text, whole, clear_stub(labels, remarks))
    identity = make_id("d", draft.source, draft.sha256)
    facts = read_facts(identity, draft, pieces, kinds, publishers)
    language, own = detect_languages([p.text for p in pieces], [kind == "body" for kind in kinds])
    blocks = tuple(
        Block(start=p.start, end=p.end, kind=kind, language=other)
        for p, kind, other in zip(pieces, kinds, own, strict=True)
    )
    _check_tiling(draft, blocks)
    return Document(
        id=identity,
        source=draft.source,
        sha256=draft.sha256,
        media_type=draft.media_type,
        language=language,
        title=facts.title,
        publisher=facts.publisher,
        authors=facts.authors,
        published=facts.published,
        url=draft.url,
        part_of=draft.part_of,
        text="",
        blocks=blocks,
        notes=tuple(sorted({*draft.notes, *remarks})),
    )


def _check_tiling(draft: Draft, blocks: Sequence[Block]) -> None:
    edges = [0, *(block.end for block in blocks)]
    if [block.start for block in blocks] != edges[:-1] or edges[-1] != len(draft.text):
        message = f"{draft.source}: blocks do not tile the text"
        raise InternalError(message)
