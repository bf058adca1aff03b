"""What the sentence says about a time expression: its tense, and whether it is a time expression at all."""

from joindots.extract.events.words import HARM_FAMILIES, load_event_words
from joindots.parse import Parse, Token
from joindots.text.timexes import Phrase, Tense

# Verbs and adjectives that put what follows into the future: "is due to open", "expected in May", "set for Monday".
_PLANNING = frozenset(
    (
        *("due", "set", "schedule", "expect", "plan", "slate", "prepare", "intend", "hope", "aim", "about", "likely"),
        *("want", "ready", "await"),
    )
)
# Verbs whose present tense with a date is a timetable: "the trial opens on Monday".
_TIMETABLE = frozenset(
    ("begin", "start", "open", "close", "resume", "end", "expire", "return", "arrive", "leave", "meet")
)
# Verbs that tell, in whose present tense reports give what has been said or shown.
_TELLING = frozenset(
    (
        *("say", "tell", "report", "announce", "warn", "add", "claim", "note", "show", "write", "argue", "insist"),
        *("recall", "remember", "stress"),
    )
)
_NOT_ADVERBIAL = frozenset(("nsubj", "nsubjpass", "dobj", "poss", "compound", "appos", "conj"))
_MAY = frozenset(("may", "might", "must", "can", "should"))  # what is not yet: "may plead guilty this week"
_NAMING = frozenset(("compound", "nmod", "nummod", "amod"))
_WILL = frozenset(("will", "shall", "'ll", "’ll", "wo", "would"))
# Words before a date that tell its side of now, whatever the verb.
_AHEAD: dict[str, Tense] = {
    **dict.fromkeys(("by", "until", "till"), "future"),
    "since": "past",
    **dict.fromkeys(("to", "through", "effective", "payable", "record", "due"), "present"),
}
# Verbs whose past is written as their base form, which parsers take for a present: reports rarely use that one.
_SAME_IN_THE_PAST = frozenset(
    (
        "cut",
        "hit",
        "hurt",
        "put",
        "set",
        "shut",
        "split",
        "quit",
        "spread",
        "beat",
        "burst",
        "cast",
        "cost",
        "let",
        "shed",
    )
)
_OFTEN = frozenset(("daily", "weekly", "hourly", "everyday"))  # how often, even before a noun: "his weekly address"
_MOST_STEPS = 12  # from a word up to its verb; deeper trees are parser errors


def read_tense(parse: Parse, start: int, end: int) -> Tense:
    """The tense of the verb that governs `text[start:end]`; what is planned is future whatever the verb's form."""
    tokens = parse.token_range(start, end)
    if not tokens:
        return "past"
    token = parse.tokens[_top(parse, tokens)]
    return _told_beside(parse, tokens[0], token) or _governing_tense(parse, token)


def _told_beside(parse: Parse, first: int, token: Token) -> Tense | None:
    """What the words beside an expression say of its side of now, or None."""
    before = parse.tokens[max(first - 1, 0)].text.lower()
    if before in _AHEAD:
        return "past" if _is_over(parse, token) else _AHEAD[before]
    if _is_earliest(parse, first):
        return "future"
    return "past" if token.dep == "poss" else None  # "Wednesday's ruling" has been, whatever comes of it


def _governing_tense(parse: Parse, token: Token) -> Tense:
    infinitive = False
    for _ in range(_MOST_STEPS):
        if _is_the_deed(parse, token):
            return "past"
        if token.pos in ("VERB", "AUX"):
            if infinitive and token.lemma in _PLANNING:
                return "future"
            if tense := _verb_tense(parse, token):
                return tense
            if token.dep == "acl":
                return "present"  # "an agreement to sell it in January", whenever that was made
            infinitive = infinitive or token.tag == "VB"
        if token.head == token.i:
            break
        token = parse.tokens[token.head]
    return "past"


def _is_the_deed(parse: Parse, token: Token) -> bool:
    """Whether a noun tells harm that is known of: "it may be connected to the shooting on Easter Sunday"."""
    word = load_event_words().nouns.get(token.text.lower()) if token.pos == "NOUN" else None
    if word is None or word.family not in HARM_FAMILIES:
        return False
    return any(parse.tokens[i].text.lower() == "the" for i in parse.children[token.i])


