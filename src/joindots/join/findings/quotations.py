"""Quotations: one utterance as several reports give it."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from joindots.join.findings.alignments import LEAST_SHARE, LEAST_SPOKEN, LEAST_VERBATIM, LEAST_WORDS, Alignment, align
from joindots.join.findings.contexts import Context
from joindots.join.findings.speakers import (
    are_near,
    are_of_one_matter,
    are_of_one_time,
    find_credit,
    is_credited,
    is_named_after,
    is_one_speaker,
    speaks_for,
    tells_of_past,
    words_of,
)
from joindots.join.findings.stretches import Piece, lay_out
from joindots.join.findings.utterances import (
    Utterance,
    is_telling,
    is_title,
    read_unattributed,
    read_utterance,
    surroundings,
    telling_sentences,
)
from joindots.join.findings.verdicts import (
    Saying,
    Verdict,
    count_independent,
    make_finding,
    make_position,
    name_reports,
    note_origins,
)
from joindots.join.findings.wordings import join_words, shorten
from joindots.linkage import candidate_pairs, connected_components
from joindots.model import Finding, Span
from joindots.text.differences import compare_words
from joindots.text.quotes import find_quotations as marked

_SAME = 0.9
_VARIANT = 0.85
_OTHER_SPEAKER = 0.5
_RUN = 3  # content words in a row that make two quotations worth aligning, whoever is said to speak
_COMMON = 4  # content words in any order that do the same for two quotations of one speaker
_SPEAKER_WORDS = 8  # content words that must agree before two speakers are said to be credited with one utterance
_SPEAKER_SHARE = 0.9
_OCCASION_DAYS = 3  # days between reports that may quote one short utterance from one appearance
_REPEATED_DAYS = 14  # days within which a long quotation that is told again whole is of one appearance
_VERBATIM = 6  # words in a row that a body and a person who speaks for it cannot both have hit upon
_SIGNED = re.compile(
    r"\bcontribut(?:ed|ing) (?:to|reporting)\b", re.IGNORECASE
)  # a byline that a lost mark made a quotation
_SHORT = 14  # words of a quotation that is compared as a whole: what differs at its end is as telling as the rest
_SNIPPET = 50
_SHOWN = 3
_MARKS = "“”‘’'\""


def find_quotations(context: Context) -> Iterator[Finding]:
    """All findings on quotations of one utterance in several reports."""
    quoted = [
        replace(read_utterance(attribution), speaker=context.source_of(attribution.id))
        for attribution in context.pile.attributions
        if attribution.form != "indirect" and not any(_SIGNED.search(span.text) for span in attribution.content)
    ]
    kinds = _by_words([*quoted, *_read_unattributed(context)])
    models = [members[0] for members in kinds]
    aligned = [(i, k) for i, k in _worth_aligning(context, models) if _fit(context, models[i], models[k])]
    for members in connected_components(len(models), aligned):
        for sides in lay_out([kinds[i] for i in members], partial(_fit, context)):
            yield from _judge_sides(context, sides)


def _read_unattributed(context: Context) -> Iterator[Utterance]:
    """What stands between marks and nobody is seen to say: other reports may tell who does."""
    held: dict[str, list[Span]] = defaultdict(list)
    for attribution in context.pile.attributions:
        for span in attribution.content:
            held[span.document].append(span)
    for document in context.pile.documents:
        for quotation in marked(document.text, [(block.start, block.end) for block in document.blocks]):
            start, end = quotation.parts[0][0], quotation.parts[-1][1]
            whole = not quotation.depth and len(quotation.parts) == 1 and quotation.opened and quotation.closed
            free = whole and not any(span.start < end and start < span.end for span in held[document.id])
            said = document.text[start:end]
            if free and is_telling(said) and not (is_title(said, 0, len(said)) or _SIGNED.search(said)):
                yield read_unattributed(context.trim(document.id, start, end))


def _fit(context: Context, a: Utterance, b: Utterance) -> Alignment | None:
    """The alignment of two quotations that may be of one utterance, or None."""
    found = _align_close(context, a, b)
    return found if found and _may_be_one(context, a, b, found) else None


def _align_close(context: Context, a: Utterance, b: Utterance) -> Alignment | None:
    """The alignment of two quotations that are one utterance, or None."""
    found = align(a, b)
    if found is None or found.is_close or _shares_sentence(context, a, b):
        return found
    if found.is_almost_whole and is_one_speaker(context, a.speaker, b.speaker):
        return found if are_near(context, a.document, b.document, _REPEATED_DAYS) else None
    if not found.is_close_for_one_speaker or not _is_one_occasion(context, a, b):
        return None
    whole = replace(found, a_first=0, a_last=len(a.words), b_first=0, b_last=len(b.words))
    return whole if max(len(a.words), len(b.words)) <= _SHORT else found


def _shares_sentence(context: Context, a: Utterance, b: Utterance) -> bool:
    return not telling_sentences(context, a).isdisjoint(telling_sentences(context, b))


def _is_one_occasion(context: Context, a: Utterance, b: Utterance) -> bool:
    """Whether one named speaker is quoted by two reports of the same few days."""
    if not is_one_speaker(context, a.speaker, b.speaker) or a.document == b.document:
        return False
    return are_near(context, a.document, b.document, _OCCASION_DAYS)


def _by_words(utterances: Sequence[Utterance]) -> list[list[Utterance]]:
    """Utterances with the same words and the same speaker, first ones first: those need no alignment."""
    groups: dict[tuple[str | None, tuple[str, ...]], list[Utterance]] = defaultdict(list)
    for utterance in sorted(utterances, key=lambda u: (u.document, u.offsets)):
        if sum(utterance.weighty) >= _RUN or (utterance.speaker and _is_enough(utterance)):
            groups[utterance.speaker, utterance.words].append(utterance)
    return list(groups.values())


def _is_enough(utterance: Utterance) -> bool:
    """Whether a short quotation has enough words to know it again by, where one person said it."""
    plain = any(utterance.weighty) and len(utterance.words) >= LEAST_VERBATIM
    return plain or sum(utterance.weighty) >= LEAST_SPOKEN


def _worth_aligning(context: Context, models: Sequence[Utterance]) -> list[tuple[int, int]]:
    """Pairs that share a run of content words, or enough words of one speaker, who is known by the last name."""
    bare = [[s for s, weighty in zip(u.stems, u.weighty, strict=True) if weighty] for u in models]
    runs = [{tuple(stems[i : i + _RUN]) for i in range(len(stems) - _RUN + 1)} for stems in bare]
    last = [(words_of(_name(context, u.speaker or "")) or [u.speaker or ""])[-1] for u in models]
    spoken = [{(name, s) for s in stems} if name else set() for name, stems in zip(last, bare, strict=True)]
    verbatim = [telling_sentences(context, u) for u in models]
    pairs = set(candidate_pairs(runs)) | set(candidate_pairs(verbatim))
    for a, b in candidate_pairs(spoken):
        shorter = min(len(spoken[a]), len(spoken[b]))
        if len(spoken[a] & spoken[b]) >= min(_COMMON, shorter, max(LEAST_SPOKEN, round(LEAST_SHARE * shorter))):
            pairs.add((a, b))
    return sorted(pairs)


def _may_be_one(context: Context, a: Utterance, b: Utterance, found: Alignment) -> bool:
    """Whether two aligned quotations are of one utterance: few words need one speaker, many need none."""
    if is_one_speaker(context, a.speaker, b.speaker):
        return True
    unknown = not _is_known(context, a) or not _is_known(context, b)
    verbatim = found.matched >= _VERBATIM and found.words == 1
    if verbatim and (speaks_for(context, a.speaker, b.speaker) or (unknown and _is_plain(a, b))):
        return _are_near_whole(context, a, b)
    if _shares_sentence(context, a, b) and _are_near_whole(context, a, b):
        return True
    if found.shared < LEAST_WORDS:
        return False
    if a.speaker is None or b.speaker is None or (unknown and found.is_almost_whole):
        return True
    return found.shared >= _SPEAKER_WORDS and found.share >= _SPEAKER_SHARE


def _is_known(context: Context, utterance: Utterance) -> bool:
    """Whether it is told for certain who speaks, or what body: a "he" may be another than he was taken for."""
    if utterance.speaker is None:
        return False
    return not _is_person(context, utterance.speaker) or is_credited(context, utterance.attribution, utterance.speaker)


def _is_plain(a: Utterance, b: Utterance) -> bool:
    """Whether the shorter of two quotations is no phrase that many speakers use."""
    shorter = min((a, b), key=lambda utterance: len(utterance.words))
    return is_telling(" ".join(shorter.words))


def _are_near_whole(context: Context, a: Utterance, b: Utterance) -> bool:
    return a.document != b.document and _are_of_one_time(context, {a.document, b.document}, _OCCASION_DAYS, a)


def _are_of_one_time(context: Context, documents: Collection[str], days: int, told: Utterance) -> bool:
    """Whether reports may quote one utterance: of a few days, or of one matter where it tells of what was."""
    near = are_of_one_time(context, documents, days)
    return near or (tells_of_past(told.content) and are_of_one_matter(context, documents))


def _judge_sides(context: Context, sides: Sequence[Sequence[Piece]]) -> Iterator[Finding]:
    documents = {piece.utterance.document for side in sides for piece in side}
    if len(documents) < 2 or all(piece.utterance.is_unattributed for side in sides for piece in side):
        return
    named = _named_speakers(context, sides)
    told_of = [one for one in named if _tells_of(context, sides, one, _piece_spans)] if len(named) > 1 else []
    speakers = [one for one in named if one not in told_of]
    if len(speakers) > 1:
        told = sides[0][0].utterance
        near = _are_of_one_time(context, documents, _REPEATED_DAYS, told)
        if near and not any(_tells_of(context, sides, one, _all_spans) for one in speakers):
            yield _dispute_speaker(context, sides, speakers)
    elif named and not speakers:
        return
    elif len(sides) > 1:
        yield _reword(context, sides, told_of)
    elif count_independent(context, _sayings(context, sides[0], None)) > 1:
        yield _agree(context, sides[0], told_of)


def _tells_of(
    context: Context, sides: Sequence[Sequence[Piece]], one: str, said: Callable[[Piece], Sequence[Span]]
) -> bool:
    """Whether one who is credited is told of in what another is credited with."""
    name = set(words_of(context.entities[one].name)[-1:])
    return any(
        one != piece.utterance.speaker and name & {word for span in said(piece) for word in words_of(span.text)}
        for side in sides
        for piece in side
    )


def _piece_spans(piece: Piece) -> Sequence[Span]:
    return piece.spans


def _all_spans(piece: Piece) -> Sequence[Span]:
    return piece.utterance.content


def _named_speakers(context: Context, sides: Sequence[Sequence[Piece]]) -> list[str]:
    """People credited with the utterance for certain, sorted.

    Two whose names share a word may be one who was not joined, or kin mistaken for one another: one is returned.
    """
    pieces = [piece.utterance for side in sides for piece in side]
    found = {u.speaker for u in pieces if u.speaker and is_credited(context, u.attribution, u.speaker)}
    found -= {u.speaker for u in pieces if u.speaker and is_named_after(context, u.attribution, u.speaker)}
    names = [set(words_of(context.entities[entity].name)) for entity in sorted(found)]
    alike = any(a & b for i, a in enumerate(names) for b in names[:i])
    return sorted(found)[:1] if alike else sorted(found)


def _sayings(context: Context, pieces: Sequence[Piece], speaker: str | None) -> list[Saying]:
    """The pieces as sayings; where one report does not name the speaker, another's is his as well."""
    return [
        Saying(
            evidence=piece.spans,
            records=(piece.utterance.attribution,),
            source=piece.utterance.speaker or speaker,
            around=surroundings(context, piece.utterance.content),
        )
        for piece in pieces
    ]


