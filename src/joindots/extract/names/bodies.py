"""Descriptions of organisations: "the charity", "the agency", "the newspaper"."""

from collections.abc import Sequence

from joindots.extract.names.drafts import Draft
from joindots.extract.names.lexicons import body_heads, words
from joindots.extract.names.scenes import Scene

_NEAR = 2  # sentences back in which "the company" finds the company
_REACH = 20  # sentences back in which "the committee" finds what is called a committee
# Words that tell a body from the one spoken of.
_OTHERS = frozenset({"another", "first", "new", "other", "own", "rival", "same", "second", "third"})
_ACRONYM = 6  # letters at most


class Bodies:
    """Finds the organisation that a description means.

    Args:
        scene: The document.
        drafts: Its people, organisations and actors.
    """

    def __init__(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        self._scene = scene
        self._tokens = scene.parse.tokens
        self._organisations = [d for d in drafts if d.kind == "organisation" and d.spellings]
        self._actors = [d for d in drafts if d.kind == "organisation" and not d.spellings]
        self._surnames = {word for d in drafts if d.kind == "person" for name in d.spellings for word in name.split()}

    def find(self, first: int, head: int, *, complete: bool) -> Draft | None:
        """The organisation that the tokens `first` to `head` mean: one whose name ends so, else the only one near.

        Args:
            first: First token of the description.
            head: Its main noun.
            complete: Whether nothing after the noun tells what is meant.
        """
        noun = self._tokens[head].lemma
        settled, near = self._near(noun, first, head) if complete else (False, None)
        if settled:
            return near
        own = [d for d in self._organisations if self._is_named(d, noun, first, head)]
        own += [d for d in self._actors if self._is_called(d, noun, first, head)]
        last = max(own, key=lambda d: self._last_before(d, head), default=None)
        return last if last and self._is_recent(last, head) else None

    def _is_recent(self, draft: Draft, head: int) -> bool:
        """Whether it is spoken of, in whatever words, in the last sentences."""
        described = [first for first, _ in draft.others if first < head]
        last = max([self._last_before(draft, head), *described])
        return self._tokens[head].sentence - self._tokens[last].sentence <= _REACH

    def _near(self, noun: str, first: int, head: int) -> tuple[bool, Draft | None]:
        """Whether the sentence so far, else the last that has one, settles who is meant: the only one it can be."""
        if any(t.text.lower() in _OTHERS for t in self._tokens[first:head]):
            return False, None
        sentence, end = self._tokens[head].sentence, first
        for n in range(sentence, max(-1, sentence - 1 - _NEAR), -1):
            begin = self._scene.parse.sentences[n].first
            here = {id(d): d for i in range(begin, end) if (d := self._scene.owners.get(i))}
            bodies = [d for d in here.values() if d.kind == "organisation" and d.spellings]
            fitting = [d for d in bodies if self._can_be(d, noun, first, head)]
            if fitting:
                return True, fitting[0] if len(fitting) == 1 else None
            if any(self._is_unclear(d, noun) for d in bodies):
                break
            end = begin
        return False, None

    def _is_unclear(self, draft: Draft, noun: str) -> bool:
        """Whether no word of a name tells what it is: "Harbour Safety Investigations" may well be an agency."""
        if noun in words("bodies", "unmarked") or not body_heads(noun):
            return False
        return " " in draft.name and not self._heads(draft) & words("nouns", "organisation_heads")

    def _can_be(self, draft: Draft, noun: str, first: int, head: int) -> bool:
        described = [range(a, b) for a, b in draft.roles if self._tokens[b - 1].lemma == noun]
        named = {w.lower() for name in draft.spellings for w in name.split()}
        named |= {self._tokens[i].text.lower() for r in described for i in r}
        if any(t.text.lower() not in named for t in self._tokens[first:head] if t.pos in {"NOUN", "PROPN"}):
            return False
        heads = self._heads(draft)
        if described or heads & body_heads(noun):
            return True
        if heads & words("nouns", "organisation_heads"):
            return False
        if noun in words("bodies", "acronyms"):
            return any(name.isupper() and 1 < len(name) <= _ACRONYM for name in draft.spellings)
        return noun in words("bodies", "unmarked") and not self._surnames.issuperset(draft.spellings)

    def _is_named(self, draft: Draft, noun: str, first: int, head: int) -> bool:
        """Whether a name ends with the noun: "the committee" after "Harbour Committee"."""
        named = noun in self._heads(draft) and draft.name.lower() != noun and draft.start < head
        return named and self._fits(draft, first, head)

    def _heads(self, draft: Draft) -> set[str]:
        """The last word of each spelling, of "Bank of Arden" the first part's."""
        return {name.split(" of ")[0].rsplit(" ", 1)[-1].lower().rstrip(".") for name in draft.spellings}

    def _is_called(self, actor: Draft, noun: str, first: int, head: int) -> bool:
        """Whether an actor without a name is so called earlier: "the ministry" after "the interior ministry"."""
        called = actor.name.split()[-1] == noun and min(actor.others)[0] < head
        return called and self._fits(actor, first, head)

    def _last_before(self, draft: Draft, head: int) -> int:
        """First token of the last mention before a token, pronouns and other descriptions left out."""
        named = [s.first for spans in draft.spellings.values() for s in spans if s.first < head]
        return max(named or [first for first, _ in draft.others if first < head])

    def _fits(self, draft: Draft, first: int, head: int) -> bool:
        """Whether the words before a head noun are words of the name: "the high court" is not the Harbour Court."""
        words_of = draft.name.lower().split()
        return all(t.text.lower() in words_of for t in self._tokens[first:head] if t.pos in {"ADJ", "NOUN"})
