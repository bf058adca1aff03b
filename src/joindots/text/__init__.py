"""Primitives that keep offsets: decoding, marks, number words, comparison of words."""
