"""Pronouns, where their antecedent is clear; all others are left alone."""

from joindots.extract.names.drafts import Draft
from joindots.extract.names.people import RELATIVES
from joindots.extract.names.roles import is_role_noun
from joindots.extract.names.scenes import SUBJECTS, Scene
from joindots.parse import Token

_GENDERS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_DESCRIBED = 7  # tokens of a description before a name that are searched for "his" or "her"
_WINDOW = 3  # sentences back that are searched for a person


def resolve_pronouns(scene: Scene) -> None:
    """Link he, she, they and it to the mention they stand for, from the first to the last.

    A third person goes to somebody of a fitting gender: inside a quotation only to somebody in the same quotation;
    elsewhere to the only one in the sentence so far, else to the subject of the sentence before, else to the only one
    in it. "They" and "it" go to a group or an organisation that is the subject of the sentence or of the one before.
    """
    for token in scene.parse.tokens:
        word = token.text.lower()
        if token.pos != "PRON" or token.i in scene.owners:
            continue
        if word in _GENDERS:
            person = _find_person(scene, token, _GENDERS[word])
            if person:
                person.gender = person.gender or _GENDERS[word]
                scene.add(person, token.i, token.i + 1, "pronoun")
                _link_relative(scene, token, person)
        elif word in {"they", "it"} and token.dep == "nsubj" and scene.quotes[token.i] < 0:
            actor = _find_actor(scene, token, plural=word == "they")
            if actor:
                scene.add(actor, token.i, token.i + 1, "pronoun")


def _find_person(scene: Scene, token: Token, gender: str) -> Draft | None:
    quote = scene.quotes[token.i]
    sentence = scene.parse.sentences[token.sentence]
    here = _people(scene, sentence.first, token.i, gender, quote)
    stranger = _last_stranger(scene, sentence.first, token.i)
    here = [i for i in here if stranger is None or i > stranger]
    if here:
        return _only(scene, here) or _active(scene, token, here)
    if quote >= 0 or stranger is not None:
        return None
    for n in range(token.sentence - 1, max(-1, token.sentence - 1 - _WINDOW), -1):
        past = scene.parse.sentences[n]
        there = _people(scene, past.first, past.last, gender, quote)
        if there:
            return _choose(scene, n, there)
        if _last_stranger(scene, past.first, past.last) is not None:
            return None
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
    """The subject of a sentence's main clause, else the only person in it."""
    subject = scene.main_subject(sentence)
    if subject is not None and _is_stranger(scene, subject):
        return None
    owner = None if subject is None else scene.owners.get(subject)
    if owner and any(scene.owners[i] is owner for i in people):
        return owner
    return _only(scene, people)


def _last_stranger(scene: Scene, first: int, last: int) -> int | None:
    """The last subject of a clause that is somebody without a name: a pronoun after it may well be theirs."""
    return next((i for i in range(last - 1, first - 1, -1) if _is_stranger(scene, i)), None)


def _is_stranger(scene: Scene, i: int) -> bool:
    token = scene.parse.tokens[i]
    return token.dep in SUBJECTS and token.tag == "NN" and i not in scene.owners and is_role_noun(token)


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
        and scene.quotes[i] == quote
        and not _is_compared(scene, i)
        and not _is_possessed(scene, i, gender)
    ]


def _is_possessed(scene: Scene, i: int, gender: str) -> bool:
    """Whether a name is somebody's of that gender: in "his lawyer, Ann Lee, said he would appeal" he is not Ann Lee."""
    tokens = scene.parse.tokens
    for token in reversed(tokens[max(scene.parse.sentences[tokens[i].sentence].first, i - _DESCRIBED) : i]):
        if token.pos in {"VERB", "AUX"}:
            return False
        if token.dep == "poss" and _GENDERS.get(token.text.lower()) == gender:
            return scene.owners.get(token.i) is not scene.owners[i]
    return False


def _is_compared(scene: Scene, i: int) -> bool:
    """Whether a name is what the clause is compared with: "like Ann Lee, she said" is about somebody else."""
    tokens = scene.parse.tokens
    while tokens[i].dep == "compound" and tokens[i].head > i:
        i = tokens[i].head
    return tokens[i].dep == "pobj" and tokens[tokens[i].head].text.lower() in {"like", "unlike"}


def _link_relative(scene: Scene, token: Token, person: Draft) -> None:
    """Link "his wife" where one person of the same surname and that gender is named."""
    noun = scene.parse.tokens[token.head]
    if token.dep != "poss" or noun.lemma not in RELATIVES or noun.i in scene.owners:
        return
    surname = person.name.split()[-1]
    fitting = {
        id(d): d
        for d in scene.owners.values()
        if d is not person
        and d.kind == "person"
        and d.name.split()[-1] == surname
        and d.gender == RELATIVES[noun.lemma]
    }
    if len(fitting) == 1:
        scene.add(next(iter(fitting.values())), token.i, noun.i + 1, "nominal")


def _find_actor(scene: Scene, token: Token, *, plural: bool) -> Draft | None:
    """The group or organisation that "they" or the speaking "it" stands for."""
    if not plural and not scene.speaks(token.head):
        return None
    sentence = scene.parse.sentences[token.sentence]
    for i in range(token.i - 1, sentence.first - 1, -1):
        if scene.parse.tokens[i].dep in SUBJECTS and scene.parse.tokens[i].pos in {"NOUN", "PROPN"}:
            owner = scene.owners.get(i)
            return owner if owner and _can_be(owner, plural=plural, named=False) else None
    subject = scene.main_subject(token.sentence - 1) if token.sentence else None
    owner = None if subject is None else scene.owners.get(subject)
    return owner if owner and _can_be(owner, plural=plural, named=True) else None


def _can_be(owner: Draft, *, plural: bool, named: bool) -> bool:
    """Whether a pronoun fits; "they" for one named organisation only from one sentence to the next."""
    if not plural:
        return owner.kind == "organisation"
    return owner.kind == "group" or (owner.kind == "organisation" and (named or not owner.spellings))