def names_noun(parse: Parse, start: int, end: int) -> bool:
    """Whether an expression is part of a name of something: "arraigned over the Aug. 19 shooting"."""
    tokens = parse.token_range(start, end)
    token = parse.tokens[_top(parse, tokens)] if tokens else None
    return token is not None and token.dep in _NAMING and parse.tokens[token.head].i >= tokens.stop


def is_timetable(parse: Parse, start: int, end: int) -> bool:
    """Whether the present tense speaks of what is to come: "Parliament votes on Thursday".

    Headlines and captions tell what has been in the present tense, and reports what has been said.
    """
    tokens = parse.token_range(start, end)
    if not tokens:
        return False
    token = parse.tokens[_top(parse, tokens)]
    verb = parse.tokens[token.head]
    if verb.pos == "ADP" and token.dep == "pobj":
        verb = parse.tokens[verb.head]
    told = parse.sentences[token.sentence].kind != "body" or verb.lemma in _TELLING or token.dep in _NOT_ADVERBIAL
    told |= any(
        parse.tokens[i].text.lower() in ("a", "an") for i in parse.children[token.i]
    )  # "on a dark Sunday night"
    return not told and verb.pos in ("VERB", "AUX") and _verb_tense(parse, verb) == "present"


def _is_earliest(parse: Parse, first: int) -> bool:
    """Whether `as early as` or the like stands before: what is to come."""
    words = [token.text.lower() for token in parse.tokens[max(0, first - 3) : first]]
    return len(words) == 3 and words[0] == words[2] == "as" and words[1] in ("early", "soon")


def _is_over(parse: Parse, token: Token) -> bool:
    """Whether the verb above is in the past perfect: "until Thursday they had not called"."""
    for _ in range(_MOST_STEPS):
        if token.pos == "VERB" or token.head == token.i:
            break
        token = parse.tokens[token.head]
    return any(parse.tokens[i].dep == "aux" and parse.tokens[i].text.lower() == "had" for i in parse.children[token.i])


def _top(parse: Parse, tokens: range) -> int:
    """The token of the expression that hangs on something outside it."""
    for i in tokens:
        if parse.tokens[i].head not in tokens:
            return i
    return tokens[0]


def _verb_tense(parse: Parse, verb: Token) -> Tense | None:
    """The tense of a verb, or None where it has none of its own ("to open" has that of what it hangs on)."""
    children = [parse.tokens[i] for i in parse.children[verb.i]]
    auxiliaries = [child for child in children if child.pos == "AUX"]
    if _is_modal_future(verb, auxiliaries):
        return "future"
    pointed = verb.lemma == "aim" and any(child.dep == "dobj" for child in children)  # "aiming a gun at them"
    planned = (verb.lemma in _PLANNING and not pointed) or any(
        child.lemma in _PLANNING and child.dep == "acomp" for child in children
    )
    if planned and verb.tag != "VBD":
        return "future"
    if verb.lemma in _TIMETABLE and verb.tag in ("VBZ", "VBP") and not auxiliaries:
        return "future"
    if verb.tag == "VB" and verb.dep == "xcomp" and parse.tokens[verb.head].lemma == "be":
        return "future"  # "MPs are to meet"
    finite = auxiliaries[0] if auxiliaries else verb
    if finite.tag == "VB" or (verb.tag == "VBG" and not auxiliaries):
        return None
    present = finite.tag in ("VBZ", "VBP") and finite.text.lower() not in _SAME_IN_THE_PAST
    return "present" if present and not _is_perfect(verb, finite) else "past"


def _is_modal_future(verb: Token, auxiliaries: list[Token]) -> bool:
    """Whether it is to come by "will" or the like; "it should be recalled that they fired" tells what has been."""
    words = {child.text.lower() for child in auxiliaries}
    may = bool(words & _MAY) and "have" not in words and verb.lemma.lower() not in _TELLING
    return may or bool(words & _WILL)


def _is_perfect(verb: Token, finite: Token) -> bool:
    return finite.lemma == "have" and finite.i != verb.i


def is_other_word(parse: Parse, phrase: Phrase) -> bool:
    """Whether the parser speaks against a time expression: a name ("April Moss"), a count ("2031 boats"), a verb."""
    tokens = parse.token_range(phrase.start, phrase.end)
    if len(tokens) != 1:
        return False
    token = parse.tokens[tokens[0]]
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else token
    match phrase.rule:
        case "adverb" if token.dep == "amod" and token.lemma not in _OFTEN:
            return True  # a "quarterly dividend" is a kind of dividend
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
