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

MOST_TEXT = 5_000_000
"""Characters of all documents inside one input together, to which `MOST_TEXT_A_BYTE` is added."""

MOST_TEXT_A_BYTE = 10
"""Characters more for each byte of the input: text packs to a tenth, seldom to less."""

READING_SECONDS = 4.0
"""Of a processor's time for reading one input, to which `READING_SECONDS_A_MEGABYTE` is added. Processor time, not the
clock's: what is read must not depend on what else the machine does. A page takes some 0.03 s, the libraries for it
0.4 s once."""

READING_SECONDS_A_MEGABYTE = 3.0
"""More for each megabyte of the input and of what it unpacks to; pages take some 0.3 s."""

TIMED_A_BYTE = 10
"""Bytes at most that count for time with each byte of the input as it came, `TIMED_BYTES` beside: text packs to a
tenth, and what packs to less shall earn no hours."""

TIMED_BYTES = 2 * 2**20
"""Bytes of what a small input unpacks to that count for time in any case."""

CLOCK_SECONDS_A_SECOND = 5.0
"""By the clock for each second of processor time allowed, for a reader that waits instead of working."""

READING_MEMORY = 384 * 2**20
"""Bytes that reading one input may take beyond what the process takes without, to which `READING_MEMORY_A_BYTE` is
added: room for the libraries (130 MB) and an ordinary page many times over."""

READING_MEMORY_A_BYTE = 12
"""Bytes more for each byte of the input: a page's tree takes up to ten."""

MOST_PAGE_BYTES = 8 * 2**20
"""Of one HTML page that are parsed: its tree takes ten times as much. The largest of bench/articles has 0.7 MB."""

MOST_PAGE_LINES = 10_000
"""Of one HTML page that are looked at, as `MOST_PARAGRAPHS`."""

MOST_PARAGRAPHS = 10_000
"""Of one document that are told apart; what follows them is one block. Beyond what is parsed of a document by default,
however short they are."""
