import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.text.decode import decode_text, make_storable

SENTENCE = "The harbour master’s “answer” – at last – was “no”. The café stayed open."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_reads_what_western_text_comes_in(encoding):
    assert decode_text(SENTENCE.encode(encoding)).text == SENTENCE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Полиция не нашла доказательств, сообщил представитель порта во вторник вечером.", "cp1251"),
        ("Policja nie znalazła żadnych dowodów, że łódź została uszkodzona przed wyjściem.", "cp1250"),
    ],
)
def test_guesses_other_code_pages_and_says_so(text, encoding):
    decoded = decode_text(text.encode(encoding))
    assert decoded.text == text
    assert any(note.startswith("encoding guessed") for note in decoded.notes)


def test_line_breaks_become_one_kind():
    assert decode_text(b"a\r\nb\rc\nd").text == "a\nb\nc\nd"


def test_wrong_declaration_does_not_hurt():
    page = f'<meta charset="iso-8859-1"><p>{SENTENCE}</p>'
    assert SENTENCE in decode_text(page.encode("utf-8"), declares=True).text
    assert SENTENCE in decode_text(page.replace("iso-8859-1", "utf-8").encode("cp1252"), declares=True).text
    assert SENTENCE in decode_text(page.replace("iso-8859-1", "no-such").encode("cp1252"), declares=True).text


def test_declared_charset_is_used_where_utf8_fails():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=shift_jis"><p>港で船が沈没した。</p>'
    decoded = decode_text(page.encode("shift_jis"), declares=True)
    assert "港で船が沈没した。" in decoded.text
    assert decoded.notes == ()


def test_a_declaration_that_is_no_charset_is_ignored():
    assert "caf" in decode_text(b'<meta charset="rot13"> caf\xe9', declares=True).text


def test_broken_utf8_keeps_the_rest():
    data = "Der Prüfer fällt über größere Mängel in München.".encode() + b"\xff"
    decoded = decode_text(data)
    assert decoded.text.startswith("Der Prüfer fällt über größere Mängel in München.")
    assert decoded.encoding == "utf-8"


@pytest.mark.parametrize("broken", ["it wasnâ€™t", "cafÃ© owners", "price Â£5", "â€œnoâ€\x9d"])
def test_mojibake_is_flagged_and_left(broken):
    decoded = decode_text(broken.encode())
    assert decoded.text == broken
    assert decoded.notes == ("mojibake",)


@pytest.mark.parametrize("fine", ["São Paulo", "À Paris", "Ângela", "naïve", "€5", "ÂNGELA said"])
def test_ordinary_accents_are_no_mojibake(fine):
    assert decode_text(fine.encode()).notes == ()


def test_surrogates_and_nul_are_replaced_one_to_one():
    text, notes = make_storable("a\ud800b\x00c")
    assert text == "a\ufffdb\ufffdc"
    assert notes == ("unreadable characters replaced",)
    assert make_storable("a\x00", keep_nul=True) == ("a\x00", ())


@given(st.binary(max_size=300))
def test_any_bytes_give_text_that_json_can_carry(data):
    decoded = decode_text(data, declares=True)
    assert json.loads(json.dumps(decoded.text).encode()) == decoded.text
    decoded.text.encode()
    assert "\r" not in decoded.text


@given(st.text())
def test_storable_keeps_length_and_is_idempotent(text):
    safe, _ = make_storable(text)
    assert len(safe) == len(text)
    assert make_storable(safe)[0] == safe
