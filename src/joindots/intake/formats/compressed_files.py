"""One file compressed by gzip, bzip2 or xz."""

import io
from collections.abc import Iterator
from pathlib import PurePosixPath

from joindots.intake.files import File, name_part
from joindots.intake.formats.part_names import tidy_name
from joindots.intake.formats.unpacking import UnpackedStream, detect_compression, read_part

_EXTENSIONS = frozenset({".gz", ".bz2", ".xz"})


class CompressedReader:
    """Yields what was compressed, named like the file without its last extension."""

    def accepts(self, file: File) -> bool:
        """By signature."""
        return detect_compression(file.data) is not None

    def read(self, file: File) -> Iterator[File]:
        """Unpack; of a damaged file what stands before the damage.

        Raises:
            InputError: It is damaged, ends too early or unpacks to too much.
        """
        stream = UnpackedStream(file.source, file.data)
        data = read_part(file.source, io.BufferedReader(stream), len(file.data))
        if data or not stream.error:
            yield File(source=name_part(file, _name_content(file)), data=data, url=file.url, part_of=file.part_of)
        stream.check()


def _name_content(file: File) -> str:
    path = PurePosixPath(tidy_name(file.source.rpartition("#")[2]))
    return path.stem if path.suffix.lower() in _EXTENSIONS else path.name
