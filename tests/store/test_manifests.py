"""Manifests keep one form, so that nothing in them can change unseen."""

import hashlib
import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.model import StoreError
from joindots.store.manifests import decode_manifest, encode_manifest

STEPS = st.text(string.ascii_letters + string.digits + "_", min_size=1, max_size=5)
NAMES = st.lists(STEPS, min_size=1, max_size=3).map("/".join)
HASHES = st.binary(max_size=3).map(lambda data: hashlib.sha256(data).hexdigest())
MANIFESTS = st.dictionaries(NAMES, HASHES, max_size=4)
A = "a" * 64


@given(MANIFESTS)
def test_what_is_written_is_read(hashes) -> None:
    assert decode_manifest(encode_manifest(hashes)) == hashes


@given(MANIFESTS.filter(bool), st.data())
def test_a_flipped_bit_never_reads_as_the_same(hashes, data) -> None:
    flipped = bytearray(encode_manifest(hashes))
    flipped[data.draw(st.integers(0, len(flipped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with suppress(StoreError):
        assert decode_manifest(bytes(flipped)) != hashes


@pytest.mark.parametrize(
    "line",
    [
        f"{A}  ../outside\n",
        f"{A}  /etc/passwd\n",
        f"{A}  a//b\n",
        f"{A}  a/../b\n",
        f"{A}  ./a\n",
        f"{A}  .hidden\n",
        f"{A}  a\\b\n",
        f"{A}  C:a\n",
        f"{A}  a\x1b[31m\n",
        f"{A}  ä\n",
        f"{A}  \n",
        f"{A} a\n",
        f"{A}  a",
        f"{A}  a\r\n",
        f"{A.upper()}  a\n",
        f"{A}  b\n{A}  a\n",
        f"{A}  a\n{A}  a\n",
        "\n",
    ],
)
def test_other_forms_are_refused(line) -> None:
    with pytest.raises(StoreError):
        decode_manifest(line.encode())
