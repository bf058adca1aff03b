"""The same on a real PostgreSQL server, where Debian's package is present."""

import json
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from joindots.account import encode_account
from joindots.model import InputError, MissingExtraError, StoreError
from joindots.run import read
from joindots.run.cases import Search, check_case, delete_report, find_entity, open_case, read_into, write_backup

EXAMPLE = Path(__file__).resolve().parents[2] / "src/joindots/app/example/reports"
FILES = sorted(path for path in EXAMPLE.iterdir() if path.suffix == ".txt")


@pytest.fixture(scope="module")
def server():
    """Folder of the socket of a server that nobody else can reach."""
    pytest.importorskip("psycopg", reason="the extra `team` is not installed")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("no PostgreSQL here: Debian's package postgresql is not installed")
    user = None
    if os.geteuid() == 0:  # the server refuses to run as root
        if "postgres" not in {entry.pw_name for entry in pwd.getpwall()}:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
        user = "postgres"
    folder = Path(tempfile.mkdtemp(prefix="joindots-"))  # a short path: a socket's has at most 107 characters
    if user:
        shutil.chown(folder, user)
    control, data = programs[-1] / "pg_ctl", folder / "data"

    def run(*command):
        done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"PostgreSQL does not start here: {done.stderr[-300:]}")

    try:
        run(programs[-1] / "initdb", "-D", data, "-U", "joindots", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run(control, "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        yield folder
        run(control, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def address(server, request):
    """A database of its own for each test."""
    import psycopg

    name = f"case_{abs(hash(request.node.name))}"
    with psycopg.connect(f"host={server} user=joindots dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql://joindots@/{name}?host={server}"


def test_additions_give_the_bytes_of_one_reading(address):
    with open_case(address, create=True) as case:
        read_into(case, FILES[2:])
        account = read_into(case, FILES[:2]).account
        assert encode_account(account) == encode_account(read(FILES))
        assert encode_account(case.load_account()) == encode_account(account)
        assert not check_case(case)


def test_a_text_keeps_every_character(address, tmp_path):
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "1", "text": "The bridge \0at Lowmark\x07 is \u202eshut.", "publisher": "A\0B"})
    )
    with open_case(address, create=True) as case:
        read_into(case, tmp_path / "a.jsonl")
        assert encode_account(case.load_account()) == encode_account(read(tmp_path / "a.jsonl"))
        assert case.search(Search(query="Lowmark"))[0].passages[0].marks == ((15, 22),)


def test_it_finds_what_sqlite_finds(address, tmp_path):
    wanted = Search(query="ferry pier", since="2031-05-14", until="2031-12-31")
    with open_case(address, create=True) as team, open_case(tmp_path / "case.joindots", create=True) as own:
        for case in (team, own):
            read_into(case, FILES)
        entity = find_entity(team, "Ilse Varga").id
        for search in (wanted, Search(query="'beacon' & | !", entity=entity), Search(query="!:*")):
            found = [sorted(case.search(search), key=lambda hit: hit.document) for case in (team, own)]
            assert found[0] == found[1]
        assert team.search(wanted)


def test_what_is_deleted_is_gone(address):
    with open_case(address, create=True) as case:
        read_into(case, FILES)
        gone = delete_report(case, FILES[-1].name).document
        assert encode_account(case.load_account()) == encode_account(read(FILES[:-1]))
        assert not case.list_records("documents", [gone.id])
        with pytest.raises(InputError):
            delete_report(case, gone.id)


def test_one_run_at_a_time(address):
    with (
        open_case(address, create=True) as case,
        open_case(address) as other,
        case.reading_in(),
        pytest.raises(StoreError, match="another program reads"),
    ):
        read_into(other, FILES)


def test_an_empty_database_is_no_case(address):
    with pytest.raises(StoreError, match="no case"):
        open_case(address)


def test_the_database_of_another_program_is_left_alone(address):
    import psycopg

    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE songs (name text)")
    with pytest.raises(StoreError, match="another program"):
        open_case(address, create=True)


def test_backups_are_the_servers_own_affair(address, tmp_path):
    with open_case(address, create=True), pytest.raises(StoreError, match="pg_dump"):
        write_backup(address, tmp_path / "copy")


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path):
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as error:
        open_case(f"postgresql://me:secret@/case?host={tmp_path}", create=True)
    assert "secret" not in str(error.value)


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtraError, match="joindots\\[team\\]"):
        open_case("postgresql://me@host/case")


def test_a_database_that_may_only_be_read_is_told_and_stays_as_it_was(address):
    import psycopg

    with open_case(address, create=True) as case:
        before = read_into(case, FILES[:2]).account
    with psycopg.connect(address, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    with open_case(address) as case:
        assert case.search(Search(query="pier"))
        with pytest.raises(StoreError, match="cannot be written: the database is read-only"):
            read_into(case, FILES)
        assert encode_account(case.load_account()) == encode_account(before)
        assert not check_case(case)
