"""Reading originals again, to see whether they give what an account says they gave."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from joindots.intake import Draft, Input
from joindots.intake.limits import MOST_FILE_BYTES
from joindots.model import Account, Document
from joindots.run.intaking import Taken, take_in
from joindots.run.progress import Progress
from joindots.run.versions import reading_versions
from joindots.store import Checked, Index, Original, Remark, Tree, read_file

# Bytes of originals that are handed to the readers at once; each helping costs the start of a child process.
BATCH_BYTES = 64 * 2**20


class Reread(Struct, kw_only=True):
    """What came of it.

    Attributes:
        originals: How many were read.
        documents: How many reports came out as the account has them.
        failures: What did not.
    """

    originals: int = 0
    documents: int = 0
    failures: list[Remark] = []


def reread(tree: Tree, checked: Checked, account: Account, index: Index, progress: Progress) -> Reread:
    """Read every original that is whole, and compare the texts with the account's.

    Args:
        tree: Where the originals are.
        checked: What of it is whole.
        account: Its texts.
        index: Its originals.
        progress: Hears of each original.
    """
    whole = [original for original in index.originals if _is_whole(tree, checked, original)]
    damaged = {original.source for original in index.originals} - {original.source for original in whole}
    rejected = {rejection.source for rejection in account.rejections}
    missing = {(d.source, d.sha256): d for d in account.documents if not _is_in(d.source, damaged)}
    why = _explain(index.libraries)
    result = Reread()
    progress("reading again", 0, len(whole))
    for taken in _take(tree, checked.prefix, whole):
        for draft in taken.drafts:
            document = missing.pop((draft.source, draft.sha256), None)
            if document is None:
                if not _is_in(draft.source, rejected):
                    result.failures.append(Remark(draft.source, f"The account does not have this report.{why}"))
            elif document.text == draft.text:
                result.documents += 1
            else:
                result.failures.append(_tell_difference(document, draft, why))
        result.originals += 1
        progress("reading again", result.originals, len(whole))
    result.failures += (Remark(d.source, f"No original gives this report.{why}") for d in missing.values())
    return result


def _is_whole(tree: Tree, checked: Checked, original: Original) -> bool:
    """Whether it is what the index says, and no larger than what `read` would have read."""
    if original.name not in checked.hashes or original.size > MOST_FILE_BYTES:
        return False
    return tree.measure(checked.prefix + original.name) == original.size


def _take(tree: Tree, prefix: str, originals: Sequence[Original]) -> Iterator[Taken]:
    for batch in _split(originals):
        yield from take_in(
            [Input(source=o.source, data=read_file(tree, prefix + o.name), media_type=o.media_type) for o in batch]
        )


def _split(originals: Sequence[Original]) -> Iterator[list[Original]]:
    """Runs of originals of some `BATCH_BYTES` together, in their order."""
    batch: list[Original] = []
    size = 0
    for original in originals:
        if batch and size + original.size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(original)
        size += original.size
    if batch:
        yield batch


def _is_in(source: str, others: Collection[str]) -> bool:
    """Whether a report, or something that holds it, is among others."""
    return source in others or any(source[: mark.start()] in others for mark in re.finditer("#", source))


def _tell_difference(document: Document, draft: Draft, why: str) -> Remark:
    pairs = zip(document.text, draft.text, strict=False)
    place = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(document.text), len(draft.text)))
    return Remark(document.source, f"Its original gives another text from character {place:,} on.{why}")


def _explain(recorded: Mapping[str, str]) -> str:
    """What else than damage may be the reason: other versions of the libraries that read."""
    here = reading_versions()
    other = [
        f"{name} {recorded.get(name, 'none')} (here {here.get(name, 'none')})"
        for name in sorted({*recorded, *here})
        if recorded.get(name) != here.get(name)
    ]
    return f" It was read with {', '.join(other)}, which may be the reason." if other else ""
