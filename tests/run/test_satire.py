"""Satire is shown and counts for nothing."""

from joindots.run import Options, read

TOLD = "Ferry sinks off Mornay Point\n\nSeven people were killed when a ferry sank off Mornay Point on Tuesday.\n"
MOCKED = "Satire\n\nFerry sinks off Mornay Point\n\nNinety people were killed when a ferry sank off Mornay Point.\n"


def test_satire_is_shown_and_not_read_further(tmp_path):
    (tmp_path / "told.txt").write_text(TOLD)
    (tmp_path / "mocked.txt").write_text(MOCKED)
    account = read([tmp_path], options=Options(workers=1))
    mocked, _told = sorted(account.documents, key=lambda document: document.source)
    assert mocked.text == MOCKED
    assert mocked.notes == ("labelled satire",)
    assert "conflict" not in {finding.kind for finding in account.findings}
    (rejection,) = account.rejections
    assert (rejection.source, rejection.outcome) == ("mocked.txt", "partly read")
    assert rejection.reason == "It is labelled as satire; it is shown and not read further."


def test_a_pile_of_satire_alone_is_shown(tmp_path):
    (tmp_path / "mocked.txt").write_text(MOCKED)
    account = read([tmp_path], options=Options(workers=1))
    assert [document.text for document in account.documents] == [MOCKED]
    assert account.entities == ()
