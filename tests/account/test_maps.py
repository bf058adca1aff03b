"""The map: pins where they belong, names that do not cover each other, nothing without a place."""

import re

import pytest
from lxml import etree, html
from msgspec.structs import replace

from joindots.account import render_html
from joindots.account.pictures.maps import Pin, draw_map
from joindots.model import Place

SVG = "{http://www.w3.org/2000/svg}"


def pin(name, latitude, longitude, exact=True, events=(("i1", "fire"),)):
    return Pin(name=name, latitude=latitude, longitude=longitude, exact=exact, events=events)


def draw(*pins):
    return etree.fromstring(draw_map(pins))


def test_nothing_is_drawn_without_a_place():
    assert draw_map([]) == ""


def test_a_pin_links_to_what_happened_there_and_north_is_up():
    svg = draw(pin("Oslo", 59.9, 10.8), pin("Tunis", 36.8, 10.2, events=(("i2", "flood"), ("i3", "fire"))))
    oslo, tunis = svg.findall("a")
    assert [link.get("href") for link in (oslo, tunis)] == ["#i1", "#i2"]
    assert float(oslo.find("circle").get("cy")) < float(tunis.find("circle").get("cy"))
    assert float(oslo.find("circle").get("r")) < float(tunis.find("circle").get("r"))
    assert tunis.find("title").text == "Tunis: flood; fire"
    assert svg.find("desc").text == "Oslo (1 event) and Tunis (2 events)"


@pytest.mark.parametrize("pins", [[(0, 179.9)], [(89, 0)], [(-89.9, -179), (89.9, 179)], [(51, 0), (51, 0)]])
def test_all_pins_and_all_land_lie_on_the_picture(pins):
    svg = draw(*[pin(f"P{n}", *at) for n, at in enumerate(pins)])
    assert all(0 <= float(c.get("cx")) <= 1000 and 0 <= float(c.get("cy")) <= 500 for c in svg.iter("circle"))
    for ring in svg.find("path").get("d").split("M")[1:]:
        start, steps = ring.rstrip("z").split("l")
        numbers = [float(step) for step in re.findall(r"[+-][\d.]+", steps)]
        x, y = map(float, start.split())
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            assert -0.5 <= x <= 1000.5
            assert -0.5 <= y <= 500.5


def test_names_that_would_cover_each_other_are_left_to_the_title():
    svg = draw(pin("Northbridge", 51.5, 0.0), pin("Southbridge", 51.6, 0.1))
    assert [text.text for text in svg.iter("text")] == ["Northbridge"]
    assert len(list(svg.iter("circle"))) == 2


def test_the_middle_of_a_country_looks_other_than_a_town():
    assert draw(pin("Norway", 61, 9, exact=False)).find("a/circle").get("class") == "pin area"


def test_names_are_escaped():
    assert "<script" not in draw_map([pin("<script>", 1, 1, events=(('"x', "<b>"),))])


def test_the_map_of_the_world_is_small():
    assert len(draw_map([pin("A", 60, -150), pin("B", -40, 170)])) < 60_000


def test_the_page_shows_the_register_as_a_table_and_a_map_where_places_have_points(example):
    collision = example.incidents[0]
    spots = {value.value for incident in example.incidents for value in incident.location}
    placed = [
        replace(e, place=Place(latitude=60.0, longitude=5.0, country="Norway", country_code="NO", level="town"))
        if e.id in spots
        else e
        for e in example.entities
    ]
    page = html.fromstring(render_html(replace(example, entities=tuple(placed))))
    rows = page.xpath("//table[@class='register']/tbody/tr")
    assert len(rows) == len(example.incidents)
    assert page.xpath("//*[name()='svg' and @class='map']//*[name()='circle']")
    assert page.get_element_by_id(collision.id) is not None
    assert not html.fromstring(render_html(example)).xpath("//*[name()='svg' and @class='map']")
