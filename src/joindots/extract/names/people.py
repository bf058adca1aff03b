"""One person, several names: full name, surname, title and surname, given name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from joindots.extract.names.drafts import Draft
from joindots.extract.names.kinds import name_of
from joindots.extract.names.lexicons import given_names, words
from joindots.extract.names.spans import NameSpan
from joindots.parse import Parse

# Relatives by whom they are: a surname may be shared, the person is another.
RELATIVES = {
    "husband": "m", "wife": "f", "brother": "m", "sister": "f", "son": "m", "daughter": "f", "father": "m",
    "mother": "f", "dad": "m", "mum": "f", "mom": "f", "widow": "f", "widower": "m", "grandson": "m",
    "granddaughter": "f", "grandfather": "m", "grandmother": "f", "fiance": "m", "fiancee": "f", "uncle": "m",
    "aunt": "f", "nephew": "m", "niece": "f", "boyfriend": "m", "girlfriend": "f", "partner": None, "twin": None,
}  # fmt: skip


def gender_of(name: str, title: str = "") -> str | None:
    """`m` or `f` where the title or the given name tells, else None."""
    for word in title.lower().replace(".", "").split():
        if word in words("titles", "male", "male_posts"):
            return "m"
        if word in words("titles", "female", "female_posts"):
            return "f"
    # A single name can be a surname that is also given to children ("Clinton"): it tells nothing.
    sex = given_names().get(name.split(maxsplit=1)[0]) if " " in name else None
    return sex if sex in {"m", "f"} else None


def surname_of(name: str) -> str:
    """The last word of a name that is no "Jr"."""
    parts = name.split()
    last = parts[-1].lower().rstrip(".")
    return parts[-2] if len(parts) > 2 and last in words("titles", "generations") else parts[-1]


def find_couples(parse: Parse, spans: Sequence[NameSpan]) -> Iterator[tuple[NameSpan, str]]:
    """The given name of "Ann and Bo Ray", and the full name it stands for."""
    tokens = parse.tokens
    surnames = {tokens[s.last - 1].text for s in spans if s.last - s.first > 1}
    for span in spans:
        i = span.title - 2
        if span.last - span.first < 2 or i < 0 or tokens[i + 1].text not in {"and", "&"} or span.title < span.first:
            continue
        given = tokens[i].text
        alone = tokens[i - 1].pos != "PROPN" if i else True
        both_given = given in given_names() and tokens[span.first].text in given_names()
        if alone and both_given and given not in surnames:
            found = NameSpan(first=i, last=i + 1, label="PERSON", title=i, letters=i + 1)
            yield found, f"{given} {tokens[span.last - 1].text}"


def find_relatives(parse: Parse, spans: Sequence[NameSpan], people: Mapping[str, Draft]) -> dict[str, tuple[str, str]]:
    """Given names that stand alone after "her husband": name to the relative's noun and the surname of the other.

    The other is the person named last before, in the same sentence.
    """
    tokens = parse.tokens
    found: dict[str, tuple[str, str]] = {}
    last: NameSpan | None = None
    for span in spans:
        name = name_of(parse, span)
        if name not in people:
            continue
        noun = tokens[span.title - 1].lemma if span.title else ""
        if (
            noun in RELATIVES
            and " " not in name
            and last
            and tokens[last.first].sentence == tokens[span.first].sentence
        ):
            found.setdefault(name, (noun, tokens[last.last - 1].text))
        last = span
    return found


def merge_people(people: Mapping[str, Draft], relatives: Mapping[str, tuple[str, str]]) -> list[Draft]:
    """Join the drafts of one person.

    Args:
        people: One draft a spelling.
        relatives: As `find_relatives` gives them.

    Returns:
        One draft a person. A surname that two people share goes to the one whose gender fits, or to nobody.
    """
    merged = _merge_full(people)
    alone = sorted(
        (n for n in people if n not in merged and _is_single(people[n].full or n)), key=lambda n: people[n].start
    )
    for name, (noun, _) in relatives.items():
        people[name].gender = RELATIVES[noun] or people[name].gender
    owners: dict[str, list[Draft]] = defaultdict(list)
    for draft in merged.values():
        owners[_bare(draft.name.split()[0])].append(draft)
        owners[_bare(surname_of(draft.name))].append(draft)
    inner: dict[str, list[Draft]] = defaultdict(list)  # by the first of two surnames
    for draft in merged.values():
        for word in draft.name.split()[1:-1]:
            inner[_bare(word)].append(draft)
    left = []
    for name in alone:
        word = _bare(name.split()[-1])
        named = owners.get(word) or inner.get(word, [])
        sharing = [d for d in named if _agree(d.gender, people[name].gender)]
        fitting = _most_prominent(sharing) or _only_so_far(sharing, people[name])
        if fitting:
            fitting.absorb(people[name])
        else:
            left.append(name)
    singles = _merge_relatives({n: people[n] for n in left}, relatives)
    for draft in singles:
        sex = given_names().get(draft.name)
        draft.gender = draft.gender or (sex if sex in {"m", "f"} else None)
    return list(merged.values()) + singles


def split_namesakes(parse: Parse, drafts: Mapping[str, Draft]) -> list[Draft]:
    """Take "Ms Ray" out of the draft that "Mr Ray" began: drafts of those addressed otherwise than the first."""
    found = []
    for name, draft in drafts.items():
        if draft.kind != "person" or " " in name:
            continue
        others = [s for s in draft.spellings[name] if {draft.gender, _addressed(parse, s)} == {"m", "f"}]
        if others:
            gender = _addressed(parse, others[0])
            draft.spellings[name] = [s for s in draft.spellings[name] if s not in others]
            found.append(Draft(kind="person", spellings={name: others}, gender=gender))
    return [draft for draft in found if draft.spellings]


def _addressed(parse: Parse, span: NameSpan) -> str | None:
    title = parse.token_span(span.title, span.first).text.lower().replace(".", "") if span.title < span.first else ""
    words_said = set(title.split())
    male, female = words("titles", "male", "male_posts"), words("titles", "female", "female_posts")
    return "m" if words_said & male else "f" if words_said & female else None


def join_namesakes(people: Sequence[Draft], namesakes: Sequence[Draft]) -> list[Draft]:
    """Give each of `split_namesakes` to the one person of that surname and gender, or leave it by itself."""
    found = list(people)
    for draft in namesakes:
        surname = _bare(draft.name)
        fitting = [
            d
            for d in people
            if d.kind == "person"
            and d.gender == draft.gender
            and _bare(surname_of(d.name)) == surname
            and " " in d.name
        ]
        owner = _most_prominent(fitting)
        if owner:
            owner.absorb(draft)
        else:
            found.append(draft)
    return found


def _merge_full(people: Mapping[str, Draft]) -> dict[str, Draft]:
    """Full names, a middle name more or less taken for the same."""
    merged: dict[str, Draft] = {}
    full = {name: draft.full or name for name, draft in people.items() if not _is_single(draft.full or name)}
    for name in sorted(full, key=lambda n: (-len(full[n].split()), people[n].start, n)):
        same = [d for d in merged.values() if _are_one(d.name, full[name])]
        if len(same) == 1:
            same[0].absorb(people[name])
            people[name].full = None
        else:
            merged[name] = people[name]
    return merged


def _merge_relatives(alone: Mapping[str, Draft], relatives: Mapping[str, tuple[str, str]]) -> list[Draft]:
    """Let "Mr Ray" be the husband Bo of Ann Ray where nobody else can be meant."""
    kept = dict(alone)
    for surname in alone:
        named = {
            n: kept[n]
            for n, (_, other) in relatives.items()
            if other == surname and n in kept and n != surname and _agree(kept[n].gender, alone[surname].gender)
        }
        person = _only(named)
        if person and surname in kept and alone[surname].gender:
            person.full = f"{person.name} {surname}"
            person.absorb(kept.pop(surname))
    return list(kept.values())


def _are_one(a: str, b: str) -> bool:
    """Whether two full names have the same given name and surname, in any case, and no generation divides them."""
    x, y = _generation(a), _generation(b)
    same = a.lower().split()[0] == b.lower().split()[0] and surname_of(a).lower() == surname_of(b).lower()
    return (same or _is_part(b, a)) and (x == y or not (x and y))


def _is_part(short: str, full: str) -> bool:
    """Whether a name leaves out the first or the last word of a longer one, as of two surnames: "Lopez Arce"."""
    x, y = short.lower().split(), full.lower().split()
    return 1 < len(x) < len(y) and x in (y[: len(x)], y[-len(x) :])


def _generation(name: str) -> str:
    last = name.rsplit(maxsplit=1)[-1].lower().rstrip(".")
    return last if last in words("titles", "generations") else ""


def _is_single(name: str) -> bool:
    """Whether a name is one word, articles and particles before it aside: "Marsh", "de la Tour"."""
    return all(part.lower() in words("nouns", "particles") for part in name.split()[:-1])


def _bare(word: str) -> str:
    """A word by which people are looked up: lower case, without an article."""
    return word.lower().removeprefix("al-").removeprefix("el-")


def _most_prominent(sharing: Sequence[Draft]) -> Draft | None:
    """Whom a shared surname alone means: the one named in full first and more often than the others, else nobody."""
    if not sharing:
        return None
    count = {id(d): sum(len(spans) for name, spans in d.spellings.items() if " " in name) for d in sharing}
    first, *others = sorted({id(d): d for d in sharing}.values(), key=lambda d: d.start)
    return first if all(count[id(first)] > count[id(d)] for d in others) else None


def _only_so_far(sharing: Sequence[Draft], alone: Draft) -> Draft | None:
    """Whom a surname means that stands alone only before a second person of that surname is named."""
    if not sharing:
        return None
    first, *others = sorted({id(d): d for d in sharing}.values(), key=lambda d: d.start)
    last = max(span.first for spans in alone.spellings.values() for span in spans)
    return first if first.start < alone.start and all(last < d.start for d in others) else None


def _only(found: Mapping[str, Draft] | Mapping[int, Draft]) -> Draft | None:
    return next(iter(found.values())) if len(found) == 1 else None


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b
