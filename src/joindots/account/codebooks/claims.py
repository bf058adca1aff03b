"""The codebook's columns of groups and claims: who, how they claimed it, whether somebody else did too."""

import re
from collections.abc import Sequence
from typing import Final

from joindots.account.codebooks.candidates import Candidate
from joindots.account.codebooks.rows import Row, load_terms, rest_on
from joindots.account.codebooks.tables import Cell
from joindots.model import Span

_MOST_GROUPS = 3
# How a claim was made, by the words that stand beside it in its sentence: the codebook's modes, the surest first.
_BY = r"\b(?:in|by|via|with|through|on|over|during) (?:(?!not\b)[\w’'-]+ ){0,4}?"
_WEB = "Posted to website, blog, etc."
_CALL = "Call (post-incident)"
_MODES: Final[Sequence[tuple[str, re.Pattern[str]]]] = tuple(
    (mode, re.compile(words, re.IGNORECASE))
    for mode, words in (
        ("Video", rf"{_BY}(?:videos?|videotapes?|video tape|footage)\b"),
        ("E-mail", rf"{_BY}e-?mails?\b"),
        (_CALL, rf"{_BY}(?:(?:(?:tele)?phone )?calls?|(?:tele)?phone)\b"),
        ("Letter", rf"{_BY}(?:letters?|leaflets?|pamphlets?|fax(?:es)?)\b"),
        (_WEB, rf"{_BY}(?:websites?|web sites?|internet|online|blogs?|twitter|facebook|telegram)\b"),
        (_WEB, rf"{_BY}(?:social media|forums?|news agency)\b"),
        (_WEB, r"\b(?:posted|published|released|circulated) online\b"),
        (_CALL, r"\b(?:tele)?phoned\b|\bcaller\b"),
        ("Note left at scene", r"\b(?:note|leaflet|letter)s? (?:was |were )?(?:left|found) (?:at|near|beside)\b"),
    )
)
_CLAIM = re.compile(r"\bclaim(?:ed|s|ing)?\b|\bresponsibility\b|\bcredit\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:no(?: \w+){0,3}|none|nobody|neither)(?: \w+){0,2} (?:has |had |have )?(?:yet |so far |immediately )?"
    r"(?:claimed|taken|took|admitted|accepted) (?:responsibility|credit)\b",
    re.IGNORECASE,
)


def code_groups(row: Row) -> dict[str, Cell]:
    """Groups that claim it or are named; `individual` where only people are named, `guncertain1` beside a finding."""
    claims, named, links = (row.candidates(field) for field in ("claimed_by", "perpetrator", "link_finding"))
    groups = [(c, "claims it") for c in sorted(claims, key=lambda c: (not c.named, -c.origins))]
    groups += [(c, "named as perpetrator") for c in named if row.kind_of(c) in {"group", "organisation"}]
    chosen = list({candidate.key: (candidate, why) for candidate, why in reversed(groups)}.values())[::-1]
    chosen = chosen[:_MOST_GROUPS]
    cells = {f"gname{n if n > 1 else ''}": rest_on(c.value, [c], why) for n, (c, why) in enumerate(chosen, 1)}
    people = [c for c in named if row.kind_of(c) == "person"]
    if people and not groups:
        cells["individual"] = rest_on(1, people, "only people are named, no group")
    if groups and links:
        cells["guncertain1"] = rest_on(1, links, "a finding on the link stands beside it")
    claiming = {c.key for c in claims}
    for n, (candidate, _) in enumerate(chosen, 1):
        if candidate.key in claiming:
            cells |= _claim(row, candidate, n)
    rivals = [c for c in claims if row.kind_of(c) == "organisation"]
    if len(rivals) > 1:  # "jihadists" may be who is named elsewhere
        cells["compclaim"] = rest_on(1, rivals, "more than one group claims it, by name")
    return cells if claims else cells | _unclaimed(row)


def _claim(row: Row, candidate: Candidate, n: int) -> dict[str, Cell]:
    """That a group claims it, and how, where the sentence of the claim says so."""
    cells = {"claimed" if n == 1 else f"claim{n}": rest_on(1, [candidate], "it claims the incident")}
    found = next((mode for span in candidate.evidence if (mode := _mode(row, span))), None)
    if found is not None:
        name, place = found
        column = f"claimmode{n if n > 1 else ''}"
        rule = "words beside the claim"
        cells[column] = Cell(value=load_terms().codes["claimmode"][name], evidence=(place,), rule=rule)
        cells[f"{column}_txt"] = Cell(value=name, evidence=(place,), rule=rule)
    return cells


def _mode(row: Row, claimer: Span) -> tuple[str, Span] | None:
    sentence = row.scene.sentence(claimer)
    if not _CLAIM.search(sentence.text):
        return None
    return next(((mode, place) for mode, pattern in _MODES if (place := sentence.find(pattern))), None)


def _unclaimed(row: Row) -> dict[str, Cell]:
    """That nobody claims it, where a report says so of the only incident that it or its sentence tells."""
    near = [*row.scene.sentences, *(sentence for text in row.scene.alone for sentence in text.sentences())]
    places = sorted({place for sentence in near if (place := sentence.find(_NOBODY))})
    rule = "reports say that nobody claims it"
    return {"claimed": Cell(value=0, evidence=tuple(places), rule=rule)} if places else {}
