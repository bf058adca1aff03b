"""The acts and states that a clause tells, read off its words: which act, what it befell, who did it, and its mood.

Words are read, not understood: a past form is an act, a form of "be" before it makes it passive, the noun that follows
or goes before is the thing. What cannot be read that way gives no act.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from msgspec import Struct

from joindots.join.findings.lexicons import word_set
from joindots.text.normal import Word, content_word, stem

_REGULAR = re.compile(r"\w{2,30}(?:ed)")
_UNDONE = re.compile(r"un\w{1,30}ed")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
STATE = "state"
"""How an act stands to its thing that puts it into a state."""
_MOOD = 3  # words before a verb, of which "to" or "will" makes it one that is not told as done


class Act(Struct, frozen=True, kw_only=True):
    """An act in a clause.

    Attributes:
        act: The first of its family of verbs, without a last "e"; of a state the preposition is "in".
        thing: Family of the head of what it befell, or of whatever a preposition leads to.
        how: That preposition; `STATE` where it was put into one.
        doer: Family of the last noun before an act, or after "by"; empty where it is a pronoun or none.
        beside: Families of the words that stand beside the thing and are of its name: "modified" of a lockdown.
        mood: Of the verb itself: "to" and "shall" where it is not told as done.
        undone: Whether the word itself says no.
        named: Whether it stands in the name of a thing, "a stolen car": what is said of the thing is not said of it.
    """

    act: str
    thing: str
    how: str = ""
    doer: str = ""
    beside: frozenset[str] = frozenset()
    mood: str = ""
    undone: bool = False
    named: bool = False


def find_acts(said: Sequence[Word], text: str) -> Iterator[Act]:
    """The acts and states of a clause.

    Args:
        said: Its words.
        text: What they stand in, whose letters tell names and compounds from verbs.
    """
    texts = [word.text for word in said]
    bare = reading_words("bare")
    for n, word in enumerate(said):
        if not (_may_act(word.text) or (n and texts[n - 1] in bare)):
            continue
        compound = "-" in (text[word.start - 1 : word.start], text[word.end : word.end + 1])
        if not compound and not text[word.start].isupper() and (act := _read_act(texts, n)):
            yield act


def content_families(texts: Sequence[str]) -> frozenset[str]:
    """Families of the content words of a clause that carry something by themselves."""
    light = reading_words("light") | reading_words("vague")
    bare = [word for text in texts if (word := content_word(text)) and not word[0].isdigit()]
    return frozenset(_act(word) if _is_past(word) else _thing(word) for word in bare if stem(word) not in light)


def are_families(act: str, thing: str) -> bool:
    """Whether an act and its thing both are of a family, and so told alike whatever the words."""
    return act in _act_heads() and thing in _families("things").values()


@cache
def reading_words(name: str) -> frozenset[str]:
    """One list of `propositions.toml`."""
    return frozenset(_lists()[name])


@cache
def _lists() -> Mapping[str, list[str]]:
    return tomllib.loads(resources.files(__package__).joinpath("propositions.toml").read_text("utf-8"))


@cache
def _families(name: str) -> dict[str, str]:
    """Word to the first of its family."""
    return {word: line.split()[0] for line in _lists()[name] for word in line.split()}


@cache
def _irregular() -> dict[str, str]:
    """Past forms and participles to their verbs."""
    verbs = (line.split() for line in word_set("paraphrases", "verbs"))
    return {form: verb for verb, *forms in verbs for form in forms}


@cache
def _act(word: str) -> str:
    """The family of a verb, whatever its form."""
    bare = _irregular().get(word, word)
    if bare.endswith("ied"):
        bare = bare.removesuffix("ied") + "y"
    elif bare.endswith("ed"):
        bare = _DOUBLED.sub(r"\1", bare.removesuffix("ed"))
    bare = bare.removesuffix("e")
    return _act_stems().get(bare, bare)


@cache
def _acts(name: str) -> frozenset[str]:
    return frozenset(map(_act, reading_words(name)))


@cache
def _act_stems() -> dict[str, str]:
    return {word.removesuffix("e"): head.removesuffix("e") for word, head in _families("acts").items()}


@cache
def _act_heads() -> frozenset[str]:
    return frozenset(_act_stems().values())


@cache
def _thing(word: str) -> str:
    own = stem(word)
    return _families("things").get(own, own)


@cache
def _is_past(word: str) -> bool:
    """Whether a word is a past form or participle, by its form."""
    return word in _irregular() or _REGULAR.fullmatch(word) is not None


@cache
def _may_act(word: str) -> bool:
    return _is_past(word) or word in reading_words("undone") or word in reading_words("unchanged")


def _read_act(texts: Sequence[str], n: int) -> Act | None:
    """The act whose verb is the word `n`."""
    last = texts[n - 1] if n else ""
    undone = texts[n] in reading_words("undone")
    word = texts[n][2:] if undone else texts[n]
    act = _act(word)
    if (_is_past(word) or word in reading_words("unchanged")) and _is_passive(texts, n):
        return _read_passive(texts, n, act, undone=undone)
    base = last in reading_words("bare") and content_word(word) is not None and word.isalpha() and not _is_past(word)
    if act in _acts("light") or not (base or _is_past(word)):
        return None
    if not base and (undone or _is_in_name(texts, n)):
        return _read_named(texts, n, act, undone=undone)
    if not base and _UNDONE.fullmatch(word):
        return None
    thing, how, beside = _object(texts, n + 1)
    mood = _read_mood(texts, n) if base else ""  # a past form is told as done
    doer, _ = _subject(texts, n)
    return Act(act=act, thing=thing, how=how, doer=doer, beside=beside - {thing}, mood=mood) if thing else None


def _read_passive(texts: Sequence[str], n: int, act: str, *, undone: bool) -> Act | None:
    (thing, beside), mood, how = _subject(texts, n), _read_mood(texts, n), ""
    if act in _acts("placing"):
        state, _, of_state = _object(texts, n + 1)
        act, beside, how = f"in {state}" if state else "", beside | of_state, STATE
    if not thing or not act or act in _acts("light"):
        return None
    doer, *_ = _object(texts, texts.index("by", n) + 1) if "by" in texts[n:] else ("",)
    return Act(act=act, thing=thing, how=how, doer=doer, beside=beside - {thing}, mood=mood, undone=undone)


def _read_named(texts: Sequence[str], n: int, act: str, *, undone: bool) -> Act | None:
    thing, how, beside = _object(texts, n + 1)
    if not thing or how or not (undone or act in _act_heads()):
        return None
    return Act(act=act, thing=thing, beside=beside - {thing}, undone=undone, named=True)


def _read_mood(texts: Sequence[str], n: int) -> str:
    before = texts[max(0, n - _MOOD) : n]
    return "to" if "to" in before else "shall" if not reading_words("future").isdisjoint(before) else ""


def _is_in_name(texts: Sequence[str], n: int) -> bool:
    """Whether an article, or a number, goes before a participle and its adverbs."""
    while n and texts[n - 1].endswith("ly"):
        n -= 1
    return n > 0 and (texts[n - 1] in reading_words("articles") or texts[n - 1][0].isdigit())


def _is_passive(texts: Sequence[str], n: int) -> bool:
    """Whether a form of "be" stands before a participle, with at most one adverb between them."""
    passive = reading_words("passive")
    if n and texts[n - 1] in passive:
        return True
    return n > 1 and texts[n - 2] in passive and (texts[n - 1] in reading_words("skipped") or texts[n - 1][-2:] == "ly")


def _object(texts: Sequence[str], start: int) -> tuple[str, str, frozenset[str]]:
    """Family of the head of the noun that follows, the preposition before it, and the other words of its name."""
    how = ""
    run: list[str] = []
    for text in texts[start:]:
        bare = content_word(text)
        if not run and (text in reading_words("articles") or text[0].isdigit()):
            continue
        if not run and not how and text in reading_words("prepositions"):
            how = text
        elif bare is None or bare[0].isdigit() or (run and (_is_past(bare) or bare.endswith("ly"))):
            break
        else:
            run.append(bare)
    thing, beside = _name(run)
    return thing, how, beside


def _subject(texts: Sequence[str], end: int) -> tuple[str, frozenset[str]]:
    """Family of the noun before a verb and its auxiliaries, and its other words; empty where a pronoun stands there."""
    n = end
    between = reading_words("skipped") | reading_words("passive") | reading_words("bare")
    while n and (texts[n - 1] in between or texts[n - 1].endswith("ly")):
        n -= 1
    run: list[str] = []
    while n and (bare := content_word(texts[n - 1])) and not bare[0].isdigit() and not (run and _is_past(bare)):
        run.insert(0, bare)
        n -= 1
    while n and texts[n - 1] in reading_words("articles") - {"of"}:
        n -= 1
    if run and n > 1 and texts[n - 1] == "of" and (head := content_word(texts[n - 2])):
        run.append(head)
    return _name(run)


def _name(run: Sequence[str]) -> tuple[str, frozenset[str]]:
    """Family of the last word of a noun, and those of all; empty where too much is said to be that."""
    if not run or stem(run[-1]) in reading_words("vague"):
        return "", frozenset()
    return _thing(run[-1]), frozenset(map(_thing, run))
