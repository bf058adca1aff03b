"""Blocking, comparison, clustering: finding the records that mean the same thing. Knows nothing of news."""

from joindots.linkage.blocking import MOST_IN_BLOCK, candidate_pairs, pair_members, share_keys
from joindots.linkage.clustering import average_link_clusters, connected_components, constrained_clusters
from joindots.linkage.comparison import (
    Column,
    Comparison,
    Feature,
    FeatureScore,
    compare,
    explain_row,
    weigh,
    weigh_columns,
)

__all__ = [
    "MOST_IN_BLOCK",
    "Column",
    "Comparison",
    "Feature",
    "FeatureScore",
    "average_link_clusters",
    "candidate_pairs",
    "compare",
    "connected_components",
    "constrained_clusters",
    "explain_row",
    "pair_members",
    "share_keys",
    "weigh",
    "weigh_columns",
]
