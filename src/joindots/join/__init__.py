"""Across documents: copies, stories, entities, events, findings, origins."""

from joindots.join.dates import infer_dates
from joindots.join.event_grounds import ground_event
from joindots.join.findings import Judged, Part, find, judge_here, judge_part
from joindots.join.grounds import Grounds, ground_story
from joindots.join.joining import join_pile
from joindots.join.piles import Pile
from joindots.join.slices import slice_pile

__all__ = [
    "Grounds",
    "Judged",
    "Part",
    "Pile",
    "find",
    "ground_event",
    "ground_story",
    "infer_dates",
    "join_pile",
    "judge_here",
    "judge_part",
    "slice_pile",
]
