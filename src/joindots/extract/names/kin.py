"""Relatives: "her husband" after "Ann Lee and her husband, Bo Lee"."""

from joindots.extract.names.drafts import Draft
from joindots.extract.names.people import RELATIVES, surname_of
from joindots.extract.names.scenes import Scene
from joindots.parse import Token


class Kin:
    """Who is whose husband, mother or son, as far as a document has told, in a pass from its first word to its last.

    Args:
        scene: The document.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._known: dict[tuple[int, str], Draft] = {}

    def resolve(self, token: Token) -> None:
        """Note who a relative is where a name follows; else link it to the one noted, or to the only one so named."""
        scene = self._scene
        if token.lemma not in RELATIVES or token.pos != "NOUN" or token.tag != "NN" or token.i in scene.owners:
            return
        possessor = next((c for c in scene.parse.children[token.i] if scene.parse.tokens[c].dep == "poss"), None)
        person = None if possessor is None else scene.owners.get(possessor)
        if possessor is None or person is None or person.kind != "person":
            return
        named = self._named_after(token)
        if named is person:
            scene.doubled.add(id(person))
        elif named:
            self._known[id(person), token.lemma] = named
        else:
            relative = self._known.get((id(person), token.lemma)) or self._of_same_surname(person, token.lemma)
            if relative and self._is_whole(possessor, token.i):
                scene.add(relative, scene.parse.subtree(possessor)[0], token.i + 1, "nominal")

    def _named_after(self, token: Token) -> Draft | None:
        tokens = self._scene.parse.tokens
        after = token.i + 1 + (token.i + 1 < len(tokens) and tokens[token.i + 1].text == ",")
        owner = self._scene.owners.get(after)
        return owner if owner and owner.kind == "person" and tokens[after].pos == "PROPN" else None

    def _is_whole(self, possessor: int, noun: int) -> bool:
        """Whether nobody else stands between: "her late husband", but not "her friend's husband"."""
        owners = self._scene.owners
        return all(i not in owners or owners[i] is owners[possessor] for i in range(possessor, noun))

    def _of_same_surname(self, person: Draft, noun: str) -> Draft | None:
        """The only person so far of that surname and of the relative's gender."""
        surname = surname_of(person.name)
        fitting = {
            id(d): d
            for d in self._scene.owners.values()
            if d is not person
            and d.kind == "person"
            and surname_of(d.name) == surname
            and d.gender is not None
            and d.gender == RELATIVES[noun]
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None
