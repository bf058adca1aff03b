"""Files of cases: opened, migrated, broken in every way that can be tried, and never half-written."""

import os
import shutil
import sqlite3
import tempfile
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from joindots.model import Document, Rejection, StoreError
from joindots.store import databases, migrating, piles
from joindots.store.backups import restore_backup, write_backup
from joindots.store.cases import open_case
from joindots.store.documents import read_documents, set_documents
from joindots.store.searches import Search
from joindots.store.sqlite_files import WRITING, describe_sqlite
from joindots.store.tables import METADATA


@pytest.fixture
def place(tmp_path) -> Path:
    return tmp_path / "case.joindots"


@pytest.fixture
def case(place):
    with open_case(place, create=True) as opened:
        yield opened


def make(document, number, text="The bridge at Lowmark is shut.", **fields) -> Document:
    return document(text, source=f"{number}.txt", title=f"Report {number}", **fields)


def put(case, documents):
    with case.database.transaction() as connection:
        set_documents(connection, sorted(documents, key=lambda d: d.id))


def entry(source="a.txt", sha256="a" * 64, **fields):
    return piles.Entry(source=source, sha256=sha256, size=3, reader="r", drafts=(("d1", b"draft"),), **fields)


def test_the_migrations_make_the_tables_that_the_code_knows(case):
    with case.database.reader.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert not [each for each in found if "words" not in str(each)]  # the index is no table of ours


def test_the_code_works_with_the_last_migration():
    assert ScriptDirectory(str(migrating.FOLDER)).get_current_head() == databases.HEAD


def test_an_earlier_case_is_migrated_and_keeps_what_it_has(place, monkeypatch, document):
    from alembic import command

    whole = command.upgrade
    monkeypatch.setattr(databases, "HEAD", "0001")
    monkeypatch.setattr(migrating, "HEAD", "0001")
    monkeypatch.setattr(command, "upgrade", lambda config, _: whole(config, "0001"))
    with open_case(place, create=True) as case:
        put(case, [make(document, 1)])
    monkeypatch.undo()
    with open_case(place) as case:
        assert [d.title for d in case.list_records("documents")] == ["Report 1"]
        assert not case.check()


def test_a_migration_that_fails_leaves_the_case_as_it_was(place, monkeypatch):
    from alembic import command

    whole = command.upgrade

    def fail(config, revision):
        whole(config, revision)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command, "upgrade", fail)
    with pytest.raises(StoreError, match="disk is full"):
        open_case(place, create=True)
    with sqlite3.connect(place) as connection:
        assert not connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    monkeypatch.undo()
    open_case(place, create=True).close()


def test_a_case_of_a_later_version_is_refused_and_left_alone(case, place):
    case.close()
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="later version"):
        open_case(place)


