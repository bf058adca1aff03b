"""HTML pages: what of them is article, and what they say of themselves."""

from joindots.intake.drafts import Draft
from joindots.model import InputError, Rejection


class HtmlReader:
    """Reads a page as one document."""

    def accepts(self, source: str, data: bytes) -> bool:
        """By extension or by what the content begins with."""
        return source.endswith(".html") and bool(data)

    def read(self, source: str, data: bytes) -> tuple[list[Draft], list[Rejection]]:
        """Extract the article."""
        raise InputError(source, "HTML cannot be read yet.")
