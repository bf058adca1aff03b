"""UIMA CAS XMI back to annotations."""

from typing import Final, cast

from lxml import etree
from msgspec import Struct

from joindots.account.annotations.layers import FEATURES, Annotation, Layer
from joindots.account.annotations.offsets import Offsets
from joindots.account.annotations.writing import CAS, CUSTOM, META, NAMED, clean_text
from joindots.model import Account, Document, InputError

_ID: Final = f"{{{META}}}DocumentMetaData"


class Annotated(Struct, frozen=True, kw_only=True):
    """A report as somebody has annotated it.

    Attributes:
        document: Its id.
        annotations: Sorted; offsets in code points.
    """

    document: str
    annotations: tuple[Annotation, ...]


def read_xmi(data: bytes, account: Account, source: str = "annotations") -> Annotated:
    """Read what came back from an annotation tool.

    Args:
        data: XMI that was made from this account; layers of others are passed over.
        account: The account.
        source: Name of the file, for errors.

    Raises:
        InputError: It is no XMI, its text is that of no report of the account, or an offset lies outside it.
    """
    root = _parse(data, source)
    sofa = root.find(f"{{{CAS}}}Sofa")
    text = sofa.get("sofaString") if sofa is not None else None
    if text is None:
        raise InputError(source, "holds no text of UIMA (a Sofa)")
    document = _find_document(root, account, text)
    if document is None:
        raise InputError(source, "its text is that of no report of this account")
    offsets = Offsets(text)
    found = [annotation for element in root if (annotation := _read(element, offsets, source)) is not None]
    return Annotated(document=document.id, annotations=tuple(sorted(found)))


def _parse(data: bytes, source: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(source, f"is no XML ({error})") from error
    return root


def _find_document(root: etree._Element, account: Account, text: str) -> Document | None:
    """The report with this text; of several the one that the file names."""
    same = [document for document in account.documents if clean_text(document.text) == text]
    about = root.find(_ID)
    named = about.get("documentId") if about is not None else None
    return next((document for document in same if document.id == named), same[0] if same else None)


def _read(element: etree._Element, offsets: Offsets, source: str) -> Annotation | None:
    if not isinstance(element.tag, str):
        return None
    name = etree.QName(element)
    if name.namespace not in {NAMED, CUSTOM} or name.localname not in FEATURES:
        return None
    layer = cast("Layer", name.localname)
    try:
        start, end = (offsets.to_points(int(element.get(side) or "")) for side in ("begin", "end"))
    except ValueError as error:
        raise InputError(source, f"an annotation of the layer {layer} has no offsets") from error
    features = ((feature, element.get(feature)) for feature in sorted(FEATURES[layer]))
    kept = tuple((feature, value) for feature, value in features if value)
    return Annotation(start=start, end=end, layer=layer, features=kept)
