"""One block of work as an order: read it from the folder, apply a function, write what came of it."""

import typing
from collections.abc import Callable, Mapping

from msgspec import Struct

from joindots.model import JoindotsError
from joindots.model.memos import hash_given
from joindots.run.distributed.files import BlockFolder
from joindots.run.distributed.rows import from_rows, to_rows
from joindots.run.observing import language_engines
from joindots.run.versions import (
    JOINING_SOURCES,
    OBSERVING_SOURCES,
    READING_SOURCES,
    find_version,
    hash_sources,
    reading_versions,
)

RESULT = ".result"
"""What the name of a block's result ends with."""

_OWN = "joindots' own code"
# What a result rests on, by the module of the function that gives it; on no model, except those that the block's
# identity names. Whatever is not named here rests on all.
_SOURCES_OF = {
    "joindots.run.observing": OBSERVING_SOURCES,
    "joindots.run.distributed.intaking": (*READING_SOURCES, "run/distributed"),
    "joindots.run.distributed.copies": (*JOINING_SOURCES, "run/distributed"),
    "joindots.run.distributed.grouping": (*JOINING_SOURCES, "run/distributed"),
    "joindots.run.distributed.wordings": (*JOINING_SOURCES, "run/distributed"),
    "joindots.run.distributed.naming": (*JOINING_SOURCES, "run/distributed"),
    "joindots.run.distributed.event_blocks": (*JOINING_SOURCES, "run/distributed"),
    "joindots.run.distributed.judging": (*JOINING_SOURCES, "run/distributed"),
}
_SOURCES = tuple(dict.fromkeys((*READING_SOURCES, *OBSERVING_SOURCES, *JOINING_SOURCES, "run/distributed")))


class Order(Struct, frozen=True, kw_only=True):
    """What is to be done; all that travels through the scheduler.

    Attributes:
        function: Takes the block; its annotations tell of what type block and result are.
        folder: Address of the folder of blocks.
        name: Of the block there.
        seconds: By the clock, after which whoever works on it is taken for hung.
        models: spaCy pipeline packages, beside the pinned English one.
        versions: What the driver runs, by name.
    """

    function: Callable[..., object]
    folder: str
    name: str
    seconds: float
    models: tuple[str, ...]
    versions: Mapping[str, str]


def carry_out(order: Order) -> str | None:
    """Do what is ordered, unless it is done already.

    Returns:
        Why it cannot be done, as a clause; None where its result lies in the folder.
    """
    try:
        differences = _compare(order.versions, describe_versions(order.models))
        if differences:
            return f"it runs something else than the driver does: {differences}"
        folder = BlockFolder(order.folder)
        rows = folder.read(order.name)
        if rows is None:
            return f"it cannot see the blocks in {order.folder}; give --blocks a folder that all machines reach"
        block, _ = find_types(order.function)
        folder.write(order.name + RESULT, to_rows(order.function(from_rows(rows, block))))
    except JoindotsError as error:
        return str(error)
    return None


def describe_versions(models: tuple[str, ...]) -> dict[str, str]:
    """What decides the outcome of a block on this machine, by name.

    Args:
        models: spaCy pipeline packages, beside the pinned English one.

    Raises:
        EngineError: A package is not installed.
    """
    return {
        **reading_versions(),
        "spacy": find_version("spacy") or "missing",
        _OWN: hash_sources(*_SOURCES)[:12],
        **_list_models(models),
    }


def make_name(order: Order, block: object) -> str:
    """Hash of all that decides what comes of a block; a block whose `identity` is something else than itself says so.

    Args:
        order: Whatever its name.
        block: What the function is to be applied to.
    """
    module, function = order.function.__module__, order.function.__qualname__
    versions = {**order.versions, _OWN: hash_sources(*_SOURCES_OF.get(module, _SOURCES))}
    if module in _SOURCES_OF:
        models = _list_models(order.models)
        versions = {name: version for name, version in versions.items() if name not in models}
    return hash_given([module, function, versions, to_rows(getattr(block, "identity", block))])


def find_types(function: Callable[..., object]) -> tuple[type, type]:
    """Types of a function's block and of its result, by its annotations."""
    hints = typing.get_type_hints(function)
    result = hints.pop("return")
    return next(iter(hints.values())), result


def _list_models(models: tuple[str, ...]) -> dict[str, str]:
    return {engine.model.name: engine.model.sha256[:12] for engine in language_engines(models)}


def _compare(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    names = [name for name in {**theirs, **ours} if theirs.get(name) != ours.get(name)]
    return ", ".join(f"{name} {ours.get(name, 'missing')} instead of {theirs.get(name, 'none')}" for name in names)
