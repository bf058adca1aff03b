"""Descriptions that stand for somebody named: "the 52-year-old", "the charity", "the senior officer"."""

from collections.abc import Iterator, Sequence
from functools import cache

from joindots.extract.names.bodies import Bodies
from joindots.extract.names.drafts import Draft
from joindots.extract.names.lexicons import body_heads, ranks, words
from joindots.extract.names.parts import Parts
from joindots.extract.names.roles import is_role_noun
from joindots.extract.names.scenes import SUBJECTS, Scene
from joindots.parse import Token

_DEFINITE = frozenset({"the", "this", "that"})
_HEADS = frozenset({"NN", "NNP", "JJ"})  # tags
_DESCRIBING = frozenset({"NOUN", "ADJ", "PROPN", "NUM"})
# Posts besides the titles, which a lead gives instead of the name.
_POSTS = frozenset({"head", "boss", "chief", "founder", "owner", "editor", "manager", "lawyer", "coordinator"})
_LEAD = 2  # sentences ahead in which "the mayor" of a lead is named
_REACH = 6  # sentences back in which somebody with a role must have been spoken of
_FARTHEST = 24  # sentences back, those of quotations alone included
# Words that tell one bearer of a post from the others: "the new minister" is not the one so far.
_TELLING_APART = frozenset(
    {
        "acting", "another", "current", "deputy", "designate", "elect", "ex", "former", "incoming", "interim", "late",
        "new", "next", "other", "outgoing", "previous", "then", "vice",
    }
)  # fmt: skip
# Words of a role that its bearer cannot do without: "the minister" is no former one.
_LESSER = frozenset({"acting", "deputy", "ex", "former", "late", "vice"})
_AGE_SLACK = 1  # years: a birthday between two reports


