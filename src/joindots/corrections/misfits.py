"""Why a decision cannot be carried out on this reading."""

from joindots.model import JoindotsError


class MisfitError(JoindotsError):
    """What a decision is about is not there, or not as it was; the message is the reason, a sentence."""
