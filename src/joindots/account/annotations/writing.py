"""Annotations as UIMA CAS XMI and its type system.

Source: OASIS UIMA 1.0, 4.1 (CAS); Apache UIMA "References", 7 (XMI CAS Serialization); the layers beside named entities
are custom layers of INCEpTION (`webanno.custom`).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from joindots.account.annotations.layers import FEATURES, Annotation, Layer
from joindots.account.annotations.offsets import Offsets
from joindots.model import Document

XMI: Final = "http://www.omg.org/XMI"
CAS: Final = "http:///uima/cas.ecore"
META: Final = "http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"
NAMED: Final = "http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"
CUSTOM: Final = "http:///webanno/custom.ecore"
_TYPES: Final = "http://uima.apache.org/resourceSpecifier"
_NAMED_TYPE: Final = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_META_TYPE: Final = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
# What XML 1.0 cannot hold. One sign stands for one, so that offsets hold.
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_text(text: str) -> str:
    """A text in characters that XML can hold, as long as before."""
    return _UNWRITABLE.sub("�", text)


def encode_xmi(document: Document, annotations: Sequence[Annotation]) -> bytes:
    """A report with its annotations.

    Args:
        document: Whose text it is.
        annotations: Of it; offsets in code points.

    Returns:
        XMI in UTF-8; `begin` and `end` are UTF-16 code units, as UIMA counts.
    """
    text = clean_text(document.text)
    offsets = Offsets(text)
    spaces = {"xmi": XMI, "cas": CAS, "meta": META, "type": NAMED, "custom": CUSTOM}
    root = etree.Element(f"{{{XMI}}}XMI", nsmap=spaces)
    root.set(f"{{{XMI}}}version", "2.0")
    etree.SubElement(root, f"{{{CAS}}}NULL", {f"{{{XMI}}}id": "0"})
    about = {"documentId": document.id, "documentTitle": clean_text(document.title or document.source)}
    about["language"] = document.language or "x-unspecified"
    _add(root, f"{{{META}}}DocumentMetaData", 2, (0, offsets.length), about)
    for number, one in enumerate(annotations, 3):
        stretch = offsets.to_units(one.start), offsets.to_units(one.end)
        _add(root, _name(one.layer), number, stretch, {name: clean_text(value) for name, value in one.features})
    sofa = {"sofaNum": "1", "sofaID": "_InitialView", "mimeType": "text", "sofaString": text}
    etree.SubElement(root, f"{{{CAS}}}Sofa", {f"{{{XMI}}}id": "1", **sofa})
    members = " ".join(str(number) for number in range(2, len(annotations) + 3))
    etree.SubElement(root, f"{{{CAS}}}View", {"sofa": "1", "members": members})
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _add(root: etree._Element, name: str, number: int, stretch: tuple[int, int], features: dict[str, str]) -> None:
    place = {"sofa": "1", "begin": str(stretch[0]), "end": str(stretch[1])}
    etree.SubElement(root, name, {f"{{{XMI}}}id": str(number), **place, **features})


def _name(layer: Layer) -> str:
    return f"{{{NAMED if layer == 'NamedEntity' else CUSTOM}}}{layer}"


def encode_type_system() -> bytes:
    """The type system that goes with the files: import it with them."""
    root = etree.Element("typeSystemDescription", nsmap={None: _TYPES})
    types = etree.SubElement(root, "types")
    for layer, features in FEATURES.items():
        name = _NAMED_TYPE if layer == "NamedEntity" else f"webanno.custom.{layer}"
        _describe(types, name, "uima.tcas.Annotation", features)
    about = {"documentId": "Id of the report", "documentTitle": "Its title"}
    _describe(types, _META_TYPE, "uima.tcas.DocumentAnnotation", about)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _describe(types: etree._Element, name: str, parent: str, features: Mapping[str, str]) -> None:
    described = etree.SubElement(types, "typeDescription")
    etree.SubElement(described, "name").text = name
    etree.SubElement(described, "description")
    etree.SubElement(described, "supertypeName").text = parent
    listed = etree.SubElement(described, "features")
    for feature, meaning in features.items():
        one = etree.SubElement(listed, "featureDescription")
        etree.SubElement(one, "name").text = feature
        etree.SubElement(one, "description").text = meaning
        etree.SubElement(one, "rangeTypeName").text = "uima.cas.String"
