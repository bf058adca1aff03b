from hypothesis import given, settings
from hypothesis import strategies as st

from joindots.intake import Input, label_documents, read_input

NOUNS = ("ferry", "crane", "tram", "bridge", "kiln", "dyke")


def story(topic, n=5):
    return [
        f"The {topic} was closed on day {i} because part {i} of the {topic} had failed, the owner said."
        for i in range(n)
    ]


def label(**texts):
    drafts = [
        read_input(Input(source=f"{name}.txt", data="\n\n".join(lines).encode()))[0][0] for name, lines in texts.items()
    ]
    return {
        document.source: {document.text[b.start : b.end].strip(): b.kind for b in document.blocks}
        for document in label_documents(drafts)
    }


def with_line(topic, line, at=2):
    lines = story(topic)
    return [*lines[:at], line, *lines[at:]]


def test_a_short_line_in_unrelated_reports_is_furniture():
    found = label(a=with_line("ferry", "Gazette Harbour Watch"), b=with_line("crane", "Gazette Harbour Watch"))
    assert {kinds["Gazette Harbour Watch"] for kinds in found.values()} == {"boilerplate"}


def test_sentences_that_reports_share_stay_body():
    shared = "Two people have died on the quay since 2029, according to the port."
    found = label(a=with_line("ferry", shared), b=with_line("crane", shared))
    assert {kinds[shared] for kinds in found.values()} == {"body"}


def test_a_copy_changes_no_label():
    lines = with_line("ferry", "What the owner says")
    alone = label(a=lines)["a.txt"]
    assert label(a=lines, b=lines)["a.txt"] == alone
    assert label(a=lines, b=lines[:4])["a.txt"] == alone
    assert label(a=lines, b=lines[::2])["a.txt"] == alone


@settings(max_examples=40, deadline=None)
@given(st.lists(st.booleans(), min_size=7, max_size=7), st.sampled_from(NOUNS))
def test_a_partial_copy_changes_no_label(kept, topic):
    lines = with_line(topic, "What the owner says")
    lines.append("The owner has the last word in this, as ever.")
    copy = [line for line, keep in zip(lines, kept, strict=True) if keep]
    alone = label(a=lines)["a.txt"]
    if copy:
        assert label(a=lines, b=copy)["a.txt"] == alone
