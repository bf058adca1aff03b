"""The folder of blocks: files, named by an fsspec address, that all machines of a cluster reach.

Blocks and results are Parquet tables; what workers hand to workers lies on shelves (`shuffles.py`).
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from uuid import uuid4

from joindots.model import EngineError, MissingExtraError
from joindots.run.distributed.rows import Row

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

NEED = "the distributed engine needs an extra: pip install 'joindots[distributed]'"
_END, _BARE = ".parquet", ".shelf"


class BlockFolder:
    """A folder of tables.

    Attributes:
        address: A path from the root, or an address that fsspec knows, such as `s3://bucket/folder`.
    """

    def __init__(self, address: str) -> None:
        """Take the address; nothing is opened.

        Raises:
            MissingExtraError: The extra `distributed`, or the file system's own library, is not installed.
            EngineError: There is no such kind of address.
        """
        try:
            from fsspec.core import url_to_fs  # noqa: PLC0415 - of an extra
        except ImportError as error:
            raise MissingExtraError(NEED) from error
        try:
            # Others write there, too: a file is not missing because it was missing when we last looked.
            self._files, self._root = url_to_fs(address, use_listings_cache=False)
        except ImportError as error:
            raise MissingExtraError(f"{address}: {error}") from error
        except ValueError as error:
            raise EngineError(f"{address}: {error}") from error
        self.address = self._root if is_local(self._files) else address

    def write(self, name: str, rows: Sequence[Row]) -> None:
        """Write a table; whoever reads meanwhile finds all of it or nothing.

        Raises:
            EngineError: It cannot be written.
        """
        import pyarrow as pa  # noqa: PLC0415 - of an extra
        from pyarrow import parquet  # noqa: PLC0415 - as above

        columns = {column: [getattr(row, column) for row in rows] for column in Row.__struct_fields__}
        sink = pa.BufferOutputStream()
        parquet.write_table(pa.table(columns, schema=_schema()), sink, compression="zstd")
        with self._reach("written"):
            self._put(self._name(name), sink.getvalue().to_pybytes())

    def read(self, name: str) -> list[Row] | None:
        """Read a table; None where there is none, or a damaged one.

        Raises:
            EngineError: The folder cannot be reached.
        """
        import pyarrow as pa  # noqa: PLC0415 - of an extra
        from pyarrow import parquet  # noqa: PLC0415 - as above

        try:
            with self._reach("read"):
                data = self._files.cat_file(self._name(name))
            table = parquet.read_table(pa.BufferReader(data))
            columns = [table.column(column).to_pylist() for column in Row.__struct_fields__]
        except (FileNotFoundError, pa.ArrowInvalid, KeyError):
            return None
        return [Row(*values) for values in zip(*columns, strict=True)]

    def put(self, name: str, data: bytes) -> None:
        """Write bytes that are no table, to be fetched in parts.

        Raises:
            EngineError: They cannot be written.
        """
        with self._reach("written"):
            self._put(self._name(name, _BARE), data)

    def fetch(self, stretches: Sequence[tuple[str, int, int]]) -> list[bytes]:
        """Read stretches of what was put there.

        Args:
            stretches: Of each the name, its first byte, and one past its last.

        Raises:
            EngineError: One is not there.
        """
        names, starts, ends = zip(*stretches, strict=True) if stretches else ((), (), ())
        with self._reach("fetched"):
            paths = [self._name(name, _BARE) for name in names]
            found: list[bytes] = self._files.cat_ranges(paths, list(starts), list(ends), on_error="raise")
        for (name, start, end), data in zip(stretches, found, strict=True):
            if len(data) != end - start:
                raise EngineError(f"{self.address}: {name} is damaged there; empty the folder and read again")
        return found

    def list_names(self) -> set[str]:
        """Names of all tables.

        Raises:
            EngineError: The folder cannot be reached.
        """
        try:
            with self._reach("listed"):
                found = self._files.ls(self._root, detail=False)
        except FileNotFoundError:
            return set()
        return {PurePosixPath(path).name.removesuffix(_END) for path in found if path.endswith(_END)}

    def remove(self, name: str) -> None:
        """Remove a table, if there is one."""
        with self._reach("removed"):
            self._remove(self._name(name))

    @contextmanager
    def _reach(self, what: str) -> Iterator[None]:
        """Tell trouble in one way; that a file is missing is the caller's to judge, where it is no trouble."""
        try:
            yield
        except _list_troubles() as error:
            if isinstance(error, FileNotFoundError) and what in {"read", "listed"}:
                raise
            raise EngineError(f"{self.address}: blocks cannot be {what} there: {error}") from error

    def _name(self, name: str, end: str = _END) -> str:
        return f"{self._root.rstrip('/')}/{name}{end}"

    def _remove(self, path: str) -> None:
        with suppress(FileNotFoundError):
            self._files.rm_file(path)

    def _put(self, path: str, data: bytes) -> None:
        """Put a file in its place at once: by a rename here; object stores show a file when it is complete."""
        if not is_local(self._files):
            self._files.pipe_file(path, data)
            return
        self._files.makedirs(self._root, exist_ok=True)
        partial = f"{path}.{uuid4().hex}.partial"
        try:
            self._files.pipe_file(partial, data)
            self._files.mv(partial, path)
        except OSError:
            self._remove(partial)
            raise


def is_local(files: "AbstractFileSystem") -> bool:
    """Whether it is folders of this machine, or such that are mounted on it."""
    return "file" in ([files.protocol] if isinstance(files.protocol, str) else files.protocol)


def _list_troubles() -> tuple[type[Exception], ...]:
    """What a file system raises; s3fs lets through what its own library says of keys and connections."""
    library = sys.modules.get("botocore.exceptions")
    return (OSError, library.BotoCoreError) if library else (OSError,)


def _schema() -> object:
    import pyarrow as pa  # noqa: PLC0415 - of an extra

    text = pa.dictionary(pa.int32(), pa.string())
    return pa.schema([("field", text), ("kind", text), ("key", pa.binary()), ("body", pa.binary())])
