"""One set of labels for the names that pipelines of different languages mark."""

from typing import Final

# What other corpora call what OntoNotes calls PERSON, ORG, GPE, LOC. Source: the label schemes in the descriptions of
# spaCy's pipelines: WikiNER (French, German, Italian, Portuguese, Spanish ...), NorNE (Norwegian), the National Corpus
# of Polish, SUC (Swedish), KLUE (Korean), RONEC (Romanian).
_LABELS: Final = {
    "PER": "PERSON",
    "PRS": "PERSON",
    "PS": "PERSON",
    "persName": "PERSON",
    "ORGANIZATION": "ORG",
    "OG": "ORG",
    "orgName": "ORG",
    "GPE_ORG": "ORG",
    "GPE_LOC": "GPE",
    "placeName": "GPE",
    "LC": "LOC",
    "geogName": "LOC",
    "EVT": "EVENT",
    "PROD": "PRODUCT",
}


def read_label(label: str) -> str:
    """The OntoNotes label where a pipeline has another word for it; labels of their own (`MISC`) stay."""
    return _LABELS.get(label, label)
