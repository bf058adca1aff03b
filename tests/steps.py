"""How much work something is, whatever else the machine does meanwhile: steps of Python, never seconds."""

import sys
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
