"""`verify` and `pack` as a user meets them."""

import contextlib
import hashlib
import io
from pathlib import Path
from unittest.mock import patch

import pytest
from msgspec import Struct

from joindots.app.cli import main

REPORT = "A ferry struck the pier at Lowmark on Tuesday. Two people were killed, police said.\n"


class Done(Struct):
    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str, cwd: Path) -> Done:
    """In this process, for each of its own would load the language model again."""
    out, errors = io.StringIO(), io.StringIO()
    streams = contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors)
    with streams[0], streams[1], contextlib.chdir(cwd), patch("sys.argv", ["joindots", *arguments]):
        try:
            main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
    return Done(status, out.getvalue(), errors.getvalue())


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("keeping")
    (folder / "a.txt").write_text(REPORT)
    assert run("read", "a.txt", "--out", "out", cwd=folder).returncode == 0
    return folder


def test_an_account_is_packed_and_verified(folder) -> None:
    verified = run("verify", "out", cwd=folder)
    assert (verified.returncode, verified.stderr) == (0, "")
    assert "1 report" in verified.stdout
    assert "all is as it was written" in verified.stdout
    packed = run("pack", "out", "--to", "bundle.zip", cwd=folder)
    assert packed.returncode == 0, packed.stderr
    assert hashlib.sha256((folder / "bundle.zip").read_bytes()).hexdigest() in packed.stdout
    assert run("verify", "bundle.zip", cwd=folder).stdout == verified.stdout.replace("5 files", "8 files")


def test_what_is_wrong_is_named_one_line_each(folder) -> None:
    assert run("read", "a.txt", "--out", "changed", "-q", cwd=folder).returncode == 0
    page = folder / "changed/account.html"
    page.write_bytes(page.read_bytes().replace(b"Lowmark", b"Highmark"))
    (folder / "changed/account.md").unlink()
    done = run("verify", "changed", "-q", cwd=folder)
    assert done.returncode == 1
    assert done.stdout == ""
    assert [line.split(":")[1].strip() for line in done.stderr.splitlines()] == ["account.html", "account.md"]
    assert run("pack", "changed", "--to", "no.zip", cwd=folder).returncode == 1
    assert not (folder / "no.zip").exists()


def test_a_file_name_cannot_give_orders_to_the_terminal(folder) -> None:
    assert run("read", "a.txt", "--out", "named", "-q", cwd=folder).returncode == 0
    (folder / "named" / "\x1b[31mred").write_text("")
    done = run("verify", "named", cwd=folder)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout


def test_originals_need_not_be_copied(folder) -> None:
    assert run("read", "a.txt", "--out", "bare", "--no-originals", "-q", cwd=folder).returncode == 0
    assert not (folder / "bare/originals").exists()
    done = run("verify", "bare", cwd=folder)
    assert done.returncode == 0
    assert "not kept" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("verify",), 2),
        (("verify", "nowhere"), 1),
        (("verify", "a.txt"), 1),
        (("pack", "out"), 2),
        (("pack", "nowhere", "--to", "x.zip"), 1),
        (("pack", "out", "--to", "nowhere/x.zip"), 1),
    ],
)
def test_wrong_usage_is_told_without_a_traceback(folder, arguments, status) -> None:
    done = run(*arguments, cwd=folder)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert done.stderr
