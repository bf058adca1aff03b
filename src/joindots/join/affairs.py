"""Affairs: stories of a small pile that name the same people and things, so that one may answer what another tells."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from joindots.join.piles import Pile
from joindots.linkage import connected_components
from joindots.model import Entity, Story

MOST_REPORTS = 40
"""Reports of a pile that was laid together as being of one affair. In a larger one the same people turn up in many."""

LEAST_NAMES = 3
"""Names that two stories of one affair have in common, one of them a person's full name."""


def is_small(pile: Pile) -> bool:
    """Whether a pile, or the part of one that is judged by itself, is of so few reports that like numbers tell much."""
    return len(pile.documents) <= MOST_REPORTS


def list_affairs(pile: Pile) -> dict[str, frozenset[str]]:
    """For each affair, by the id of its first story, the reports that tell one of its stories.

    A trial and the accident that it is about, or a company's statement and the reports it answers, share few words and
    stand in stories of their own; what they say of a person, a number or a cause is compared all the same. In a
    pile of more than `MOST_REPORTS` each story is an affair of its own.
    """
    stories = pile.stories
    ties = _share_names(stories, pile.entities) if is_small(pile) else ()
    groups = connected_components(len(stories), ties)
    return {
        stories[group[0]].id: frozenset(document for n in group for document in stories[n].documents)
        for group in groups
    }


def _share_names(stories: Sequence[Story], entities: Sequence[Entity]) -> Iterator[tuple[int, int]]:
    """Pairs of stories, by number, that have enough names in common."""
    telling: dict[str, list[int]] = defaultdict(list)
    for n, story in enumerate(stories):
        for document in story.documents:
            telling[document].append(n)
    names: Counter[tuple[int, int]] = Counter()
    people: Counter[tuple[int, int]] = Counter()
    for entity in entities:
        if not entity.name[:1].isupper():
            continue
        pairs = list(combinations(sorted({n for m in entity.mentions for n in telling.get(m.document, ())}), 2))
        names.update(pairs)
        people.update(pairs if entity.kind == "person" and " " in entity.name else ())
    return (pair for pair, count in names.items() if count >= LEAST_NAMES and people[pair])
