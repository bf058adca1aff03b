"""Blocking, comparison, clustering: finding the records that mean the same thing. Knows nothing of news."""

from joindots.linkage.blocking import MOST_IN_BLOCK, candidate_pairs
from joindots.linkage.clustering import average_link_clusters, connected_components, constrained_clusters
from joindots.linkage.comparison import Comparison, Feature, FeatureScore, compare, weigh

__all__ = [
    "MOST_IN_BLOCK",
    "Comparison",
    "Feature",
    "FeatureScore",
    "average_link_clusters",
    "candidate_pairs",
    "compare",
    "connected_components",
    "constrained_clusters",
    "weigh",
]
