"""The index of originals."""

import pytest
from msgspec.structs import replace

from joindots.model import StoreError
from joindots.store.originals import Original, decode_index, encode_index

A = Original(source="a — Ä.txt", sha256="0" * 64, size=3)
B = Original(source="https://news.example/b", sha256="1" * 64, size=4, media_type="text/html")


def test_what_is_written_is_read_in_order_of_source() -> None:
    data = encode_index({"reader": "1.0"}, [B, A])
    index = decode_index(data)
    assert index.originals == (A, B)
    assert index.libraries == {"reader": "1.0"}
    assert data == encode_index({"reader": "1.0"}, [A, B])


def test_originals_lie_under_their_hash() -> None:
    assert A.name == f"originals/00/{A.sha256}"


@pytest.mark.parametrize(
    "data",
    [
        encode_index({}, [replace(A, sha256="../outside")]),
        encode_index({}, [replace(A, sha256="0" * 64 + "\n")]),
        encode_index({}, [replace(A, size=-1)]),
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        encode_index({}, [A]).replace(b"originals/1", b"originals/2"),
    ],
)
def test_anything_else_is_refused(data) -> None:
    with pytest.raises(StoreError):
        decode_index(data)
