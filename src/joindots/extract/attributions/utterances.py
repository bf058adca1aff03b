"""What is done by the words said, where the cue is neutral: "said he opposed it", "said it may rain"."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from joindots.extract.attributions.clauses import Clause, is_none_of
from joindots.extract.attributions.cues import Cue, base_form, find_cues
from joindots.extract.attributions.frames import find_content, has_to
from joindots.extract.attributions.negations import is_negated
from joindots.extract.attributions.selves import Voice, is_self
from joindots.extract.attributions.stance_words import find_stance
from joindots.extract.phrases import children
from joindots.model import Span, Stance
from joindots.parse import Parse

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_WILL = frozenset({"will", "'ll", "’ll", "shall", "would", "'d", "’d"})
_WOULD = frozenset({"would", "'d", "’d"})
# Verbs of what happens to the speaker or of how they are: "we will win" is no promise.
_UNWILLED = frozenset(
    {
        "appreciate", "be", "become", "die", "end", "enjoy", "face", "feel", "get", "have", "hate", "hope",
        "know", "lack", "learn", "like", "live", "lose", "love", "miss", "need", "prefer", "prevail", "remain",
        "rather", "say", "see", "stay", "succeed", "suffer", "survive", "think", "understand", "want", "welcome", "win",
        "wonder",
    }
)  # fmt: skip
_WISHED = frozenset({"like", "love", "prefer"})
_FALSE_ORDERS = frozenset({"look", "listen", "remember", "thank", "wait", "see", "say", "imagine", "welcome", "let"})
_HARD = frozenset({"hard", "difficult", "impossible"})
_GRASPED = frozenset({"believe", "imagine", "know", "make", "say", "see", "tell", "think", "understand"})
_DESIGNS = frozenset(
    {
        "agreement", "bill", "choice", "deal", "decision", "idea", "job", "judgement", "judgment", "law", "move",
        "plan", "policy", "proposal", "reform", "rule", "system", "treaty",
    }
)  # fmt: skip
_COMPARING = frozenset({"more", "less", "most", "least"})
_PAST = frozenset({"VBD", "VBN"})
_PAST_AUXILIARIES = frozenset({"did", "had", "was", "were"})
_MARKS = "\"'“‘«„‚‹"
_DRAWN_OUT = ("attr", "acomp", "oprd")
_NAMED = ("oprd", "attr", "acomp", "ccomp", "xcomp", "dep")
_MOST_WORDS = 4  # of a stretch that only goes with another ("Yes.", "Look,")


def judge_utterance(parse: Parse, clause: Clause, content: Sequence[Span]) -> Stance | None:
    """What most sentences of a content do; None where they simply state.

    Args:
        parse: The document.
        clause: The attribution in the making, its cue neutral.
        content: Its spans.
    """
    inside = sorted({i for span in content for i in parse.token_range(span.start, span.end)})
    quoted = _is_quoted(content)
    past = not quoted and parse.tokens[clause.token].tag in _PAST
    voice = Voice(None if quoted else clause.source, past)
    told = [_read(parse, clause, voice, sentence) for sentence in _by_sentence(parse, inside)]
    counts = {stance: told.count(stance) for stance in told if stance is not None}
    best = max(counts, key=lambda stance: counts[stance], default=None)
    return best if best is not None and 2 * counts[best] > len(told) else None


def _is_quoted(content: Sequence[Span]) -> bool:
    """Whether a content is the source's own words throughout: there "he" is somebody else."""
    return all(span.text[0] in _MARKS for span in content)


def _by_sentence(parse: Parse, inside: Sequence[int]) -> list[list[int]]:
    """Tokens of a content by sentence, without stretches that are too short to state anything."""
    parts: dict[int, list[int]] = {}
    for i in inside:
        parts.setdefault(parse.tokens[i].sentence, []).append(i)
    found = list(parts.values())
    long = [part for part in found if sum(parse.tokens[i].pos != "PUNCT" for i in part) >= _MOST_WORDS]
    return long or found


def _read(parse: Parse, clause: Clause, voice: Voice, part: Sequence[int]) -> Stance | None:
    marks = [parse.tokens[i].text for i in part if parse.tokens[i].text not in "\"')]”’"]
    if marks and marks[-1] == "?":
        return "appeals"
    if clause.frame == "naming" or "as" in (clause.frame, clause.cue.word):
        return _named(parse, part)
    main = _main_word(parse, part)
    if main is None:
        return None
    if (cleft := _cleft(parse, part, main)) is not None:
        return _by_predicate(parse, cleft)
    return (_by_order(parse, main) if voice.source is None else None) or _read_clause(parse, voice, main)


