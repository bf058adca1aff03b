"""Descriptions that stand for somebody named: "the 52-year-old", "the charity", "the senior officer"."""

from collections.abc import Sequence

from joindots.extract.names.drafts import Draft
from joindots.extract.names.lexicons import ranks, words
from joindots.extract.names.roles import is_role_noun
from joindots.extract.names.scenes import SUBJECTS, Scene
from joindots.parse import Token

_DEFINITE = frozenset({"the", "this", "that"})
_DESCRIBING = frozenset({"NOUN", "ADJ", "PROPN", "NUM"})
# Posts besides the titles, which a lead gives instead of the name.
_POSTS = frozenset({"head", "boss", "chief", "founder", "owner", "editor", "manager", "lawyer", "coordinator"})
_NEAR = 2  # sentences back in which "the company" finds the company
_LEAD = 2  # sentences ahead in which "the mayor" of a lead is named
# What any company can be called, whatever its name; all other nouns go only to what is so named or described.
_GENERIC = frozenset({"business", "charity", "company", "firm"})
# Words that tell one bearer of a post from the others: "the new minister" is not the one so far.
_TELLING_APART = frozenset(
    {
        "acting", "another", "current", "deputy", "designate", "elect", "ex", "former", "incoming", "interim", "late",
        "new", "next", "other", "outgoing", "previous", "then",
    }
)  # fmt: skip
_AGE_SLACK = 1  # years: a birthday between two reports


