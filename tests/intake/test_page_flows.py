import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.intake.formats.broken_words import WordJoiner
from joindots.intake.formats.page_flows import list_paragraphs
from joindots.intake.formats.page_orders import order_lines
from joindots.intake.formats.pdf_pages import Page, PageLine
from joindots.intake.formats.text_layers import is_false_layer


def line(text, y, left=72.0, size=10.0, page=1, width=5.0):
    return PageLine(page, text, left, left + width * len(text), y, size)


def flow(*lines):
    numbers = sorted({each.page for each in lines})
    return list_paragraphs([Page(n, tuple(each for each in lines if each.page == n)) for n in numbers])


FULL = "the harbour master said that a ferry ran aground on"


def test_a_wider_gap_ends_a_paragraph_however_full_its_last_line():
    lines = [line(FULL, 700), line(FULL, 688), line(f"{FULL[:-1]}.", 676), line(FULL, 660), line(FULL, 648)]
    assert [len(text.split()) for text, _ in flow(*lines)] == [30, 20]


def test_a_title_above_two_columns_does_not_set_their_width():
    lines = [line("A very long title over both of the columns here", 740, size=18, width=11)]
    lines += [line(FULL, 700 - 12 * i) for i in range(3)]
    assert [kind for _, kind in flow(*lines)] == ["title", "body"]


def test_a_table_of_contents_is_boilerplate_line_by_line():
    lines = [line(f"{i} Ferries . . . . . . . . . . . . . . . . . . . {i}", 700 - 12 * i) for i in range(3)]
    assert [kind for _, kind in flow(*lines)] == ["boilerplate"] * 3


def test_items_of_a_list_stand_alone():
    lines = [line(f"{mark} {FULL}", 700 - 12 * i) for i, mark in enumerate(["•", "•", "1.", "(a)"])]
    assert len(flow(*lines)) == 4


def test_a_page_painted_without_order_is_read_in_columns():
    title = line("Ferry aground off Mornay Point", 740, size=18, width=10)
    columns = [
        [line(f"{side} {i} of the story here", 700 - 12 * i, left) for i in range(12)]
        for side, left in (("left", 72.0), ("right", 320.0))
    ]
    jumbled = [columns[i % 2][(i * 7) % 12] for i in range(24)]
    jumbled += [each for column in columns for each in column if each not in jumbled]
    ordered = order_lines([*dict.fromkeys(jumbled), title])
    assert ordered == (title, *columns[0], *columns[1])


PLACES = st.builds(
    line,
    st.text("abc .-", min_size=1, max_size=30).filter(str.strip).map(str.strip),
    st.integers(0, 800).map(float),
    st.integers(0, 500).map(float),
    st.sampled_from([8.0, 10.0, 20.0]),
    st.integers(1, 3),
)


@given(st.lists(PLACES, max_size=30))
def test_no_letter_is_lost(lines):
    numbered = [each for n in (1, 2, 3) for each in lines if each.page == n]
    letters = sorted("".join(text for text, _ in flow(*numbered)).replace("-", "").replace("|", ""))
    given_letters = sorted("".join(each.text for each in numbered).replace("-", ""))
    assert [c for c in letters if c.isalpha()] == [c for c in given_letters if c.isalpha()]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["inter-", "national ferries"], "international ferries"),
        (["a well-", "known ferry; well and known and so"], "a well-known ferry; well and known and so"),
        (["a re-", "entry, re-entry and more, he"], "a re-entry, re-entry and more, he"),
        (["Anglo-", "Mornay"], "Anglo-Mornay"),
        (["pages 12-", "19 of"], "pages 12-19 of"),
        (["inter\u2010", "National"], "interNational"),
        (["he left -", "and came"], "he left - and came"),
        (["渡輪在", "港口擱淺"], "渡輪在港口擱淺"),
        (["ends with-"], "ends with-"),
    ],
)
def test_words_over_the_end_of_a_line(lines, joined):
    assert WordJoiner([*lines, "one two well and known here", "the re-entry of it"]).join_lines(lines) == joined


PROSE = {
    "en": "The harbour master said that a ferry ran aground on Tuesday evening while its captain was below and nobody "
    "aboard heard the alarm which had been ringing for twenty minutes before rescuers came to the ship.",
    "pl": "Kapitan portu powiedział, że prom wszedł na mieliznę we wtorek wieczorem, podczas gdy jego kapitan był pod "
    "pokładem i nikt nie słyszał alarmu, który dzwonił przez dwadzieścia minut, zanim przybyli ratownicy.",
    "ru": "Начальник порта сказал, что паром сел на мель во вторник вечером, когда капитан был внизу и никто не слышал "
    "сигнала тревоги, который звонил двадцать минут, прежде чем пришли спасатели.",
    "figures": "12.4 | 13,2 | 445 | 3.14 2019 2020 2021 | 44,1 % 45.2 % 1,234,567 | 88 99 11 22 33 44 55 66 77 88 99 "
    * 2,
    "addresses": "see https://example.org/a/b-c?d=e&f=g and www.example.org/x.html or write to a.b@example.org now "
    * 2,
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_text_is_text(text):
    assert not is_false_layer(text)


@pytest.mark.parametrize("shift", [-29, 3, 31])
@pytest.mark.parametrize("language", ["en", "pl"])
def test_codes_of_shapes_are_no_text(language, shift):
    assert is_false_layer("".join(chr(max(32, ord(c) + shift)) if c != " " else c for c in PROSE[language]))


@pytest.mark.parametrize("by", range(1, 26))
def test_letters_further_in_the_alphabet_are_no_text(by):
    letters = [chr((ord(c) - ord("a") + by) % 26 + ord("a")) if c.islower() and c.isascii() else c for c in PROSE["en"]]
    assert is_false_layer("".join(letters))


@pytest.mark.parametrize("sign", ["\ufffd", "\ue012", "\x03", "\x90"])
def test_signs_without_meaning_are_no_text(sign):
    assert is_false_layer(f"{sign * 6} {sign * 4} the {sign * 9} of")
    assert not is_false_layer(PROSE["en"] + sign)
