"""TAR archives, compressed or not."""

import io
import tarfile
from collections.abc import Iterator

from joindots.intake.files import File, name_part
from joindots.intake.formats.part_names import ALL_EMPTY, is_hidden, note_empty, note_hidden, tidy_name
from joindots.intake.formats.unpacking import UnpackedStream, peek
from joindots.intake.inputs import STAGE
from joindots.intake.limits import MOST_PART_BYTES
from joindots.model import InputError, Rejection
from joindots.text.decode import decode_text

_KINDS = {
    tarfile.SYMTYPE: "a link",
    tarfile.LNKTYPE: "a link",
    tarfile.FIFOTYPE: "a named pipe",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
}


class TarReader:
    """Yields the members in their order; unpacks `.tar.gz`, `.tar.bz2` and `.tar.xz` on the way."""

    def accepts(self, file: File) -> bool:
        """By the checksum of the first block, unpacked where it is compressed."""
        try:
            tarfile.TarInfo.frombuf(peek(file.data, tarfile.BLOCKSIZE), "utf-8", "surrogateescape")
        except (tarfile.TarError, ValueError):
            return False
        return True

    def read(self, file: File) -> Iterator[File | Rejection]:
        """Yield members; links, pipes and devices are named and left out.

        Raises:
            InputError: The archive is damaged or unpacks to too much.
        """
        stream = UnpackedStream(file.source, file.data)
        names: list[str] = []
        empty = 0
        try:
            with tarfile.open(fileobj=io.BufferedReader(stream), mode="r|") as archive:
                for member in archive:
                    archive.members = []  # type: ignore[attr-defined] # it would keep them all
                    if member.isdir():
                        continue
                    if member.isreg() and not member.size:
                        empty += 1
                        continue
                    names.append(_read_name(member))
                    if not is_hidden(names[-1]):
                        yield _read_member(file, name_part(file, tidy_name(names[-1])), archive, member)
        except (tarfile.TarError, RecursionError, ValueError, OverflowError) as error:
            stream.check()
            raise InputError(file.source, "The archive is damaged; what comes after the damage is not read.") from error
        stream.check()
        if not names:
            raise InputError(file.source, ALL_EMPTY if empty else "The archive holds no files.")
        yield from note_hidden(file.source, names)
        yield from note_empty(file.source, empty)


def _read_name(member: tarfile.TarInfo) -> str:
    """The name; bytes that are not UTF-8 are guessed."""
    return decode_text(member.name.encode("utf-8", "surrogateescape")).text


def _read_member(file: File, source: str, archive: tarfile.TarFile, member: tarfile.TarInfo) -> File | Rejection:
    content = archive.extractfile(member) if member.isreg() else None
    if content is None:
        reason = f"It is {_KINDS.get(member.type, 'no regular file')}, which is not followed."
        return Rejection(source=source, stage=STAGE, reason=reason, outcome="skipped")
    if member.size > MOST_PART_BYTES:
        reason = f"It unpacks to more than {MOST_PART_BYTES // 2**20} MB, more than is read."
        return Rejection(source=source, stage=STAGE, reason=reason)
    return File(source=source, data=content.read(), part_of=file.part_of)
