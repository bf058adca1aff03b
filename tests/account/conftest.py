"""A small account made by hand: three reports of a harbour accident that never happened."""

import hashlib

import pytest

from joindots.model import (
    SCHEMA,
    Account,
    Attribution,
    AttributionSource,
    Block,
    Dated,
    Document,
    Entity,
    Event,
    Finding,
    Generator,
    Incident,
    Mention,
    Origin,
    Participant,
    Position,
    Quantity,
    Rejection,
    Reported,
    Reuse,
    Role,
    Span,
    Story,
    TimeExpression,
    make_id,
)

HERALD = [
    ("title", "Two dead as crane falls at Tarn Quay\n"),
    ("byline", "By Mira Holt\n"),
    ("dateline", "3 June 2040\n\n"),
    ("body", "A crane fell onto the quay on Saturday, killing two dockers and injuring at least 9 others.\n\n"),
    ("body", "“The cable was much too old,” said Oda Renn, acting quay master.\n\n"),
    ("boilerplate", "Sign up <b>now</b> & read more\n"),
    ("boilerplate", "Comments\n"),
    ("body", "The port authority said it had found no sign of sabotage.\n"),
]
BELL = [
    ("title", "Crane kills three at Tarn Quay\n"),
    ("dateline", "9 June 2040\n\n"),
    ("body", "A crane fell onto the quay on Saturday, killing three dockers, the port authority said.\n\n"),
    ("body", "Oda Renn, the quay master, said the cable “was far too old” & <script>alert(1)</script>.\n"),
]
COPY = [
    ("title", "Crane falls at Tarn Quay\n"),
    ("body", "A crane fell onto the quay on Saturday, killing two dockers and injuring at least 9 others.\n"),
    ("body", "\x1b[31mIt fell.\x07\u202e\n"),
]


def make_document(source, blocks, publisher, published=None):
    text = "".join(words for _, words in blocks)
    sha = hashlib.sha256(text.encode()).hexdigest()
    made, start = [], 0
    for kind, words in blocks:
        made.append(Block(start=start, end=start + len(words), kind=kind))
        start += len(words)
    return Document(
        id=make_id("d", source, sha),
        source=source,
        sha256=sha,
        media_type="text/plain",
        language="en",
        title=blocks[0][1].strip(),
        publisher=publisher,
        authors=("Mira Holt",) if publisher == "The Tarn Herald" else (),
        published=Dated(value=published, earliest=published, latest=published, basis="metadata") if published else None,
        url="javascript:alert(1)" if publisher is None else None,
        text=text,
        blocks=tuple(made),
        notes=("mojibake",) if publisher is None else (),
    )


def cut(document, words, which=0):
    start = -1
    for _ in range(which + 1):
        start = document.text.index(words, start + 1)
    return Span(document=document.id, start=start, end=start + len(words), text=words)


def mention(document, words, how="name"):
    span = cut(document, words)
    return Mention(document=span.document, start=span.start, end=span.end, text=span.text, how=how)


def alone(*documents):
    return tuple(Origin(documents=(document.id,), why="independent") for document in documents)


def position(says, evidence, records=(), origins=None, documents=()):
    ids = tuple(sorted({span.document for span in evidence} | {d.id for d in documents}))
    made = origins or tuple(Origin(documents=(i,), why="independent") for i in ids)
    return Position(
        says=says, evidence=tuple(sorted(evidence)), records=tuple(sorted(records)), documents=ids, origins=made
    )


def finding(kind, topic, positions, confidence=0.9, about=()):
    return Finding(
        id=make_id("f", kind, topic, *(p.says for p in positions)),
        kind=kind,
        topic=topic,
        about=tuple(sorted(about)),
        positions=tuple(positions),
        origins=len(positions[0].origins),
        confidence=confidence,
        explanation="Two reports say two, a later one three.",
    )


def count(document, words, clause, low, measure, **fields):
    span = cut(document, words)
    fields = {"bound": "exact", "high": low, "counted": "dockers", "event": None, "attribution": None} | fields
    return Quantity(
        id=make_id("q", document.id, span.start, span.end),
        span=span,
        clause=cut(document, clause),
        kind="count",
        low=low,
        unit=None,
        measure=measure,
        period=None,
        **fields,
    )


def say(document, form, source, content, stance, entity):
    spans = tuple(cut(document, words) for words in content)
    return Attribution(
        id=make_id("a", document.id, spans[0].start),
        form=form,
        source=AttributionSource(entity=entity, span=cut(document, source)),
        cue=cut(document, "said"),
        content=spans,
        stance=stance,
    )


def by_id(*records):
    return tuple(sorted(records, key=lambda record: record.id))


