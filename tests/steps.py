"""How much work something is, whatever else the machine does meanwhile: steps of Python or a ratio, never seconds."""

import sys
import time
from collections.abc import Callable


def count_steps(work: Callable[[], object]) -> int:
    """Bytecode instructions that a call runs; what runs inside C, as a regular expression does, counts as one."""
    steps = 0

    def trace(frame, event, _):
        nonlocal steps
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        steps += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps


def compare_times(work: Callable[[int], object], size: int) -> float:
    """How many times the processor's time that work of a size takes work of ten times that size takes.

    Side by side, each twice; the shorter counts. What takes hardly any time is not told from a twentieth of a second.
    """
    few, many = [], []
    for _ in range(2):
        for times, n in ((few, size), (many, 10 * size)):
            began = time.process_time()
            work(n)
            times.append(time.process_time() - began)
    return min(many) / max(0.05, min(few))
