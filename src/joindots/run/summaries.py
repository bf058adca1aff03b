"""Entries of feeds beside the pages that they lead to."""

from collections.abc import Sequence

from joindots.intake import Draft
from joindots.intake.formats.feed_entries import ONLY_SUMMARY
from joindots.intake.inputs import STAGE
from joindots.intake.web.addresses import normalise_address
from joindots.model import Rejection

REASON = "It is a summary of a page that was fetched and is read itself."


def leave_out_summaries(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Rejection]]:
    """Leave out entries that only sum up a page that is read too: they would be a second report that says the same.

    Entries with the full text stay, since a page may hold less of it than its feed.

    Returns:
        The drafts that stay, in their order, and what was left out.
    """
    pages = {draft.source for draft in drafts}
    doubled = {
        draft.source
        for draft in drafts
        if ONLY_SUMMARY in draft.notes and draft.url and normalise_address(draft.url) in pages
    }
    kept = [draft for draft in drafts if draft.source not in doubled]
    left = sorted(doubled)
    return kept, [Rejection(source=source, stage=STAGE, reason=REASON, outcome="skipped") for source in left]
