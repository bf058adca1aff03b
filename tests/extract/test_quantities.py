"""Quantities: numbers with what they count, and under which key they compare."""

import pytest

from joindots.extract import observe


@pytest.fixture(scope="module")
def quantities(read_text):
    def read(text, **fields):
        found = observe(read_text(text, **fields))
        return sorted(found.quantities, key=lambda quantity: quantity.span.start)

    return read


def told(quantity):
    return quantity.span.text, quantity.kind, quantity.low, quantity.high, quantity.measure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed four people.", ("four", "count", 4, 4, "killed")),
        ("At least 40 people were killed in the fire.", ("At least 40", "count", 40, None, "killed")),
        ("The crash left 16 others injured.", ("16", "count", 16, 16, "injured")),
        ("The toll of the flood rose to 40.", ("40", "count", 40, 40, "killed")),
        ("There were 14 deaths in the quake.", ("14", "count", 14, 14, "killed")),
        ("Up to 30 sailors are missing.", ("Up to 30", "count", None, 30, "missing")),
        ("Between 3 and 5 guards were arrested.", ("Between 3 and 5", "count", 3, 5, "arrested")),
        ("Inspectors have closed 13 unsafe mines.", ("13", "count", 13, 13, "mine closed")),
        ("Thirteen unsafe mines were closed.", ("Thirteen", "count", 13, 13, "mine closed")),
        ("Police foiled 13 plots.", ("13", "count", 13, 13, "plot foiled")),
        ("A further 14 plots have been disrupted.", ("A further 14", "count", 14, 14, "plot foiled")),
        (
            "It is home to more than 20 percent of the fleet.",
            ("more than 20 percent", "percentage", 20, None, "fleet share"),
        ),
        (
            "Turnout reached 93.87 percent in the election.",
            ("93.87 percent", "percentage", 93.87, 93.87, "turnout share"),
        ),
        ("The more-than 40 boxes were lost.", ("more-than 40", "count", 40, None, "box lost")),
        ("Two of the three guards died.", ("three", "count", 3, 3, "guard")),
        ("The mother of two died on Friday.", ("The mother of two", "count", 1, 1, "killed|part")),
        ("Three men - aged 21, 22, and 24 - had been shot.", ("24", "age", 24, 24, "age")),
        ("They ended a three-game run.", ("three", "count", 3, 3, "game")),
        ("Two guards were nearly killed.", ("Two", "count", 2, 2, "guard to be killed")),
        ("Fares rose 5.4% over the past year.", ("5.4%", "percentage", 5.4, 5.4, "fare share")),
        ("The court imposed a £5 million fine.", ("£5 million", "money", 5_000_000, 5_000_000, "fine amount")),
        ("A 43-year-old sailor waited.", ("43-year-old", "age", 43, 43, "age")),
        ("A six-week-old calf was found.", ("six-week-old", "age", 6, 6, "age")),
        ("Sailors of 40 to 50 years of age waited.", ("40 to 50 years of age", "age", 40, 50, "age")),
        ("Income fell in the quarter to £254 million.", ("£254 million", "money", 254e6, 254e6, "fall amount")),
        ("The repair cost 12m crowns.", ("12m crowns", "money", 12_000_000, 12_000_000, "cost amount")),
        ("The bridge is 12m long.", ("12m", "measure", 12, 12, "metre")),
        ("Gunmen took 30 people hostage.", ("30", "count", 30, 30, "kidnapped")),
        ("Forty workers were held captive.", ("Forty", "count", 40, 40, "kidnapped")),
        ("The man threatened to kill 20 people.", ("20", "count", 20, 20, "people to be killed")),
        ("He was charged with a plot to kill three judges.", ("three", "count", 3, 3, "judge to be killed")),
        ("He was charged with killing three judges.", ("three", "count", 3, 3, "killed")),
        ("They tried to flee, killing two guards.", ("two", "count", 2, 2, "killed")),
        ("Twelve sailors escaped unhurt.", ("Twelve", "count", 12, 12, "sailor")),
        ("Two cars were hit in the attack.", ("Two", "count", 2, 2, "car hit")),
        ("The fund lost £2.3m.", ("£2.3m", "money", 2_300_000, 2_300_000, "lose amount")),
        ("The £1 fare rose to 410p.", ("410p", "money", 410, 410, "rise pence")),
        ("A quake of magnitude 6.1 struck.", ("6.1", "measure", 6.1, 6.1, "magnitude")),
        ("An aftershock of magnitude 4.8 followed.", ("4.8", "measure", 4.8, 4.8, "aftershock magnitude")),
        ("They put the number of dead at 71.", ("71", "count", 71, 71, "killed")),
        ("In Vesna 17 people died, bringing the total to 88.", ("88", "count", 88, 88, "killed")),
        ("The crash in which 12 people lost their lives was long ago.", ("12", "count", 12, 12, "killed")),
        ("He was jailed for the manslaughter of 12 people.", ("12", "count", 12, 12, "killed")),
        ("The death toll stood at 12.", ("12", "count", 12, 12, "killed")),
        ("Five people are now known to have died in the blast.", ("Five", "count", 5, 5, "killed")),
        ("Doctors have now treated 187 people.", ("187", "count", 187, 187, "injured")),
        ("Some 2,000 people were ordered out of their homes.", ("Some 2,000", "count", 2000, 2000, "evacuated")),
        ("Sixty diplomats were ordered out of the country.", ("Sixty", "count", 60, 60, "diplomat ordered")),
        ("A woman of 44 died of her injuries.", ("44", "age", 44, 44, "age")),
        ("They spoke of 43 dead, then 71.", ("71", "count", 71, 71, "killed")),
        ("The three attacks killed 21 people.", ("21", "count", 21, 21, "killed")),
        ("Some 3,000 farmers marched through Vesna.", ("Some 3,000", "count", 3000, 3000, "people attending")),
        ("The union put the crowd at 20,000.", ("20,000", "count", 20_000, 20_000, "people attending")),
        ("The union put the crowd at about 20,000.", ("about 20,000", "count", 20_000, 20_000, "people attending")),
        ("The repair cost 12 million marks.", ("12 million marks", "money", 12_000_000, 12_000_000, "cost amount")),
        ("5,000 people lost their homes.", ("5,000", "count", 5000, 5000, "people homeless")),
        ("The mill plans to cut 700 jobs.", ("700", "count", 700, 700, "job cut")),
        ("It passed by 61 votes to 58.", ("58", "count", 58, 58, "votes against")),
        ("Ana Orne was jailed for six years.", ("six years", "measure", 6, 6, "prison sentence")),
        (
            "The judges replaced the sentence with one of 14 months.",
            ("14 months", "measure", 14, 14, "prison sentence"),
        ),
        (
            "The crime carries a maximum sentence of 20 years.",
            ("20 years", "measure", 20, 20, "maximum prison sentence"),
        ),
        ("The pier is 18 miles away.", ("18 miles", "measure", 18, 18, "mile")),
    ],
)
def test_one_quantity(quantities, text, expected):
    assert expected in [told(quantity) for quantity in quantities(text)]


