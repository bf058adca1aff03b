"""Columns that the register has no field for: each from figures and sentences of the reports, nothing from nowhere."""

import hashlib

import pytest

from joindots.account.codebooks import export_codebook
from joindots.account.codebooks.gtd import COLUMNS, classify_target
from joindots.model import (
    SCHEMA,
    Account,
    Block,
    Document,
    Event,
    Generator,
    Incident,
    Quantity,
    Reported,
    Span,
    make_id,
)

SIEGE = """Four gunmen stormed the Grand Hotel and took 30 people hostage.
Two of the attackers were shot dead. Five guests, among them two American tourists, were killed.
The Free Tide claimed responsibility for the siege in a telephone call to a radio station.
Twelve hostages were released. The kidnappers demanded a ransom of $2 million; $500,000 of the ransom was paid.
The damage was put at $3 million.
"""
BLASTS = """Two blasts shook the town on Friday. The first blast wrecked the bank, and a suicide bomber died.
The second blast killed three people and the bomber. Police said the first blast was linked to the second blast.
No group has claimed responsibility.
"""


def make_document(source, text):
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=make_id("d", source, sha), source=source, sha256=sha, media_type="text/plain", language="en", title=None,
        publisher=None, authors=(), published=None, text=text, blocks=(Block(start=0, end=len(text), kind="body"),),
    )  # fmt: skip


class Made:
    """An account of one report, made by hand."""

    def __init__(self, text):
        self.document = make_document("report.txt", text)
        self.events, self.incidents, self.quantities = [], [], []

    def cut(self, words, which=0):
        start = -1
        for _ in range(which + 1):
            start = self.document.text.index(words, start + 1)
        return Span(document=self.document.id, start=start, end=start + len(words), text=words)

    def sentence(self, span):
        text = self.document.text
        start = max(text.rfind(mark, 0, span.start) for mark in (". ", "\n", "; ")) + 1
        end = min(at for mark in (".", ";") if (at := text.find(mark, span.end)) >= 0)
        return Span(document=span.document, start=start, end=end, text=text[start:end])

    def tell(self, *mentions, kind="attack", incident=True, **fields):
        event = Event(
            id=make_id("v", *mentions),
            name=mentions[0][0],
            type=kind,
            date=None,
            place=None,
            mentions=tuple(sorted(self.cut(*m) for m in mentions)),
        )
        self.events.append(event)
        if incident:
            reported = {
                name: tuple(Reported(value=v, evidence=(self.cut(w),)) for v, w in values)
                for name, values in fields.items()
            }
            self.incidents.append(Incident(id=make_id("i", event.id), event=event.id, **reported))
        return event.id

    def count(self, words, low, measure, event, counted=None, *, dollars=False):
        span = self.cut(words)
        quantity = Quantity(
            id=make_id("q", words), span=span, clause=self.sentence(span), kind="money" if dollars else "count",
            low=low, high=low, bound="exact", unit="USD" if dollars else None, counted=counted, measure=measure,
            event=event, period=None, attribution=None,
        )  # fmt: skip
        self.quantities.append(quantity)

    def export(self, codebook="gtd"):
        by_id = {
            name: tuple(sorted(getattr(self, name), key=lambda r: r.id))
            for name in ("events", "incidents", "quantities")
        }
        account = Account(
            schema=SCHEMA, generator=Generator(version="0", models=(), options={}), documents=(self.document,),
            entities=(), times=(), attributions=(), stories=(), reuse=(), findings=(), rejections=(), **by_id,
        )  # fmt: skip
        main, values, evidence = export_codebook(account, codebook)
        rows = {row[0]: dict(zip(main.columns, row, strict=True)) for row in main.rows}
        return rows, values, evidence


@pytest.fixture
def siege():
    made = Made(SIEGE)
    event = made.tell(
        ("took",), ("siege",), ("killed",), ("shot",),
        attack_type=[("Hostage Taking (Kidnapping)", "took")], killed=[(5, "Five")],
        claimed_by=[("Free Tide", "Free Tide")],
        target=[("Grand Hotel", "Grand Hotel")],
    )  # fmt: skip
    made.count("Four", 4, "gunman", None, "gunmen")
    made.count("30", 30, "kidnapped", event, "people")
    made.count("Two", 2, "killed|part", event, "of the attackers")
    made.count("Five", 5, "killed", event, "guests")
    made.count("two", 2, "killed|part", event, "American tourists")
    made.count("Twelve", 12, "kidnapped", event, "hostages")
    made.count("$2 million", 2_000_000, "ransom amount", None, "a ransom", dollars=True)
    made.count("$500,000", 500_000, "ransom amount", None, "the ransom", dollars=True)
    made.count("$3 million", 3_000_000, "put amount", None, "put", dollars=True)
    return event, *made.export()


@pytest.mark.parametrize(
    ("date", "year", "precision"),
    [("2031-05-09", 2031, 1), ("2031-05-02/2031-05-09", 2031, 2), ("2031-05", 2031, 3), ("../2031-05-09", None, 3)],
)
def test_the_precision_of_a_day(date, year, precision):
    made = Made(SIEGE)
    event = made.tell(("took",), date=[(date, "took")])
    row = made.export("acled")[0][event]
    assert (row["event_date"], row["year"], row["time_precision"]) == (date, year, precision)


