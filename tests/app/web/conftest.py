"""A desk over a new case, asked as a browser would."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from desk_parts import HOST, KEY, REPORTS, settle
from litestar.testing import TestClient

from joindots.app.web.desks import Desk
from joindots.app.web.serving import make_application
from joindots.run.apart import read_here
from joindots.store.cases import open_case


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[Callable[..., tuple[Desk, TestClient]]]:
    """Open a desk, with some reports if given: `open_desk({"a.txt": "..."})`."""
    with ExitStack() as stack:
        yield lambda reports=None: stack.enter_context(_opened(tmp_path, reports))


@pytest.fixture(scope="session")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, TestClient]]:
    """A desk with two reports, for tests that only look."""
    with _opened(tmp_path_factory.mktemp("desk"), REPORTS) as opened:
        yield opened


@contextmanager
def _opened(folder: Path, reports: dict[str, str] | None) -> Iterator[tuple[Desk, TestClient]]:
    with open_case(folder / "case.joindots", create=True) as case:
        desk = Desk(case, folder / "inbox", reader=read_here)
        if reports:
            desk.take_files([(name, text.encode()) for name, text in reports.items()])
            settle(desk)
        with TestClient(make_application(desk, token=KEY, hosts=[HOST]), base_url=f"http://{HOST}") as client:
            client.get("/", params={"token": KEY})
            yield desk, client
        desk.close()