class Descriptions:
    """Resolves the descriptions of one document, first those a lead gives before the name, then all others."""

    def __init__(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        self._scene = scene
        self._tokens = scene.parse.tokens
        self._people = [d for d in drafts if d.kind == "person"]
        self._organisations = [d for d in drafts if d.kind == "organisation" and d.spellings]
        self._actors = [d for d in drafts if d.kind == "organisation" and not d.spellings]
        self._in_roles = {i for d in drafts for first, last in d.roles for i in range(first, last)}
        self._ages = {id(d): ages for d in self._people if (ages := self._find_ages(d))}

    def resolve(self) -> None:
        """Note every description whose bearer is clear."""
        found = [phrase for token in self._tokens if (phrase := self._description(token))]
        for head, first in found:
            person = self._named_later(head)
            if person:
                last = self._complement_end(head)
                person.roles.append((self._skip_article(first), last))
                self._scene.add(person, first, last, "nominal")
        for head, first in found:
            if head not in self._scene.owners:
                bearer = self._bearer(head, first)
                if bearer:
                    self._scene.add(bearer, first, head + 1, "nominal")

    def _description(self, token: Token) -> tuple[int, int] | None:
        """Head and first token of a definite noun phrase that is no part of a name."""
        owners, i = self._scene.owners, token.i
        if i in owners or i in self._in_roles or token.tag not in {"NN", "NNP", "JJ"}:
            return None
        if not (is_role_noun(token) or is_role_noun(token, "organisation") or token.text == "old"):
            return None
        follows = self._tokens[i + 1] if i + 1 < len(self._tokens) else None
        if follows and (follows.pos in {"NOUN", "PROPN"} or follows.i in owners or follows.text == "-"):
            return None  # the phrase goes on, or describes the name after it
        first = i
        while first and self._describes(self._tokens[first - 1], token):
            first -= 1
        if first and self._tokens[first - 1].text.lower() in _DEFINITE:
            return i, first - 1
        kind = self._scene.parse.sentences[token.sentence].kind
        return (i, first) if kind in {"title", "standfirst"} and token.dep in SUBJECTS and first < i else None

    def _describes(self, token: Token, head: Token) -> bool:
        return token.sentence == head.sentence and (
            token.pos in _DESCRIBING or token.text == "-" or token.dep == "amod"
        )

    def _skip_article(self, first: int) -> int:
        return first + (self._tokens[first].pos == "DET" or self._tokens[first].text.lower() in _DEFINITE)

    def _complement_end(self, head: int) -> int:
        """One past the "of" phrase after a head: "the head of port policing"."""
        ends = [self._scene.parse.subtree(c)[-1] + 1 for c in self._scene.parse.children[head] if self._is_of(c)]
        return max(ends, default=head + 1)

    def _is_of(self, i: int) -> bool:
        return self._tokens[i].dep == "prep" and self._tokens[i].text in {"of", "for"}

    def _named_later(self, head: int) -> Draft | None:
        """Who is named right after a lead that calls him by his post: "the mayor has said. Ann Lee, who ..., said"."""
        scene, token = self._scene, self._tokens[head]
        if token.dep not in SUBJECTS or not scene.speaks(token.head) or not is_role_noun(token):
            return None
        if token.lemma.lower() not in words("titles", "posts") | _POSTS:
            return None
        for n in range(token.sentence + 1, min(token.sentence + 1 + _LEAD, len(scene.parse.sentences))):
            sentence = scene.parse.sentences[n]
            for t in self._tokens[sentence.first : sentence.last]:
                owner = scene.owners.get(t.i)
                if t.dep not in SUBJECTS or owner is None or owner.kind != "person" or scene.quotes[t.i] >= 0:
                    continue
                fresh = owner.spellings and owner.start >= sentence.first
                return owner if fresh and scene.speaks(t.head) else None
        return None

    def _bearer(self, head: int, first: int) -> Draft | None:
        token = self._tokens[head]
        if token.text == "old":
            return self._by_age(head, first)
        if is_role_noun(token) and (found := self._by_role(head, first) or self._by_rank(head)):
            return found
        if not is_role_noun(token, "organisation") or any(i in self._scene.owners for i in range(first, head)):
            return None
        return self._organisation(head, first)

    def _by_age(self, head: int, first: int) -> Draft | None:
        numbers = {int(t.text) for t in self._tokens[first:head] if t.text.isdigit()}
        fitting = [d for d in self._people if self._ages.get(id(d), set()) & numbers]
        near = {n + years for n in numbers for years in range(-_AGE_SLACK, _AGE_SLACK + 1)}
        fitting = fitting or [d for d in self._people if self._ages.get(id(d), set()) & near]
        return _only(fitting) if fitting else self._subject_before(head)

    def _subject_before(self, head: int) -> Draft | None:
        """The subject of the sentence before, the only person in it, for a subject of which no name has that age."""
        token = self._tokens[head]
        if token.dep not in SUBJECTS or not token.sentence:
            return None
        before = self._scene.parse.sentences[token.sentence - 1]
        people = [
            d for i in range(before.first, before.last) if (d := self._scene.owners.get(i)) and d.kind == "person"
        ]
        subject = self._scene.main_subject(before.i)
        owner = None if subject is None else self._scene.owners.get(subject)
        return owner if owner and owner is _only(people) and id(owner) not in self._ages else None

    def _by_role(self, head: int, first: int) -> Draft | None:
        """The only person with a role of the same head noun, and of the same matter where one is said."""
        noun = self._tokens[head].lemma.lower()
        matter = self._content(first, self._complement_end(head)) - {noun}
        apart = {t.text.lower() for t in self._tokens[first:head]} & _TELLING_APART
        bearers = []
        for draft in self._people:
            for a, b in draft.roles:
                role = self._content(a, b)
                fits = not matter or role == {noun} or matter & role
                if noun in role and a < head and fits and apart <= {t.text.lower() for t in self._tokens[a:b]}:
                    bearers.append(draft)
        return _only(bearers)

    def _content(self, first: int, last: int) -> set[str]:
        return {t.lemma.lower() for t in self._tokens[first:last] if t.pos in {"NOUN", "PROPN", "ADJ"}}

    def _by_rank(self, head: int) -> Draft | None:
        """The last person named as a subject, where the title fits: "the officer" for an inspector."""
        titles = ranks().get(self._tokens[head].lemma)
        if not titles:
            return None
        for draft in self._recent_subjects(head, "person"):
            return (
                draft if any(self._tokens[i].lemma.lower() in titles for r in draft.roles for i in range(*r)) else None
            )
        return None

    def _organisation(self, head: int, first: int) -> Draft | None:
        noun = self._tokens[head].lemma
        own = [
            d
            for d in self._organisations
            if self._head_word(d) == noun and d.start < head and self._fits(d, first, head)
        ]
        own += [d for d in self._actors if self._is_called(d, noun, first, head)]
        if own:
            return max(own, key=lambda d: self._last_before(d, head))
        described = [d for d in self._organisations if any(self._tokens[b - 1].lemma == noun for _, b in d.roles)]
        if described:
            return _only(described)
        if noun not in _GENERIC or self._complement_end(head) > head + 1:
            return None
        near = [d for d in self._recent(head) if d.kind == "organisation" and d.spellings]
        return _only([d for d in near if self._head_word(d) not in words("nouns", "organisation_heads")])

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

    def _head_word(self, draft: Draft) -> str:
        name = draft.name.split(" of ")[0]
        return name.rsplit(" ", 1)[-1].lower()

    def _recent(self, head: int) -> list[Draft]:
        """Everything mentioned before a token in its sentence and the last ones."""
        sentence = self._tokens[head].sentence
        first = self._scene.parse.sentences[max(0, sentence - _NEAR)].first
        return [d for i in range(head - 1, first - 1, -1) if (d := self._scene.owners.get(i))]

    def _recent_subjects(self, head: int, kind: str) -> list[Draft]:
        sentence = self._tokens[head].sentence
        first = self._scene.parse.sentences[max(0, sentence - _NEAR - 1)].first
        return [
            d
            for i in range(head - 1, first - 1, -1)
            if (d := self._scene.owners.get(i)) and d.kind == kind and self._tokens[i].dep in SUBJECTS
        ]

    def _find_ages(self, draft: Draft) -> set[int]:
        """Ages stated right after or before a name."""
        ages: set[int] = set()
        for span in (s for spans in draft.spellings.values() for s in spans):
            ages |= self._age_after(span.letters) | self._age_before(span.title)
        return ages

    def _age_after(self, at: int) -> set[int]:
        after = [t.text for t in self._tokens[at : at + 3]]
        if len(after) == 3 and after[0] in {",", "("} and after[1].isdigit() and after[2] in {",", ".", ")", ";"}:
            return {int(after[1])}
        return set()

    def _age_before(self, at: int) -> set[int]:
        first = at
        while first and self._describes(self._tokens[first - 1], self._tokens[at]):
            first -= 1
        before = [t.text for t in self._tokens[first:at]]
        return {
            int(before[i - 4]) for i, word in enumerate(before) if word == "old" and i >= 4 and before[i - 4].isdigit()
        }


def _only(drafts: Sequence[Draft]) -> Draft | None:
    distinct = {id(d): d for d in drafts}
    return next(iter(distinct.values())) if len(distinct) == 1 else None
