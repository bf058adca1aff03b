import random

import pytest

from joindots.join.origins import OriginIndex, Statement
from joindots.model import Entity, Reuse, Span

PARAGRAPH = "The pilot had left the bridge before the ferry struck the pier, an inspector told the inquiry."


@pytest.fixture
def pile(document):
    texts = {
        "one": f"Ferry inquiry opens\n{PARAGRAPH}\nThe harbour stays closed.",
        "two": f"Pilot was away\n{PARAGRAPH}\nTwo cranes fell.",
        "three": f"Fog, then silence\nFog was thick.\n{PARAGRAPH}",
        "four": "Inquiry hears inspector\nThe bridge was empty, the inquiry heard.",
    }
    publishers = {
        "one": "The Quay Courier",
        "two": "Northmark Herald",
        "three": "Isle Post",
        "four": "Quay Courier Online",
    }
    return {n: document(t, source=f"{n}.txt", publisher=publishers[n]) for n, t in texts.items()}


def span_of(document, text):
    start = document.text.index(text)
    return Span(document=document.id, start=start, end=start + len(text), text=text)


def shared(a, b):
    return Reuse(id=f"r{a.id}{b.id}", a=span_of(a, PARAGRAPH), b=span_of(b, PARAGRAPH), similarity=1.0)


def state(document, text, source=None):
    return Statement(document=document.id, evidence=(span_of(document, text),), source=source)


def reasons(origins):
    return sorted((len(origin.documents), origin.why) for origin in origins)


def test_copied_evidence_is_one_origin(pile):
    index = OriginIndex(list(pile.values()), [shared(pile["one"], pile["two"])])
    said = [state(pile["one"], "left the bridge"), state(pile["two"], "left the bridge")]
    assert reasons(index.group(said)) == [(2, "copied text")]


def test_only_the_reasons_that_are_asked_about_count(pile):
    index = OriginIndex(list(pile.values()), [shared(pile["one"], pile["two"])])
    said = [state(document, "left the bridge") for document in (pile["one"], pile["two"])]
    assert reasons(index.group(said, ("copied text",))) == [(2, "copied text")]
    assert reasons(index.group(said, ("same named source",))) == [(1, "independent")] * 2


def test_text_copied_elsewhere_does_not_count(pile):
    index = OriginIndex(list(pile.values()), [shared(pile["one"], pile["two"])])
    said = [state(pile["one"], "The harbour stays closed."), state(pile["two"], "Two cranes fell.")]
    assert reasons(index.group(said)) == [(1, "independent"), (1, "independent")]


def test_a_few_copied_words_in_a_sentence_do_not_count(pile):
    passage = Reuse(
        id="r1",
        a=span_of(pile["one"], "the inquiry.\nThe"),
        b=span_of(pile["two"], "the inquiry.\nTwo"),
        similarity=0.9,
    )
    said = [state(pile["one"], PARAGRAPH), state(pile["two"], PARAGRAPH)]
    assert reasons(OriginIndex(list(pile.values()), [passage]).group(said)) == [(1, "independent"), (1, "independent")]


def test_copied_from_a_third_that_is_not_in_the_position(pile):
    index = OriginIndex(list(pile.values()), [shared(pile["one"], pile["three"]), shared(pile["two"], pile["three"])])
    said = [state(pile["one"], "left the bridge"), state(pile["two"], "left the bridge")]
    assert reasons(index.group(said)) == [(2, "copied text")]


def test_two_places_of_a_third_are_two_origins(pile):
    index = OriginIndex(list(pile.values()), [shared(pile["one"], pile["three"]), shared(pile["two"], pile["three"])])
    said = [state(pile["one"], "The pilot had left"), state(pile["two"], "told the inquiry")]
    assert reasons(index.group(said)) == [(1, "independent"), (1, "independent")]


def test_same_named_source_and_same_publisher(pile):
    index = OriginIndex(list(pile.values()), [])
    heard = "Inquiry hears inspector"
    said = [state(pile["two"], PARAGRAPH, "e1"), state(pile["three"], PARAGRAPH, "e1"), state(pile["four"], heard)]
    assert reasons(index.group(said)) == [(1, "independent"), (2, "same named source")]
    said = [state(pile["one"], PARAGRAPH), state(pile["four"], heard, "e2")]
    assert reasons(index.group(said)) == [(2, "same publisher")]


def test_origins_close_transitively_with_the_strongest_reason_in_any_order(pile):
    index = OriginIndex(list(pile.values()), [shared(pile["one"], pile["two"])])
    said = [
        state(pile["four"], "The bridge was empty", "e1"),
        state(pile["one"], PARAGRAPH, "e2"),
        state(pile["two"], PARAGRAPH, "e1"),
        state(pile["three"], PARAGRAPH),
    ]
    expected = index.group(said)
    assert reasons(expected) == [(1, "independent"), (3, "copied text")]
    for seed in range(5):
        random.Random(seed).shuffle(said)  # noqa: S311 - no secret
        assert index.group(said) == expected


def test_who_rests_a_statement_on_a_newspaper_is_no_origin_beside_it(document):
    bell = document("The mill burned.", source="1", publisher="The Tarn Bell")
    echo = document("The mill burned, the Bell wrote.", source="2", publisher="Lowmark Echo")
    other = document("The mill burned as well.", source="3", publisher="Third Paper")
    entity = Entity(id="e1", kind="organisation", name="Bell", aliases=("Tarn Bell",))
    said = [state(bell, "burned"), state(other, "burned")]
    cited = Statement(document=echo.id, evidence=state(echo, "burned").evidence, source="e1")
    index = OriginIndex([bell, echo, other], [], [entity])
    assert sorted(reasons(index.group([*said, cited]))) == [(1, "independent"), (2, "same named source")]
    assert sorted(reasons(OriginIndex([bell, echo, other], []).group([*said, cited]))) == [(1, "independent")] * 3
