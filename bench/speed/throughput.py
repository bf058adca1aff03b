"""Documents a second for text, pages and PDF, each format's reading beside the bare call of its library.

    .venv/bin/python bench/speed/throughput.py

Reading is `take_in`: isolation, decoding, the page's own facts and the way back from the child included. Both read the
same files in turn, in one run, and are compared by their medians: a busy machine slows both. The libraries are loaded
and the children started before the first measurement, and one child reads, since the bare call has one process too.
"""

import gzip
import statistics
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from joindots.intake import Input
from joindots.run import intaking
from joindots.run.isolation import ReadingPool

SHARED = Path(__file__).resolve().parents[3] / "shared"
REPETITIONS = 5
FILES = 60  # of each format
MOST_RATIO = 1.5
"""Times the bare call's own time that reading may take."""

PARAGRAPH = "Two people were killed when the ferry struck the pier at Lowmark on Tuesday, the café’s owner said. "


def texts() -> list[bytes]:
    """The reports beside the repository in Windows-1252, so that their encoding has to be found; else made-up ones."""
    reports = sorted((SHARED / "reports").glob("*.txt"))
    found = [path.read_text(encoding="utf-8") for path in reports] or [PARAGRAPH * 40]
    return [found[n % len(found)].encode("utf-8" if n % 2 else "cp1252", "replace") for n in range(FILES)]


def pages() -> list[bytes]:
    """Pages of the articles set where it is, each `FILES`th part of them; else made-up ones."""
    archive = SHARED / "bench" / "articles" / "pages.tar.gz"
    if not archive.is_file():
        body = f"<p>{PARAGRAPH * 3}</p>" * 12 + '<div><a href="/a">More</a></div>' * 200
        return [f"<html><head><title>Ferry {n}</title></head><body>{body}</body></html>".encode() for n in range(FILES)]
    with tarfile.open(archive) as tar:
        members = [member for member in tar.getmembers() if member.isfile()]
        chosen = members[:: len(members) // FILES][:FILES]
        read = [file.read() for member in chosen if (file := tar.extractfile(member))]
    return [gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data for data in read]


def portables() -> list[bytes]:
    """PDFs of five pages, written by hand."""
    return [_portable(5, number) for number in range(FILES)]


def _portable(pages_: int, number: int) -> bytes:
    lines = b"".join(
        b"BT /F 10 Tf 50 %d Td (%s %d.) Tj ET\n" % (780 - 14 * n, PARAGRAPH[:90].encode("cp1252"), number)
        for n in range(50)
    )
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages_))
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [%s] /Count %d>>" % (kids, pages_),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(lines), lines),
        *[b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</Font <</F 3 0 R>>>>>>"]
        * pages_,
    ]
    whole, places = b"%PDF-1.7\n", []
    for at, body in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (at, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(whole)
    size = len(objects) + 1
    whole += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return whole + b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def read_bare_text(path: Path) -> None:
    """What charset-normalizer takes."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - loaded by who needs it

    str(from_bytes(path.read_bytes()).best())


def read_bare_page(path: Path) -> None:
    """What trafilatura takes for text and facts."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - as above

    bare_extraction(path.read_bytes(), with_metadata=True)


def read_bare_portable(path: Path) -> None:
    """What PDFium takes for the text of all pages."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - as above

    document = PdfDocument(path.read_bytes())
    for page in document:
        page.get_textpage().get_text_bounded()
    document.close()


def warm_pool(pool: ReadingPool, items: Sequence[Input]) -> Callable[[], Iterator[object]]:
    """Reading by a child that is already there: what `take_in` does, without starting one each time."""
    return lambda: (intaking._take(item, None, pool) for item in items)  # noqa: SLF001 - measured without its start


def measure(name: str, ending: str, files: Sequence[bytes], bare: Callable[[Path], None]) -> float:
    """Print documents a second of both; the ratio of their times."""
    with tempfile.TemporaryDirectory() as folder, ReadingPool(1) as pool:
        paths = [Path(folder) / f"{number:03}{ending}" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        read = warm_pool(pool, [Input(source=path.name, path=str(path)) for path in paths])
        ours, theirs = [], []
        for _ in range(REPETITIONS + 1):
            began = time.perf_counter()
            documents = sum(len(taken.drafts) for taken in read())  # type: ignore[attr-defined]
            between = time.perf_counter()
            for path in paths:
                bare(path)
            ours.append(between - began)
            theirs.append(time.perf_counter() - between)
    mine, other = statistics.median(ours[1:]), statistics.median(theirs[1:])
    print(
        f"{name:<6}{documents:>4} documents of {len(files)} files: {len(files) / mine:8.1f} a second,"
        f" bare {len(files) / other:8.1f}, {mine / other:.2f} times"
    )
    return mine / other


def main() -> int:
    """Measure the three formats; the exit status is 1 where one takes more than its share."""
    ratios = (
        measure("text", ".txt", texts(), read_bare_text),
        measure("pages", ".html", pages(), read_bare_page),
        measure("PDF", ".pdf", portables(), read_bare_portable),
    )
    print(f"at most {max(ratios):.2f} times the bare call; the limit is {MOST_RATIO}")
    return int(max(ratios) > MOST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
