"""The floors of what is measured, and the table that tells of them."""

import json
import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLOORS, README = HERE / "floors.toml", HERE / "README.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
STEP = 0.005
"""Floors are multiples of this below what was measured."""


def hold(measured: Mapping[str, tuple[float, int]], *, compare: bool, update: bool) -> int:
    """Print what was measured; where compared with the floors, 1 if one is not held, else 0.

    Args:
        measured: Measure to share and number of copies.
        compare: Whether the floors are of this measurement.
        update: Whether to raise them and write the table.
    """
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    low = [name for name, (share, _) in measured.items() if compare and share < floors.get(name, 0.0)]
    for name, (share, number) in measured.items():
        floor = f"  floor {floors.get(name, 0.0):.3f}" if compare else ""
        print(f"{'LOW ' if name in low else 'ok  '} {name:40} {share:.3f} of {number}{floor}")
    if update:
        floors |= {name: max(floors.get(name, 0.0), _below(share)) for name, (share, _) in measured.items()}
        _write(floors, measured)
    return int(bool(low))


def _below(share: float) -> float:
    return round(math.floor(share / STEP + 1e-9) * STEP, 3)


def _write(floors: Mapping[str, float], measured: Mapping[str, tuple[float, int]]) -> None:
    head = "# The least that `make bench` accepts. Raised by `bench/planted/measure.py --update`, never lowered."
    lines = [f"{json.dumps(name)} = {floor:.3f}" for name, floor in floors.items()]
    FLOORS.write_text("\n".join([head, "", *lines]) + "\n", "utf-8")
    rows = [f"| {name} | {share:.3f} | {number} | {floors[name]:.3f} |" for name, (share, number) in measured.items()]
    table = ["| measure | share | of copies | floor |", "|---|---|---|---|", *rows]
    before, _, rest = README.read_text("utf-8").partition(BEGIN)
    README.write_text("\n".join([before + BEGIN, *table, END + rest.partition(END)[2]]), "utf-8")
