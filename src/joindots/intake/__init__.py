"""Bytes to documents: files, formats, block labels, titles, dates."""
