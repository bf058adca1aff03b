"""Across documents: copies, stories, entities, events, findings, origins."""

from joindots.join.dates import infer_dates
from joindots.join.event_grounds import ground_event
from joindots.join.findings import Judged, Part, find, judge_here, judge_part
from joindots.join.grounds import Grounds, ground_story
from joindots.join.joining import join_pile
from joindots.join.piles import Pile
from joindots.join.preparing import is_prepared, prepare_report
from joindots.join.reuse import find_reuse
from joindots.join.slices import slice_pile
from joindots.join.stories import Cluster, cluster_reports

__all__ = [
    "Cluster",
    "Grounds",
    "Judged",
    "Part",
    "Pile",
    "cluster_reports",
    "find",
    "find_reuse",
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
