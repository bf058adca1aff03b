"""What was read of reports and paragraphs in other languages than English, and what was only kept."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal

from joindots.account.phrases import count_words, list_words
from joindots.account.source_phrases import language_words
from joindots.model import Account, Document
from joindots.text.languages import ENGLISH, block_language

Reading = Literal["in full", "names only", "not read further"]

_LEADS: Final[dict[Reading, str]] = {
    "names only": "Only names are read in",
    "not read further": "Kept and searchable, but not read further:",
}


def reading_of(account: Account, language: str) -> Reading:
    """How far text in a language is read: English in full, others where there was a pipeline for their names."""
    if language == ENGLISH:
        return "in full"
    return "names only" if language in {model.language for model in account.generator.models} else "not read further"


def describe_languages(account: Account) -> tuple[str, ...]:
    """Sentences on what is not read in full; none where all is English.

    Args:
        account: Any.

    Returns:
        One sentence a depth of reading, such as "Kept and searchable, but not read further: 2 reports in German and
        1 paragraph in French."
    """
    reports: dict[Reading, Counter[str]] = {depth: Counter() for depth in _LEADS}
    paragraphs: dict[Reading, Counter[str]] = {depth: Counter() for depth in _LEADS}
    for document in account.documents:
        language = document.language or ENGLISH
        if (depth := reading_of(account, language)) in _LEADS:
            reports[depth][language] += 1
        for other, count in _count_paragraphs(document).items():
            if (depth := reading_of(account, other)) in _LEADS:
                paragraphs[depth][other] += count
    found = ((lead, _list_counts(reports[depth], paragraphs[depth])) for depth, lead in _LEADS.items())
    return tuple(f"{lead} {list_words(counts)}." for lead, counts in found if counts)


def describe_paragraphs(account: Account, document: Document) -> tuple[str, ...]:
    """The paragraphs of a report in other languages than its own, by language: "2 in French, not read further"."""
    return tuple(
        f"{count_words(count, 'paragraph')} in {language_words(language)}, {told(reading_of(account, language))}"
        for language, count in _rank(_count_paragraphs(document))
    )


def _count_paragraphs(document: Document) -> Counter[str]:
    own = document.language or ENGLISH
    languages = (block_language(document, block) for block in document.blocks if block.kind != "boilerplate")
    return Counter(language for language in languages if language != own)


def _list_counts(reports: Counter[str], paragraphs: Counter[str]) -> list[str]:
    told = [f"{count_words(count, 'report')} in {language_words(language)}" for language, count in _rank(reports)]
    return told + [
        f"{count_words(count, 'paragraph')} in {language_words(language)}" for language, count in _rank(paragraphs)
    ]


def _rank(counts: Counter[str]) -> Sequence[tuple[str, int]]:
    """The most frequent first, then by code."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def told(depth: Reading) -> str:
    """How far, as it follows a language: "read in full", "names only"."""
    return "read in full" if depth == "in full" else depth