def _credits(context: Context, pieces: Sequence[Piece], speaker: str) -> list[Saying]:
    """The pieces as sayings, with the words that name the speaker."""
    named = [find_credit(context, piece.utterance.attribution, speaker) for piece in pieces]
    return [
        replace(saying, evidence=(*saying.evidence, credit) if credit else saying.evidence)
        for saying, credit in zip(_sayings(context, pieces, speaker), named, strict=True)
    ]


def _name(context: Context, entity: str) -> str:
    return context.entity_name(entity) or ""


def _is_person(context: Context, entity: str) -> bool:
    return entity in context.entities and context.entities[entity].kind == "person"


def _speaker(
    context: Context, sides: Sequence[Sequence[Piece]], told_of: Collection[str] = ()
) -> tuple[str | None, str]:
    """Who is credited with the utterance, and for certain if anybody is: entity id and name.

    A person comes before a body, and the fullest name first. Whoever the utterance tells of speaks no part of it.
    """
    pieces = [piece for side in sides for piece in side]
    credited = [piece.utterance for piece in pieces if piece.utterance.speaker not in told_of]
    certain = {u.speaker for u in credited if u.speaker and is_credited(context, u.attribution, u.speaker)}
    same = [u for u in credited if any(is_one_speaker(context, u.speaker, one) for one in certain)]
    named = Counter(u.speaker for u in same or credited if u.speaker)
    if named:
        entity = min(named, key=lambda key: (not _is_person(context, key), -len(_name(context, key)), -named[key], key))
        return entity, _name(context, entity) or "an unnamed source"
    words = [context.source_words(piece.utterance.attribution) for piece in pieces]
    return None, next((word for word in words if word), "an unnamed source")


