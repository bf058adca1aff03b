"""What the commands print."""

import platform
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

import joindots
from joindots.model import Account, EngineError
from joindots.run import Verification, find_version
from joindots.run.versions import READING_LIBRARIES
from joindots.text.publishers import publisher_key

# In the order in which the page shows them.
KINDS = (
    ("conflict", "where they disagree"),
    ("change", "what changed"),
    ("scope", "look alike, count different things"),
    ("agreement", "what they agree on"),
    ("wording", "told in different words"),
    ("single", "said by one origin only"),
)
LIBRARIES = (*READING_LIBRARIES, "httpx", "jinja2", "msgspec", "numpy", "protego", "py3langid", "spacy", "typer")


def show_summary(account: Account, written: Sequence[Path]) -> None:
    """Say in a few lines what an account holds and where it is."""
    console = Console(highlight=False, soft_wrap=True)
    publishers = {publisher_key(d.publisher) for d in account.documents if d.publisher}
    console.print(
        f"{_count(len(account.documents), 'report')} read, {_count(len(publishers), 'known publisher')}, "
        f"{_count(len(account.stories), 'story', 'stories')}, {_count(len(account.reuse), 'copied passage')}"
    )
    kinds = Counter(finding.kind for finding in account.findings)
    for kind, words in KINDS:
        if kinds[kind]:  # type: ignore[index]
            console.print(f"  {kinds[kind]:>5}  {words}")  # type: ignore[index]
    for rejection in account.rejections:
        console.print(f"  not read: {escape(_plain(rejection.source))} ({escape(_plain(rejection.reason))})")
    for path in written:
        console.print(f"-> {escape(str(path))}")


def show_verification(verification: Verification, *, quiet: bool) -> None:
    """Say what was checked, what is worth knowing, and on standard error what is wrong."""
    console = Console(highlight=False, soft_wrap=True)
    if not quiet:
        v = verification
        console.print(
            f"checked {_count(v.files, 'file')} ({v.size / 1e6:,.1f} MB), {_count(v.documents, 'report')}, "
            f"{_count(v.spans, 'passage')}; read {_count(v.originals, 'original')} again: "
            f"{_count(v.reread, 'report')} as in the account"
        )
        for note in v.notes:
            console.print(f"  note: {escape(_plain(note.name))}: {escape(_plain(note.reason))}")
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    for failure in verification.failures:
        errors.print(f"  wrong: {escape(_plain(failure.name))}: {escape(_plain(failure.reason))}")
    if not quiet:
        wrong = len(verification.failures)
        console.print(f"{_count(wrong, 'failure')}" if wrong else "all is as it was written")


def show_pack(target: Path, sha256: str) -> None:
    """Say where the bundle is, and what to note of it."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"-> {escape(str(target))}")
    console.print(f"   sha256 {sha256}")


def show_doctor() -> bool:
    """Print versions and the model's hash; whether everything that reading needs is there."""
    from joindots.parse import SpacyEngine  # noqa: PLC0415 - loads spaCy
    from joindots.run.isolation import describe_isolation  # noqa: PLC0415 - `--help` need not load it

    console = Console(highlight=False, soft_wrap=True)
    console.print(f"joindots {joindots.__version__}, Python {platform.python_version()}, {platform.system()}")
    for name in sorted(LIBRARIES):
        console.print(f"  {name:<20} {find_version(name) or 'not installed'}")
    console.print(f"  {'isolation':<20} {describe_isolation()}")
    try:
        model = SpacyEngine().model
    except EngineError as error:
        console.print(f"  language model       missing: {error}")
        return False
    console.print(f"  language model       {model.name} {model.version}, sha256 {model.sha256}")
    return True


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _plain(text: str) -> str:
    """Without control characters, which a file name may hold and a terminal may obey."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
