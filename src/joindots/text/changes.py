"""Words that tell by how much something changed: `fell by a third in May`."""

import re

_CHANGED = re.compile(
    r"\b(?:f[ae]ll|fallen|falling|r[io]se|risen|rising|cut|cutting|drop(?:ped|ping)?|gr[eo]w|grown|down|up|jumped"
    r"|increas(?:e|ed|ing)|reduc(?:e|ed|ing)|declin(?:e|ed|ing)|shr[aiu]nk|slashed|lowered)\s{1,3}(?:by\s{1,3})?"
    r"(?:about |almost |nearly |around |over )?\Z",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.,;:!?)]|\s{0,9}\Z|\s(?:in|to|from|since|on|at|and|but|compared|last|this|after|between)\b")
_LOOKBACK = 32  # code points: the longest of these and their spaces


def tells_change(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]`, such as `a third`, is how much the words before it say something changed.

    Nothing may follow that it could count: in "cut a third man" it is a rank.
    """
    return _ENDS.match(text, end) is not None and _CHANGED.search(text[max(0, start - _LOOKBACK) : start]) is not None
