"""Every way to lay words to somebody, one table: source, cue, contents, form. All sentences are made up."""

import pytest

from joindots.extract.attributions import extract_attributions
from joindots.model import Observations
from steps import count_steps

WERE_OFF = "the pumps were off"
SAID = "“The pumps were off,”"


@pytest.fixture(scope="module")
def attribute(read_text):
    def run(text, title=None):
        parse = read_text(text, title=title)
        found = extract_attributions(parse, Observations(document=parse.document.id))
        return [brief(a) for a in sorted(found, key=lambda a: (a.content[0].start, a.content[-1].end))]

    return run


def brief(a):
    source = a.source.span.text if a.source else None
    return source, a.cue.text if a.cue else None, [span.text for span in a.content], a.form


DIRECT = [
    (f"{SAID} Orla Venn said on Monday.", "Orla Venn", "said", [SAID]),
    ("Orla Venn told the inquiry: “The pumps were off.”", "Orla Venn", "told", ["“The pumps were off.”"]),
    ("“Why were the pumps off?” asked Orla Venn.", "Orla Venn", "asked", ["“Why were the pumps off?”"]),
    ("“Get out!” shouted a steward.", "a steward", "shouted", ["“Get out!”"]),
    ("“The pumps,” said Orla Venn, “were off.”", "Orla Venn", "said", ["“The pumps,”", "“were off.”"]),
    ("“I came,” said Venn. “I saw it. I left.”", "Venn", "said", ["“I came,”", "“I saw it. I left.”"]),
    (f"{SAID} Orla Venn, who has kept the lock since spring, said.", "Orla Venn", "said", [SAID]),
    (f"{SAID} said Orla Venn, whose brother saw the flood.", "Orla Venn", "said", [SAID]),
    ("Orla Venn, 52, a keeper at Tarn Lock, said: “We left.”", "Orla Venn", "said", ["“We left.”"]),
    (
        "Orla Venn was quoted by the Tarn Herald as saying: “The pumps were off.”",
        "Orla Venn",
        "saying",
        ["“The pumps were off.”"],
    ),
    ("“The pumps were off,” it was claimed.", None, "was claimed", [SAID]),
    ("Asked about the pumps, she demurred: “Ask the board.”", "she", "demurred", ["“Ask the board.”"]),
    ("“He told me, ‘Switch them off,’” said Orla Venn.", "Orla Venn", "said", ["“He told me, ‘Switch them off,’”"]),
    (
        "“I read ‘The Long Tide’ last year,” Orla Venn said.",
        "Orla Venn",
        "said",
        ["“I read ‘The Long Tide’ last year,”"],
    ),
]

MIXED = [
    (
        "Orla Venn said the pumps were “off all night” and that nobody noticed.",
        "Orla Venn",
        "said",
        ["the pumps were “off all night” and that nobody noticed"],
    ),
    ("The keeper described the pumps as “ancient”.", "The keeper", "described", ["the pumps as “ancient”"]),
    ("The lock was called “a trap” by residents.", "residents", "was called", ["The lock", "“a trap”"]),
    ("The night was “a shambles”, according to Venn.", "Venn", "according to", ["The night was “a shambles”"]),
    (
        "The lock was, in the words of Orla Venn, “a death trap”.",
        "Orla Venn",
        "in the words of",
        ["The lock was", "“a death trap”"],
    ),
    ("As Venn put it, the lock was “a death trap”.", "Venn", "put it", ["the lock was “a death trap”"]),
]

