"""Thin shells: the command line; no domain logic."""
