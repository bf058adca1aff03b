"""An account as GraphML: reports, names, events and findings, and the edges between them, each with its place.

Source: http://graphml.graphdrawing.org/specification.html.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree
from msgspec import Struct

from joindots.account.escapes import flatten
from joindots.account.finding_citations import cite_finding
from joindots.account.indexes import Index
from joindots.model import Account, Mention, Span

_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_KEYS: Final = {
    "label": "string",
    "kind": "string",
    "detail": "string",
    "start": "int",
    "end": "int",
    "quote": "string",
}


class _Edge(Struct, frozen=True):
    """From one node to another, with the place it rests on."""

    source: str
    target: str
    kind: str
    detail: str
    span: Span | Mention | None


def encode_graph_ml(account: Account) -> bytes:
    """An account as a directed graph.

    Args:
        account: Any.

    Returns:
        UTF-8 XML. Edges: `mentions` and `tells of` (report to name and event), `says` (name to report), `takes part`
        (name to event), `rests on` (finding to report), `is about` (finding to name or event), `shares text` (report to
        report). `start` and `end` are code points of the report's text, half-open, `quote` is what stands there.
    """
    index = Index(account)
    root = etree.Element("graphml", nsmap={None: _NAMESPACE})
    for name, kind in _KEYS.items():
        for owner in ("node", "edge"):
            attributes = {"id": f"{owner[0]}-{name}", "for": owner, "attr.name": name, "attr.type": kind}
            etree.SubElement(root, "key", attributes)
    graph = etree.SubElement(root, "graph", id="account", edgedefault="directed")
    nodes = {node[0]: node for node in _list_nodes(index)}
    for node, kind, label, detail in nodes.values():
        _fill(etree.SubElement(graph, "node", id=node), "n", {"label": label, "kind": kind, "detail": detail})
    for number, edge in enumerate(e for e in _list_edges(index) if e.source in nodes and e.target in nodes):
        element = etree.SubElement(graph, "edge", id=f"k{number}", source=edge.source, target=edge.target)
        _fill(element, "e", {"kind": edge.kind, "detail": edge.detail})
        if edge.span:
            _fill(element, "e", {"start": edge.span.start, "end": edge.span.end, "quote": edge.span.text})
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _fill(element: etree._Element, owner: str, values: Mapping[str, str | int]) -> None:
    for name, value in values.items():
        if value != "":
            etree.SubElement(element, "data", key=f"{owner}-{name}").text = flatten(str(value))


def _list_nodes(index: Index) -> Iterator[tuple[str, str, str, str]]:
    account = index.account
    for d in index.reports:
        yield d.id, "report", f"{index.mark(d.id)} {index.byline(d.id)}", d.source
    for e in account.entities:
        yield e.id, e.kind, e.name, "; ".join(role.text for role in e.roles)
    for v in account.events:
        yield v.id, "event", v.name, v.date.value if v.date else ""
    for f in account.findings:
        yield f.id, "finding", f.topic, cite_finding(index, f)


def _list_edges(index: Index) -> Iterator[_Edge]:
    account = index.account
    for entity in account.entities:
        yield from (_Edge(m.document, entity.id, "mentions", m.how, m) for m in entity.mentions)
    for event in account.events:
        yield from (_Edge(m.document, event.id, "tells of", "", m) for m in event.mentions)
        yield from (_Edge(p.entity, event.id, "takes part", p.role, None) for p in event.participants)
    for a in account.attributions:
        if a.source and a.source.entity:
            yield from (_Edge(a.source.entity, span.document, "says", a.stance, span) for span in a.content)
    for finding in account.findings:
        for position in finding.positions:
            yield from (_Edge(finding.id, s.document, "rests on", position.says, s) for s in position.evidence)
        yield from (_Edge(finding.id, about, "is about", "", None) for about in finding.about)
    for reuse in account.reuse:
        first, then = (reuse.b, reuse.a) if reuse.earlier == "b" else (reuse.a, reuse.b)
        yield _Edge(first.document, then.document, "shares text", f"{reuse.similarity:g}", then)
