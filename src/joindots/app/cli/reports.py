"""What the commands print."""

import importlib.metadata
import importlib.util
import platform
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

import joindots
from joindots.model import Account, EngineError
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
LIBRARIES = ("spacy", "trafilatura", "charset-normalizer", "py3langid", "msgspec", "numpy", "jinja2", "lxml", "typer")


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


def show_doctor() -> bool:
    """Print versions and the model's hash; whether everything that reading needs is there."""
    from joindots.parse import SpacyEngine  # noqa: PLC0415 - loads spaCy

    console = Console(highlight=False, soft_wrap=True)
    console.print(f"joindots {joindots.__version__}, Python {platform.python_version()}, {platform.system()}")
    for name in LIBRARIES:
        console.print(f"  {name:<20} {_version(name)}")
    try:
        model = SpacyEngine().model
    except EngineError as error:
        console.print(f"  language model       missing: {error}")
        return False
    console.print(f"  language model       {model.name} {model.version}, sha256 {model.sha256}")
    return True


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _plain(text: str) -> str:
    """Without control characters, which a file name may hold and a terminal may obey."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
