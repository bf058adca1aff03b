"""Fixtures shared by the rooms' tests."""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from joindots.model import Account, Block, BlockKind, Dated, Document, make_id
from joindots.parse import Parse, SpacyEngine, parse_documents
from joindots.run import read

# The same examples in every run, and no verdict from the clock: a busy machine is no bug.
hypothesis.settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")

EXAMPLE = Path(__file__).resolve().parents[1] / "src/joindots/app/example"
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files instead of comparing")
    parser.addoption("--kills", type=int, default=3, help="how often each kind of work on a case is killed")
    parser.addoption("--kill-seed", type=int, default=7, help="of the moments at which it is killed")


@pytest.fixture(scope="session")
def engine() -> SpacyEngine:
    """One language engine for the whole run."""
    return SpacyEngine()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real input beside the repository; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"real input is not here: {SHARED.name}/ beside the repository is absent")
    return SHARED


@pytest.fixture(scope="session")
def example() -> Account:
    """The account of the example pile, read once for the whole run."""
    return read([EXAMPLE / "reports"])


@pytest.fixture(scope="session")
def five_pages(shared: Path) -> Account:
    """The account of the five real pages."""
    return read([shared / "reports"])


def make_document(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    source: str = "report.txt",
) -> Document:
    """A document with one block a line; the line equal to `title` is the title, all others are body."""
    sha = hashlib.sha256(text.encode()).hexdigest()

    def kind(line: str) -> BlockKind:
        return "title" if title and line.strip() == title else "body"

    lines = [m for m in re.finditer(r"[^\n]*(?:\n\s*|\Z)", text) if m.group()]
    return Document(
        id=make_id("d", source, sha),
        source=source,
        sha256=sha,
        media_type="text/plain",
        language="en",
        title=title,
        publisher=publisher,
        authors=(),
        published=Dated(value=published, earliest=published, latest=published, basis="metadata") if published else None,
        text=text,
        blocks=tuple(Block(start=m.start(), end=m.end(), kind=kind(m.group())) for m in lines),
    )


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """Make a document from text: `document("...", published="2031-05-02")`."""
    return make_document


@pytest.fixture(scope="session")
def read_text(engine: SpacyEngine) -> Callable[..., Parse]:
    """Parse a text: `read_text("...", title=..., published=...)`."""

    def read(text: str, **fields: str) -> Parse:
        return next(parse_documents([make_document(text, **fields)], engine))

    return read


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Debian's Chromium, driven by Playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("needs Chromium: pages are not opened in a browser")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()
