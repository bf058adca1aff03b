"""What is kept: originals byte for byte, manifests, bundles of evidence. Later the only SQL."""

from joindots.store.bags import is_as_packed, write_bag
from joindots.store.checks import Checked, Remark, check_files, read_file
from joindots.store.folders import write_files, write_folder
from joindots.store.manifests import MANIFEST, decode_manifest
from joindots.store.originals import INDEX, ORIGINALS, Holding, Index, Original, decode_index, encode_index
from joindots.store.trees import FolderTree, Tree, ZipTree

__all__ = [
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
