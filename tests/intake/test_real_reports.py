"""The real pages beside the repository: what each label costs and keeps. Only counts and positions are written here."""

import pytest

from joindots.intake import find_inputs, label_documents, read_input


@pytest.fixture(scope="module")
def documents(shared):
    inputs, rejections = find_inputs([str(shared / "reports")])
    assert rejections == []
    drafts = [draft for item in inputs for draft in read_input(item)[0]]
    return sorted(label_documents(drafts), key=lambda document: document.source)


def kinds(document):
    return [block.kind for block in document.blocks]


def test_every_page_is_read_as_it_stands(documents, shared):
    assert len(documents) == 5
    for document in documents:
        assert document.text == (shared / "reports" / document.source).read_text("utf-8")
        assert document.language == "en"
        assert document.title


def test_body_is_kept(documents):
    assert [kinds(document).count("body") for document in documents] == [9, 25, 43, 35, 18]


def test_furniture_is_found(documents):
    assert [kinds(document).count("boilerplate") for document in documents] == [3, 1, 8, 8, 2]
    assert [kinds(document).count("caption") for document in documents] == [0, 3, 0, 1, 0]
    assert [kinds(document).count("standfirst") for document in documents] == [0, 0, 1, 1, 1]


def test_stated_days(documents):
    days = [document.published.value if document.published else None for document in documents]
    assert days == ["2017-03-29", "2017-03-28", None, "2018-11-23", None]


def test_a_copy_in_the_pile_changes_no_label(documents, shared, tmp_path):
    for path in sorted((shared / "reports").iterdir()):
        (tmp_path / path.name).write_bytes(path.read_bytes())
        (tmp_path / f"copy-{path.name}").write_bytes(path.read_bytes())
        half = path.read_text("utf-8").split("\n")
        (tmp_path / f"half-{path.name}").write_text("\n".join(half[: len(half) // 2]))
    drafts = [draft for item in find_inputs([str(tmp_path)])[0] for draft in read_input(item)[0]]
    again = {document.source: document for document in label_documents(drafts)}
    assert [again[document.source].blocks for document in documents] == [document.blocks for document in documents]
