"""Files that hold no readable text, told by their first bytes, and files of a kind that holds no report."""

import re
from pathlib import PurePosixPath

from joindots.model import InputError, Outcome
from joindots.text.decode import detect_unicode, strip_nul_tail

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
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a Rich Text file"),
    (b"%!PS", "a PostScript file"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
# The same, for what holds no report by its kind.
_SKIPPED_SIGNATURES = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF87a", "a picture (GIF)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"8BPS\x00", "a picture (PSD)"),
    (b"\x00\x00\x01\x00", "a picture (icon)"),
    (b"OggS\x00", "a media file (Ogg)"),
    (b"fLaC\x00", "a sound file (FLAC)"),
    (b"ID3\x02", "a sound file (MP3)"),
    (b"ID3\x03", "a sound file (MP3)"),
    (b"ID3\x04", "a sound file (MP3)"),
    (b"\x1aE\xdf\xa3", "a film (Matroska)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x00asm", "a program"),
    (b"wOFF", "a typeface"),
    (b"wOF2", "a typeface"),
    (b"OTTO\x00", "a typeface"),
    (b"\x00\x01\x00\x00\x00", "a typeface"),
)
# What is text but no report, and what has no certain first bytes: known by name.
_SKIPPED_NAMES = {
    ".css": "a style sheet",
    ".js": "a script",
    ".mjs": "a script",
    ".svg": "a picture (SVG)",
}
_SKIPPED_BINARY_NAMES = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".avif", ".heic", ".ico"), "a picture"),
    **dict.fromkeys((".mp3", ".m4a", ".aac", ".wav", ".wma"), "a sound file"),
    **dict.fromkeys((".mp4", ".mov", ".avi", ".mpg", ".mpeg", ".wmv", ".webm", ".flv"), "a film"),
    **dict.fromkeys((".exe", ".dll", ".so", ".dylib", ".pyc", ".class", ".o"), "a program"),
    **dict.fromkeys((".ttf", ".eot"), "a typeface"),
}
# MP4, MOV, HEIC, AVIF (Source: ISO/IEC 14496-12, 4.3); WAVE, AVI, WebP.
_MEDIA = re.compile(rb"\x00\x00\x00.ftyp|RIFF....(?:WAVE|AVI |WEBP)", re.DOTALL)
_SCRIPT = b"#!"
_ARCHIVE = b"PK\x03\x04"
_SVG = re.compile(
    r"\A\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?(?:<!DOCTYPE svg[^>\[]{0,300}>\s*)?<svg[\s>]"
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SAMPLE = 65_536  # bytes
_CONTROL_SHARE = 0.01  # of the sample; wire copy holds a few control characters, binary data many


def check_readable(source: str, data: bytes) -> None:
    """Refuse bytes that cannot be text, and skip what holds no report by its kind.

    Raises:
        InputError: Says what they are instead.
    """
    found = _describe_unreadable(PurePosixPath(source).suffix.lower(), data)
    if found:
        raise InputError(source, *found)


def check_markup(source: str, text: str) -> None:
    """Refuse XML that no reader knows, and skip a drawing: which of its elements tell something nobody can say.

    Args:
        source: Name of the input.
        text: What no reader but that of plain text accepted, decoded.

    Raises:
        InputError: Says what it is.
    """
    if _SVG.match(text):
        raise InputError(source, f"This is {_SKIPPED_NAMES['.svg']}, not a report.", "skipped")
    if text.lstrip().startswith("<?xml"):
        reason = "This is XML of a kind not known here; save the report as a web page or as text to have it read."
        raise InputError(source, reason)


def _describe_unreadable(extension: str, data: bytes) -> tuple[str, Outcome] | None:
    if not data.strip(b" \t\r\n\x0b\x0c"):
        return "The file is empty.", "refused"
    refused = _describe_refused(data)
    if refused:
        return refused, "refused"
    skipped = _SKIPPED_NAMES.get(extension) or _describe_media(data)
    if skipped:
        return f"This is {skipped}, not a report.", "skipped"
    if not _is_binary(data):
        return None
    if extension in _SKIPPED_BINARY_NAMES:
        return f"This is {_SKIPPED_BINARY_NAMES[extension]}, not a report.", "skipped"
    return "This is binary data, not text.", "refused"


def _describe_refused(data: bytes) -> str | None:
    if data.startswith(_SCRIPT) and _ARCHIVE in data:
        return "This is a program with a ZIP archive after it; the archive is read if it is given by itself."
    found = (name for signature, name in _SIGNATURES if data.startswith(signature))
    name = next(found, None)
    return f"This is {name}, which cannot be read as text." if name else None


def _is_binary(data: bytes) -> bool:
    if detect_unicode(data):
        return False
    sample = strip_nul_tail(data)[:_CONTROL_SAMPLE]
    return len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample)


def _describe_media(data: bytes) -> str | None:
    if _MEDIA.match(data):
        return "a media file"
    return next((name for signature, name in _SKIPPED_SIGNATURES if data.startswith(signature)), None)
