"""How many of the reports that tell an utterance tell it independently of each other."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from operator import itemgetter

from joindots.account.unions import group_linked
from joindots.account.utterances import Sayings, Utterance, tells_one_utterance
from joindots.text.publishers import publisher_key


def count_independent(sayings: Sayings, utterances: Iterable[Utterance]) -> int:
    """Count the reports that tell some of these utterances, those that are not independent of each other once.

    They are not where a finding on the utterance has judged so, where they have one publisher, or where, with no
    finding on it, the words lie in a passage that they share. That all of them rest on the speaker goes without saying.
    """
    told = list(utterances)
    documents = dict.fromkeys(document for utterance in told for document in utterance.documents)
    if len(documents) == 1:
        return 1
    edges = [
        *_of_one_house(sayings, documents),
        *(edge for utterance in told for edge in _dependent(sayings, utterance)),
    ]
    return len(group_linked(documents, edges))


def _of_one_house(sayings: Sayings, documents: Iterable[str]) -> Iterator[tuple[str, str]]:
    houses: dict[str, str] = {}
    for document in documents:
        if publisher := sayings.index.document(document).publisher:
            yield houses.setdefault(publisher_key(publisher), document), document


def _dependent(sayings: Sayings, utterance: Utterance) -> Iterator[tuple[str, str]]:
    documents = set(utterance.documents)
    if len(documents) == 1:
        return
    judged: set[str] = set()
    for attribution in utterance.attributions:
        for finding in sayings.findings.get(attribution.id, ()):
            if tells_one_utterance(finding):
                for origin in (origin for position in finding.positions for origin in position.origins):
                    judged |= documents & set(origin.documents)
                    if origin.why == "same named source":
                        continue
                    yield from pairwise([document for document in origin.documents if document in documents])
    yield from ((a, b) for a, b in _copied(sayings, utterance) if not {a, b} <= judged)


def _copied(sayings: Sayings, utterance: Utterance) -> Iterator[tuple[str, str]]:
    """Pairs of reports of which one has the words in a passage that it shares with the other."""
    documents = set(utterance.documents)
    for telling in utterance.tellings:
        content = telling.parts[0].content[0]
        passages = sayings.shared(telling.document)
        for _, end, other in islice(passages, bisect_right(passages, content.start, key=itemgetter(0))):
            if content.end <= end and other in documents:
                yield telling.document, other
