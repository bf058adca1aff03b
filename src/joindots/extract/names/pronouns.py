"""Pronouns, where their antecedent is clear; all others are left alone."""

from joindots.extract.names.drafts import Draft
from joindots.extract.names.lexicons import words
from joindots.extract.names.roles import is_role_noun
from joindots.extract.names.scenes import SUBJECTS, Scene
from joindots.parse import Token

_GENDERS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_DESCRIBED = 7  # tokens of a description before a name that are searched for "his" or "her"
_WINDOW = 3  # sentences back that are searched for a person
_FAR = 8  # sentences back in which somebody is found of whom it is certain that the pronoun fits
_FARTHEST = 24  # sentences back, those of quotations alone included
# Verbs of which "it" is the subject without meaning anything.
_EMPTY = frozenset({"appear", "become", "emerge", "happen", "mean", "rain", "seem", "snow", "take", "turn"})
_BESIDE_SUBJECTS = frozenset({"dobj", "pobj", "dative", "poss"})
_STEPS = 8  # longest chain followed upwards; deeper ones are parser errors


def resolve_pronoun(scene: Scene, token: Token) -> None:
    """Link a pronoun to the mention it stands for, all before it being linked already.

    A third person goes to somebody of a fitting gender: inside a quotation only to somebody in the same quotation;
    elsewhere to the only one in the sentence so far, else to the subject of the sentence before, else to the only one
    in it, else to the subject of its own sentence where it stands before that ("Despite her cold, Ann Lee sang").
    "They" and "it" go to a group or an organisation that is the subject of the sentence or of the one before, "who" to
    what its clause stands beside.
    """
    if token.pos != "PRON" or token.i in scene.owners:
        return
    word = token.text.lower()
    found: Draft | None = None
    if word in _GENDERS:
        found = _find_person(scene, token, _GENDERS[word])
        if found:
            found.gender = found.gender or _GENDERS[word]
    elif word in {"who", "whom"}:
        found = _find_bearer(scene, token)
    elif word in {"they", "it"} and token.dep == "nsubj" and scene.quotes[token.i] < 0:
        found = _find_actor(scene, token, plural=word == "they")
    if found:
        scene.add(found, token.i, token.i + 1, "pronoun")


def _find_person(scene: Scene, token: Token, gender: str) -> Draft | None:
    quote = scene.quotes[token.i]
    sentence = scene.parse.sentences[token.sentence]
    here = _people(scene, sentence.first, token.i, gender, quote)
    stranger = _last_stranger(scene, sentence.first, token.i)
    here = [i for i in here if stranger is None or i > stranger]
    if here and _is_another(scene, here[-1], token, gender):
        return None
    if here:
        return _only(scene, here) or _active(scene, token, here)
    if quote >= 0 or stranger is not None:
        return None
    known, before = _find_before(scene, token.sentence, gender)
    after = _find_after(scene, token, gender)
    if after is None:
        return before
    return after if not known or after is before or token.dep == "poss" else None


def _find_before(scene: Scene, sentence: int, gender: str) -> tuple[bool, Draft | None]:
    """Whether anybody who fits is found in the sentences before, and whom a pronoun means."""
    passed = 0
    for n in range(sentence - 1, max(-1, sentence - 1 - _FARTHEST), -1):
        past = scene.parse.sentences[n]
        there = _people(scene, past.first, past.last, gender, -1)
        if there:
            found = _choose(scene, n, there) if passed < _WINDOW else _only(scene, there)
            certain = passed < _WINDOW or (found is not None and found.gender == gender)
            return True, found if certain else None
        if _last_stranger(scene, past.first, past.last) is not None:
            return True, None
        passed += scene.tells(n)
        if passed == _FAR:
            break
    return False, None


def _find_after(scene: Scene, token: Token, gender: str) -> Draft | None:
    """The subject of the main clause, for a pronoun in a phrase or clause that stands before it."""
    tokens = scene.parse.tokens
    subject = scene.main_subject(token.sentence)
    owner = None if subject is None or subject < token.i else scene.owners.get(subject)
    if subject is None or owner is None or owner.kind != "person" or owner.gender not in {gender, None}:
        return None
    i = token.i
    for _ in range(_STEPS):
        if tokens[i].head == tokens[subject].head:
            return owner if tokens[i].dep in {"prep", "advcl"} and scene.quotes[subject] < 0 else None
        i = tokens[i].head
    return None


