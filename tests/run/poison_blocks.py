"""What observes a report and dies of a certain one; imported by workers, so with little to load."""

import os

from joindots.model import Rejection
from joindots.run.observing import Observed, Work

POISON = "poison"


def abort_at_poison(work: Work) -> Observed:
    if any(document.text == POISON for document in work.documents):
        os.abort()
    return Observed(tuple(Rejection(source=d.source, stage="extract", reason=d.text) for d in work.documents), {})
