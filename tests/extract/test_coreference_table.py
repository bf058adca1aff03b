"""Forty short reports in which every marked pronoun or description has its answer written beside it.

`{she=Helen Marsh}` stands for Helen Marsh, `{he=}` for nobody who can be told: such a one must stay alone. A wrong
answer fails the report it stands in; an answer that is not found only counts against the share found in all.
"""

import re

import pytest

from joindots.extract.names import extract_entities
from joindots.model import Observations

LEAST_FOUND = 1.0

REPORTS = {
    "ferry: age": (
        "Helen Marsh, 52, was pulled from the harbour after the ferry sank on Tuesday. {The 52-year-old=Helen"
        " Marsh} was taken to hospital, where {she=Helen Marsh} died. The skipper, Paul Okafor, was rescued. "
        "{He=Paul Okafor} told police that the pumps had failed."
    ),
    "ferry: a new person": (
        "Paul Okafor, 34, died when the barge capsized. A man was seen swimming ashore. {He=} was wearing a red coat."
    ),
    "ferry: who": (
        "Helen Marsh, {who=Helen Marsh} survived the sinking, said the crew had left first. Robert Kane, a "
        "stoker {who=Robert Kane} was also aboard, drowned."
    ),
    "ferry: parents": (
        "Ruth Kane and {her=Ruth Kane} husband, Peter Kane, were on the upper deck. Ruth Kane said {her "
        "husband=Peter Kane} had gone back for a child."
    ),
    "ferry: whose wife": (
        "Robert Dunmore was saved. {His=Robert Dunmore} wife, Alice Dunmore, drowned. {She=Alice Dunmore} was 61."
    ),
    "ferry: captain": (
        "Captain Paul Okafor was the last to leave the wreck. {The captain=Paul Okafor} said {he=Paul Okafor}"
        " had done all {he=Paul Okafor} could."
    ),
    "ferry: two captains": "Captain Paul Okafor met Captain Robert Kane on the quay. {The captain=} refused to speak.",
    "court: two men": "Paul Okafor and Robert Kane were jailed on Friday for the robbery. {He=} will appeal.",
    "court: a woman and a man": (
        "Helen Marsh was robbed by Paul Okafor on the pier. {She=Helen Marsh} was not hurt. {He=Paul Okafor} was fined."
    ),
    "court: lawyer": (
        "Paul Okafor was convicted of arson on Monday. {His=Paul Okafor} lawyer, Ruth Kane, said {she=Ruth "
        "Kane} would appeal."
    ),
    "court: judge": (
        "Judge Alice Dunmore sent Paul Okafor to prison for nine years. {The judge=Alice Dunmore} told "
        "{him=Paul Okafor} {he=Paul Okafor} had shown no regret."
    ),
    "court: defendant": (
        "Robert Kane was charged with fraud in May. Jurors heard that {the defendant=Robert Kane} had forged "
        "the logs of a tug. {He=Robert Kane} denies it."
    ),
    "court: two accused": (
        "Robert Kane was charged with fraud in May. Paul Okafor was charged with theft. {The defendant=} will"
        " be sentenced on Friday."
    ),
    "court: generic victim": (
        "Robert Kane was charged with fraud in May. In such cases {the victim=} seldom sees the money again, "
        "a clerk said."
    ),
    "court: quoted": (
        'Robert Kane walked out of court. Helen Marsh said: "The owner of the yard was there as well. {He=} '
        'laughed at me and left again."'
    ),
    "takeover: buyer and bought": (
        "Ellis Ferries Ltd agreed to buy Lowland Barges Ltd on Monday. {The company=} said the deal would close in May."
    ),
    "takeover: one company": (
        "Lowland Barges Ltd reported a loss on Monday. {The company=Lowland Barges Ltd} said {it=Lowland "
        "Barges Ltd} would close two yards."
    ),
    "takeover: expletive": (
        "Lowland Barges Ltd reported a loss on Monday. {It=} rained while the news was read out. {It=} is "
        "clear that jobs will go."
    ),
    "takeover: chief executive": (
        "Ruth Kane, chief executive of Lowland Barges Ltd, resigned on Monday. {The executive=Ruth Kane} said"
        " {she=Ruth Kane} was tired."
    ),
    "takeover: the bank": (
        "The Bank of Arden lent 40 million to Lowland Barges Ltd. {The bank=Bank of Arden} said it was confident."
    ),
    "takeover: newspaper": (
        "The Arden Gazette had warned of the deal in May. {The newspaper=Arden Gazette} said the yard was "
        "worth half as much."
    ),
    "takeover: another one": "Robert Kane bought the yard. A rival offered more. {The rival=} said Kane had lied.",
    "fire: officer": (
        "Chief Inspector Helen Marsh reached the warehouse at noon. {The senior officer=Helen Marsh} said "
        "{she=Helen Marsh} had seen nothing like it."
    ),
    "fire: two officers": (
        "Chief Inspector Helen Marsh met Sergeant Paul Okafor at the warehouse. {The officer=} was coughing."
    ),
    "fire: charity": (
        "Ruth Kane founded the charity Safe Piers after the fire. {The charity=Safe Piers} warned of more deaths."
    ),
    "fire: father and son": (
        "Peter Dunmore and {his=Peter Dunmore} son Peter Dunmore were in the warehouse. {He=} was found on Monday."
    ),
    "fire: cataphora": "Robert Kane owned the warehouse. When {she=Helen Marsh} came home, Helen Marsh saw the smoke.",
    "fire: fronted his": (
        "Robert Kane owned the warehouse. Despite {his=Paul Okafor} burns, Paul Okafor went back inside."
    ),
    "fire: minister": (
        "The harbour minister, Alice Dunmore, visited the ruins. {The minister=Alice Dunmore} promised an inquiry."
    ),
    "fire: the new one": "The harbour minister, Alice Dunmore, resigned. {The new minister=} promised an inquiry.",
    "protest: police": "Police cleared the square at dawn. Helen Marsh was hurt. {They=} said nothing.",
    "protest: union": (
        "The Dock Workers' Union called a strike for Monday. {The union=Dock Workers' Union} said talks had failed."
    ),
    "protest: two unions": "The Dock Workers' Union met the Barge Pilots' Union. {The group=} left without a word.",
    "protest: like": "Helen Marsh led the march. Like Ruth Kane, {she=Helen Marsh} carried a flag.",
    "protest: governor": (
        "Gov. Robert Kane closed the bridges. {The governor=Robert Kane} said {he=Robert Kane} feared for lives."
    ),
    "protest: former": "Former governor Robert Kane led the march. {The former governor=Robert Kane} was cheered.",
    "assault: attacker": (
        "Paul Okafor stabbed Helen Marsh outside a bar on Friday. {The attacker=Paul Okafor} fled on a "
        "bicycle. {She=Helen Marsh} is in hospital."
    ),
    "assault: victim": (
        "Helen Marsh was stabbed outside a bar on Friday. {The victim=Helen Marsh} was taken to hospital. "
        "{She=Helen Marsh} is stable."
    ),
    "assault: two victims": (
        "Helen Marsh was stabbed outside a bar on Friday. Ruth Kane was stabbed in the same street. {The "
        "victim=} was taken to hospital."
    ),
    "assault: unknown gender": "Arrin Tamsin spoke to Zey Ellery in the bar. {She=} was stabbed later.",
    "assault: suspect": "Police arrested Paul Okafor on Sunday. {The suspect=Paul Okafor} was later freed.",
    "assault: somebody else's suspect": (
        "A baker was stabbed on Friday. Robert Kane saw it from a window. {The suspect=} wore a cap."
    ),
    "assault: singer": (
        "Alice Dunmore was attacked after a concert. {The singer=Alice Dunmore} said {she=Alice Dunmore} would go on."
    ),
    "assault: the office": "The Harbour Office said on Monday that {it=Harbour Office} had told {them=} of the knife.",
    "assault: widow": (
        "Robert Kane was killed in the bar. {His=Robert Kane} widow said {he=Robert Kane} had known the man."
    ),
    "assault: the man": "Robert Kane left the bar with a stranger. {The man=} hit {him=}.",
}

_MARK = re.compile(r"\{([^={}]*)=([^{}]*)\}")


def read_marks(marked):
    """The text without marks, and offsets of each marked phrase with its answer."""
    text, answers, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        answers.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    return text + marked[at:], answers


@pytest.fixture
def resolve(read_text):
    """For each marked phrase of a report: its words, its answer, and the name it was resolved to or nothing."""

    def find(marked):
        text, answers = read_marks(marked)
        parse = read_text(text)
        entities = extract_entities(parse, Observations(document=parse.document.id))
        found = {(m.start, m.end): e.name for e in entities for m in e.mentions if m.how != "name"}
        return [(text[a:b], answer, found.get((a, b), "")) for a, b, answer in answers]

    return find


@pytest.mark.parametrize("marked", REPORTS.values(), ids=REPORTS)
def test_nobody_is_taken_for_somebody_else(resolve, marked):
    wrong = [row for row in resolve(marked) if row[2] not in {"", row[1]}]
    assert not wrong


def test_most_are_found(resolve):
    rows = [row for marked in REPORTS.values() for row in resolve(marked) if row[1]]
    missed = [row for row in rows if not row[2]]
    assert len(missed) <= (1 - LEAST_FOUND) * len(rows), missed