def build_account():
    herald = make_document("herald.txt", HERALD, "The Tarn Herald", "2040-06-03")
    bell = make_document("bell.txt", BELL, "Bell & Sons", "2040-06-09")
    copy = make_document("copy.txt", COPY, None)
    renn = Entity(
        id="e00000000001",
        kind="person",
        name="Oda Renn",
        aliases=("Renn",),
        roles=(
            Role(text="acting quay master", evidence=(cut(herald, "acting quay master"),)),
            Role(text="the quay master", evidence=(cut(bell, "the quay master"),)),
        ),
        mentions=(mention(herald, "Oda Renn"), mention(bell, "Oda Renn")),
    )
    port = Entity(
        id="e00000000002",
        kind="organisation",
        name="port authority",
        mentions=(mention(herald, "The port authority"), mention(bell, "the port authority")),
    )
    fall = Event(
        id="v00000000001",
        name="fall of the crane",
        type="accident",
        date=Dated(
            value="2040-06-02",
            earliest="2040-06-02",
            latest="2040-06-02",
            basis="stated",
            evidence=(cut(herald, "Saturday"),),
        ),
        place=None,
        participants=(Participant(role="patient", entity=renn.id),),
        mentions=tuple(cut(d, "A crane fell") for d in (herald, bell, copy)),
    )
    said_two = say(herald, "direct", "Oda Renn", ["“The cable was much too old,”"], "asserts", renn.id)
    said_far = say(bell, "mixed", "Oda Renn", ["the cable “was far too old”"], "asserts", renn.id)
    no_sign = say(
        herald, "indirect", "The port authority", ["it had found no sign of sabotage"], "no_evidence", port.id
    )
    three_said = say(
        bell,
        "indirect",
        "the port authority",
        ["A crane fell onto the quay on Saturday, killing three dockers"],
        "asserts",
        port.id,
    )
    clause = "killing two dockers"
    two = count(herald, "two dockers", clause, 2, "killed", event=fall.id)
    two_copied = count(copy, "two dockers", clause, 2, "killed", event=fall.id)
    nine = count(
        herald, "at least 9", "injuring at least 9 others", 9, "injured", event=fall.id, bound="at_least", high=None
    )
    three = count(bell, "three dockers", "killing three dockers", 3, "killed", event=fall.id, attribution=three_said.id)
    incident = Incident(
        id="i00000000001",
        event=fall.id,
        date=(Reported(value="2040-06-02", evidence=(cut(herald, "Saturday"),)),),
        killed=(
            Reported(value=2, evidence=(cut(herald, "two dockers"), cut(copy, "two dockers"))),
            Reported(value=3, evidence=(cut(bell, "three dockers"),), attribution=three_said.id),
        ),
        wounded=(Reported(value=9, evidence=(cut(herald, "at least 9"),)),),
        link_finding=(
            Reported(
                value="no sign of sabotage", evidence=(cut(herald, "no sign of sabotage"),), attribution=no_sign.id
            ),
        ),
    )
    shared = "A crane fell onto the quay on Saturday, killing two dockers and injuring at least 9 others."
    a, b = sorted((cut(herald, shared), cut(copy, shared)))
    earlier = "a" if a.document == herald.id else "b"
    reuse = Reuse(id="r00000000001", a=a, b=b, similarity=1.0, earlier=earlier)
    copied = (Origin(documents=tuple(sorted((herald.id, copy.id))), why="copied text"),)
    findings = by_id(
        finding(
            "change",
            "Killed: fall of the crane",
            [
                position("three", [cut(bell, "killing three dockers")], [three.id]),
                position("two", [cut(herald, clause), cut(copy, clause)], [two.id, two_copied.id], copied),
            ],
            about=[fall.id],
        ),
        finding(
            "conflict",
            "Responsibility",
            [
                position("an accident", [cut(bell, "A crane fell onto the quay")]),
                position("no sign of sabotage", [cut(herald, "no sign of sabotage")], [no_sign.id]),
            ],
            confidence=0.7,
        ),
        finding(
            "agreement", "Place: Tarn Quay", [position("Tarn Quay", [cut(d, "Tarn Quay") for d in (herald, bell)])]
        ),
        finding(
            "wording",
            "Quotation: Oda Renn",
            [
                position("much too old", [cut(herald, "“The cable was much too old,”")], [said_two.id]),
                position("far too old", [cut(bell, "“was far too old”")], [said_far.id]),
            ],
        ),
        finding("single", "Injured", [position("at least 9", [cut(herald, "at least 9")], [nine.id])], confidence=0.3),
        finding(
            "scope",
            "Role: Oda Renn",
            [
                position("acting quay master", [cut(herald, "acting quay master")]),
                position("the quay master", [cut(bell, "the quay master")]),
            ],
        ),
    )
    return Account(
        schema=SCHEMA,
        generator=Generator(version="0.0.0", models=(), options={"model": "none"}),
        documents=by_id(herald, bell, copy),
        entities=by_id(renn, port),
        times=(
            TimeExpression(
                id="t00000000001",
                span=cut(herald, "Saturday"),
                type="DATE",
                value="2040-06-02",
                earliest="2040-06-02",
                latest="2040-06-02",
            ),
        ),
        quantities=by_id(two, two_copied, nine, three),
        attributions=by_id(said_two, said_far, no_sign, three_said),
        events=(fall,),
        incidents=(incident,),
        stories=(
            Story(
                id="s00000000001",
                title="Crane falls at Tarn Quay",
                documents=tuple(sorted((herald.id, bell.id, copy.id))),
                events=(fall.id,),
            ),
        ),
        reuse=(reuse,),
        findings=findings,
        rejections=(Rejection(source="broken.bin", stage="intake", reason="it is <no> text"),),
    )


@pytest.fixture(scope="session")
def account():
    """The account of the crane."""
    return build_account()
