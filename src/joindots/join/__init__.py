"""Across documents: copies, stories, entities, events, findings, origins."""

from joindots.join.dates import infer_dates
from joindots.join.event_grounds import ground_event
from joindots.join.findings import Judged, Part, find, judge_here, judge_part
from joindots.join.grounds import Grounds, ground_story
from joindots.join.joining import join_pile
from joindots.join.piles import Pile
from joindots.join.preparing import is_prepared, prepare_report
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
    "is_prepared",
    "join_pile",
    "judge_here",
    "judge_part",
    "prepare_report",
    "slice_pile",
]