@pytest.mark.parametrize("content", [b"A ferry struck the pier.", b"\0" * 5000, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_none_is_refused_and_left_alone(place, content):
    place.write_bytes(content)
    with pytest.raises(StoreError, match=r"no case of joindots|damaged"):
        open_case(place, create=True)
    assert place.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_left_alone(place):
    with sqlite3.connect(place) as connection:
        connection.execute("CREATE TABLE songs (name)")
    connection.close()
    before = place.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_case(place, create=True)
    assert place.read_bytes() == before


def test_where_there_is_none_it_says_how_to_make_one(place):
    with pytest.raises(StoreError, match="joindots read"):
        open_case(place)
    assert not place.exists()


def test_other_addresses_are_refused():
    with pytest.raises(StoreError, match="postgresql://"):
        open_case("mysql://me@host/case")


def test_a_full_disk_is_told_and_what_was_there_stays(case, document, monkeypatch):
    put(case, [make(document, 1)])
    sound = case.database._connect_writer

    def connect():
        connection = sound()
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 5}")
        return connection

    monkeypatch.setattr(case.database, "_connect_writer", connect)
    with pytest.raises(StoreError, match="disk is full"):
        put(case, [make(document, n, "Nothing new. " * 1000) for n in range(50)])
    monkeypatch.undo()
    assert [d.title for d in case.list_records("documents")] == ["Report 1"]
    assert not case.check()


def test_a_case_that_is_being_written_is_told_after_a_while(case, document, monkeypatch):
    monkeypatch.setattr(case.database.hold.__wrapped__, "__defaults__", (0.1,))
    with case.database.hold(WRITING, 0), pytest.raises(StoreError, match="another program writes"):
        put(case, [make(document, 1)])
    put(case, [make(document, 1)])


@pytest.fixture
def locked_away(document):
    """A case in a folder that cannot be written."""
    folder = Path(tempfile.mkdtemp())
    with open_case(folder / "case.joindots", create=True) as case:
        put(case, [make(document, 1)])
    folder.chmod(0o555)
    (folder / "case.joindots").chmod(0o444)
    root = os.geteuid() == 0
    if root:  # whom nothing stops
        os.seteuid(65534)
    yield folder / "case.joindots"
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder_can_be_read_and_not_written(locked_away):
    with open_case(locked_away) as case:
        assert len(case.search(Search(query="bridge"))) == 1
        with pytest.raises(StoreError, match="cannot be read or written: Permission denied"):
            case.add_entry(entry(), None)


def test_a_case_cannot_be_made_in_a_read_only_folder(locked_away):
    other = locked_away.with_name("other.joindots")
    with pytest.raises(StoreError, match="Permission denied"):
        open_case(other, create=True)
    assert not other.exists()


def test_damage_is_told(case, place, document):
    put(case, [make(document, n, f"Report {n} of the bridge. " * 200) for n in range(20)])
    case.close()
    with place.open("r+b") as file:
        file.seek(4096 * 5)
        file.write(os.urandom(4096 * 30))
    try:
        with open_case(place) as broken:
            wrong = broken.check()
    except StoreError as error:
        wrong = [str(error)]
    assert "damaged" in " ".join(wrong)


def test_changed_rows_are_told(case, place, document):
    put(case, [make(document, 1)])
    case.add_entry(entry(sha256="b" * 64), b"abc")
    case.close()
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE documents SET text = 'The bridge at Lowmark is open.'")
    connection.close()
    with open_case(place) as changed:
        wrong = changed.check()
    assert len(wrong) == 2  # an original that is not its hash, and a report


def test_readers_do_not_wait_for_a_writer_and_see_what_was_committed(case, document):
    put(case, [make(document, 1)])
    with case.database.transaction() as connection:
        set_documents(connection, [])
        assert len(case.list_records("documents")) == 1
        assert case.search(Search(query="bridge"))
    assert not case.list_records("documents")
    assert not case.search(Search(query="bridge"))


def test_threads_that_write_lose_nothing(case):
    def write(thread):
        for n in range(10):
            case.add_entry(entry(f"{thread}-{n}.txt"), None)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(case.list_entries()) == 40


def test_inputs_of_one_name_replace_each_other_and_originals_stay(case):
    case.add_entry(entry(), b"one")
    case.add_entry(entry(sha256="b" * 64), b"two")
    case.add_entry(entry(sha256="b" * 64), b"two")
    assert [each.sha256 for each in case.list_entries()] == ["b" * 64]
    assert [body for _, body in case.list_drafts()] == [b"draft"]
    assert case.list_originals() == {"a" * 64, "b" * 64}
    assert case.read_original("a" * 64) == b"one"


def test_rejections_are_noted_once(case):
    refused = Rejection(source="x.txt", stage="intake", reason="There is no such file or folder.")
    case.set_omissions([refused], [])
    case.set_omissions([refused], [])
    assert case.list_rejections() == [refused]
    case.set_omissions([], ["x.txt"])
    assert not case.list_rejections()


def test_documents_are_paged(case, document):
    documents = sorted((make(document, n, published="2031-05-14") for n in range(7)), key=lambda d: d.id)
    put(case, documents)
    first = case.list_records("documents", most=3)
    rest = case.list_records("documents", after=first[-1].id)
    assert [*first, *rest] == documents
    assert case.list_records("documents", [documents[2].id, "d0", documents[5].id]) == [documents[2], documents[5]]
    with case.database.reader.connect() as connection:
        assert read_documents(connection) == documents


@pytest.mark.usefixtures("case")
def test_decisions_cannot_be_changed(place):
    with sqlite3.connect(place) as connection:
        connection.execute("INSERT INTO decisions (id, body) VALUES ('k1', '{}')")
        connection.commit()
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute("UPDATE decisions SET body = '[]'")
    connection.close()


@pytest.mark.parametrize(
    "query", ['"', "pier AND (", "NEAR(a b)", "title:bridge*", "^bridge", "-bridge", "br\x00idge", "é" * 9999]
)
def test_a_query_is_never_syntax(case, document, query):
    put(case, [make(document, 1)])
    case.search(Search(query=query))


def test_search_finds_words_in_any_case_and_without_accents(case, document):
    put(
        case,
        [make(document, 1, "The café at Lowmark is shut.\n\nA BRIDGE fell."), make(document, 2, "The ferry left.")],
    )
    (hit,) = case.search(Search(query="bridge CAFE"))
    assert hit.title == "Report 1"
    whole = "".join(hit.passages[0].span.text)
    assert {whole[a - hit.passages[0].span.start :][: b - a] for a, b in hit.passages[0].marks} == {"café", "BRIDGE"}
    assert not case.search(Search(query="bridge ferry"))
    assert not case.search(Search(query="—"))


def test_search_knows_days(case, document):
    put(case, [make(document, n, published=f"2031-05-1{n}") for n in range(3)])
    found = case.search(Search(query="bridge", since="2031-05-11", until="2031-05-11"))
    assert [hit.title for hit in found] == ["Report 1"]


def test_marks_of_the_index_in_a_text_do_no_harm(case, document):
    put(case, [make(document, 1, "The bridge \x02 at \x03 Lowmark \x02 is shut.")])
    assert case.search(Search(query="bridge"))[0].passages == ()


def test_a_backup_is_taken_while_somebody_writes(case, place, document, tmp_path):
    put(case, [make(document, 1)])
    with case.database.transaction() as connection:
        set_documents(connection, [])
        write_backup(place, tmp_path / "copy")
    restore_backup(tmp_path / "copy", tmp_path / "other.joindots")
    with open_case(tmp_path / "other.joindots") as other:
        assert len(other.list_records("documents")) == 1
        assert not other.check()


def test_a_backup_takes_no_place_unasked(case, place, document, tmp_path):
    put(case, [make(document, 1)])
    write_backup(place, tmp_path / "copy")
    put(case, [])
    assert not case.list_records("documents")
    with pytest.raises(StoreError, match="--replace"):
        restore_backup(tmp_path / "copy", place)
    with pytest.raises(StoreError, match="open"):
        restore_backup(tmp_path / "copy", place, replace=True)  # somebody has it open
    case.close()
    restore_backup(tmp_path / "copy", place, replace=True)
    with open_case(place) as again:
        assert len(again.list_records("documents")) == 1


def test_a_backup_takes_the_place_of_a_damaged_case(case, place, document, tmp_path):
    put(case, [make(document, 1)])
    write_backup(place, tmp_path / "copy")
    case.close()
    place.write_bytes(b"noise")
    restore_backup(tmp_path / "copy", place, replace=True)
    with open_case(place) as again:
        assert len(again.list_records("documents")) == 1


@pytest.mark.usefixtures("case")
def test_what_is_no_backup_takes_no_place(place, tmp_path):
    (tmp_path / "noise").write_bytes(b"noise")
    with pytest.raises(StoreError, match=r"no case|no backup"):
        restore_backup(tmp_path / "noise", place, replace=True)
    with pytest.raises(StoreError, match="itself"):
        write_backup(place, place)
    with pytest.raises(StoreError, match="no case"):
        write_backup(tmp_path / "nothing", tmp_path / "copy")


def test_the_version_of_sqlite_is_explained(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
    assert "can lose" in describe_sqlite()
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    assert describe_sqlite() == sqlite3.sqlite_version
