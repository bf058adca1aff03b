"""Python's collector of garbage, while records are made by the hundred thousand."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def rest_collector() -> Iterator[None]:
    """The collector does not run in the block.

    What joining makes holds no cycles, and goes when nobody names it any more; the collector would look through all of
    it again and again, for a fifth of the time of joining.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
