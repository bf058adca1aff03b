"""Across documents: copies, stories, entities, events, findings, origins."""

from joindots.join.dates import infer_dates
from joindots.join.event_grounds import ground_event
from joindots.join.findings import Judged, Part, find, judge_here, judge_part
from joindots.join.grounds import Grounds, ground_story
from joindots.join.joining import Steps, join_by, join_pile
from joindots.join.piles import Pile
from joindots.join.reuse import find_reuse
from joindots.join.slices import slice_pile
from joindots.join.stories import Cluster, cluster_reports

__all__ = [
    "Cluster",
    "Grounds",
    "Judged",
    "Part",
    "Pile",
    "Steps",
    "cluster_reports",
    "find",
    "find_reuse",
    "ground_event",
    "ground_story",
    "infer_dates",
    "join_by",
    "join_pile",
    "judge_here",
    "judge_part",
    "slice_pile",
]
