"""Text that does not say its encoding reads as it was written."""

import random

import pytest

from joindots.text.decode import decode_text
from steps import count_steps

LINES = {
    "fr": "Une tempête a fermé mardi le vieux môle à Kervallon, où la mairesse déclare que l’hôpital était prévenu.",
    "de": "Der Sturm hat am Dienstag die Brücke gesperrt, die Größe des Schadens müsse überprüft werden, heißt es.",
    "pl": "Burza zamknęła we wtorek most, a żółte łodzie już płyną po ludzi, powiedział rzecznik miejskiej straży.",
    "cs": "Bouře v úterý uzavřela most, řekl starosta, a dodal, že žluté čluny záchranářů už připlouvají.",
    "ru": "Во вторник буря закрыла мост через реку, сообщил мэр; никто не ожидал такой высокой воды.",
    "el": "Η καταιγίδα έκλεισε την Τρίτη τη γέφυρα, είπε ο δήμαρχος, και κανείς δεν περίμενε τόσο νερό.",
    "tr": "Fırtına salı günü köprüyü kapattı, dedi belediye başkanı, ve kimse bu kadar suyu beklemiyordu; işçi çıktı.",
    "he": "הסערה סגרה ביום שלישי את הגשר מעל הנהר, אמר ראש העיר, ואיש לא ציפה לכך.",
    "ar": "أغلقت العاصفة الجسر يوم الثلاثاء، حسب ما قال رئيس البلدية، ولم يتوقع أحد هذه المياه.",
    "lt": "Audra antradienį uždarė tiltą, pranešė meras, ir niekas nesitikėjo tokio aukšto vandens šįkart.",
    "ja": "火曜日、市の橋が嵐のために閉鎖され、十一人が病院に運ばれたと市長が述べた。",
    "zh": "星期二，这座城市的桥梁因为风暴关闭，市长说，没有人想到水位会这么高。",
    "ko": "화요일 시의 다리가 폭풍으로 폐쇄되었고 열한 명이 병원으로 옮겨졌다고 시장이 말했다.",
}
ENCODINGS = {
    "fr": ["cp1252", "mac-roman", "iso-8859-15"],
    "de": ["cp1252", "cp437", "cp850", "mac-roman"],
    "pl": ["cp1250", "iso-8859-2", "cp852"],
    "cs": ["cp1250", "iso-8859-2", "cp852"],
    "ru": ["cp1251", "koi8-r", "iso-8859-5", "cp866"],
    "el": ["cp1253", "iso-8859-7"],
    "tr": ["cp1254", "iso-8859-9"],
    "he": ["cp1255", "iso-8859-8"],
    "ar": ["cp1256", "iso-8859-6"],
    "lt": ["cp1257", "iso-8859-13"],
    "ja": ["shift_jis", "euc-jp", "iso2022_jp"],
    "zh": ["gb18030"],
    "ko": ["euc-kr"],
}
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize(
    ("language", "encoding"),
    [(language, encoding) for language in LINES for encoding in (*ENCODINGS[language], *UNICODE)],
)
def test_a_line_in_any_encoding_that_occurs_reads_as_it_was_written(language, encoding):
    data = f"{LINES[language]}\n".encode(encoding, "ignore")
    assert decode_text(data).text == data.decode(encoding).removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Három nő és két férfi volt a hajón.", "cp1250"),
        ("Az idő jó.", "iso-8859-2"),
        ("A hajó nem indult el, közölte a rendőrfőnök, mert a tűz a fűtőházra is átterjedt.", "cp1250"),
        ("As ações dos leões do circo põem em risco as populações, disse João.", "cp1252"),
        ("Os milhões", "iso-8859-1"),
    ],
)
def test_hungarian_and_portuguese_are_told_apart_by_the_letter_after(text, encoding):
    assert decode_text(f"{text}\n".encode(encoding)).text == f"{text}\n"


def test_a_line_in_another_encoding_does_not_turn_the_file():
    data = "Der Sturm zog über die Küste.\n".encode() * 3 + "Die Brücke war gesperrt.\n".encode("cp1252")
    decoded = decode_text(data)
    assert decoded.text == "Der Sturm zog über die Küste.\n" * 3 + "Die Brücke war gesperrt.\n"
    assert decoded.notes == ("mixed encodings",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-32-be"])
def test_a_tail_of_nuls_is_left_out_and_named(encoding):
    decoded = decode_text("The pier is closed.\n".encode(encoding) + bytes(4_000))
    assert decoded.text == "The pier is closed.\n"
    assert decoded.notes == ("NUL bytes at the end left out",)


def test_japanese_by_escapes_is_read_in_spite_of_its_declaration():
    page = '<meta charset="utf-8"><p>港で船が沈没した。</p>'.encode("iso2022_jp")
    assert "港で船が沈没した。" in decode_text(page, declares=True).text


def test_binary_data_is_no_wide_text():
    chance = random.Random(4)  # noqa: S311 - any bytes
    for _ in range(50):
        assert not decode_text(chance.randbytes(600)).encoding.startswith("utf-")


def test_a_few_bytes_with_nuls_are_no_wide_text():
    assert decode_text(b"xyz\x00uvw\x00\x01\x02").encoding == "utf-8"


def test_guessing_takes_no_longer_for_a_long_text():
    data = LINES["pl"].encode("iso-8859-2")

    def steps(times):
        return count_steps(lambda: decode_text(data * times))

    assert decode_text(data * 20_000).text.startswith("Burza zamknęła")
    assert steps(20_000) < 2 * steps(2_000)


def test_fixed_blanks_and_quotation_marks_of_a_word_processor_are_no_letters():
    text = "The harbour\u00a0master said: “Nobody heard\u00a0it.” “He was\u00a0below,” she\u00a0added.\n"
    assert decode_text((text * 6).encode("cp1252")).text == text * 6
