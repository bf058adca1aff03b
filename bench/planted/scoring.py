"""What counts as found, and as a false alarm."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from changes import KINDS, Kind
from msgspec import Struct
from planting import Pair, Place

from joindots.model import Account, Document, Finding, FindingKind

RIGHT: Mapping[Kind, frozenset[FindingKind]] = {
    **{kind: frozenset({"conflict", "change"}) for kind in KINDS},
    "quotation": frozenset({"wording"}),
    "finding": frozenset({"conflict", "change", "wording"}),
}
"""The verdicts that are right: what cannot both hold conflicts, or changed with time; a quotation is told in other
words. What was found out may have been made stronger or weaker without a contradiction."""
CONTEXT = 60


class Score(Struct, frozen=True):
    """What a pair came to.

    Attributes:
        pair: As planted.
        found: Whether the change was found; False where nothing was planted.
        alarms: Explanations of conflicts between the two that are not about the change.
        inside: Explanations of conflicts inside one of the reports: not between it and its copy.
        noise: Explanations of other findings that set the two apart and are not about the change.
    """

    pair: Pair
    found: bool
    alarms: tuple[str, ...]
    inside: tuple[str, ...]
    noise: tuple[str, ...]


def judge(pair: Pair, account: Account) -> Score:
    """Judge the account of a pair.

    A change is found when two positions of one finding of a right kind hold its two sides in their evidence. A
    conflict is raised between the reports when two of its positions have no report in common.
    """
    sides = {
        report.id: document.id for report in (pair.original, pair.copy) for document in _documents(account, report.text)
    }
    hits = {f.id for f in account.findings if _is_found(pair, f, sides)}
    told = [f for f in account.findings if f.id not in hits and f.kind not in {"agreement", "single"}]
    between = [f for f in told if _sets_apart(f)]
    right = [f for f in account.findings if f.id in hits and pair.kind and f.kind in RIGHT[pair.kind]]
    return Score(
        pair=pair,
        found=bool(right),
        alarms=tuple(f"{f.topic}: {f.explanation}" for f in between if f.kind == "conflict"),
        inside=tuple(f"{f.topic}: {f.explanation}" for f in told if f.kind == "conflict" and f not in between),
        noise=tuple(f"{f.kind} {f.topic}: {f.explanation}" for f in between if f.kind != "conflict"),
    )


def _sets_apart(finding: Finding) -> bool:
    """Whether two positions of a finding have no report in common."""
    return any(not {*one.documents} & {*other.documents} for one, other in combinations(finding.positions, 2))


def _documents(account: Account, text: str) -> list[Document]:
    return [document for document in account.documents if document.text.strip() == text.strip()]


def _is_found(pair: Pair, finding: Finding, sides: Mapping[str, str]) -> bool:
    """Whether two positions hold the two sides of the change."""
    if pair.before is None or pair.after is None:
        return False
    befores, afters = (
        {
            n
            for n, position in enumerate(finding.positions)
            for span in position.evidence
            if span.document == sides.get(report.id) and _holds(span.start, span.end, place, report.text)
        }
        for report, place in ((pair.original, pair.before), (pair.copy, pair.after))
    )
    return any(a != b for a in befores for b in afters)


def _holds(start: int, end: int, place: Place, text: str) -> bool:
    """Whether an evidence span holds a place, or overlaps it where it is short itself."""
    lead = len(text) - len(text.lstrip())
    at, last = place.start - lead, place.end - lead
    return (start <= at + lead and last + lead <= end) or (start < last + lead and at + lead < end)


def total(scores: Sequence[Score]) -> dict[str, tuple[float, int]]:
    """Measure to share and number of copies it is a share of."""
    planted = Counter(score.pair.kind for score in scores if score.pair.kind)
    found = Counter(score.pair.kind for score in scores if score.found)
    rows = {f"{kind}: found": (found[kind] / planted[kind], planted[kind]) for kind in KINDS if planted[kind]}
    bare = [score for score in scores if score.pair.kind is None]
    rest = [score for score in scores if score.pair.kind]
    rows["nothing planted: quiet"] = (_share([not score.alarms for score in bare]), len(bare))
    rows["nothing planted: no conflict at all"] = (
        _share([not score.alarms and not score.inside for score in bare]),
        len(bare),
    )
    rows["planted: no other conflict"] = (_share([not score.alarms for score in rest]), len(rest))
    rows["nothing planted: nothing told apart"] = (
        _share([not score.alarms and not score.noise for score in bare]),
        len(bare),
    )
    return rows


def _share(holds: Sequence[bool]) -> float:
    return sum(holds) / len(holds) if holds else 0.0


def tell(score: Score) -> Iterator[str]:
    """What was missed and raised, one line each."""
    pair = score.pair
    if pair.before and pair.after and not score.found:
        text, at, end = pair.original.text, pair.before.start, pair.before.end
        left, right = text[max(0, at - CONTEXT) : at], text[end : end + CONTEXT]
        place = " ".join(f"{left}[{pair.before.text} -> {pair.after.text}]{right}".split())
        yield f"missed {pair.kind} {pair.original.id}: {place}"
    for alarm in score.alarms:
        yield f"alarm {pair.kind} {pair.original.id}: {alarm}"
    for line in score.inside:
        yield f"inside {pair.kind} {pair.original.id}: {line}"
    for line in score.noise:
        yield f"noise {pair.kind} {pair.original.id}: {line}"
