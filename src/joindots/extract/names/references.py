"""Pronouns and descriptions that stand for somebody named, resolved in one pass from the first word to the last."""

from collections.abc import Sequence

from joindots.extract.names.drafts import Draft
from joindots.extract.names.kin import Kin
from joindots.extract.names.nominals import Descriptions
from joindots.extract.names.parts import Parts
from joindots.extract.names.pronouns import resolve_pronoun
from joindots.extract.names.scenes import Scene


def resolve_references(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Note every pronoun, description and relative whose bearer is clear, each with all before it known.

    Args:
        scene: The document.
        drafts: Its people, organisations, groups and actors.
    """
    parts, kin = Parts(scene), Kin(scene)
    descriptions = Descriptions(scene, drafts, parts)
    descriptions.resolve_leads()
    for sentence in scene.parse.sentences:
        for token in scene.parse.tokens[sentence.first : sentence.last]:
            if token.pos == "PRON":
                resolve_pronoun(scene, token)
            elif token.pos == "NOUN":
                kin.resolve(token)
            descriptions.resolve(token)
        parts.note(sentence)
