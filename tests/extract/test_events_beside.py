"""Reports that tell of another event beside their own: whose dead they are, and what the day beside it says."""

import pytest

from joindots.extract import observe

OWN = (
    "A 6-month-old girl was shot and killed outside a house in Arden on Saturday. A man of 24 was wounded. "
    "Police have arrested two men in the fatal shooting. Neighbours laid flowers at the gate."
)


@pytest.fixture(scope="module")
def read(read_text):
    def read(text, published="2031-05-20", **fields):
        found = observe(read_text(text, published=published, **fields))
        days = {event.id: event.date.value if event.date else None for event in found.events}
        names = {entity.id: entity.name for entity in found.entities}
        rows = {row.event: {names.get(str(r.value)) for r in row.victims} - {None} for row in found.incidents}
        return found, days, rows

    return read


def test_who_was_killed_in_the_incident_told_last_is_no_victim_of_the_reports_own(read):
    other = (
        "Detectives believe the Arden shooting is linked to an Easter Sunday shooting in Vesna. "
        "Three-year-old Odile Marren was killed in the 2 a.m. incident, in which three men fired at her house."
    )
    found, days, rows = read(f"{OWN} {other}", published="2031-04-21")
    event = next(event for event, victims in rows.items() if "Odile Marren" in victims)
    assert days[event] == "2031-04-13"
    girl = next(event for event in found.events if event.mentions[0].start < len("A 6-month-old girl was shot"))
    assert "Odile Marren" not in rows.get(girl.id, set())


def test_shootings_of_two_children_of_other_ages_are_two(read):
    report = "Two men were held after the fatal shooting of a 6-month-old girl in Arden. A third man is sought."
    other = "It may be connected to the fatal shooting of a 3-year-old boy on Easter Sunday, an officer said."
    found, days, _ = read(f"{report} {other}")
    shootings = [event for event in found.events if event.type == "shooting"]
    assert len(shootings) == 2
    assert days[shootings[1].id] == "2031-04-13", "what may be connected is no plan: the deed has been"
    again = "The fatal shooting of the six-month-old girl shocked the street."
    found, _, _ = read(f"{report} {again}")
    assert len([event for event in found.events if event.type == "shooting"]) == 1


def test_the_day_of_a_ruling_is_not_that_of_the_deed(read):
    ruled = "Her death was officially ruled a homicide Monday by the coroner."
    found, days, _ = read(f"{OWN} {ruled}")
    assert "2031-05-19" not in {days[event.id] for event in found.events if event.type == "killing"}


def test_the_place_in_the_name_of_a_shooting_did_nothing(read):
    found, _, _ = read("One dead, eight injured after Prospect shooting spree. Police are looking for witnesses.")
    assert not any(row.perpetrator for row in found.incidents)
    found, _, _ = read("Soldiers shooting protesters in Vesna were filmed. Four protesters died on Monday.")
    assert any(row.perpetrator for row in found.incidents)


def test_a_feast_is_neither_a_person_nor_a_place(read):
    found, _, _ = read("The Easter shooting shook Arden. On Easter Sunday three men fired at a house on Easter Road.")
    assert not any(entity.name in ("Easter", "Easter Sunday") for entity in found.entities)


def test_a_crossing_of_two_roads_is_no_distance(read):
    found, _, _ = read("It happened in Arden near 7 Mile and Greenway roads. The bridge is 7 miles long.")
    assert [q.span.text for q in found.quantities if q.unit == "mile"] == ["7 miles"]


def test_the_name_of_the_site_after_a_headline_did_nothing(read_text):
    title = (
        "Sheriff: Gangs involved in fatal Vesna truck stop shooting, arre - KORT.com - Vesna, Lowmark, Jarrow |ORT News"
    )
    text = f"{title}\n\nA man of 30 was shot dead at a truck stop in Arden on Friday."
    found = observe(read_text(text, title=title))
    names = {entity.id: entity.name for entity in found.entities}
    doers = [names.get(str(r.value), str(r.value)) for row in found.incidents for r in row.perpetrator]
    assert not any(word in doer for doer in doers for word in ("Vesna", "Lowmark", "Jarrow", "News"))


def test_a_sentence_that_ends_in_junior_ends_a_name(read):
    court = "He was brought before Judge Abel Sorn Jr. Ingram's bond was set at 5,000 crowns."
    found, _, _ = read(f"Dimo Ingram, 22, was charged with murder in Vesna. {court} Ingram denies it.")
    names = {entity.name for entity in found.entities if entity.kind == "person"}
    assert {"Dimo Ingram", "Abel Sorn Jr"} <= {name.rstrip(".") for name in names}
    assert not any("Sorn" in name and "Ingram" in name for name in names)


def test_a_name_written_twice_in_a_row_is_one_name(read):
    found, _, _ = read("Ann Orlen Ann Orlen sang at the show in Vesna. Orlen was applauded by the crowd.")
    assert {entity.name for entity in found.entities if entity.kind == "person"} == {"Ann Orlen"}


def test_a_letter_is_not_counted(read):
    found, _, _ = read("The band played I Would Wait 4 U in Vesna and sold 4 guitars.")
    assert [q.counted for q in found.quantities] == [None, "guitars"]


def test_a_night_with_an_article_has_been(read):
    found, _, _ = read("So on a dark Sunday night in Vesna, the singer tries to make the town forget.")
    assert [time.value for time in found.times] == ["2031-05-18TNI"]


def test_what_a_headline_tells_of_somebody_is_no_part_of_the_name(read_text):
    title = "Ann Orlen Dead at 91, Her Family Says"
    found = observe(read_text(f"{title}\n\nThe singer Ann Orlen died in Vesna on Friday. She was 91.", title=title))
    assert {entity.name for entity in found.entities if entity.kind == "person"} == {"Ann Orlen"}


def test_a_couple_that_owns_something_is_no_number(read):
    found, _, _ = read("Police named the couple's three children. A couple of shops were closed.")
    assert [(q.span.text, q.counted) for q in found.quantities] == [("three", "children"), ("A couple", "of shops")]


def test_the_verb_of_a_headline_that_capitals_hide_is_no_name(read_text):
    title = "Vesnan Prime Minister Calls Bank Workers' Riot Deaths 'Murder'"
    found = observe(read_text(f"{title}\n\nThe prime minister spoke in Vesna on Friday.", title=title))
    assert all("Calls" not in entity.name.split() for entity in found.entities)


def test_a_line_in_capitals_ends_before_the_text_after_it(read_text):
    text = (
        "5 DEAD, INCLUDING GUNMAN, IN OAKHAVEN SHOOTING Gunman kills 4 people, self in Ward County | 02:16 A gunman "
        "killed four people at a home near Oakhaven before taking his own life."
    )
    found = observe(read_text(text))
    names = {entity.id: entity.name for entity in found.entities}
    assert not any("SHOOTING Gunman" in name for name in names.values())
    doers = {names.get(str(r.value), "") for incident in found.incidents for r in incident.perpetrator}
    assert not any("SHOOTING" in doer for doer in doers)
