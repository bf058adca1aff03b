"""Reads many reports of the same events and writes one account of them."""