def _active(scene: Scene, token: Token, mentions: list[int]) -> Draft | None:
    """The only one of several people who is the subject of a clause; an object seldom means the subject."""
    if token.dep in {"dobj", "pobj", "dative"}:
        return None
    subjects = [i for i in mentions if scene.parse.tokens[i].dep in SUBJECTS]
    if token.dep == "poss" and mentions[-1] not in subjects:
        return None  # somebody else was named in between: "Ann Lee met Eve Ray and her son"
    return _only(scene, subjects)


def _choose(scene: Scene, sentence: int, people: list[int]) -> Draft | None:
    """The subject of a sentence's main clause, else who speaks in it, else the only person in it."""
    subject = scene.main_subject(sentence)
    if subject is not None and _is_stranger(scene, subject):
        return None
    only = _only(scene, people)
    owner = None if subject is None else scene.bearer(subject)
    if only is None and subject is not None and _is_shared(scene, subject):
        return None
    if owner and any(scene.owners[i] is owner for i in people):
        # Of two whose names tell no gender she may be either, but for the one who has just been quoted.
        told = any(scene.owners[i].gender for i in people)
        return owner if only or told or scene.quotes_in(sentence) else None
    return only or _only(scene, [i for i in people if _is_speaking(scene, i)])


def _is_shared(scene: Scene, subject: int) -> bool:
    """Whether a subject is several people: in "Ann Lee and Eve Ray were fined. She ..." she may be either."""
    return any(scene.parse.tokens[c].dep == "conj" for c in scene.parse.children[subject])


def _is_speaking(scene: Scene, i: int) -> bool:
    token = scene.parse.tokens[i]
    return token.dep == "nsubj" and scene.speaks(token.head)


def _last_stranger(scene: Scene, first: int, last: int) -> int | None:
    """The last subject of a clause that is somebody without a name: a pronoun after it may well be theirs."""
    return next((i for i in range(last - 1, first - 1, -1) if _is_stranger(scene, i)), None)


def _is_another(scene: Scene, last: int, token: Token, gender: str) -> bool:
    """Whether a pronoun may mean whoever is told of after the last person who fits, but is known by no name.

    "Ann Lee was with the singer when she collapsed", "Bo Ray said the boy's health failed before he died".
    """
    if token.dep not in SUBJECTS | {"poss"}:
        return False
    between = (scene.parse.tokens[i] for i in range(last + 1, token.i) if i not in scene.owners)
    return any(
        t.dep in _BESIDE_SUBJECTS and (_GENDERS.get(t.text.lower()) == gender or (t.tag == "NN" and is_role_noun(t)))
        for t in between
    )


def _is_stranger(scene: Scene, i: int) -> bool:
    token = scene.parse.tokens[i]
    return token.dep in SUBJECTS and token.tag == "NN" and scene.bearer(i) is None and is_role_noun(token)


def _only(scene: Scene, mentions: list[int]) -> Draft | None:
    """The one person all mentions belong to, or None."""
    people = {id(scene.owners[i]): scene.owners[i] for i in mentions}
    return next(iter(people.values())) if len(people) == 1 else None


def _people(scene: Scene, first: int, last: int, gender: str, quote: int) -> list[int]:
    """Tokens of mentions of people of a fitting gender that stand in the given quotation (-1: in none)."""
    return [
        i
        for i in range(first, last)
        if (d := scene.owners.get(i))
        and d.kind == "person"
        and d.gender in {gender, None}
        and id(d) not in scene.doubled
        and scene.quotes[i] == quote
        and not _is_compared(scene, i)
        and not _is_bound(scene, i)
        and not _is_possessed(scene, i, gender)
    ]


