"""Across documents: copies, stories, entities, events, findings, origins."""