@pytest.mark.parametrize(
    ("dates", "chosen"),
    [
        (["../2031-05-09", "2031-05-02", "../2031-05-03"], "2031-05-02"),
        (["../2031-05-09", "2031-04-30/2031-05-02"], "2031-04-30/2031-05-02"),
        (["../2031-05-09", "../2031-05-03", "../2031-05-04"], "../2031-05-03"),
    ],
)
def test_the_most_precise_date_is_chosen(dates, chosen):
    made = Made(SIEGE)
    event = made.tell(("took",), date=[(date, "took") for date in dates])
    assert made.export("acled")[0][event]["event_date"] == chosen


def test_the_codebook_has_all_its_columns_once():
    assert len(COLUMNS) == len(set(COLUMNS)) == 135


def test_hostages_attackers_ransom_and_damage_are_told_apart(siege):
    event, rows, values, _ = siege
    told = {name: value for name, value in rows[event].items() if value is not None}
    want = {
        "nkill": 5, "nkillter": 2, "nkillus": 2, "nperps": 4, "ishostkid": 1, "nhostkid": 30, "nreleased": 12,
        "ransom": 1, "ransomamt": 2_000_000, "ransompaid": 500_000, "property": 1, "propvalue": 3_000_000,
        "propextent": 2,
        "attacktype1": 6, "targtype1": 1, "targtype1_txt": "Business", "claimed": 1, "claimmode": 2,
        "claimmode_txt": "Call (post-incident)", "gname": "Free Tide",
    }  # fmt: skip
    assert {name: told.get(name) for name in want} == want
    assert not {"nwound", "nwoundte", "nhostkidus", "ransomamtus", "success", "crit1", "related", "suicide"} & set(told)
    assert {("nhostkid", 30), ("nreleased", 12), ("nkillter", 2)} <= {(row[1], row[2]) for row in values.rows}


def test_a_list_with_an_american_in_it_counts_no_americans():
    made = Made("A blast killed Ann Orr, an American tourist, and Ben Lee.\n")
    event = made.tell(("blast",), kind="bombing", killed=[(2, "Ann Orr, an American tourist, and Ben Lee")])
    words = "Ann Orr, an American tourist, and Ben Lee"
    made.count(words, 2, "killed|named", event, words)
    rows, *_ = made.export()
    assert (rows[event]["nkill"], rows[event]["nkillus"]) == (2, None)


def test_every_column_says_where_it_stands(siege):
    _, rows, _, evidence = siege
    places = {row[1]: row[-1] for row in evidence.rows}
    assert places["claimmode"] == "in a telephone call"
    assert places["nkillter"] == "Two"
    assert len({row[1] for row in evidence.rows}) == sum(v is not None for row in rows.values() for v in row.values())


def test_incidents_counted_together_or_told_as_linked_are_related():
    made = Made(BLASTS)
    group = made.tell(("blasts",), kind="bombing group", incident=False)
    first = made.tell(("first blast",), ("first blast", 1), kind="bombing")
    second = made.tell(("second blast",), ("second blast", 1), kind="bombing")
    made.count("Two", 2, "blast", group, "blasts")
    rows, *_ = made.export()
    assert (rows[first]["multiple"], rows[first]["related"], rows[second]["related"]) == (1, second, first)
    assert rows[first]["suicide"] == 1
    assert rows[second]["suicide"] is None
    assert rows[first]["claimed"] is None  # the report tells two, and not which of them nobody claims


@pytest.mark.parametrize("words", ["not linked to", "unrelated to", "like"])
def test_incidents_that_are_not_said_to_be_linked_are_not_related(words):
    made = Made(BLASTS.replace("linked to", words).replace("Two blasts", "Three blasts"))
    group = made.tell(("blasts",), kind="bombing group", incident=False)
    first = made.tell(("first blast",), ("first blast", 1), kind="bombing")
    made.tell(("second blast",), ("second blast", 1), kind="bombing")
    made.count("Three", 3, "blast", group, "blasts")
    rows, *_ = made.export()
    assert rows[first]["related"] is None


def test_nobody_claims_the_only_incident_of_a_report():
    made = Made("A blast wrecked the bank.\nNo group has claimed responsibility.\n")
    event = made.tell(("blast",), kind="bombing")
    rows, _, evidence = made.export()
    assert rows[event]["claimed"] == 0
    assert {row[-1] for row in evidence.rows if row[1] == "claimed"} == {"No group has claimed responsibility"}


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("in a video", "Video"),
        ("in a statement posted on its website", "Posted to website, blog, etc."),
        ("by e-mail", "E-mail"),
        ("in a letter to a newspaper", "Letter"),
        ("on Friday", None),
    ],
)
def test_how_a_claim_was_made_stands_beside_it(words, mode):
    made = Made(f"The Free Tide claimed responsibility for the blast {words}.\n")
    event = made.tell(("blast",), kind="bombing", claimed_by=[("Free Tide", "Free Tide")])
    rows, *_ = made.export()
    assert rows[event]["claimmode_txt"] == mode


@pytest.mark.parametrize(
    ("description", "kind"),
    [("churches", "Religious Figures/Institutions"), ("police patrol", "Police"), ("kindness", None)],
)
def test_a_target_has_the_codebooks_type(description, kind):
    assert classify_target(description) == kind