def test_the_number_of_a_district_counts_nothing(quantities):
    (found,) = quantities("A Precinct 5 guard was hurt near Pier 12.")
    assert (found.low, found.measure) == (1, "injured")


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank on 3 May 2031.",
        "They met at 9.30am.",
        "Flight 370 landed.",
        "The office is at 2110 Mill Road.",
        "It ended 3-2.",
        "Call 555-0199.",
        "Please call 1-866-555-TIPS today.",
        "He is one of the reasons.",
        "Flags flew at half-mast.",
        "Fees of #15m were paid.",
    ],
)
def test_dates_names_and_addresses_are_no_quantities(quantities, text):
    assert quantities(text) == []


def test_a_victim_told_besides_is_outside_the_count(quantities):
    found = quantities("The gunman killed four clerks before stabbing a guard to death.")
    assert [told(quantity)[2::2] for quantity in found] == [(4, "killed|besides"), (1, "killed|part")]


def test_what_adds_to_a_count_is_not_that_count(quantities):
    found = quantities("Two men were arrested in Vesna. A further two people were arrested at the pier.")
    assert [quantity.measure for quantity in found] == ["arrested", "arrested|further"]


def test_a_sentence_is_told_of_whoever_got_it(quantities):
    found = quantities("Ana Orne was sentenced to nine years in prison on Monday.")
    assert [(quantity.counted, quantity.unit) for quantity in found] == [("Ana Orne", "year")]