def _is_possessed(scene: Scene, i: int, gender: str) -> bool:
    """Whether a name is somebody's of that gender: in "his lawyer, Ann Lee, said he would appeal" he is not Ann Lee."""
    tokens = scene.parse.tokens
    for token in reversed(tokens[max(scene.parse.sentences[tokens[i].sentence].first, i - _DESCRIBED) : i]):
        if token.pos in {"VERB", "AUX", "ADP"}:
            return False
        if token.dep == "poss" and _GENDERS.get(token.text.lower()) == gender:
            noun = tokens[token.head]
            beside = noun.i in {i, tokens[i].head} or tokens[i].dep == "compound"
            return beside and scene.owners.get(token.i) is not scene.owners[i]
    return False


def _is_bound(scene: Scene, i: int) -> bool:
    """Whether a name only begins a word: in "the Orne-trained singer said she" nobody is Orne."""
    after = scene.parse.tokens[i + 1 : i + 3]
    return len(after) > 1 and after[0].text == "-" and after[0].start == scene.parse.tokens[i].end == after[1].start - 1


def _is_compared(scene: Scene, i: int) -> bool:
    """Whether a name is what the clause is compared with: "like Ann Lee, she said" is about somebody else."""
    tokens = scene.parse.tokens
    while tokens[i].dep == "compound" and tokens[i].head > i:
        i = tokens[i].head
    return tokens[i].dep == "pobj" and tokens[tokens[i].head].text.lower() in {"like", "unlike"}


def _find_bearer(scene: Scene, token: Token) -> Draft | None:
    """Whom a relative clause tells of: "Ann Lee, who", "Ann Lee, a pilot who", but not "the aunt of Ann Lee, who"."""
    tokens = scene.parse.tokens
    verb = token.head
    while tokens[verb].dep == "conj" and tokens[verb].head < verb:
        verb = tokens[verb].head
    noun = tokens[verb].head
    if tokens[verb].dep != "relcl" or noun > token.i:
        return None
    if tokens[noun].dep == "appos" and noun not in scene.owners:
        noun = tokens[noun].head
    owner = scene.owners.get(noun)
    if owner is None or owner.kind not in {"person", "group"} or tokens[noun].dep == "conj":
        return None
    of = tokens[tokens[noun].head]
    possessed = tokens[noun].dep == "pobj" and of.text == "of"
    return None if possessed and tokens[of.head].lemma in words("nouns", "people", "relatives") else owner


def _find_actor(scene: Scene, token: Token, *, plural: bool) -> Draft | None:
    """The group or organisation that "they" or the speaking "it" stands for."""
    if not plural and not scene.speaks(token.head):
        return _find_reporter(scene, token)
    sentence = scene.parse.sentences[token.sentence]
    for i in range(token.i - 1, sentence.first - 1, -1):
        if scene.parse.tokens[i].dep in SUBJECTS and scene.parse.tokens[i].pos in {"NOUN", "PROPN"}:
            owner = scene.owners.get(i)
            return owner if owner and _can_be(owner, plural=plural, named=False) else None
    subject = scene.main_subject(token.sentence - 1) if token.sentence else None
    owner = None if subject is None else scene.owners.get(subject)
    return owner if owner and _can_be(owner, plural=plural, named=True) else None


def _find_reporter(scene: Scene, token: Token) -> Draft | None:
    """For "the company said it would close": the organisation that speaks; weather and "it is clear" are nobody's."""
    verb, tokens = token.head, scene.parse.tokens
    if tokens[verb].lemma in _EMPTY or tokens[verb].pos != "VERB":
        return None
    saying = tokens[verb].head
    if tokens[verb].dep != "ccomp" or not scene.speaks(saying):
        return None
    owners = [d for c in scene.parse.children[saying] if tokens[c].dep == "nsubj" and (d := scene.bearer(c))]
    return owners[0] if len(owners) == 1 and owners[0].kind == "organisation" else None


def _can_be(owner: Draft, *, plural: bool, named: bool) -> bool:
    """Whether a pronoun fits; "they" for one named organisation only from one sentence to the next."""
    if not plural:
        return owner.kind == "organisation"
    return owner.kind == "group" or (owner.kind == "organisation" and (named or not owner.spellings))
