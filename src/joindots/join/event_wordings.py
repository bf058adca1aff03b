"""The words in which reports tell their events, and how alike they are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from joindots.join.likeness import Bag, Numbers, Values, Weighed, compare_texts, gather_bags, make_bag, telling_pairs
from joindots.model import Document, Event
from joindots.model.memos import Memo, recall
from joindots.text.normal import content_word, folded_words, stem

_AROUND = 160  # code points before and after an event word whose words count as telling it


class EventPairs(Struct, frozen=True):
    """Pairs of events, sorted, with the likeness of the words that tell them; arrays of one length.

    Attributes:
        a: Number of the one event.
        b: Number of the other; `a < b`.
        values: Likeness of the words, 0 to 1.
    """

    a: Numbers
    b: Numbers
    values: Values

    def list_pairs(self) -> Iterator[tuple[tuple[int, int], float]]:
        """Each pair with its likeness."""
        yield from zip(zip(self.a.tolist(), self.b.tolist(), strict=True), self.values.tolist(), strict=True)


class _Told(Struct, frozen=True, array_like=True):
    """The words that tell an event.

    Attributes:
        document: Id of its report, so that what is kept tells whom it speaks of.
        bag: The words.
    """

    document: str
    bag: Bag


def word_likeness(documents: Sequence[Document], events: Sequence[Event], memo: Memo | None = None) -> EventPairs:
    """Cosines of the words around the mentions of events, for the pairs of events that share a telling word.

    Args:
        documents: All that the events are mentioned in.
        events: Each of one document.
        memo: What was read before.

    Returns:
        Pairs with a likeness above 0; numbers are indexes into `events`.
    """
    texts = {document.id: document.text for document in documents}
    told = [list_words(texts[event.mentions[0].document], event, memo) for event in events]
    weighed = Weighed(gather_bags(told))
    a, b = telling_pairs(weighed)
    cosines = compare_texts(weighed, (a, b))
    alike = cosines > 0
    return EventPairs(a[alike], b[alike], cosines[alike])


def list_words(text: str, event: Event, memo: Memo | None = None) -> Bag:
    """The words that tell an event.

    Args:
        text: Of its report.
        event: Of one document.
        memo: What was read before.
    """
    report, around = event.mentions[0].document, _cut_around(text, event)
    return recall(memo, _Told, ("told in", report, around), partial(_count, report, around)).bag


def _cut_around(text: str, event: Event) -> list[str]:
    """What stands around the mentions of an event."""
    around, end = [], 0
    for mention in event.mentions:
        first = max(end, mention.start - _AROUND)
        end = max(end, min(len(text), mention.end + _AROUND))
        around.append(text[first:end])
    return around


def _count(document: str, around: Sequence[str]) -> _Told:
    found = (content_word(word) for part in around for word in folded_words(part))
    return _Told(document, make_bag(Counter(stem(word) for word in found if word is not None)))
