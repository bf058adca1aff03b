"""How much of one input is read. Whoever comes to a limit says so: what is beyond it is named, never dropped silently.

The limits are far beyond what reports need (the largest of some 8,000 in public test sets has 80,000 characters) and
small enough that one input cannot fill the memory of a laptop.
"""

MOST_FILE_BYTES = 256 * 2**20
"""Of one input as it lies on disk or comes from the network."""

MOST_PART_BYTES = 64 * 2**20
"""Of one thing inside a container, unpacked."""

MOST_UNPACKED_BYTES = 256 * 2**20
"""Of all things inside one input together, unpacked, at all depths."""

MOST_RATIO = 200
"""Unpacked bytes for one packed byte, counted above `RATIO_FROM_BYTES`: text packs to a tenth, seldom to a fiftieth."""

RATIO_FROM_BYTES = 8 * 2**20
"""Unpacked bytes from which `MOST_RATIO` counts."""

MOST_PARTS = 20_000
"""Things inside one input, at all depths."""

MOST_DEPTH = 8
"""Containers inside each other."""

MOST_CHARACTERS = 5_000_000
"""Of one document's text."""