class Descriptions:
    """Resolves the descriptions of one document.

    Args:
        scene: The document.
        drafts: Its people, organisations, groups and actors.
        parts: Who did what to whom so far.
    """

    def __init__(self, scene: Scene, drafts: Sequence[Draft], parts: Parts) -> None:
        self._scene = scene
        self._tokens = scene.parse.tokens
        self._parts = parts
        self._people = [d for d in drafts if d.kind == "person"]
        self._bodies = Bodies(scene, drafts)
        self._in_roles = {i for d in drafts for first, last in d.roles for i in range(first, last)}
        self._ages = {id(d): ages for d in self._people if (ages := self._find_ages(d))}
        heads = (token for token in self._tokens if token.tag in _HEADS)
        self._found = {phrase[0]: phrase[1] for token in heads if (phrase := self._description(token))}
        self._called: dict[str, list[tuple[Draft, int, int]]] = {}

    def resolve_leads(self) -> None:
        """Note those that a lead gives before the name."""
        for head, first in self._found.items():
            person = self._named_later(head)
            if person:
                last = self._complement_end(head)
                person.roles.append((self._skip_article(first), last))
                self._scene.add(person, first, last, "nominal")
        self._called = self._find_callings()

    def resolve(self, token: Token) -> None:
        """Note whom a description means that ends with a token, where that is clear."""
        first = self._found.get(token.i)
        if first is not None and token.i not in self._scene.owners:
            bearer = self._bearer(token.i, first)
            if bearer:
                self._scene.add(bearer, first, token.i + 1, "nominal")

    def _description(self, token: Token) -> tuple[int, int] | None:
        """Head and first token of a definite noun phrase that is no part of a name."""
        owners, i = self._scene.owners, token.i
        if i in owners or i in self._in_roles:
            return None
        if not (_is_person_noun(token) or _is_body_noun(token) or token.text == "old"):
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
        if token.lemma.lower() not in words("titles", "posts") | _POSTS or self._has_speaker(head):
            return None
        for n in range(token.sentence + 1, min(token.sentence + 1 + _LEAD, len(scene.parse.sentences))):
            sentence = scene.parse.sentences[n]
            for t in self._tokens[sentence.first : sentence.last]:
                owner = scene.owners.get(t.i)
                if t.dep not in SUBJECTS or owner is None or owner.kind != "person" or scene.quotes[t.i] >= 0:
                    continue
                fresh = owner.spellings and owner.start >= sentence.first
                return owner if fresh and scene.speaks(t.head) and self._may_be(owner, token) else None
        return None

    def _may_be(self, draft: Draft, post: Token) -> bool:
        """Whether what somebody is called beside his name is no other post: the commissioner is not "the head of"."""
        words = {t.lemma.lower().rstrip(".") for first, last in draft.roles for t in self._tokens[first:last]}
        noun = post.lemma.lower()
        titles = ranks().get(noun, frozenset()) | {t for n in words for t in ranks().get(n, frozenset())}
        return not words or noun in words or bool(titles & (words | {noun}))

    def _has_speaker(self, head: int) -> bool:
        """Whether somebody with a name speaks in the sentences before: then it is he who goes on."""
        first = self._scene.parse.sentences[max(0, self._tokens[head].sentence - _LEAD)].first
        return any(
            (d := self._scene.owners.get(t.i))
            and d.kind == "person"
            and d.start < head
            and t.dep == "nsubj"
            and self._scene.speaks(t.head)
            for t in self._tokens[first:head]
        )

    def _bearer(self, head: int, first: int) -> Draft | None:
        token = self._tokens[head]
        if token.text == "old":
            return self._by_age(head, first)
        if _is_person_noun(token):
            bearers = self._bearers(token.lemma.lower(), head)
            found = self._by_role(head, first, bearers) if bearers else self._parts.find(token.lemma)
            if found or bearers:
                return found
            if token.lemma in words("nouns", "callings", "callings_f", "callings_m"):
                return self._by_calling(head, first)
        if not _is_body_noun(token) or any(i in self._scene.owners for i in range(first, head)):
            return None
        return self._bodies.find(first, head, complete=self._complement_end(head) == head + 1)

    def _by_age(self, head: int, first: int) -> Draft | None:
        numbers = {int(t.text) for t in self._tokens[first:head] if t.text.isdigit()}
        fitting = [d for d in self._people if self._ages.get(id(d), set()) & numbers]
        near = {n + years for n in numbers for years in range(-_AGE_SLACK, _AGE_SLACK + 1)}
        fitting = fitting or [d for d in self._people if self._ages.get(id(d), set()) & near]
        if fitting:
            return _only(fitting)
        owner = self._subject_before(head)
        return owner if owner and id(owner) not in self._ages else None

    def _subject_before(self, head: int) -> Draft | None:
        """The subject of the last sentence that is no quotation, the only person in it, for a subject of this one."""
        token, scene = self._tokens[head], self._scene
        n = self._last_telling(head)
        if token.dep not in SUBJECTS or n is None:
            return None
        before = scene.parse.sentences[n]
        subject = scene.main_subject(n)
        owner = None if subject is None else scene.owners.get(subject)
        people = [d for i in range(before.first, head) if (d := scene.owners.get(i)) and d.kind == "person"]
        return owner if owner and owner.kind == "person" and owner is _only(people) else None

    def _last_telling(self, head: int) -> int | None:
        """The last sentence before a token's with words outside quotation marks."""
        sentence = self._tokens[head].sentence
        near = range(sentence - 1, max(-1, sentence - 1 - _FARTHEST), -1)
        return next((n for n in near if self._scene.tells(n)), None)

    def _find_callings(self) -> dict[str, list[tuple[Draft, int, int]]]:
        """Who has a role and where it stands, by its main noun and by what such a title can be called."""
        titles = _nouns_by_title()
        found: dict[str, list[tuple[Draft, int, int]]] = {}
        for draft in self._people:
            for first, last in sorted(set(draft.roles)):
                names = set(self._role_heads(first, last))
                for name in sorted(names | {noun for n in names for noun in titles.get(n, ())}):
                    found.setdefault(name, []).append((draft, first, last))
        return found

    def _role_heads(self, first: int, last: int) -> Iterator[str]:
        """The main nouns of a role: both of "founder and chairman of the harbour board"."""
        for i in range(first, last):
            ends = i + 1 == last or self._tokens[i + 1].pos not in _DESCRIBING
            if ends and self._tokens[i].pos in {"NOUN", "PROPN"}:
                yield self._tokens[i].lemma.lower().rstrip(".")
            if self._tokens[i].pos in {"ADP", "PART", "PRON", "VERB"}:
                return

    def _bearers(self, noun: str, head: int) -> list[tuple[Draft, int, int]]:
        return [row for row in self._called.get(noun, ()) if row[1] < head]

    def _by_role(self, head: int, first: int, bearers: Sequence[tuple[Draft, int, int]]) -> Draft | None:
        """The only person spoken of lately with a role of that noun, and of the same matter where one is said."""
        noun = self._tokens[head].lemma.lower()
        matter = self._content(first, self._complement_end(head)) - {noun}
        apart = {t.text.lower() for t in self._tokens[first:head]} & _TELLING_APART
        fitting = []
        for draft, a, b in bearers:
            role = self._content(a, b)
            said = self._said(a, b)
            fits = not matter or role == {noun} or matter & role
            called = noun not in role and not self._says_more(first, head, role)
            if called or (noun in role and fits and apart <= said and said & _LESSER <= apart):
                fitting.append(draft)
        recent = self._people_since(head, _REACH)
        near = [d for d in fitting if id(d) in recent]
        return _only(near)

    def _says_more(self, first: int, head: int, role: set[str]) -> bool:
        """Whether a description names a post that a role does not: "the prime minister" is no health secretary."""
        words = [t for t in self._tokens[first:head] if t.pos == "PROPN" or t.text.lower() == "prime"]
        return any(t.lemma.lower() not in role for t in words)

    def _said(self, first: int, last: int) -> set[str]:
        """The words of a role and those before it: "former UN" of "former UN Ambassador Ann Lee" too."""
        while first and self._describes(self._tokens[first - 1], self._tokens[last - 1]):
            first -= 1
        return {t.text.lower() for t in self._tokens[first:last]}

    def _people_since(self, head: int, sentences: int) -> dict[int, Draft]:
        """Everybody spoken of before a token in its sentence and the last ones."""
        first = self._scene.parse.sentences[max(0, self._tokens[head].sentence - sentences)].first
        return {id(d): d for i in range(first, head) if (d := self._scene.owners.get(i)) and d.kind == "person"}

    def _content(self, first: int, last: int) -> set[str]:
        return {t.lemma.lower() for t in self._tokens[first:last] if t.pos in {"NOUN", "PROPN", "ADJ"}}

    def _by_calling(self, head: int, first: int) -> Draft | None:
        """The person just spoken of, for "the singer", who is not spoken of in the same sentence otherwise."""
        if {t.text.lower() for t in self._tokens[first:head]} & (_TELLING_APART - {"former"}):
            return None
        found = self._subject_before(head)
        if found is None or self._scene.quotes[head] >= 0 or self._is_answer(head):
            return None
        noun = self._tokens[head].lemma
        gender = "f" if noun in words("nouns", "callings_f") else "m" if noun in words("nouns", "callings_m") else None
        last = self._scene.parse.sentences[self._tokens[head].sentence].last
        again = any(self._scene.owners.get(i) is found for i in range(head, last))
        return found if not again and (gender is None or found.gender in {gender, None}) else None

    def _is_answer(self, head: int) -> bool:
        """Whether somebody was asked in the sentence before: the next to speak is somebody else."""
        n = self._last_telling(head)
        before = None if n is None else self._scene.parse.sentences[n]
        return before is not None and any(t.lemma == "ask" for t in self._tokens[before.first : before.last])

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


def _is_person_noun(token: Token) -> bool:
    noun = token.lemma
    if token.tag in {"NNS", "NNPS"}:
        return False
    return is_role_noun(token) or noun in words("nouns", "callings", "callings_f", "callings_m") or noun == "accused"


def _is_body_noun(token: Token) -> bool:
    return is_role_noun(token, "organisation") or bool(body_heads(token.lemma))


@cache
def _nouns_by_title() -> dict[str, list[str]]:
    """Title to what somebody with it can be called."""
    titles = {title for those in ranks().values() for title in those}
    return {title: [noun for noun, those in ranks().items() if title in those] for title in sorted(titles)}


def _only(drafts: Sequence[Draft]) -> Draft | None:
    distinct = {id(d): d for d in drafts}
    return next(iter(distinct.values())) if len(distinct) == 1 else None
