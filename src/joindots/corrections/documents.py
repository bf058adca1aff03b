"""Decisions that change a report before anything is read from it: its date and its blocks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from joindots.corrections.anchors import Reports
from joindots.corrections.dates import make_date
from joindots.corrections.ledgers import Ledger
from joindots.model import Block, BlockKind, Document, Redate, Relabel, Span


def correct_documents(documents: Sequence[Document], ledger: Ledger) -> list[Document]:
    """Give reports the dates and labels that were decided, later decisions over earlier ones.

    Args:
        documents: As intake has them.
        ledger: Hears of what does not fit.

    Returns:
        In the same order; those that no decision is about are the same objects.
    """
    reports = Reports(documents)
    changed: dict[str, Document] = {}
    for decision in ledger.decisions:
        with ledger.carrying_out(decision):
            match decision.action:
                case Redate(target=target, date=value) if target.kind == "document":
                    document = reports.report(target.anchors[0])
                    document = changed.get(document.id, document)
                    ledger.was[decision.id] = document.published.value if document.published else "not known"
                    changed[document.id] = replace(document, published=make_date(value))
                case Relabel(target=target, label=label):
                    span = reports.locate(target.anchors[0])
                    document = changed.get(span.document, reports.by_id[span.document])
                    ledger.was[decision.id] = ", ".join(_kinds(document, span))
                    changed[document.id] = _relabel(document, span, label)
                case _:
                    pass
    return [changed.get(document.id, document) for document in documents]


def _kinds(document: Document, span: Span) -> list[str]:
    return sorted({block.kind for block in document.blocks if block.start < span.end and block.end > span.start})


def _relabel(document: Document, span: Span, label: BlockKind) -> Document:
    blocks = tuple(_cut_blocks(document.blocks, span, label))
    touched = label == "title" or "title" in _kinds(document, span)
    if not touched:
        return replace(document, blocks=blocks)
    titles = [document.text[block.start : block.end] for block in blocks if block.kind == "title"]
    return replace(document, blocks=blocks, title=" ".join(titles[0].split()) if titles else None)


def _cut_blocks(blocks: Sequence[Block], span: Span, label: BlockKind) -> Iterator[Block]:
    """Blocks cut at the borders of a stretch, those inside it with another label."""
    for block in blocks:
        edges = sorted({block.start, block.end, *(e for e in (span.start, span.end) if block.start < e < block.end)})
        for start, end in pairwise(edges):
            inside = span.start <= start and end <= span.end
            yield replace(block, start=start, end=end, kind=label if inside else block.kind)
