"""When the main incident of a report was, where no date stands beside its words: as the first sentences tell."""

import re

from joindots.extract.lookups import Lookup
from joindots.model import TimeExpression
from joindots.parse import Parse

_CLOCK = re.compile(r"T\d")
_PART = re.compile(r"T[A-Z]")
_LEAD, _OPENING = 12, 5  # sentences of a report that give a day with a part of it; that give a bare day
# What is told with these words comes after the deed: courts, arrests, mourning, the press.
_AFTERMATH = frozenset(
    {"court", "judge", "jury", "juror", "verdict", "hearing", "trial", "prosecutor", "attorney", "plea", "plead"}
    | {"guilty", "sentence", "sentencing", "convict", "charge", "arraign", "bond", "bail", "indict", "indictment"}
    | {"warrant", "arrest", "capture", "custody", "surrender", "jail", "detain", "extradite", "lawsuit", "parole"}
    | {"vigil", "funeral", "memorial", "mourn", "bury", "grieve", "remember", "autopsy", "coroner", "justice"}
    | {"statement", "release", "interview", "conference", "website", "update", "post", "publish", "today", "yesterday"}
)


def find_lead_day(parse: Parse, lookup: Lookup) -> TimeExpression | None:
    """The day of the first clock time in a report's lead, else of a part of a day, else the first bare day.

    None where such a sentence tells what came after the deed. Reports open with what happened, and give clock times
    for little else.
    """
    lead = [s.i for s in parse.sentences if s.kind == "body"][:_LEAD]
    for pattern, reach in ((_CLOCK, _LEAD), (_PART, _LEAD), (None, _OPENING)):
        for s in lead[:reach]:
            time = lookup.day_in(s)
            if time is None or (pattern is not None and not pattern.search(time.value or "")):
                continue
            if lookup.is_past(time) and (pattern is _CLOCK or not _tells_aftermath(parse, s)):
                return time
    return None


def _tells_aftermath(parse: Parse, s: int) -> bool:
    sentence = parse.sentences[s]
    return any(parse.tokens[i].lemma.lower() in _AFTERMATH for i in range(sentence.first, sentence.last))
