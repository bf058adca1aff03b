"""Entities across documents: which names mean the same person, organisation, place or group."""

from joindots.join.entities.merging import join_entities

__all__ = ["join_entities"]
