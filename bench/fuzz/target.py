"""Coverage-guided fuzzing of one reader, or of the labeller, in one process; `run.py` starts it.

    .venv/bin/python bench/fuzz/target.py NAME CORPUS [libFuzzer's own options]

What a reader cannot use it must refuse: a crash, a hang, text that cannot be stored or blocks that do not tile end the
run. Errors of libraries that the dispatcher turned into refusals are no crash; their kinds are listed in
`CORPUS/../NAME.failures`, for whoever wants to refuse them with a better reason.
"""

import signal
import sys
from itertools import pairwise
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["joindots.intake", "joindots.text", "feedparser", "warcio", "docx", "email"]):
    from joindots.intake import Draft, Input, label_documents, read_input
    from joindots.model import Document, InternalError

from seeds import PACKERS, SEEDS

LABELLER = "labels"
HANG_SECONDS = 10.0
"""Of processor time that an input may take; a busy machine is no hang."""

CONVERTED = "Its reader failed"


def check_documents(documents: list[Document]) -> None:
    """What holds for every document whatever it was made from."""
    for document in documents:
        document.text.encode()
        document.source.encode()
        edges = [0, *(block.end for block in document.blocks)]
        if edges[-1] != len(document.text) or not all(a < b for a, b in pairwise(edges)):
            message = f"blocks do not tile the text: {edges}"
            raise InternalError(message)


def read_bytes(source: str, data: bytes) -> list[str]:
    """Read a file, label what it gives; the reasons of all that was refused."""
    drafts, rejections = read_input(Input(source=source, data=data))
    check_documents(label_documents(drafts))
    reasons = [rejection.reason for rejection in rejections]
    if not (drafts or reasons):
        raise InternalError("neither read nor refused")
    "".join(reasons).encode()
    return reasons


def label_text(data: bytes) -> list[str]:
    """Label a text that no reader prepared."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if text.strip():
        check_documents(label_documents([Draft(source="a.txt", sha256="0" * 64, media_type="text/plain", text=text)]))
    return []


FOREIGN = "La tempête a fermé mardi le vieux pont, selon la mairesse, et personne n'a été blessé dans la ville. " * 3


class HangError(BaseException):
    """An input takes too long; no `Exception`, so that none of what reads turns it into a refusal."""


def end_hang(_signal: int, _frame: object) -> None:
    """End what runs too long."""
    message = f"it takes more than {HANG_SECONDS:.0f} seconds"
    raise HangError(message)


def main() -> None:
    """Fuzz until libFuzzer's options say stop."""
    name, corpus = sys.argv[1], Path(sys.argv[2])
    seen: set[str] = set()
    # Load what is loaded late before the first input is timed: libraries, and what tells languages but English.
    read_bytes("a.txt", FOREIGN.encode())
    signal.signal(signal.SIGPROF, end_hang)

    def test_one(data: bytes) -> None:
        data = PACKERS.get(name, bytes)(data)
        signal.setitimer(signal.ITIMER_PROF, HANG_SECONDS)
        reasons = label_text(data) if name == LABELLER else read_bytes(SEEDS[name][0], data)
        signal.setitimer(signal.ITIMER_PROF, 0)
        new = {reason for reason in reasons if reason.startswith(CONVERTED)} - seen
        if new:
            seen.update(new)
            (corpus.parent / f"{name}.failures").write_text("\n".join(sorted(seen)) + "\n", "utf-8")

    atheris.Setup([sys.argv[0], *sys.argv[2:]], test_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