def _topic(name: str, text: str) -> str:
    return f"Quotation: {name}, “{shorten(text.strip(_MARKS), _SNIPPET)}”"


def _labels(context: Context, pieces: Sequence[Piece]) -> str:
    return name_reports(context, [piece.utterance for piece in pieces])


def _agree(context: Context, pieces: Sequence[Piece], told_of: Collection[str]) -> Finding:
    entity, name = _speaker(context, [pieces], told_of)
    told = _sayings(context, pieces, entity)
    sayings = [replace(saying, source=entity or name) for saying in told]  # the same words were said once
    position = make_position(context, f"“{shorten(pieces[0].text)}”", sayings)
    text = f"{_labels(context, pieces)} quote {name} in the same words."
    verdict = Verdict(
        kind="agreement",
        topic=_topic(name, pieces[0].text),
        about=(entity,) if entity else (),
        confidence=_SAME,
        explanation=text + note_origins(context, position, sayings),
    )
    return make_finding(verdict, [position])


def _reword(context: Context, sides: Sequence[Sequence[Piece]], told_of: Collection[str]) -> Finding:
    entity, name = _speaker(context, sides, told_of)
    positions = [
        make_position(context, f"“{shorten(side[0].text)}”", _sayings(context, side, entity)) for side in sides
    ]
    shown = _differences(sides[0][0].text, sides[1][0].text)
    text = (
        f"{_labels(context, [piece for side in sides for piece in side])} give one utterance of {name} "
        f"in different words: {shown}."
    )
    verdict = Verdict(
        kind="wording",
        topic=_topic(name, sides[0][0].text),
        about=(entity,) if entity else (),
        confidence=_VARIANT,
        explanation=text,
    )
    return make_finding(verdict, positions)


