"""Places on the map: which of several towns of one name is meant."""

from joindots.join.places.locating import locate_places

__all__ = ["locate_places"]
