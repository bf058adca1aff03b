"""The languages of real news: no English paragraph is taken for another, others are told."""

import gzip
import json

import pytest

from joindots.intake.languages import detect_languages


def load(path):
    if not path.is_file():
        pytest.skip(f"the set {path.parent.name} is absent")
    with gzip.open(path) as lines:
        return [json.loads(line) for line in lines]


def tell(text):
    paragraphs = [line for line in text.splitlines() if line.strip()]
    return detect_languages(paragraphs, [True] * len(paragraphs))


@pytest.mark.parametrize(
    "name", ["times/docs", "attributions/dev.docs", "names/conll.docs", "shootings/docs", "muc/docs"]
)
def test_english_reports_have_no_foreign_paragraph(shared, name) -> None:
    rows = load(shared / "bench" / f"{name}.jsonl.gz")[:400]
    told = [tell(row["text"]) for row in rows]
    assert {language for language, _ in told} <= {"en", None}
    assert not [code for _, own in told for code in own if code]


def test_reports_in_other_languages_are_told(shared) -> None:
    rows = [row for row in load(shared / "bench/articles/gold.jsonl.gz") if row["id"].startswith("fundus")]
    told = [tell(row["text"]) for row in rows]
    assert sum(language != "en" for language, _ in told) == 89
    paragraphs = [code for language, own in told if language != "en" for code in own]
    assert sum(code is not None for code in paragraphs) <= 0.01 * len(paragraphs)
