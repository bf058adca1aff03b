"""The words in which reports tell their events, and how alike they are."""

from collections import Counter
from collections.abc import Mapping, Sequence

from joindots.join.likeness import Weighed, compare_texts, gather_bags, make_bag, telling_pairs
from joindots.model import Document, Event
from joindots.text.normal import content_word, folded_words, stem

_AROUND = 160  # code points before and after an event word whose words count as telling it


def word_likeness(documents: Sequence[Document], events: Sequence[Event]) -> dict[tuple[int, int], float]:
    """Cosines of the words around the mentions of events, for the pairs of events that share a telling word.

    Args:
        documents: All that the events are mentioned in.
        events: Each of one document.

    Returns:
        Indices `(i, j)` with `i < j` to a likeness above 0 and at most 1.
    """
    texts = {document.id: document for document in documents}
    told = Weighed(gather_bags([make_bag(_count(texts[event.mentions[0].document], event)) for event in events]))
    pairs = telling_pairs(told)
    cosines = compare_texts(told, pairs)
    columns = (column[cosines > 0].tolist() for column in (*pairs, cosines))
    return {(i, j): cosine for i, j, cosine in zip(*columns, strict=True)}


def _count(document: Document, event: Event) -> Mapping[str, int]:
    bag: Counter[str] = Counter()
    end = 0
    for mention in event.mentions:
        first = max(end, mention.start - _AROUND)
        end = max(end, min(len(document.text), mention.end + _AROUND))
        for word in folded_words(document.text, first, end):
            content = content_word(word)
            if content is not None:
                bag[stem(content)] += 1
    return bag
