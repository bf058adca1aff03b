"""What is kept: originals byte for byte, manifests, bundles of evidence; cases, the only SQL.

The modules of cases are not imported here: they load the database's library, which a run without a case does not need.
"""

from joindots.store.bags import is_as_packed, write_bag
from joindots.store.checks import Checked, Remark, check_files, read_file
from joindots.store.folders import write_files, write_folder
from joindots.store.manifests import MANIFEST, decode_manifest
from joindots.store.originals import INDEX, ORIGINALS, Holding, Index, Original, decode_index, encode_index
from joindots.store.trees import FolderTree, Tree, ZipTree

CASE_ENDS = ("", "-lock", "-reading", "-shm", "-wal")
"""What the names of a case's files end with, beside its own name."""

__all__ = [
    "CASE_ENDS",
    "INDEX",
    "MANIFEST",
    "ORIGINALS",
    "Checked",
    "FolderTree",
    "Holding",
    "Index",
    "Original",
    "Remark",
    "Tree",
    "ZipTree",
    "check_files",
    "decode_index",
    "decode_manifest",
    "encode_index",
    "is_as_packed",
    "read_file",
    "write_bag",
    "write_files",
    "write_folder",
]
