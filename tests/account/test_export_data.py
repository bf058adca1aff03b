"""Data for other tools: JSON-LD, GeoJSON, GraphML, FollowTheMoney. Every quote is a slice; hostile text stays text."""

import json

import pytest
from lxml import etree
from msgspec.structs import replace

from joindots.account.exports import EXPORTS
from joindots.model import (
    Accept,
    Correction,
    Corrections,
    Decision,
    Place,
    Target,
)

GRAPH = "{http://graphml.graphdrawing.org/xmlns}"
# Of the schema of FollowTheMoney, what is written here.
PROPERTIES = {
    "Article": "name title author publisher publishedAt sourceUrl fileName mimeType bodyText",
    "Person": "name alias position",
    "Organization": "name alias summary country latitude longitude",
    "LegalEntity": "name alias summary",
    "Address": "name alias full latitude longitude country state",
    "Event": "name keywords date startDate endDate location involved proof summary",
    "Mention": "document resolved name detectedSchema",
    "Note": "name description entity proof summary",
}


def export(account, form):
    (data,) = EXPORTS[form](account).values()
    return data


def read_lines(data):
    return [json.loads(line) for line in data.splitlines()]


@pytest.fixture(scope="module")
def texts(account):
    return {document.id: document.text for document in account.documents}


@pytest.fixture(scope="module")
def located(account):
    quay = replace(
        account.entities[1],
        id="e00000000009",
        kind="place",
        name="Tarn Quay",
        place=Place(latitude=1.5, longitude=-2.5, country="Tarn", country_code="TN", level="town"),
    )
    (incident,) = account.incidents
    told = replace(incident.killed[0], value=quay.id)
    return replace(account, entities=(*account.entities, quay), incidents=(replace(incident, location=(told,)),))


def test_claims_have_their_quotes_and_nobody_reviewed_them(account, texts):
    graph = json.loads(export(account, "jsonld"))["@graph"]
    kinds = {node["@type"] for node in graph}
    assert kinds == {"NewsArticle", "Claim"}
    articles = {node["@id"] for node in graph if node["@type"] == "NewsArticle"}
    claims = [node for node in graph if node["@type"] == "Claim"]
    assert len(claims) == sum(len(finding.positions) for finding in account.findings)
    for quote in (quote for claim in claims for quote in claim["appearance"]):
        start, end = (one["value"] for one in quote["additionalProperty"])
        assert quote["isPartOf"]["@id"] in articles
        assert texts[quote["isPartOf"]["@id"].removeprefix("urn:joindots:")][start:end] == quote["text"]


def test_a_review_is_what_somebody_decided(account):
    finding = account.findings[0]
    target = Target(kind="finding", anchors=(), id=finding.id, name=finding.topic, finding=finding.kind)
    decision = Decision(
        id="k1", when="2041-01-01T00:00:00.000Z", who="Mira Holt", why="read it", action=Accept(target=target)
    )
    made = Correction(decision=decision, records=(finding.id,), was=None)
    graph = json.loads(export(replace(account, corrections=Corrections(made=(made,))), "jsonld"))["@graph"]
    (review,) = [node for node in graph if node["@type"] == "ClaimReview"]
    assert review["author"]["name"] == "Mira Holt"
    assert review["reviewRating"]["alternateName"] == "accepted"


def test_points_stand_where_the_gazetteer_has_them(located, texts):
    data = json.loads(export(located, "geojson"))
    incident, place = data["features"]
    assert incident["geometry"] == place["geometry"] == {"type": "Point", "coordinates": [-2.5, 1.5]}
    assert incident["properties"]["place"] == "Tarn Quay"
    assert [one["value"] for one in incident["properties"]["reported"]["killed"]] == [2, 3]
    for one in place["properties"]["evidence"]:
        assert texts[one["document"]][one["start"] : one["end"]] == one["quote"]


def test_an_account_without_points_is_an_empty_collection(account):
    assert json.loads(export(account, "geojson"))["features"] == []


def test_every_edge_joins_two_nodes(account):
    root = etree.fromstring(export(account, "graphml"))
    nodes = {node.get("id") for node in root.iter(f"{GRAPH}node")}
    edges = list(root.iter(f"{GRAPH}edge"))
    assert {edge.get("source") for edge in edges} | {edge.get("target") for edge in edges} <= nodes
    kinds = {data.text for edge in edges for data in edge if data.get("key") == "e-kind"}
    assert kinds == {"mentions", "tells of", "takes part", "says", "rests on", "is about", "shares text"} - (
        set() if any(finding.about for finding in account.findings) else {"is about"}
    )


def test_entities_keep_to_the_schema(located):
    lines = read_lines(export(located, "ftm"))
    assert {line["schema"] for line in lines} >= {
        "Article",
        "Person",
        "Organization",
        "Address",
        "Event",
        "Mention",
        "Note",
    }
    ids = {line["id"] for line in lines}
    assert len(ids) == len(lines)
    for line in lines:
        assert set(line["properties"]) <= set(PROPERTIES[line["schema"]].split()), line
        assert all(isinstance(value, str) for values in line["properties"].values() for value in values)
        for reference in ("document", "resolved", "entity", "proof", "involved"):
            assert set(line["properties"].get(reference, ())) <= ids


def test_entities_are_valid_to_the_library_itself(located):
    library = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    for line in read_lines(export(located, "ftm")):
        library.model.get(line["schema"]).validate(line)


@pytest.mark.parametrize("form", ["jsonld", "geojson", "graphml", "ftm"])
def test_the_same_account_gives_the_same_bytes_and_bad_characters_break_nothing(located, form):
    hostile = replace(
        located, documents=tuple(replace(d, title="</data>\x00\ud800<script>") for d in located.documents)
    )
    assert export(hostile, form) == export(hostile, form)
    data = export(hostile, form)
    if form == "graphml":
        etree.fromstring(data)
    elif form == "ftm":
        read_lines(data)
    else:
        json.loads(data)


@pytest.mark.parametrize("form", sorted(set(EXPORTS) - {"jsonl"}))
def test_every_form_bears_whatever_a_source_calls_itself(account, form):
    """JSON Lines have the records as `account.json` has them; no input gives text that UTF-8 cannot hold."""
    for module in {"docx": ("docx",), "pdf": ("fpdf",)}.get(form, ()):
        pytest.importorskip(module)
    name = "=1+1<script>]]></data>\x00\x1b\u202e\ud800🔥\U000e0001"
    documents = tuple(replace(d, title=name, publisher=name, source=f"{d.source}{name}") for d in account.documents)
    entities = tuple(replace(entity, name=name, aliases=(name,)) for entity in account.entities)
    files = EXPORTS[form](replace(account, documents=documents, entities=entities))
    assert files
    assert all("/" not in file and data for file, data in files.items())
