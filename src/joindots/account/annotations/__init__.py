"""An account as annotations that people can edit elsewhere (UIMA CAS XMI, for INCEpTION), and what they changed."""

from joindots.account.annotations.differences import Difference, compare_annotations
from joindots.account.annotations.layers import Annotation, list_annotations
from joindots.account.annotations.reading import Annotated, read_xmi
from joindots.account.annotations.writing import encode_type_system, encode_xmi

__all__ = [
    "Annotated",
    "Annotation",
    "Difference",
    "compare_annotations",
    "encode_type_system",
    "encode_xmi",
    "list_annotations",
    "read_xmi",
]
