"""A document as far as it is understood: which token belongs to whom, what is quoted, who is spoken of."""

from collections.abc import Iterable

from joindots.extract.attributions.cues import read_cues
from joindots.extract.names.drafts import Draft
from joindots.model import MentionForm
from joindots.parse import Parse

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Fewer words between quotation marks are an expression somebody used, not speech with pronouns of its own.
_LEAST_QUOTED = 4


class Scene:
    """What is known of a document while its descriptions and pronouns are resolved.

    Attributes:
        parse: The document.
        owners: Token to the draft whose mention it stands in.
        quotes: For each token the number of the quotation it stands in, -1 outside.
        doubled: Ids of drafts whose one name two people share, as a father and his son: no pronoun can tell which.
    """

    def __init__(self, parse: Parse, drafts: Iterable[Draft]) -> None:
        self.parse = parse
        self.owners: dict[int, Draft] = {}
        for draft in drafts:
            for span in (span for spans in draft.spellings.values() for span in spans):
                self.owners |= dict.fromkeys(range(span.title, span.letters), draft)
            for first, last in draft.others:
                self.owners |= dict.fromkeys(range(first, last), draft)
        self.quotes = self._find_quotes()
        self.doubled: set[int] = set()

    def add(self, draft: Draft, first: int, last: int, how: MentionForm) -> None:
        """Note that tokens `first` up to but without `last` refer to a draft."""
        draft.others[first, last] = how
        for i in range(first, last):
            self.owners.setdefault(i, draft)

    def speaks(self, verb: int) -> bool:
        """Whether a token is a verb that lays words to its subject."""
        token = self.parse.tokens[verb]
        return token.pos == "VERB" and (token.lemma, "VERB") in read_cues()

    def main_subject(self, sentence: int) -> int | None:
        """Head token of the subject of a sentence's main clause, or None."""
        found = self.parse.sentences[sentence]
        root = next((t.i for t in self.parse.tokens[found.first : found.last] if t.head == t.i), None)
        if root is None:
            return None
        subjects = [c for c in self.parse.children[root] if self.parse.tokens[c].dep in SUBJECTS]
        return min(subjects, key=lambda c: abs(c - root), default=None)  # a clause before the subject can lend its own

    def bearer(self, i: int) -> Draft | None:
        """Whom a token stands for: its own draft, else that of a name beside it, as in "the pilot, Bo Ray"."""
        near = [i, *(c for c in self.parse.children[i] if self.parse.tokens[c].dep == "appos")]
        return next((self.owners[j] for j in near if j in self.owners), None)

    def tells(self, sentence: int) -> bool:
        """Whether a sentence has words of its own outside quotation marks."""
        found = self.parse.sentences[sentence]
        return any(self.quotes[t.i] < 0 and t.pos != "PUNCT" for t in self.parse.tokens[found.first : found.last])

    def quotes_in(self, sentence: int) -> bool:
        """Whether a sentence has words in quotation marks."""
        found = self.parse.sentences[sentence]
        return any(n >= 0 for n in self.quotes[found.first : found.last])

    def _find_quotes(self) -> list[int]:
        quotes = [-1] * len(self.parse.tokens)
        for n, quotation in enumerate(self.parse.quotations):
            inside = [i for start, end in quotation.parts for i in self.parse.token_range(start, end)]
            if len(inside) > _LEAST_QUOTED:
                for i in inside:
                    quotes[i] = n if quotes[i] < 0 else quotes[i]
        return quotes
