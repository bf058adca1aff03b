"""Who can speak: people, bodies and documents, told from things that only "promise" in a figure of speech."""

import re

from joindots.parse import Parse, Sentence

SPEAKING_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
# Nouns for those who speak without a name.
SAYERS = frozenset(
    {
        "agency", "agent", "aide", "ally", "analyst", "army", "association", "attacker", "attorney", "author",
        "authority", "board", "body", "boss", "campaigner", "captain", "charity", "chief", "coach", "coalition",
        "colleague", "commission", "committee", "company", "coroner", "council", "counsel", "couple", "court", "crew",
        "critic", "daughter", "defendant", "department", "detective", "diplomat", "doctor", "editorial", "executive",
        "expert", "family", "father", "firm", "friend", "government", "group", "gunman", "head", "husband", "inquest",
        "inquiry", "judge", "jury", "lawyer", "leader", "letter", "man", "mayor", "member", "memo", "militant",
        "military", "minister", "ministry", "mother", "neighbour", "newspaper", "office", "officer", "official",
        "operator", "opponent", "organisation", "organization", "owner", "panel", "parent", "party", "passenger",
        "patient", "people", "person", "police", "politician", "poll", "president", "prosecutor", "protester", "rebel",
        "regulator", "relative", "report", "reporter", "researcher", "resident", "review", "ruling", "scientist",
        "secretary", "side", "sister", "son", "source", "spokesman", "spokesperson", "spokeswoman", "staff",
        "statement", "student", "study", "suspect", "survey", "survivor", "team", "tribunal", "troop", "union",
        "victim", "watchdog", "wife", "witness", "woman", "worker", "workforce",
    }
)  # fmt: skip
# Nouns for those who do something, by their ending.
_DOERS = re.compile(r"(?:[a-z]{3}(?:er|or|ist|ian|ee|ant|crat)|man|woman|people|folk)s?$")
_THINGS = frozenset(
    {
        "answer", "behavior", "behaviour", "border", "center", "chapter", "computer", "danger", "error", "factor",
        "fear", "letter", "majority", "matter", "minor", "murder", "number", "offer", "order", "paper", "power",
        "quarter", "river", "shelter", "slaughter", "summer", "terror", "tower", "trailer", "war", "water", "weather",
        "winter", "year",
    }
)  # fmt: skip
_THINGS_MEANT = frozenset({"it", "its", "itself", "what"})
_FIGURES = frozenset({"it", "this", "that", "these", "those", "which", "there", "something", "nothing"})


def is_speaker(parse: Parse, head: int) -> bool:
    """Whether a source's main word stands for somebody, or for a text, that can say something."""
    token = parse.tokens[head]
    word = token.lemma.lower()
    if token.pos == "PRON":
        return token.text.lower() not in _FIGURES
    if word in SAYERS or token.text[:1].isupper():
        return True
    return word not in _THINGS and _DOERS.search(token.text.lower()) is not None


def mentions_somebody(parse: Parse, sentence: Sentence) -> bool:
    """Whether a sentence names or describes anybody who can speak, or stands for them by a pronoun."""
    return any(_is_somebody(parse, i) for i in range(sentence.first, sentence.last))


def _is_somebody(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    if token.pos == "PRON":
        return token.tag in ("PRP", "PRP$", "WP") and token.text.lower() not in _THINGS_MEANT
    return token.pos == "PROPN" or (token.pos == "NOUN" and is_speaker(parse, i))
