"""What the sentence says about a time expression: whether it lies ahead, whether it is one at all."""

from joindots.parse import Parse, Token
from joindots.text.timexes import Phrase

# Verbs and adjectives that put what follows into the future: "is due to open", "expected in May", "set for Monday".
_PLANNING = frozenset(
    (
        *("due", "set", "schedule", "expect", "plan", "slate", "prepare", "intend", "hope", "aim", "about", "likely"),
        *("want", "ready", "await", "begin", "start"),
    )
)
_WILL = frozenset(("will", "shall", "'ll", "’ll", "wo", "would"))
_MOST_STEPS = 12  # from a word up to its verb; deeper trees are parser errors


def is_future(parse: Parse, start: int, end: int) -> bool:
    """Whether the verb that governs `text[start:end]` speaks of the future."""
    tokens = parse.token_range(start, end)
    if not tokens:
        return False
    token = parse.tokens[_top(parse, tokens)]
    for _ in range(_MOST_STEPS):
        if token.pos in ("VERB", "AUX"):
            verdict = _verb_tense(parse, token)
            if verdict is not None:
                return verdict
        if token.head == token.i:
            return False
        token = parse.tokens[token.head]
    return False


def _top(parse: Parse, tokens: range) -> int:
    """The token of the expression that hangs on something outside it."""
    for i in tokens:
        if parse.tokens[i].head not in tokens:
            return i
    return tokens[0]


def _verb_tense(parse: Parse, verb: Token) -> bool | None:
    """True for the future, False for past or present, None where the verb has no tense of its own."""
    children = [parse.tokens[i] for i in parse.children[verb.i]]
    if any(child.text.lower() in _WILL and child.pos == "AUX" for child in children):
        return True
    planned = verb.lemma in _PLANNING or any(child.lemma in _PLANNING and child.dep == "acomp" for child in children)
    if planned and verb.tag in ("VBN", "VBZ", "VBP", "VBG", "VB"):
        return True
    if verb.tag == "VB" and any(child.text.lower() == "to" for child in children):
        have = any(child.lemma == "have" for child in children)
        return not have
    if verb.tag in ("VB", "VBG", "VBN") and not any(child.pos == "AUX" for child in children):
        return None
    return False


def is_other_word(parse: Parse, phrase: Phrase) -> bool:
    """Whether the parser speaks against a time expression: a name ("April Moss"), a count ("2031 boats"), a verb."""
    tokens = parse.token_range(phrase.start, phrase.end)
    if len(tokens) != 1:
        return False
    token = parse.tokens[tokens[0]]
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else token
    match phrase.rule:
        case "month" | "weekday" | "season" | "adverb":
            return token.pos == "VERB" or _begins_name(parse, token, after)
        case "year":
            return token.dep == "nummod" and after.tag == "NNS" and _lacks_cue(parse, token)
        case "reference":
            return token.lemma in ("current", "recent") and token.pos == "NOUN"
    return False


def _begins_name(parse: Parse, token: Token, after: Token) -> bool:
    """Whether a capitalised word leads into another, as in "Sunday Times"; titles capitalise everything."""
    joined = token.text[0].isupper() and after.text[0].isupper() and after.start == token.end + 1
    return joined and after.pos == "PROPN" and token.head == after.i and parse.sentences[token.sentence].kind != "title"


def _lacks_cue(parse: Parse, token: Token) -> bool:
    before = parse.tokens[token.i - 1].text.lower() if token.i else ""
    return before not in ("the", "of", "in", "since", "by", "this", "its", "their")
