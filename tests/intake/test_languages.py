import subprocess
import sys

import pytest

from joindots.intake.languages import detect_language

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


def test_english_text_does_not_load_the_model():
    code = f"from joindots.intake import languages as l; import sys; l.detect_language({TEXTS['en']!r}); "
    code += "sys.exit('py3langid' in sys.modules or 'trafilatura' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
