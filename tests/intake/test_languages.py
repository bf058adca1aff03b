import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.intake.languages import detect_language, detect_languages

TEXTS = {
    "en": "The ferry ran aground off the point on Tuesday, and the harbour master said that it was lost.",
    "de": "Die Fähre lief am Dienstag vor der Landspitze auf Grund, und der Hafenmeister sagte, sie sei verloren.",
    "fr": "Le bac s'est échoué mardi au large de la pointe et le capitaine du port a dit qu'il était perdu.",
    "es": "El transbordador encalló el martes frente a la punta y el capitán del puerto dijo que estaba perdido.",
}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_languages(code):
    assert detect_language(TEXTS[code]) == code
    assert detect_language(TEXTS[code].upper()) == code


def test_too_little_text_is_unknown():
    assert detect_language("A ferry.") is None
    assert detect_language("") is None
    assert detect_language("1 2 3 4 " * 50) is None
    assert detect_language("Varga Brandt Delorme Dietz Vogel Renn Holt Ocampo Ibarra") is None


def test_english_text_does_not_load_the_model():
    code = f"from joindots.intake import languages as l; import sys; l.detect_language({TEXTS['en']!r}); "
    code += "sys.exit('py3langid' in sys.modules or 'trafilatura' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


LONG = {code: text + " " + text for code, text in TEXTS.items()}


def detect(*paragraphs):
    return detect_languages(paragraphs, [True] * len(paragraphs))


@pytest.mark.parametrize("code", ["de", "fr", "es"])
def test_a_paragraph_in_another_language_is_told(code):
    assert detect(LONG["en"], LONG[code], LONG["en"]) == ("en", [None, code, None])
    assert detect(LONG[code], LONG["en"], LONG[code]) == (code, [None, "en", None])


def test_most_of_the_text_gives_the_language_of_the_report():
    assert detect(LONG["fr"], *[LONG["en"]] * 3)[0] == "en"
    assert detect(LONG["en"], *[LONG["fr"]] * 3) == ("fr", ["en", None, None, None])


def test_what_is_not_the_report_itself_does_not_decide():
    own = [True, False, False, False]
    assert detect_languages([LONG["en"], *[LONG["de"]] * 3], own) == ("en", [None, "de", "de", "de"])
    assert detect_languages([LONG["en"], LONG["en"]], [False, False]) == ("en", [None, None])


@pytest.mark.parametrize(
    "line",
    [
        "“C'est la vie,” she said of the ferry, and the harbour master agreed with her at once, as he always does.",
        "Ilse Varga, Odo Brandt, Jean Delorme, Marie Saint-Clair, Pedro Ibarra, Luis Ocampo, Karl Vogel, Anna Dietz",
        "Lowmark 3, Tarn Quay 1; Port Ellis 0, Marlow 0; Arden 2, Corvo 2; Harbour United 4, Ferry Town 1",
        "Vive le port !",
        "Crew quits wrecked ferry amid storm warnings, officials confirm; rescue boats search northern channel",
    ],
)
def test_english_with_foreign_names_stays_english(line):
    assert detect(LONG["en"], line) == ("en", [None, None])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Паром сел на мель во вторник.", "ru"),
        ("Το πλοίο βυθίστηκε.", "el"),
        ("船は沈んだ。", "ja"),
        ("渡轮沉没了。", "zh"),
        ("페리가 가라앉았다", "ko"),
        ("המעבורת טבעה", "he"),
    ],
)
def test_another_script_tells_even_in_a_short_line(line, code):
    assert detect_language(line) == code
    assert detect(LONG["en"], line) == ("en", [None, code])


def test_within_one_script_a_line_goes_with_its_report():
    assert detect("船は沈んだ。けが人はいなかった。", "渡辺港長") == ("ja", [None, None])


def test_the_lines_of_one_script_are_judged_together():
    lines = ["Паром затонул.", "Погибли трое.", "Капитан порта был предупреждён ещё в понедельник."]
    assert detect(LONG["en"], *lines) == ("en", [None, "ru", "ru", "ru"])


def test_a_foreign_word_in_an_english_line_changes_nothing():
    assert detect(LONG["en"] + " Паром сел на мель во вторник.") == ("en", [None])


@given(st.lists(st.text(), max_size=4))
def test_any_text_has_a_language_or_none(texts):
    language, own = detect(*texts)
    assert len(own) == len(texts)
    assert all(code is None or (len(code) == 2 and code != language) for code in [*own])