def _differences(a: str, b: str) -> str:
    """The first few places where two texts differ."""
    found = []
    for part in compare_words(a, b):
        if part.kind == "changed":
            left, right = (
                shorten(text.strip(" ,;:.…([" + _MARKS), _SNIPPET)
                for text in (a[part.a_start : part.a_end], b[part.b_start : part.b_end])
            )
            found.append(f"“{left}” / “{right}”" if left and right else f"“{left or right}” only in one")
    return join_words(found, _SHOWN)


def _dispute_speaker(context: Context, sides: Sequence[Sequence[Piece]], speakers: Sequence[str]) -> Finding:
    pieces = [piece for side in sides for piece in side]
    names = {entity: context.entity_name(entity) or entity for entity in speakers}
    by_speaker = {entity: [piece for piece in pieces if piece.utterance.speaker == entity] for entity in speakers}
    positions = [
        make_position(context, f"said by {names[entity]}", _credits(context, by_speaker[entity], entity))
        for entity in speakers
    ]
    credits_ = "; ".join(f"{_labels(context, by_speaker[entity])} to {names[entity]}" for entity in speakers)
    verdict = Verdict(
        kind="conflict",
        topic=_topic(join_words([names[entity] for entity in speakers]), pieces[0].text),
        about=tuple(speakers),
        confidence=_OTHER_SPEAKER,
        explanation=f"The same words are credited to different people: {credits_}.",
    )
    return make_finding(verdict, positions)