INDIRECT = [
    ("The pumps were off, Orla Venn said.", "Orla Venn", "said", ["The pumps were off"]),
    ("The pumps, Orla Venn said, were off.", "Orla Venn", "said", ["The pumps", "were off"]),
    ("The pumps, Venn told the inquiry on Monday, were off.", "Venn", "told", ["The pumps", "were off"]),
    (
        "The plan would be helped, Venn said, by the new rules.",
        "Venn",
        "said",
        ["The plan would be helped", "by the new rules"],
    ),
    ("The keeper asked why the pumps were off.", "The keeper", "asked", ["why the pumps were off"]),
    # nouns
    ("The claim that the pumps were off is false.", None, "claim", ["that the pumps were off"]),
    ("Venn made the claim that the pumps were off.", "Venn", "claim", ["that the pumps were off"]),
    ("A claim by Orla Venn that the pumps were off was checked.", "Orla Venn", "claim", ["that the pumps were off"]),
    ("In a statement, the board said the pumps were off.", "the board", "said", ["the pumps were off"]),
    ("The inquiry heard evidence that the pumps were off.", None, "evidence", ["that the pumps were off"]),
    ("A witness gave evidence that the pumps were off.", "A witness", "evidence", ["that the pumps were off"]),
    ("Police found evidence that the pumps were off.", "Police", "found evidence", ["that the pumps were off"]),
    # according to, in the words of
    ("According to a report by the board, the pumps were off.", "a report by the board", "According to", [WERE_OFF]),
    ("The lock, according to two officials, was old.", "two officials", "according to", ["The lock", "was old"]),
    ("The lock was, according to the log, never tested.", "the log", "according to", ["The lock was", "never tested"]),
    ("In the words of one resident, the lock was a trap.", "one resident", "In the words of", ["the lock was a trap"]),
    ("In Venn's view, the lock was unsafe.", "Venn", "view", ["the lock was unsafe"]),
    ("By Venn's account, the pumps were off.", "Venn", "account", [WERE_OFF]),
    ("As the keeper said, the lock was unsafe.", "the keeper", "said", ["the lock was unsafe"]),
    # the passive
    ("The lock was described by the report as a trap.", "the report", "was described", ["The lock", "as a trap"]),
    ("The lock was described as a trap by Orla Venn.", "Orla Venn", "was described", ["The lock", "as a trap"]),
    ("The keeper was said by the board to have left.", "the board", "was said", ["The keeper", "to have left"]),
    ("The keeper was accused by the board of neglect.", "the board", "was accused", ["The keeper", "of neglect"]),
    ("The board was criticised by residents for it.", "residents", "was criticised", ["The board", "for it"]),
    ("Residents were told that the pumps were off.", None, "were told", ["that the pumps were off"]),
    ("The keeper is understood to have left.", None, "is understood", ["The keeper", "to have left"]),
    ("The keeper was quoted as saying the pumps were off.", "The keeper", "saying", [WERE_OFF]),
    # appositions and relative clauses
    ("Orla Venn, the keeper, who lives there, said the pumps were off.", "Orla Venn", "said", [WERE_OFF]),
    ("Orla Venn – a keeper for ten years – says the pumps were off.", "Orla Venn", "says", [WERE_OFF]),
    # documents, groups, offices
    ("A report by the board revealed that it fell.", "A report by the board", "revealed", ["that it fell"]),
    ("MPs found that the pumps were off.", "MPs", "found", ["that the pumps were off"]),
    ("The minister's office said the pumps were off.", "The minister's office", "said", [WERE_OFF]),
    ("A spokesman for the board said the pumps were off.", "A spokesman for the board", "said", [WERE_OFF]),
    ("Documents seen by the Herald showed that it fell.", "Documents", "showed", ["that it fell"]),
    # answers to what was said before
    ("Venn denies it.", "Venn", "denies", ["it"]),
    ("Venn denied the allegation.", "Venn", "denied", ["the allegation"]),
    ("The board disputes this.", "The board", "disputes", ["this"]),
    # nobody is named
    ("The pumps are said to have been off.", None, "are said", ["The pumps", "to have been off"]),
]

CASES = [
    (*case, form) for form, cases in (("direct", DIRECT), ("mixed", MIXED), ("indirect", INDIRECT)) for case in cases
]


@pytest.mark.parametrize(("text", "source", "cue", "contents", "form"), CASES)
def test_one_saying(attribute, text, source, cue, contents, form):
    assert attribute(text) == [(source, cue, contents, form)]


