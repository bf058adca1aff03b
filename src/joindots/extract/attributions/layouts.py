"""Where sentences and blocks begin, and which sentence before tells of somebody."""

from joindots.extract.attributions.speakers import mentions_somebody
from joindots.parse import Parse, Sentence

SCARE_WORDS = 3  # shorter quotations without a cue are scare quotes, names and titles
_ENDS = frozenset({".", "!", "?", '"', "'", ":", "''"})
_ASIDE_KINDS = frozenset({"caption", "heading", "byline", "dateline"})


class Layout:
    """Sentences and blocks around tokens.

    Args:
        parse: The document.
    """

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.above = self._find_above()
        self.block_ends = {sentence.block: sentence.last for sentence in parse.sentences}

    def sentence(self, i: int) -> Sentence:
        """The sentence of token `i`."""
        return self.parse.sentences[self.parse.tokens[i].sentence]

    def _find_above(self) -> list[int | None]:
        """For each sentence the last one before it that tells of somebody."""
        above: list[int | None] = []
        last = None
        for sentence in self.parse.sentences:
            above.append(last)
            long = sentence.last - sentence.first > SCARE_WORDS + 1
            if long and sentence.kind not in _ASIDE_KINDS and mentions_somebody(self.parse, sentence):
                last = sentence.i
        return above

    def sentence_above(self, first: int) -> Sentence | None:
        """The sentence before that tells of somebody; captions and headings are passed over."""
        i = self.above[self.parse.tokens[first].sentence]
        return None if i is None else self.parse.sentences[i]

    def starts_block(self, i: int) -> bool:
        """Whether token `i` opens a block."""
        return not i or self.sentence(i).block != self.sentence(i - 1).block

    def starts_sentence(self, first: int) -> bool:
        """Whether a token opens a block or stands after the end of a sentence, or of a quotation."""
        return self.starts_block(first) or self.parse.tokens[first - 1].text in _ENDS

    def block_end(self, block: int, start: int) -> int:
        """One past the last token of a block; `start` itself where that token stands in another."""
        inside = start < len(self.parse.tokens) and self.sentence(start).block == block
        return self.block_ends[block] if inside else start
