"""One person, several names: full name, surname, title and surname, given name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from joindots.extract.names.drafts import Draft
from joindots.extract.names.lexicons import given_names, words


def gender_of(name: str, titles: Sequence[str]) -> str | None:
    """`m` or `f` where the titles or the given name tell, else None."""
    for word in (word.rstrip(".").lower() for title in titles for word in title.split()):
        if word in words("titles", "male", "male_posts"):
            return "m"
        if word in words("titles", "female", "female_posts"):
            return "f"
    sex = given_names().get(name.split(maxsplit=1)[0]) if " " in name else None
    return sex if sex in {"m", "f"} else None


def merge_people(people: Mapping[str, Draft]) -> list[Draft]:
    """Join the drafts of one person.

    Args:
        people: One draft a spelling.

    Returns:
        One draft a person, in order of first mention. A surname that two people share goes to the one whose gender
        fits, or to nobody.
    """
    merged: dict[str, Draft] = {}
    for name in sorted((n for n in people if " " in n), key=lambda n: (-len(n.split()), people[n].start)):
        parts = name.split()
        same = [k for k in merged if k.split()[0] == parts[0] and k.split()[-1] == parts[-1]]
        if len(same) == 1:
            merged[same[0]].absorb(people[name])
        else:
            merged[name] = people[name]
    owners: dict[str, list[str]] = defaultdict(list)
    for name in merged:
        owners[name.split()[-1]].append(name)
        owners[name.split()[0]].append(name)
    for name in sorted(n for n in people if " " not in n):
        fitting = [k for k in owners[name] if _agree(merged[k].gender, people[name].gender)]
        if len(fitting) == 1:
            merged[fitting[0]].absorb(people[name])
        else:
            merged[name] = people[name]
    return sorted(merged.values(), key=lambda draft: draft.start)


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b
