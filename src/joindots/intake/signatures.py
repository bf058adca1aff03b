"""Files that hold no readable text, told by their first bytes."""

import re

from joindots.model import InputError
from joindots.text.decode import detect_byte_order_mark, detect_utf16

# Source: the formats' own specifications; the first bytes by which each is known.
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\x00", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a media file (RIFF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a Rich Text file"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound file (MP3)"),
    (b"OggS", "a media file (Ogg)"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SAMPLE = 65_536  # bytes
_CONTROL_SHARE = 0.01  # of the sample; wire copy holds a few control characters, binary data many


def check_readable(source: str, data: bytes) -> None:
    """Refuse bytes that cannot be text.

    Raises:
        InputError: Says what they are instead.
    """
    reason = _describe_unreadable(data)
    if reason:
        raise InputError(source, reason)


def _describe_unreadable(data: bytes) -> str | None:
    if not data.strip(b" \t\r\n\x0b\x0c"):
        return "The file is empty."
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return f"This is {name}, which cannot be read as text."
    if detect_byte_order_mark(data) or detect_utf16(data):
        return None
    sample = data[:_CONTROL_SAMPLE]
    if len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample):
        return "This is binary data, not text."
    return None
