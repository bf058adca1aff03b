"""Annotations out to UIMA and back: offsets in both counts, what was changed, hostile files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from joindots.account.annotations import (
    Annotation,
    compare_annotations,
    encode_type_system,
    encode_xmi,
    list_annotations,
    read_xmi,
)
from joindots.account.annotations.offsets import Offsets
from joindots.account.exports import EXPORTS
from joindots.model import Block, InputError

CAS = "{http:///uima/cas.ecore}"
CUSTOM = "{http:///webanno/custom.ecore}"


def write(account, annotations=None):
    """The XMI of the first report."""
    document = account.documents[0]
    made = list_annotations(account)[document.id] if annotations is None else annotations
    return encode_xmi(document, made)


def edit(data, change):
    root = etree.fromstring(data)
    change(root)
    return etree.tostring(root)


@pytest.fixture(scope="module")
def astral(account):
    """The account with two characters of two code units in front of each report."""
    head = "🔥🔥 "

    documents = []
    for document in account.documents:
        text = head + document.text
        blocks = [replace(b, start=b.start + len(head), end=b.end + len(head)) for b in document.blocks]
        first = Block(start=0, end=len(head), kind="boilerplate")
        documents.append(replace(document, text=text, blocks=(first, *blocks)))
    return replace(account, documents=tuple(documents))


@given(st.text())
def test_offsets_go_there_and_back(text):
    offsets = Offsets(text)
    units = [offsets.to_units(point) for point in range(len(text) + 1)]
    assert units == [len(text[:point].encode("utf-16-le", "surrogatepass")) // 2 for point in range(len(text) + 1)]
    assert [offsets.to_points(unit) for unit in units] == list(range(len(text) + 1))


@pytest.mark.parametrize("unit", [-1, 1, 4])
def test_an_offset_within_a_character_or_outside_the_text_is_refused(unit):
    with pytest.raises(InputError):
        Offsets("🔥a").to_points(unit)


def test_what_is_written_is_read_back(account):
    annotations = list_annotations(account)
    for document in account.documents:
        read = read_xmi(encode_xmi(document, annotations[document.id]), account)
        assert (read.document, read.annotations) == (document.id, annotations[document.id])
        assert compare_annotations(annotations[document.id], read.annotations) == ()


def test_offsets_are_code_units_where_the_text_is_astral(astral):
    document = astral.documents[0]
    some = (Annotation(start=3, end=8, layer="Cue", features=(("record", "a1"),)),)
    data = encode_xmi(document, some)
    (cue,) = etree.fromstring(data).iter(f"{CUSTOM}Cue")
    assert (cue.get("begin"), cue.get("end")) == ("5", "10")
    assert read_xmi(data, astral).annotations == some


def test_changes_are_told_one_by_one(account):
    document = next(d for d in account.documents if d.publisher == "Bell & Sons")
    before = list_annotations(account)[document.id]

    def change(root):
        saying = next(e for e in root.iter(f"{CUSTOM}Saying"))
        saying.set("stance", "denies")
        figure = next(e for e in root.iter(f"{CUSTOM}Figure"))
        figure.getparent().remove(figure)
        voice = next(e for e in root.iter(f"{CUSTOM}Voice"))
        voice.set("end", str(int(voice.get("end")) - 1))
        extra = etree.SubElement(root, f"{CUSTOM}Saying", sofa="1", begin="0", end="5", stance="warns")
        assert extra is not None

    read = read_xmi(edit(encode_xmi(document, before), change), account)
    found = compare_annotations(before, read.annotations)
    assert sorted((one.change, one.layer) for one in found) == [
        ("added", "Saying"),
        ("changed", "Saying"),
        ("moved", "Voice"),
        ("removed", "Figure"),
    ]


def test_characters_that_xml_cannot_hold_keep_their_length(account):
    document = next(d for d in account.documents if d.publisher is None)
    assert "\x1b" in document.text
    assert read_xmi(encode_xmi(document, ()), account).document == document.id


@pytest.mark.parametrize(
    "data",
    [
        b"no xml",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
        b'<x xmlns:cas="http:///uima/cas.ecore"><cas:Sofa sofaString="of another pile"/></x>',
    ],
)
def test_what_is_no_annotation_of_the_account_is_refused(account, data):
    with pytest.raises(InputError):
        read_xmi(data, account)


def test_offsets_that_are_none_are_refused(account):
    def spoil(root):
        next(e for e in root.iter(f"{CUSTOM}Saying")).set("begin", "first")

    document = next(d for d in account.documents if d.publisher == "Bell & Sons")
    data = encode_xmi(document, list_annotations(account)[document.id])
    with pytest.raises(InputError, match="no offsets"):
        read_xmi(edit(data, spoil), account)


def test_an_independent_reader_of_uima_reads_them(account, tmp_path):
    cassis = pytest.importorskip("cassis", reason="dkpro-cassis is not installed")
    (tmp_path / "types.xml").write_bytes(encode_type_system())
    (tmp_path / "report.xmi").write_bytes(write(account))
    with (tmp_path / "types.xml").open("rb") as types, (tmp_path / "report.xmi").open("rb") as report:
        cas = cassis.load_cas_from_xmi(report, typesystem=cassis.load_typesystem(types))
    assert cas.sofa_string


def test_each_report_has_its_file(account):
    assert set(EXPORTS["xmi"](account)) == {"TypeSystem.xml", *(f"{document.id}.xmi" for document in account.documents)}
