"""Prints every regular expression that joindots compiles, as JSON: `[[module, pattern, flags, is bytes], ...]`.

Run in a process of its own: it listens to `re` from before the first module of joindots is loaded, then loads them all,
fills their caches, and reads the example, so that expressions built at run time are heard too.
"""

import importlib
import json
import pkgutil
import re
import sys
from contextlib import suppress
from pathlib import Path

heard: dict[tuple[str, str, int, bool], None] = {}
compile_expression = re._compile


def listen(pattern, flags):
    compiled = compile_expression(pattern, flags)
    caller = sys._getframe(2).f_globals.get("__name__", "")
    if caller.startswith("joindots"):
        is_bytes = isinstance(compiled.pattern, bytes)
        text = compiled.pattern.decode("latin-1") if is_bytes else compiled.pattern
        heard[caller, text, compiled.flags & ~(0 if is_bytes else re.UNICODE), is_bytes] = None
    return compiled


re._compile = listen

import joindots  # noqa: E402 - after listening
from joindots.model.errors import MissingExtraError  # noqa: E402 - as above

for found in pkgutil.walk_packages(joindots.__path__, "joindots."):
    if not found.name.endswith("__main__"):
        module = importlib.import_module(found.name)
        for name, value in list(vars(module).items()):
            if (
                hasattr(value, "cache_info")
                and value.__module__ == found.name
                and not value.__wrapped__.__code__.co_argcount
            ):
                with suppress(ImportError, MissingExtraError):  # what asks for an extra that is not installed
                    getattr(module, name)()

from joindots.run import read  # noqa: E402 - after listening

read([Path(joindots.__file__).parent / "app/example/reports"])
json.dump(list(heard), sys.stdout)