@pytest.mark.parametrize(
    ("title", "source", "cue", "content"),
    [
        ("Venn: pumps were off", "Venn", ":", "pumps were off"),
        ("Orla Venn: ‘The pumps were off’", "Orla Venn", ":", "‘The pumps were off’"),
        ("Pumps were off, say police", "police", "say", "Pumps were off"),
        ("Pumps were off, keeper tells inquiry", "keeper", "tells", "Pumps were off"),
        ("Pumps were off - police", "police", "-", "Pumps were off"),
        ("‘Pumps were off’ says keeper", "keeper", "says", "‘Pumps were off’"),
        ("Keeper denies switching off pumps", "Keeper", "denies", "switching off pumps"),
    ],
)
def test_a_headline(attribute, title, source, cue, content):
    ((*found, contents, _),) = attribute(f"{title}\nNothing else.", title)
    assert (found, contents) == ([source, cue], [content])


@pytest.mark.parametrize(
    "title",
    ["Flood at Tarn Lock: what we know", "Warehouse fire in Tarnholm: five dead", "Pumps were off - The Tarn Herald"],
)
def test_no_saying_in_a_headline(attribute, title):
    assert attribute(f"{title}\nNothing else.", title) == []


@pytest.mark.parametrize(
    "text",
    [
        "Her book, “The Long Tide”, was published in May.",
        "He sang “Row the Boat Home” at the wedding.",
        "A ship named “The Grey Heron” sank.",
        "The ship, known as “the Heron”, sank.",
        "The piece was entitled “A Flood at Dawn”.",
        "The so-called “night crew” had left.",
        "The “keeper” was a dummy.",
    ],
)
def test_titles_and_scare_words_are_nobodys_saying(attribute, text):
    assert attribute(text) == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Orla Venn said: “The pumps were off.\n“Nobody came.\n“We left.”\nThe board met.", ["Orla Venn"]),
        (f"{SAID} said Orla Venn.\n“Nobody came to look, and we were alone.”", ["Orla Venn", "Orla Venn"]),
        ("Orla Venn spoke first. “The pumps were off that night, and nobody came.”", ["Orla Venn"]),
        ("Police issued a statement. “The pumps were off that night, and nobody came.”", ["Police"]),
        ("Orla Venn said: “The pumps were off. Nobody came.\nOdo Tarr said: “Not so.”", ["Orla Venn", "Odo Tarr"]),
        (f"{SAID} said Orla Venn. Adding: “Nobody came to look at them.”", ["Orla Venn", "Orla Venn"]),
        ("“The pumps were off that night, and nobody came to look at them at all.”", []),
    ],
)
def test_who_goes_on(attribute, text, sources):
    assert [source for source, *_ in attribute(text)] == sources


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The pumps were off,” Venn said, according to a transcript.",
            [("Venn", "direct"), ("a transcript", "indirect")],
        ),
        ("“Follow us,” Venn said, and the boys ran after her.", [("Venn", "direct")]),
        ("“The thirty pumps are lost.” Venn said.", [("Venn", "direct")]),
        (
            "Around 900 people left, the aid group Red Gate estimates; the ministry still says 500.",
            [("the aid group Red Gate", "indirect"), ("the ministry", "indirect")],
        ),
        ("Venn's answer was that “the best part is the gate”.", [("Venn", "direct")]),
        ("Venn referred to the keeper as “the most careless man alive”.", [("Venn", "mixed")]),
        ("“Not so,“ said Venn. “A leopard keeps its spots.”", [("Venn", "direct")]),
    ],
)
def test_who_says_the_words_in_marks(attribute, text, expected):
    assert [(source, form) for source, _, _, form in attribute(text)] == expected


def test_words_in_marks_go_no_further_than_the_marks(attribute):
    ((_, _, contents, _),) = attribute("“Follow us,” Venn said, and the boys ran after her.")
    assert contents == ["“Follow us,”"]


def test_a_heading_in_marks_is_nobodys(attribute):
    assert len(attribute("Orla Venn said the lock was old.\n“Nothing Left to Mend”\nThe tide was high.")) == 1


def test_one_saying_of_many_paragraphs_takes_linear_time(read_text):
    def count(paragraphs):
        parse = read_text("Orla Venn said: “The pumps were off.\n" + "“Nobody came to look at all.\n" * paragraphs)
        found = []
        steps = count_steps(lambda: found.extend(extract_attributions(parse, Observations(document=parse.document.id))))
        assert [len(one.content) for one in found] == [paragraphs + 1]
        return steps

    count(1)  # tables are read once
    assert count(800) < 12 * count(100)  # 8 is linear, 64 quadratic
