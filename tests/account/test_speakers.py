"""Who said what when: grouping by speaker and utterance, days, ranks, changes."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from joindots.account.citations import Citations
from joindots.account.indexes import Index
from joindots.account.origins import count_independent
from joindots.account.speakers import NOBODY, group_said, make_speaker, rank_speakers
from joindots.account.unions import group_linked
from joindots.account.utterances import Sayings
from joindots.account.views.speakers import view_speakers
from joindots.model import (
    SCHEMA,
    Account,
    Attribution,
    AttributionSource,
    Block,
    Dated,
    Document,
    Entity,
    Finding,
    Generator,
    Origin,
    Position,
    Reuse,
    Role,
    Span,
    Story,
    TimeExpression,
    make_id,
)


class Pile:
    """Builds an account report by report."""

    def __init__(self):
        self.documents, self.attributions, self.findings, self.times, self.entities, self.reuse = {}, [], [], [], [], []

    def report(self, name, text, publisher=None, day=None):
        published = Dated(value=day, earliest=day, latest=day, basis="metadata") if day else None
        self.documents[name] = Document(
            id=make_id("d", name),
            source=name,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            media_type="text/plain",
            language="en",
            title=None,
            publisher=publisher,
            authors=(),
            published=published,
            text=text,
            blocks=(Block(start=0, end=len(text), kind="body"),),
        )

    def span(self, name, words):
        document = self.documents[name]
        start = document.text.index(words)
        return Span(document=document.id, start=start, end=start + len(words), text=words)

    def say(self, name, source, cue, *content, entity=None, stance="asserts", about=()):
        spans = tuple(self.span(name, words) for words in content)
        attribution = Attribution(
            id=make_id("a", spans[0].document, spans[0].start, spans[-1].end, cue),
            form="indirect",
            source=AttributionSource(entity=entity, span=self.span(name, source)) if source else None,
            cue=self.span(name, cue) if cue else None,
            content=spans,
            stance=stance,
            about=about,
        )
        self.attributions.append(attribution)
        return attribution

    def find(self, kind, topic, *sides, why="independent"):
        positions = []
        for side in sides:
            documents = tuple(sorted({a.content[0].document for a in side}))
            origins = (Origin(documents=documents, why=why),) if why != "independent" else ()
            positions.append(
                Position(
                    says=side[0].content[0].text,
                    evidence=tuple(sorted(span for a in side for span in a.content)),
                    records=tuple(sorted(a.id for a in side)),
                    documents=documents,
                    origins=origins or tuple(Origin(documents=(d,), why="independent") for d in documents),
                )
            )
        finding = Finding(
            id=make_id("f", topic),
            kind=kind,
            topic=topic,
            about=(),
            positions=tuple(positions),
            origins=1,
            confidence=0.9,
            explanation="So it is.",
        )
        self.findings.append(finding)
        return finding

    def account(self):
        documents = sorted(self.documents.values(), key=lambda d: d.id)
        empty = dict.fromkeys(Account.__struct_fields__, ())
        return Account(
            **empty
            | {
                "schema": SCHEMA,
                "generator": Generator(version="0", models=(), options={}),
                "documents": tuple(documents),
                "attributions": tuple(sorted(self.attributions, key=lambda a: a.id)),
                "entities": tuple(sorted(self.entities, key=lambda e: e.id)),
                "times": tuple(self.times),
                "findings": tuple(sorted(self.findings, key=lambda f: f.id)),
                "reuse": tuple(self.reuse),
                "stories": (Story(id="s1", title="A dam", documents=tuple(d.id for d in documents)),),
            }
        )

    def person(self, number, name, *roles):
        entity = Entity(id=f"e{number:011}", kind="person", name=name, roles=roles)
        self.entities.append(entity)
        return entity.id


def speakers(pile):
    return rank(pile.account())


def rank(account):
    sayings = Sayings(Index(account))
    return list(rank_speakers(sayings, group_said(sayings)))


def told(speaker):
    return [[t.parts[0].content[0].text for t in utterance.tellings] for utterance in speaker.utterances]


def view(pile, shown=frozenset()):
    account = pile.account()
    index = Index(account)
    return view_speakers(Citations(index, frozenset(d.id for d in account.documents)), shown)


@pytest.fixture
def pile():
    pile = Pile()
    pile.report("a", "The dam will hold, said Ona Vell on Monday. She said it was old.", "The Weir", "2041-04-02")
    pile.report("b", "The engineer said the dam will hold. It leaks, said a clerk.", "Sluice Post", "2041-04-03")
    pile.report("c", "A clerk said it leaks. It was said that the dam moved.", None, None)
    return pile


def test_speakers_are_entities_descriptions_and_nobody_at_last(pile):
    vell = pile.person(1, "Ona Vell")
    pile.say("a", "Ona Vell", "said", "The dam will hold", entity=vell)
    pile.say("b", "a clerk", "said", "It leaks")
    pile.say("c", "A clerk", "said", "it leaks")
    pile.say("c", None, "was said", "that the dam moved")
    found = speakers(pile)
    assert [(s.kind, s.name, len(s.utterances)) for s in found] == [
        ("described", "a clerk", 2),
        ("named", "Ona Vell", 1),
        ("nobody", "", 1),
    ]


def test_an_unresolved_pronoun_is_another_speaker_in_every_report(pile):
    pile.report("d", "She said no.")
    pile.say("a", "She", "said", "it was old")
    pile.say("d", "She", "said", "no")
    assert [s.documents for s in speakers(pile)] == [1, 1]


def test_a_finding_gives_a_quotation_that_one_report_lays_to_nobody_known_to_its_speaker(pile):
    vell = pile.person(1, "Ona Vell")
    one = pile.say("a", "Ona Vell", "said", "The dam will hold", entity=vell)
    two = pile.say("b", "The engineer", "said", "the dam will hold")
    pile.find("agreement", "Quotation: Ona Vell, hold", [one, two])
    (speaker,) = speakers(pile)
    assert told(speaker) == [["The dam will hold", "the dam will hold"]]
    (row,) = view(pile).speakers.items
    (variant,) = row.days.items[0].utterances[0].variants
    assert (variant.same, variant.named) == (True, "“The engineer”")


def test_the_same_words_in_one_story_are_one_utterance_and_few_words_are_not(pile):
    pile.report("e", "Ona Vell said the dam will hold. Ona Vell said no.")
    pile.report("f", "Ona Vell said that no.")
    vell = pile.person(1, "Ona Vell")
    pile.say("a", "Ona Vell", "said", "The dam will hold", entity=vell)
    pile.say("e", "Ona Vell", "said", "the dam will hold", entity=vell)
    pile.say("e", "Ona Vell", "said", "no", entity=vell)
    pile.say("f", "Ona Vell", "said", "no", entity=vell)
    (speaker,) = speakers(pile)
    assert [len(utterance.tellings) for utterance in speaker.utterances] == [2, 1, 1]


def test_what_stands_inside_or_goes_on_is_no_second_statement():
    pile = Pile()
    pile.report("a", "“It broke,” said Ona Vell, “at night. There is no sign of frost.” “We knew,” she said.")
    vell = pile.person(1, "Ona Vell")
    pile.say("a", "Ona Vell", "said", "“It broke,”", entity=vell)
    pile.say("a", "Ona Vell", None, "“at night. There is no sign of frost.”", entity=vell)
    pile.say("a", "Ona Vell", "said", "“We knew,”", entity=vell)
    (speaker,) = speakers(pile)
    assert [[len(t.parts) for t in u.tellings] for u in speaker.utterances] == [[2], [1]]
    pile.report("b", "Ona Vell said there was no sign of frost.")
    outer = pile.say("b", "Ona Vell", "said", "there was no sign of frost", entity=vell)
    inner = pile.say("b", "Ona Vell", "no sign of", "frost", entity=vell, stance="no_evidence")
    (speaker,) = speakers(pile)
    telling = next(t for u in speaker.utterances for t in u.tellings if t.id == outer.id)
    assert telling.inner == (inner,)
    shown = [v.words for v in view(pile).speakers.items[0].stances]
    assert shown == ["says", "finds no evidence"]


@pytest.mark.parametrize(
    ("text", "cue", "day", "told_day"),
    [
        ("The dam held, said Ona Vell on Monday.", "said", "Monday", True),
        ("The dam held, Ona Vell said late on Monday.", "said", "Monday", True),
        ("Ona Vell on Monday said the dam held.", "said", "Monday", True),
        ("Ona Vell, shot on Monday, said the dam held.", "said", "Monday", False),
        ("Ona Vell said Monday's flood was small: the dam held.", "said", "Monday", False),
        ("Ona Vell said the dam held on Monday.", "said", "Monday", False),
        ("On Monday it rained. Ona Vell said the dam held.", "said", "Monday", False),
    ],
)
def test_the_day_of_a_statement_is_known_only_where_it_stands_at_the_verb(text, cue, day, told_day):
    pile = Pile()
    pile.report("a", text, None, "2041-04-03")
    time = TimeExpression(
        id="t1", span=pile.span("a", day), type="DATE", value="2041-04-01", earliest="2041-04-01", latest="2041-04-01"
    )
    pile.times.append(time)
    content = "The dam held" if "The dam held" in text else "the dam held"
    pile.say("a", "Ona Vell", cue, content)
    (speaker,) = speakers(pile)
    assert (speaker.utterances[0].tellings[0].day == time) is told_day
    (shown,) = view(pile).speakers.items[0].days.items
    assert (shown.date, shown.said) == (("1 Apr 2041", True) if told_day else ("3 Apr 2041", False))


def test_statements_come_in_order_of_the_day_they_were_said(pile):
    pile.times.append(
        TimeExpression(
            id="t1",
            span=pile.span("a", "Monday"),
            type="DATE",
            value="2041-04-01",
            earliest="2041-04-01",
            latest="2041-04-01",
        )
    )
    vell = pile.person(1, "Ona Vell")
    pile.say("c", "A clerk", "said", "it leaks", entity=vell)
    pile.say("b", "The engineer", "said", "the dam will hold", entity=vell)
    pile.say("a", "She", "said it", "was old", entity=vell)
    pile.say("a", "Ona Vell", "said", "The dam will hold", entity=vell)
    (row,) = view(pile).speakers.items
    assert [(d.date, d.said, d.mark) for d in row.days.items] == [
        ("1 Apr 2041", True, "R1"),
        ("2 Apr 2041", False, "R1"),
        (None, False, "R3"),
    ]
    assert row.tally == "3 statements · 3 independent reports · 1 Apr 2041 to 2 Apr 2041"


def test_reports_count_once_where_they_are_copies_or_of_one_house(pile):
    vell = pile.person(1, "Ona Vell")
    pile.report("e", "The dam will hold, said Ona Vell.", "Weir Online", "2041-04-05")
    pile.report("g", "The dam will hold, said Ona Vell. End.", "Lock News", "2041-04-06")
    for name in "aeg":
        pile.say(name, "Ona Vell", "said", "The dam will hold", entity=vell)
    a, b = sorted(pile.span(name, "The dam will hold, said Ona Vell") for name in "eg")
    count = lambda: [  # noqa: E731 - twice the same, before and after
        count_independent(Sayings(Index(pile.account())), speaker.utterances) for speaker in speakers(pile)
    ]
    assert count() == [2]
    pile.reuse.append(Reuse(id="r1", a=a, b=b, similarity=1.0))
    assert count() == [1]


def test_that_all_rest_on_the_speaker_does_not_make_them_copies(pile):
    vell = pile.person(1, "Ona Vell")
    one = pile.say("a", "Ona Vell", "said", "The dam will hold", entity=vell)
    two = pile.say("b", "The engineer", "said", "the dam will hold", entity=vell)
    pile.find("agreement", "Quotation: Ona Vell, hold", [one, two], why="same named source")
    assert [s.independent for s in speakers(pile)] == [2]
    pile.findings.clear()
    pile.find("agreement", "Quotation: Ona Vell, hold", [one, two], why="copied text")
    assert [s.independent for s in speakers(pile)] == [1]


def test_those_come_first_on_whom_findings_rest(pile):
    vell, orr = pile.person(1, "Ona Vell"), pile.person(2, "Bram Orr")
    pile.say("a", "Ona Vell", "said", "The dam will hold", entity=vell)
    pile.say("a", "She", "said it", "was old", entity=vell)
    leak = pile.say("b", "a clerk", "said", "It leaks", entity=orr)
    assert [s.name for s in speakers(pile)] == ["Ona Vell", "Bram Orr"]
    finding = pile.find("single", "Statement: leaks", [leak])
    assert [s.name for s in speakers(pile)] == ["Bram Orr", "Ona Vell"]
    made = view(pile, frozenset({finding.id}))
    assert [(link.target, link.words) for link in made.voices[finding.id]] == [(f"said-{orr}", "Bram Orr")]
    assert [f.target for f in made.speakers.items[0].days.items[0].utterances[0].findings] == [finding.id]
    assert view(pile).speakers.items[0].days.items[0].utterances[0].findings == ()


def test_a_later_position_of_one_speaker_is_told_as_a_turn(pile):
    vell = pile.person(1, "Ona Vell")
    one = pile.say("a", "Ona Vell", "said", "The dam will hold", entity=vell)
    two = pile.say("b", "a clerk", "said", "It leaks", entity=vell)
    finding = pile.find("change", "Statement: the dam", [two], [one])
    ((turn,),) = [row.turns for row in view(pile, frozenset({finding.id})).speakers.items]
    assert (turn.first.words, turn.first_when) == ("The dam will hold", "2 Apr 2041, R1")
    assert (turn.later.words, turn.later_when) == ("It leaks", "3 Apr 2041, R2")
    assert (turn.first.target, turn.finding.target) == (one.id, finding.id)


def test_another_stance_on_the_same_matter_is_told_as_a_turn():
    pile = Pile()
    pile.report("a", "Police suspect frost broke the dam gate.", None, "2041-04-02")
    pile.report("b", "Police found no sign that frost broke the gate.", None, "2041-04-09")
    pile.report("c", "Police found no sign of rain.", None, "2041-04-10")
    police = pile.person(1, "police")
    pile.say("a", "Police", "suspect", "frost broke the dam gate", entity=police, stance="suspects", about=("e9",))
    pile.say("b", "Police", "no sign", "frost broke the gate", entity=police, stance="no_evidence", about=("e9",))
    pile.say("c", "Police", "no sign", "rain", entity=police, stance="no_evidence", about=("e9",))
    (row,) = view(pile).speakers.items
    assert [(t.first.words, t.later.words, t.finding) for t in row.turns] == [
        ("suspects “frost broke the dam gate”", "finds no evidence “frost broke the gate”", None)
    ]


def test_what_one_source_tells_of_another_says_so():
    pile = Pile()
    pile.report("a", "Ona Vell said a clerk had warned that the gate was loose.")
    vell = pile.person(1, "Ona Vell")
    pile.say("a", "Ona Vell", "said", "a clerk had warned that the gate was loose", entity=vell)
    pile.say("a", "a clerk", "warned", "that the gate was loose", stance="warns")
    rows = {row.name: row.days.items[0].utterances[0].telling.relayed for row in view(pile).speakers.items}
    assert rows == {"Ona Vell": None, "a clerk": "Ona Vell"}


def test_a_role_is_told_by_the_report_that_first_gives_it(pile):
    roles = (
        Role(text="clerk", evidence=(pile.span("b", "clerk"),)),
        Role(text="engineer", evidence=(pile.span("a", "old"),)),
    )
    vell = pile.person(1, "Ona Vell", *roles)
    pile.say("a", "Ona Vell", "said", "The dam will hold", entity=vell)
    pile.say("b", "a clerk", "said", "It leaks", entity=vell)
    (row,) = view(pile).speakers.items
    assert (row.role, [day.role for day in row.days.items]) == ("engineer", [None, "clerk"])


def test_a_large_pile_opens_one_speaker_and_loses_nothing(pile):
    vell, orr = pile.person(1, "Ona Vell"), pile.person(2, "Bram Orr")
    said = [f"Gate {number} is shut" for number in range(20)]
    pile.report("e", ". ".join(f"{words}, said Ona Vell" for words in said))
    pile.report("f", ". ".join(f"{words}, said Bram Orr" for words in said))
    for words in said:
        pile.say("e", "Ona Vell", "said", words, entity=vell)
    for words in said[:15]:
        pile.say("f", "Bram Orr", "said", words, entity=orr)
    first, second = view(pile).speakers.items
    assert (first.opened, sum(len(d.utterances) for d in first.days.shown), first.left_out) == (True, 3, 0)
    assert sum(len(d.utterances) for d in first.days.folded) == 17
    assert (second.opened, sum(len(d.utterances) for d in second.days.shown)) == (False, 15)


@given(st.permutations(range(4)))
def test_the_order_of_records_changes_nothing(order):
    pile = Pile()
    pile.report("a", "Ona Vell said yes. Ona Vell claimed no. A clerk said maybe. It is said never.")
    vell = pile.person(1, "Ona Vell")
    pile.say("a", "Ona Vell", "said", "yes", entity=vell)
    pile.say("a", "Ona Vell", "claimed", "no", entity=vell, stance="claims")
    pile.say("a", "A clerk", "said", "maybe")
    pile.say("a", None, "is said", "never")
    account = pile.account()
    shuffled = replace(account, attributions=tuple(account.attributions[i] for i in order))
    assert rank(shuffled) == rank(account)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abc"), st.booleans()), min_size=1, max_size=20))
def test_speakers_made_one_by_one_come_in_the_order_of_all(said):
    """Some are judged by more findings than others; what is said twice in one report is one utterance or two."""
    pile = Pile()
    for name in "abc":
        pile.report(name, "It was dry all year. The dam leaks. The gates were shut at noon.", f"Paper {name}")
    people = [pile.person(number, f"Person {number}") for number in range(1, 6)]
    for number, name, judged in said:
        one = pile.say(name, "The", "was", "The gates were shut at noon", entity=people[number - 1] if number else None)
        if judged:
            pile.find("agreement", f"Quotation: {number}", [one, one])
    sayings = Sayings(Index(pile.account()))
    groups = group_said(sayings)
    made = [(key, make_speaker(sayings, key, group)) for key, group in groups.items()]
    ranks = {
        key: (key == NOBODY, -(speaker.findings + speaker.independent), -len(speaker.utterances), key)
        for key, speaker in made
    }
    assert list(rank_speakers(sayings, groups)) == [s for _, s in sorted(made, key=lambda pair: ranks[pair[0]])]


def test_things_are_grouped_by_their_links():
    assert group_linked("abcd", [("d", "b"), ("a", "a")]) == [["a"], ["b", "d"], ["c"]]
