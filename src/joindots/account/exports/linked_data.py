"""An account as JSON-LD in the words of schema.org: reports, claims with their quotes, and reviews that people made.

Source: https://schema.org/Claim, https://schema.org/ClaimReview, https://schema.org/NewsArticle, https://schema.org/Quotation.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from msgspec import UnsetType

from joindots.account.finding_citations import cite_finding
from joindots.account.indexes import Index
from joindots.model import Accept, Account, Correction, Dated, Document, Finding, Position, Reject, Span

# Sites put this into a `<script>` of their pages, which no word of a report may end; JSON has these in strings only.
_IN_SCRIPT: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_BASE: Final = "urn:joindots:"
_DAY: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")
_WEB: Final = ("https://", "http://")
_VERDICTS: Final = {Accept: "accepted", Reject: "rejected"}

Node = dict[str, object]


def encode_linked_data(account: Account) -> bytes:
    """An account as JSON-LD.

    Args:
        account: Any.

    Returns:
        A graph of `NewsArticle` (one a report), `Claim` (one a position of a finding; `appearance` are its quotes, each
        with its article and code points) and, only where somebody accepted or rejected a finding, `ClaimReview`.
    """
    index = Index(account)
    graph = [_describe_article(index, document) for document in index.reports]
    for finding in account.findings:
        graph += [_describe_claim(index, finding, number) for number in range(len(finding.positions))]
    graph += _list_reviews(index)
    data = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(data, ensure_ascii=False, indent=1).translate(_IN_SCRIPT)
    return (text + "\n").encode("utf-8", "replace")


def _describe_article(index: Index, document: Document) -> Node:
    url = document.url if document.url and document.url.startswith(_WEB) else None
    known: Node = {
        "headline": document.title,
        "publisher": {"@type": "Organization", "name": document.publisher} if document.publisher else None,
        "author": [{"@type": "Person", "name": author} for author in document.authors] or None,
        "datePublished": _day(document.published),
        "inLanguage": document.language,
        "url": url,
    }
    return {
        "@type": "NewsArticle",
        "@id": _BASE + document.id,
        "name": index.mark(document.id),
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": document.sha256},
        **{key: value for key, value in known.items() if value is not None},
    }


def _describe_claim(index: Index, finding: Finding, number: int) -> Node:
    position = finding.positions[number]
    return {
        "@type": "Claim",
        "@id": _claim_id(finding, number),
        "name": finding.topic,
        "text": position.says,
        "description": cite_finding(index, finding),
        "appearance": [_describe_quote(span) for span in position.evidence],
        "firstAppearance": {"@id": _BASE + _first_report(index, position)},
    }


def _describe_quote(span: Span) -> Node:
    place = {"start": span.start, "end": span.end}
    return {
        "@type": "Quotation",
        "text": span.text,
        "isPartOf": {"@id": _BASE + span.document},
        "additionalProperty": [
            {"@type": "PropertyValue", "propertyID": name, "value": value, "unitText": "code points"}
            for name, value in place.items()
        ],
    }


def _first_report(index: Index, position: Position) -> str:
    return min(position.documents, key=lambda document: index.numbers[document])


def _claim_id(finding: Finding, number: int) -> str:
    return f"{_BASE}{finding.id}/{number + 1}"


def _list_reviews(index: Index) -> Iterator[Node]:
    """What reviewers decided about findings; what joindots finds by itself is no review."""
    corrections = index.account.corrections
    for made in () if isinstance(corrections, UnsetType) else corrections.made:
        verdict = _VERDICTS.get(type(made.decision.action))
        findings = [record for i in made.records if isinstance(record := index.records.get(i), Finding)]
        if verdict:
            yield from (_describe_review(made, finding, verdict) for finding in findings)


def _describe_review(made: Correction, finding: Finding, verdict: str) -> Node:
    decision = made.decision
    return {
        "@type": "ClaimReview",
        "@id": _BASE + decision.id,
        "author": {"@type": "Person", "name": decision.who},
        "datePublished": decision.when,
        "claimReviewed": finding.topic,
        "itemReviewed": [{"@id": _claim_id(finding, number)} for number in range(len(finding.positions))],
        "reviewAspect": f"the verdict “{finding.kind}”",
        "reviewRating": {"@type": "Rating", "alternateName": verdict},
        **({"reviewBody": decision.why} if decision.why else {}),
    }


def _day(date: Dated | None) -> str | None:
    """A date that ISO 8601 has a word for; an interval is none."""
    return date.value if date and _DAY.fullmatch(date.value) else None
