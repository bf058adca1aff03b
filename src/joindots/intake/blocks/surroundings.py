"""What stands around a line: prose, short lines, signs of lists and of comments, before it and after it."""

from collections.abc import Iterator

import numpy as np

from joindots.intake.blocks.shapes import Column, Features

_FULL_LINE = 60  # words of a line of prose; longer ones weigh no more
_WORDS_A_UNIT = 20
# Costs in words at which a line without prose ends the main run of prose: from short to long gaps.
_GAPS = (3.0, 8.0, 20.0)
# How much of a sign is left one line further on.
_WIDE, _FAR = 0.8, 0.95
_SECTION = 0.98  # of a sign that opens a part of a page, such as its comments


def measure_surroundings(shapes: Features) -> Features:
    """Features of each line from the lines around it; see `measure_shapes`."""
    return dict(_list_features(shapes))


def _list_features(shapes: Features) -> Iterator[tuple[str, Column]]:
    prose = shapes["prose"]
    words = np.expm1(shapes["words"])
    mass = prose * np.minimum(words, _FULL_LINE) / _WORDS_A_UNIT
    for name in ("closed", "prose", "furniture", "tiny"):
        yield f"{name}, line before", shift(shapes[name])
        yield f"{name}, line after", shift(shapes[name][::-1])[::-1]
    for reach, share in (("wide", _WIDE), ("far", _FAR)):
        yield from _both_sides(f"prose, {reach}", mass, share)
        yield from _both_sides(f"lines of no prose, {reach}", 1 - prose, share)
        yield from _both_sides(f"closed, {reach}", shapes["closed"], share)
    for name in ("furniture", "day", "clock", "twin", "repeats", "ago", "legal", "headline", "speaker"):
        for side, around in zip(("before", "after"), spread(shapes[name], _WIDE), strict=True):
            yield f"{name}, {side}", around
    yield from _place(shapes, mass)
    yield from _list_runs(shapes, words)


def _place(shapes: Features, mass: Column) -> Iterator[tuple[str, Column]]:
    """Where in the page a line stands: how much prose and which signs are above and below it."""
    prose = shapes["prose"]
    above = np.cumsum(mass) - mass
    total = mass.sum() + 1e-9
    yield "share of prose above", above / total
    yield "share of prose below", (total - above - mass) / total
    yield "no prose above", (above <= 0).astype(np.float64)
    yield "no prose below", (total - above - mass <= 1e-6).astype(np.float64)
    yield "prose, much below", prose * (total - above - mass) / total
    heads = np.cumsum(shapes["headline"]) - shapes["headline"]
    below = shapes["headline"].sum() - heads - shapes["headline"]
    yield "no headline", np.full(len(prose), float(not shapes["headline"].any()))
    yield "headline above", (heads > 0).astype(np.float64)
    yield "headline below", (below > 0).astype(np.float64)
    for name in ("comments", "speaker", "ago"):
        count = np.cumsum(shapes[name]) - shapes[name]
        yield f"{name} above", np.log1p(count)
        yield f"{name} above, late", np.log1p(count) * above / total
        yield f"{name} above, prose", np.log1p(count) * prose
        yield f"{name} below", np.log1p(shapes[name].sum() - count - shapes[name])
    before, after = spread(shapes["comments"], _SECTION)
    yield "comments, before", before
    yield "comments, after", after
    signs = shapes["speaker"] + shapes["ago"] + shapes["repeats"]
    yield "prose among signs of comments", np.log1p(sum(spread(signs, _WIDE))) * prose


def _list_runs(shapes: Features, words: Column) -> Iterator[tuple[str, Column]]:
    """Whether a line stands in the main run of prose, or how far above or below it, for each cost of a gap."""
    lines = np.arange(len(words))
    for gap in _GAPS:
        score = np.where(shapes["prose"] > 0, words * (0.3 + shapes["topic"]), np.minimum(words, gap) / 2 - gap)
        start, end = find_run(score)
        inside = ((lines >= start) & (lines < end)).astype(np.float64)
        yield f"in the main run, gap {gap:.0f}", inside
        yield f"above the main run, gap {gap:.0f}", np.log1p(np.maximum(start - lines, 0))
        yield f"below the main run, gap {gap:.0f}", np.log1p(np.maximum(lines - end + 1, 0))
        yield f"prose in the main run, gap {gap:.0f}", inside * shapes["prose"]


def find_run(score: Column) -> tuple[int, int]:
    """Start and end of the stretch with the greatest sum, the first of several.

    Source: Bentley, Programming Pearls (1984), column 8, on the maximum subarray.
    """
    best = current = 0.0
    start = first = end = 0
    for i, value in enumerate(score.tolist()):
        if current <= 0:
            current, start = 0.0, i
        current += value
        if current > best:
            best, first, end = current, start, i + 1
    return first, end


def _both_sides(name: str, values: Column, share: float) -> Iterator[tuple[str, Column]]:
    before, after = spread(values, share)
    yield f"{name} before", np.log1p(before)
    yield f"{name} after", np.log1p(after)
    yield f"{name} on both sides", np.log1p(np.minimum(before, after))


def spread(values: Column, share: float) -> tuple[Column, Column]:
    """Sums over the lines before and after each line, of which a share is left with every line."""
    return _decay(values, share), _decay(values[::-1], share)[::-1]


def shift(values: Column, lines: int = 1) -> Column:
    """The values so many lines before, and beyond the first nothing."""
    return np.concatenate([np.zeros(lines), values])[: len(values)]


def _decay(values: Column, share: float) -> Column:
    total, out = 0.0, []
    for value in values.tolist():
        out.append(total)
        total = total * share + value
    return np.array(out)
