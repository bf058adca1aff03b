"""What of the inputs is to be kept."""

from joindots.run.intaking import Taken
from joindots.store import Holding, Original


def hold(taken: Taken) -> list[Holding]:
    """The original of an input, or none.

    Whatever was opened is kept, so that a refusal can be checked later as well as a report. What is no report by kind,
    such as a picture, is not evidence of anything that the account says; what is larger than may be read was not read.
    """
    skipped = any(r.source == taken.item.source and r.outcome == "skipped" for r in taken.rejections)
    if taken.sha256 is None or taken.size is None or (skipped and not taken.drafts):
        return []
    item = taken.item
    original = Original(source=item.source, sha256=taken.sha256, size=taken.size, media_type=item.media_type)
    return [Holding(original=original, path=item.path, data=item.data)]
