"""Quotation marks as the parser knows them: double outside, single inside."""

from joindots.text.quotes import find_quotations

_PAIRED = ("''", "``")  # one mark of two code points: the parser knows these too


def straighten_marks(paragraph: str) -> str:
    """Double marks for the outer quotations of a paragraph, single ones for those within; the length stays.

    The parser was trained on `"He said 'no' to me,"` and reads single marks outside for apostrophes.
    """
    signs = list(paragraph)
    for quotation in find_quotations(paragraph, [(0, len(paragraph))]):
        sign = "'" if quotation.depth % 2 else '"'
        if quotation.opened and not paragraph.startswith(_PAIRED, quotation.start):
            signs[quotation.start] = sign
        if quotation.closed and not paragraph.endswith(_PAIRED, quotation.start, quotation.end):
            signs[quotation.end - 1] = sign
    return "".join(signs)
