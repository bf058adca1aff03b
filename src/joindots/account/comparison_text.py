"""Two reports side by side as plain text, for a terminal."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from joindots.account.citations import Place
from joindots.account.comparisons import compare_reports
from joindots.account.phrases import STANCES, count_words
from joindots.account.views.comparisons import (
    ComparisonPage,
    PassageView,
    TableView,
    view_comparison,
)
from joindots.account.views.findings import FindingView
from joindots.account.views.groups import Group
from joindots.account.views.own_statements import FigureView, NameView, OwnView, SpeechView
from joindots.account.views.wordings import Piece, Telling
from joindots.model import Account

T = TypeVar("T")

_PASSAGE = 400  # code points of a passage that a terminal shows
_LIST = 8  # values of a field, or names, on one line


def tell_comparison(account: Account) -> str:
    """Tell in plain text how two reports differ and what they share; what is folded on the page is counted.

    Args:
        account: Of two reports and nothing else.

    Returns:
        Lines for a terminal. Control characters and escape sequences of the sources are shown, not sent.

    Raises:
        InternalError: The account has not two reports.
    """
    return "\n".join(_describe(view_comparison(account, compare_reports(account)))) + "\n"


def _describe(page: ComparisonPage) -> Iterator[str]:
    yield f"{page.title}: two reports side by side"
    for paper in page.papers:
        yield f"{paper.mark}  {paper.title or paper.house}"
        yield f"    {paper.house}, {paper.date or 'date unknown'}; {paper.words:,} words, {paper.shared}"
        yield f"    {paper.source}"
    yield ""
    yield from page.summary
    for section in page.differences:
        yield from _findings(section.title, section.findings)
    for table in page.tables:
        yield from _table(table)
    for section in page.wordings:
        yield from _findings(section.title, section.findings)
    yield from _passages(page.passages)
    for own in page.owns:
        yield from _own(own)
    yield from _findings("Disputed in both", page.disputed)
    yield from _findings("What both say", page.common)


def _heading(title: str, total: int) -> Iterator[str]:
    yield ""
    yield f"{title.upper()} ({total:,})"


def _findings(title: str, group: Group[FindingView]) -> Iterator[str]:
    if not group.total:
        return
    yield from _heading(title, group.total)
    for finding in group.shown or group.folded:
        yield f"- {finding.family}" + (f": {finding.subject}" if finding.subject else "") + f"  [{finding.id}]"
        yield from _positions(finding)
    yield from _rest(group, "finding")


def _positions(finding: FindingView) -> Iterator[str]:
    if finding.wordings:
        for wording in finding.wordings:
            yield f"    {_telling(wording.first)}"
            yield f"    {_telling(wording.second)}"
        return
    for position in finding.positions:
        places = [quote.place for quote in position.quotes] + list(position.places)
        yield f"    {position.says}  ({_places(places)})"


def _table(table: TableView) -> Iterator[str]:
    yield from _heading(f"Field by field, {table.name}", len(table.rows))
    for row in table.rows:
        yield f"- {row.name}"
        for mark, values in zip(("R1", "R2"), row.cells, strict=True):
            told = "; ".join(value.value for value in values[:_LIST]) or "not given"
            yield f"    {mark}  {told}"


def _passages(group: Group[PassageView]) -> Iterator[str]:
    if not group.total:
        return
    yield from _heading("Word for word in both", group.total)
    for passage in group.shown:
        order = f"{passage.first} was published first" if passage.first else "which was first is not known"
        how = f"both quote {passage.speaker}" if passage.speaker else order
        yield f"- {passage.words:,} words, {passage.percent} % alike; {how}"
        yield f"    {_telling(passage.wording.first)}"
        if passage.percent < 100:
            yield f"    {_telling(passage.wording.second)}"
    yield from _rest(group, "passage")


def _own(own: OwnView) -> Iterator[str]:
    yield from _heading(f"Only in {own.mark}, {own.house}", own.total)
    yield from _list("Statements", "statement", own.statements, _speech)
    yield from _list("Figures", "figure", own.figures, _figure)
    yield from _list("Harm done", "event", own.events, _name)
    yield from _list("Names", "name", own.names, _name)


def _speech(speech: SpeechView) -> str:
    plain = speech.stance.words == STANCES["asserts"]  # police say, a minister says
    how = "" if plain else f" ({speech.stance.words})"
    return f"{speech.speaker or 'Nobody named'}{how}: {speech.words}  (line {speech.place.line})"


def _figure(figure: FigureView) -> str:
    context = figure.quote.context
    words = f"{context.before}[{context.text}]{context.after}"
    measure = f"{figure.measure}: " if figure.measure else ""
    return f"{measure}{figure.value}  {words}  (line {figure.quote.place.line})"


def _name(name: NameView) -> str:
    lines = ", ".join(dict.fromkeys(str(place.line) for place in name.places))
    return f"{name.name}, {name.what}  (line {lines})"


def _list(title: str, noun: str, group: Group[T], line: Callable[[T], str]) -> Iterator[str]:
    if group.total:
        yield f"  {title}"
        yield from (f"  - {line(item)}" for item in group.shown)
        yield from _rest(group, noun)


def _rest(group: Group[T], noun: str) -> Iterator[str]:
    """What the page folds or leaves out."""
    shown = len(group.shown) or len(group.folded)
    if left := group.total - shown:
        yield f"  and {count_words(left, 'more ' + noun)}: --out writes the page, --json everything"


def _telling(telling: Telling) -> str:
    words = _pieces(telling.pieces)
    cut = words if len(words) <= _PASSAGE else words[:_PASSAGE].rpartition(" ")[0] + " …"
    return f"{telling.place.mark}, line {telling.place.line}: {cut}"


def _pieces(pieces: Sequence[Piece]) -> str:
    """Words that only this report has stand between ⟦ and ⟧."""
    return "".join(f"⟦{piece.text}⟧" if piece.own else piece.text for piece in pieces)


def _places(places: Iterable[Place]) -> str:
    lines: dict[str, list[str]] = {}
    for place in places:
        lines.setdefault(place.mark, []).append(str(place.line))
    return "; ".join(f"{mark}, line {', '.join(dict.fromkeys(found))}" for mark, found in lines.items())
