"""An offline gazetteer: towns, states and countries by name."""

from joindots.text.places.gazetteer import Gazetteer, Town, load_gazetteer, place_key, read_area

__all__ = ["Gazetteer", "Town", "load_gazetteer", "place_key", "read_area"]