def _main_word(parse: Parse, part: Sequence[int]) -> int | None:
    """The word that the rest of a stretch hangs on: of several a verb."""
    inside = set(part)
    heads = [i for i in part if parse.tokens[i].head == i or parse.tokens[i].head not in inside]
    heads = [i for i in heads if parse.tokens[i].pos != "PUNCT"]
    return next((i for i in heads if parse.tokens[i].pos in ("VERB", "AUX")), heads[0] if heads else None)


def _cleft(parse: Parse, part: Sequence[int], main: int) -> int | None:
    """For "It was unclear, she said, whether": the "be" that the parser hung on the clause behind."""
    if parse.tokens[part[0]].text.lower() != "it":
        return None
    verb = parse.tokens[part[0]].head
    return verb if verb != main and verb in part and parse.tokens[verb].lemma == "be" else None


def _read_clause(parse: Parse, voice: Voice, main: int) -> Stance | None:
    subject = next(iter(children(parse, main, *_SUBJECTS)), None)
    if subject is not None and is_self(parse, voice.source, subject):
        return _by_speaker(parse, voice, main) or _by_lack(parse, main) or _by_modal(parse, main)
    return _by_predicate(parse, main) or _by_lack(parse, main) or _by_modal(parse, main) or _by_verb(parse, main)


def _by_speaker(parse: Parse, voice: Voice, main: int) -> Stance | None:
    """What the speaker says of their own mind or deeds: "I doubt it", "he opposed the plan", "we will pay"."""
    words = {parse.tokens[c].text.lower() for c in children(parse, main, "aux")}
    if find_stance("modal", *sorted(words)):
        return None  # "I may ask", "we must urge"
    if unsaid := _by_unsaid(parse, voice, main):
        return unsaid
    will = words & _WILL
    held = next(_held_cues(parse, main), None)
    if held is not None and not (will and find_stance("held", held[1].word) is None):
        return _by_held(parse, voice, main, held)
    if will and parse.tokens[main].lemma in _WISHED:
        return "appeals"
    if _by_predicate(parse, main) == "criticises":
        return "admits"  # "I was wrong"
    return "commits" if _binds(parse, main, will) else None


def _by_unsaid(parse: Parse, voice: Voice, main: int) -> Stance | None:
    """What the speaker cannot say: "I don't know whether", "said he could not confirm it"."""
    if not is_negated(parse, main) or (_is_past(parse, main) and not voice.past):
        return None
    return find_stance("unsaid", *(cue.word for cue in find_cues(parse, main)))


def _binds(parse: Parse, main: int, will: AbstractSet[str]) -> bool:
    """Whether the speaker is going to do it, and not under a mere condition ("if I were asked, I would go")."""
    to = [c for c in children(parse, main, "xcomp") if has_to(parse, c)]
    going = parse.tokens[main].text.lower() == "going" and bool(to)
    if will & _WOULD and any(_is_if(parse, c) for c in children(parse, main, "advcl")):
        return False
    deed = to[0] if going else main
    if parse.tokens[deed].tag != "VB" or parse.tokens[deed].lemma in _UNWILLED:
        return False
    return bool(will) or going


def _is_if(parse: Parse, clause: int) -> bool:
    return any(parse.tokens[c].text.lower() == "if" for c in children(parse, clause, "mark"))


def _held_cues(parse: Parse, main: int) -> Iterator[tuple[int, Cue]]:
    """The cue that the speaker's own verb or adjective is, where it has a content."""
    if children(parse, main, "auxpass"):
        return  # "I was asked", "we were warned": somebody else did
    beside = [i for i in children(parse, main, "acomp") if parse.tokens[i].pos == "ADJ"]
    for i in (main, *beside):
        for cue in find_cues(parse, i):
            if cue.stance != "asserts" and any(find_content(parse, i, frame) for frame in cue.frames):
                yield i, cue


def _by_held(parse: Parse, voice: Voice, main: int, held: tuple[int, Cue]) -> Stance | None:
    i, cue = held
    holds = find_stance("held", cue.word)
    token = parse.tokens[main]
    if holds is None and (cue.stance == "suspects" or _is_past(parse, main)):
        return None  # "said she had warned them" tells of a warning and is none
    if _is_past(parse, main) and not voice.past:
        return None  # "says she wanted": no longer
    if holds == "suspects" and (token.tag == "VBG" or not children(parse, i, "ccomp", "xcomp", "dobj")):
        return None  # "was thinking of them", "felt sad"
    if is_negated(parse, i):
        return None if holds in (None, "appeals") else find_stance("negated", cue.word, cue.stance)
    if holds == "suspects":
        inner = next(iter(children(parse, i, "ccomp")), None)
        return (_read_clause(parse, voice, inner) if inner is not None else None) or "suspects"
    return holds or cue.stance


