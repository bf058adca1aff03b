"""Properties of the whole chain: sameness, and what a copy may change."""

import shutil
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joindots.account import encode_account, render_html, render_markdown
from joindots.model import Account, InputError
from joindots.run import Options, read

EXAMPLE = Path(__file__).resolve().parents[2] / "src/joindots/app/example/reports"
FILES = sorted(EXAMPLE.iterdir())


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(FILES))
def test_the_order_of_input_changes_no_byte(example, order) -> None:
    assert encode_account(read(order)) == encode_account(example)


def test_the_number_of_workers_changes_no_byte(example, monkeypatch) -> None:
    monkeypatch.setattr("joindots.run.blocks.BLOCK_CHARACTERS", 4_000)
    assert encode_account(read([EXAMPLE], options=Options(workers=2))) == encode_account(example)


def test_the_same_account_renders_to_the_same_bytes(example) -> None:
    assert render_html(example) == render_html(read([EXAMPLE]))
    assert render_markdown(example) == render_markdown(read([EXAMPLE]))


def verdicts(account: Account, without: str = "") -> Counter:
    """What is found, in words: kind, topic, and what each position says on which documents but the one left out."""
    sources = {d.id: d.source for d in account.documents}
    return Counter(
        (
            finding.kind,
            finding.topic,
            finding.origins,
            tuple(
                sorted(
                    (p.says, tuple(sorted(sources[d] for d in p.documents if sources[d] != without)))
                    for p in finding.positions
                )
            ),
        )
        for finding in account.findings
    )


@pytest.mark.parametrize("name", ["courier-2031-05-14.txt", "meridian-2031-05-15.txt", "meridian-a-year-on.txt"])
def test_a_copy_added_changes_no_verdict(example, tmp_path, name) -> None:
    pile = tmp_path / "reports"
    shutil.copytree(EXAMPLE, pile)
    shutil.copy(pile / name, pile / "zz-copy.txt")
    with_copy = read([pile])
    assert verdicts(with_copy, without="zz-copy.txt") == verdicts(example)
    assert len(with_copy.reuse) > len(example.reuse)


def test_one_bad_document_does_not_stop_the_run(tmp_path) -> None:
    (tmp_path / "good.txt").write_text("A ferry struck the pier at Lowmark. Two people were killed, police said.")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    account = read([tmp_path])
    assert [d.source for d in account.documents] == ["good.txt"]
    assert sorted(r.source for r in account.rejections) == ["empty.txt", "picture.txt"]
    assert all(r.reason for r in account.rejections)


def test_a_document_that_breaks_an_extractor_is_listed_and_the_rest_goes_on(tmp_path, monkeypatch) -> None:
    (tmp_path / "a.txt").write_text("A ferry struck the pier at Lowmark. Two people were killed, police said.")
    (tmp_path / "b.txt").write_text("The council met. It voted on the bridge toll, the mayor said.")
    from joindots.run import observing

    sound = observing.observe

    def breaking(parse):
        if parse.document.source == "b.txt":
            raise RecursionError("too deep")
        return sound(parse)

    monkeypatch.setattr(observing, "observe", breaking)
    account = read([tmp_path])
    assert [d.source for d in account.documents] == ["a.txt"]
    assert [(r.source, r.stage) for r in account.rejections] == [("b.txt", "extract")]
    assert account.rejections[0].reason == (
        "Stage “extract” failed on it (RecursionError: too deep): a fault of joindots, not of the report."
    )


def test_an_account_of_nothing_is_not_written(tmp_path, monkeypatch) -> None:
    (tmp_path / "a.txt").write_text("A ferry struck the pier at Lowmark. Two people were killed, police said.")
    from joindots.run import observing

    def breaking(_parse):
        raise RecursionError("too deep")

    monkeypatch.setattr(observing, "observe", breaking)
    with pytest.raises(InputError, match=r"a\.txt.*too deep"):
        read([tmp_path])


def test_nothing_readable_is_an_error_with_its_reason(tmp_path) -> None:
    with pytest.raises(InputError, match="nothing could be read"):
        read([tmp_path / "missing.txt"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.lists(
            st.sampled_from(
                [
                    "Three people were killed when the ferry struck the pier on Tuesday.",
                    "“We saw it far too late,” said Ilse Varga, the deputy harbour master.",
                    "He added: ‘Nobody repaired the lamp.",
                    "Police found no evidence that the Free Tide group, which claimed the attack, was involved.",
                    "Support us from two crowns a week",
                    "\u202eecilop yas\u202c \x00\x1b[31m<script>alert(1)</script>",
                    "Ça coûte 12,5 % — dozens, perhaps 1.2 million; half of the five.",
                    "MAYOR SAYS: NOT ME, SAY POLICE",
                ]
            ),
            min_size=1,
            max_size=6,
        ).map("\n".join),
        min_size=1,
        max_size=3,
    )
)
def test_any_pile_gives_an_account_that_holds(tmp_path_factory, texts) -> None:
    """`read` itself checks that spans are slices, ids resolve and arrays are sorted."""
    folder = tmp_path_factory.mktemp("pile")
    lines = [msgspec.json.encode({"id": str(n), "text": text}) for n, text in enumerate(texts)]
    (folder / "pile.jsonl").write_bytes(b"\n".join(lines))
    account = read([folder])
    assert {d.text for d in account.documents} <= {text.replace("\x00", "\ufffd") for text in texts} | set(texts)
    assert "<script>alert" not in render_html(account)


def test_no_event_is_named_after_whoever_claims_it(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(
        "The Red Lantern bombing at Corvo Bridge killed four people on Monday.\n\n"
        "The group Red Lantern claimed responsibility for the bombing. Police found no evidence of a link.\n"
    )
    account = read([tmp_path])
    assert any("bombing" in event.name for event in account.events)
    assert not [event.name for event in account.events if "Lantern" in event.name]
    assert not [finding.topic for finding in account.findings if "Lantern" in finding.topic]
