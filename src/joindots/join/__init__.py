"""Across documents: copies, stories, entities, events, findings, origins."""

from joindots.join.dates import infer_dates
from joindots.join.event_grounds import ground_event
from joindots.join.findings import find
from joindots.join.grounds import Grounds, ground_story
from joindots.join.joining import join_pile
from joindots.join.piles import Pile
from joindots.join.slices import slice_pile

__all__ = ["Grounds", "Pile", "find", "ground_event", "ground_story", "infer_dates", "join_pile", "slice_pile"]
