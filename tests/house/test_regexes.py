"""Every regular expression of the package takes time in proportion to its input, whatever the input."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
LENGTH = 400  # characters, and ten times as many
MOST_RATIO = 15.0
MOST_RATIO_OF_THREE = 5.0  # for three times the length: 3 is linear, 9 quadratic
FLOOR_SECONDS = 0.01  # of a processor, for ten times the length: what takes less is noise
MOST_PUMPS = 12
MOST_GAPS = 2
FEW_TIMES = 40  # a bound on repetition up to which it costs a constant factor only
TAILS = ("", "\x00", "!\n")


def literals(tree) -> list[str]:
    """Strings an expression speaks of: each run of literals, and for each class a character in it."""
    found, run = [], ""
    for op, argument in tree:
        name = str(op)
        if name == "LITERAL":
            run += chr(argument)
            continue
        found += [run]
        run = ""
        found += inner(name, argument)
    return [each for each in [*found, run] if each]


def inner(name, argument) -> list[str]:
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return repeated(literals(argument[2]))
    if name == "SUBPATTERN":
        return repeated(literals(argument[3]))
    if name == "BRANCH":
        return [each for branch in argument[1] for each in literals(branch)]
    if name in {"ASSERT", "ASSERT_NOT"}:
        return literals(argument[1])
    if name == "ATOMIC_GROUP":
        return literals(argument)
    return members(argument) if name == "IN" else ["."] if name == "ANY" else []


def repeated(strings) -> list[str]:
    return [*strings, "".join(strings)] if 1 < len(strings) <= 6 else strings


CATEGORIES = {
    "CATEGORY_DIGIT": "7",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_WORD": "-",
}


def members(items) -> list[str]:
    if str(items[0][0]) == "NEGATE":
        return ["a", " "]
    found = []
    for op, argument in items:
        if str(op) == "LITERAL":
            found.append(chr(argument))
        elif str(op) == "RANGE":
            found += [chr(argument[0]), chr(argument[1])]
        elif str(op) == "CATEGORY":
            found.append(CATEGORIES.get(str(argument), "a"))
    return found


def repeats(tree) -> bool:
    """Whether anything in an expression can repeat without a small bound; without, its time is linear."""
    for op, argument in tree:
        name = str(op)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            if argument[1] > FEW_TIMES or repeats(argument[2]):
                return True
        elif name == "BRANCH":
            if any(repeats(branch) for branch in argument[1]):
                return True
        elif name in {"SUBPATTERN", "ASSERT", "ASSERT_NOT", "ATOMIC_GROUP"} and repeats(
            argument if name == "ATOMIC_GROUP" else argument[-1]
        ):
            return True
    return False


def pumps(pattern: str, flags: int) -> list[str]:
    """What to repeat: everything the expression speaks of, alone, each with the next, and with long gaps between."""
    alone = list(dict.fromkeys(literals(re._parser.parse(pattern, flags))))
    if len(alone) > MOST_PUMPS // 2:  # long lists of words: some of them stand for all
        alone = alone[:: len(alone) * 2 // MOST_PUMPS + 1]
    pairs = [a + b for a, b in zip(alone, alone[1:] + alone[:1], strict=True)]
    gaps = [each + " " * (LENGTH // 3) for each in ["a", *alone[:: len(alone) // MOST_GAPS + 1]]]
    return list(dict.fromkeys([*alone, *pairs, *gaps, "a", "A", " ", "\n", "a ", "7", '"', "Aa "]))


def seconds(expression: re.Pattern, text: str | bytes) -> float:
    """Of finding everything, the best of three."""
    best = float("inf")
    for _ in range(3):
        began = time.thread_time()
        for _found in expression.finditer(text):
            pass
        best = min(best, time.thread_time() - began)
        if best < FLOOR_SECONDS:
            break
    return best


def slow_input(pattern: str, flags: int, *, is_bytes: bool) -> str | None:
    """A text of which ten times the length takes more than its share of time, as `pump x number + tail`; or None."""
    if not repeats(re._parser.parse(pattern, flags)):
        return None
    expression = re.compile(pattern.encode("latin-1") if is_bytes else pattern, flags)
    for pump in pumps(pattern, flags):
        for tail in TAILS:
            texts = [pump * (length // len(pump)) + tail for length in (LENGTH, 10 * LENGTH, 30 * LENGTH)]
            short, long, longer = (text.encode("latin-1", "replace") if is_bytes else text for text in texts)
            taken = seconds(expression, long)
            # The short text can be too short to fill a bound on repetition: three times more must cost less than nine.
            if (
                taken > FLOOR_SECONDS
                and taken > MOST_RATIO * seconds(expression, short)
                and seconds(expression, longer) > MOST_RATIO_OF_THREE * taken
            ):
                return f"{pump!r} repeated, then {tail!r}: {taken:.3f} s"
    return None


@pytest.fixture(scope="module")
def patterns() -> list[tuple[str, str, int, bool]]:
    listed = subprocess.run([sys.executable, HERE / "list_patterns.py"], capture_output=True, check=True)
    return [tuple(each) for each in json.loads(listed.stdout)]


def test_patterns_are_heard_of(patterns) -> None:
    assert len(patterns) > 100
    assert {"joindots.text.decode", "joindots.intake.blocks.pieces"} <= {module for module, *_ in patterns}


def test_time_grows_with_the_length_of_the_text(patterns) -> None:
    slow = {
        f"{module}: {pattern[:200]}": found
        for module, pattern, flags, is_bytes in patterns
        # A slow one is slow again; a pause of the machine in the middle of a measurement is not.
        if slow_input(pattern, flags, is_bytes=is_bytes) and (found := slow_input(pattern, flags, is_bytes=is_bytes))
    }
    assert not slow, "\n".join(f"{pattern}\n    {found}" for pattern, found in slow.items())


@pytest.mark.parametrize("pattern", [r"(a|aa)+$", r"(\w+\s?)*:", r"\s+$", r"\s*(?:;|\|)\s*"])
def test_the_test_itself_finds_slow_ones(pattern) -> None:
    if pattern.startswith("("):  # exponential: shorter texts do
        expression = re.compile(pattern)
        assert seconds(expression, "a" * 24 + "!") > 4 * seconds(expression, "a" * 18 + "!")
    else:
        assert slow_input(pattern, 0, is_bytes=False)