def test_listed_dead_are_counted(quantities):
    found = quantities("The inquest into the deaths of Ana Orne, Pavel Lund and Mira Voss opened.")
    assert ("Ana Orne, Pavel Lund and Mira Voss", "count", 3, 3, "killed|named") in [told(q) for q in found]


def test_one_victim_is_a_toll_of_one(quantities):
    found = quantities("A clerk was shot and killed in Port Ellis.")
    assert [told(quantity) for quantity in found] == [("A clerk", "count", 1, 1, "killed")]


def test_the_dead_among_attackers_are_no_toll_of_those_attacked(quantities):
    first, *rest = quantities("Two of the attackers were shot dead and a third was wounded. Five guests were killed.")
    assert told(first) == ("Two", "count", 2, 2, "killed|part")
    assert [(q.low, q.measure) for q in rest] == [(5, "killed")]


def test_a_list_says_that_it_holds_whoever_did_it(quantities):
    measures = {
        q.measure for q in quantities("A bomb exploded outside the court, killing three people and the bomber.")
    }
    assert "killed|including:attacker" in measures


def test_the_attacker_in_the_count_is_said(quantities):
    found = quantities("The shooting left four soldiers dead, including the gunman.")
    assert [quantity.measure for quantity in found] == ["killed|including:attacker"]


def test_a_total_over_several_events_belongs_to_no_single_one(read_text):
    found = observe(read_text("The Port Ellis attack shocked many. The three attacks killed a total of 36 people."))
    events = {event.id: event.type for event in found.events}
    (quantity,) = (quantity for quantity in found.quantities if quantity.low == 36)
    assert events[quantity.event] == "attack group"


def test_since_opens_a_period(quantities):
    found = quantities("Since the collapse in May 2030, inspectors have closed 13 mines.", published="2031-05-09")
    (count,) = (quantity for quantity in found if quantity.low == 13)
    assert count.period is not None
    assert (count.period.earliest, count.period.latest) == ("2030-05-01", "2031-05-09")


def test_clause_contains_span_and_both_are_slices(read_text):
    parse = read_text("The blast, which killed 22 people and injured hundreds more, closed the port for 3 weeks.")
    for quantity in observe(parse).quantities:
        assert quantity.clause.start <= quantity.span.start < quantity.span.end <= quantity.clause.end
        assert parse.document.text[quantity.clause.start : quantity.clause.end] == quantity.clause.text


def test_a_table_without_sentences_holds_no_quantities(quantities):
    row = " ".join(f"{number} %" for number in range(101))
    assert quantities(f"{row}.") == []
    assert quantities("The dam lost 12 % of its water.")


@pytest.mark.parametrize(
    "text",
    ["The 5.50 update opened the gates.", "You need no 4K screen to see it.", "The film runs at 1080p on all screens."],
)
def test_versions_and_screens_count_nothing(quantities, text):
    assert [q.measure for q in quantities(text) if not q.measure.startswith("number at")] == []


def test_prices_in_pence_are_still_read(quantities):
    (one,) = quantities("Shares of Orne closed at 480p.")
    assert (one.low, one.unit) == (480, "pence")


@pytest.mark.parametrize(
    "clause", ["57 people have been killed in Vesna so far this year", "57 people have died on its roads this year"]
)
def test_the_dead_of_a_year_are_of_no_single_event(read_text, clause):
    text = f"Four people were shot dead at the mill in Vesna on 3 May 2031, police said. {clause}."
    found = {q.low: q.event for q in observe(read_text(text)).quantities if q.measure == "killed"}
    assert found[4] is not None
    assert found[57] is None