def _is_past(parse: Parse, verb: int) -> bool:
    beside = {parse.tokens[c].text.lower() for c in children(parse, verb, "aux")}
    return parse.tokens[verb].tag in _PAST or bool(beside & _PAST_AUXILIARIES)


def _by_predicate(parse: Parse, main: int) -> Stance | None:
    """What a form of "be" says of its subject: "the plan is reckless", "was a disgrace", "is not true"."""
    heads = [i for i in children(parse, main, *_DRAWN_OUT) if not _is_missing(parse, i)]
    heads = [i for i in heads if parse.tokens[i].lemma != "possible" or _has_clause(parse, main, i)]
    found = next((s for i in heads if (s := _of_predicate(parse, i)) is not None), None)
    hard = [i for i in heads if parse.tokens[i].lemma in _HARD]
    if hard and any(
        parse.tokens[v].lemma in _GRASPED for i in (main, *hard) for v in children(parse, i, "xcomp", "ccomp", "advcl")
    ):
        return "doubts"
    if not is_negated(parse, main):
        return found
    return "denies" if any(parse.tokens[i].lemma == "true" for i in heads) else None


def _has_clause(parse: Parse, *words: int) -> bool:
    """Whether "it is possible" goes on with "that"; "possible for boats to pass" is no guess."""
    return any(children(parse, i, "ccomp") for i in words)


def _of_predicate(parse: Parse, i: int) -> Stance | None:
    """The stance of an adjective or noun, or of what stands before or beside it ("a reckless plan")."""
    beside = children(parse, i, "amod", "advmod", "conj")
    if any(parse.tokens[c].text.lower() in _COMPARING for c in beside):
        return None  # "is more likely to" compares
    word, words = parse.tokens[i].lemma.lower(), [parse.tokens[c].lemma.lower() for c in beside]
    return find_stance("predicate", word, *words) or (find_stance("bad", *words) if word in _DESIGNS else None)


def _by_lack(parse: Parse, main: int) -> Stance | None:
    """What there is none of, or somebody has none of: "there was no truth in it", "has no place here"."""
    if parse.tokens[main].lemma not in ("be", "have", "see"):
        return None
    nouns = [c for c in children(parse, main, "attr", "dobj") if _is_missing(parse, c)]
    return find_stance("lacking", *(parse.tokens[c].lemma.lower() for c in nouns))


def _is_missing(parse: Parse, noun: int) -> bool:
    """Whether there is said to be none of it; the parser hangs the "no" of "no flood risk" on "flood"."""
    return any(is_none_of(parse, i) for i in (noun, *children(parse, noun, "compound")))


def _named(parse: Parse, part: Sequence[int]) -> Stance | None:
    """What somebody or something is called."""
    heads = [i for i in part if parse.tokens[i].dep in _NAMED]
    heads += [i for i in part if parse.tokens[i].dep == "pobj" and parse.tokens[parse.tokens[i].head].lemma == "as"]
    return next((s for i in heads if (s := _of_predicate(parse, i)) is not None), None)


def _by_order(parse: Parse, main: int) -> Stance | None:
    """An order or a plea to the hearers."""
    token = parse.tokens[main]
    beside = {parse.tokens[c].dep for c in parse.children[main]}
    if token.tag != "VB" or beside & {*_SUBJECTS, "aux", "mark", "auxpass"}:
        return None
    return None if has_to(parse, main) or token.lemma in _FALSE_ORDERS else "appeals"


def _by_modal(parse: Parse, main: int) -> Stance | None:
    """Advice, reproach and hedging: "should leave", "should have left", "may have left"."""
    words = [parse.tokens[c].text.lower() for c in children(parse, main, "aux")]
    found = find_stance("modal", *words)
    if found == "recommends" and "have" in words:
        return "suspects" if "must" in words else "criticises"
    if found is not None:
        return None if "may" in words and is_negated(parse, main) else found  # "nobody may enter"
    adverbs = (parse.tokens[c].text.lower() for c in children(parse, main, "advmod"))
    return find_stance("adverb", *adverbs)


def _by_verb(parse: Parse, main: int) -> Stance | None:
    token = parse.tokens[main]
    to = [c for c in children(parse, main, "xcomp") if has_to(parse, c)]
    if base_form(token) == "fail" and to:
        return "criticises"
    present = token.tag in ("VB", "VBP", "VBZ")
    return find_stance("verb", token.lemma.lower()) if to and present else None
