"""`joindots serve` from the command line."""

import socket
import subprocess
import sys

import httpcore
import pytest
from typer.testing import CliRunner

from joindots.app.cli import app
from joindots.app.cli.serving import find_inbox
from joindots.app.web.serving import list_hosts
from joindots.model import OptionsError


def test_other_machines_are_let_in_only_when_told(tmp_path):
    with pytest.raises(OptionsError, match="say --public"):
        CliRunner().invoke(app, ["serve", str(tmp_path / "c"), "--host", "desk.example"], catch_exceptions=False)


def test_a_desk_goes_by_the_names_of_its_machine_and_its_port_alone():
    assert list_hosts("127.0.0.1", 8417) == ["127.0.0.1:8417", "[::1]:8417", "localhost:8417"]
    assert list_hosts("desk.example", 80) == ["desk.example:80", "desk.example"]


def test_a_port_that_is_taken_is_told_before_any_address(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        arguments = ["serve", str(tmp_path / "c"), "--port", str(taken.getsockname()[1])]
        with pytest.raises(OptionsError, match="cannot be listened on"):
            CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_uploads_lie_beside_the_case(tmp_path):
    assert find_inbox(str(tmp_path / "case.joindots")) == tmp_path / "inbox-case.joindots"
    assert find_inbox("postgresql://desk/case").is_dir()


def test_it_prints_an_address_that_opens_the_desk(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "joindots", "serve", str(tmp_path / "case.joindots"), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        try:
            address = desk.stdout.readline().strip()
            assert address.startswith(f"http://127.0.0.1:{port}/?token=")
            answer = ask(address)
            assert (answer.status, dict(answer.headers)[b"location"]) == (303, b"/")
            assert ask(address.partition("?")[0]).status == 401
        finally:
            desk.terminate()
            desk.communicate(timeout=30)


def ask(address):
    """One question, once the server listens."""
    with httpcore.ConnectionPool(retries=10) as pool:
        return pool.request("GET", address)
