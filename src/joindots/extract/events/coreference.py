"""Which mentions of a document tell the same event.

Mentions join by name, by sentence structure ("the blast, which killed"), and by pointing back ("the attack", "his
rampage"). What points back means the event told nearest before it, else the document's main event.
"""

from bisect import bisect_left
from operator import attrgetter

from joindots.extract.events.mentions import EventMention
from joindots.extract.events.words import HARM_FAMILIES, POINTING
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import agents, prepositional, subject
from joindots.parse import Parse

_TITLE_WEIGHT = 3  # a mention in a title or standfirst tells what the report is about
_LEAD_WEIGHT = 2  # the same, for the first sentences
_LEAD_SENTENCES = 3
_NAME_WEIGHT = 2  # what has a name in the report is what unnamed words of the same report mean
_REACH = 100  # events back that anything points at most, so that endless ones take linear time
_NEAR = 2  # sentences back that "the attack" reaches before it means the main event
# Types that say what was done. Without a tie of name, structure or people they are told of one event only where they
# can be: those of one set, and any of them with words that say only that people were hurt.
_KINDS = (
    frozenset({"shooting", "stabbing", "clash", "hijacking", "kidnapping", "robbery"}),
    frozenset({"bombing", "explosion", "clash"}),
    frozenset({"arson", "fire", "explosion"}),
    frozenset({"accident", "explosion", "fire", "collapse", "disaster"}),
)
_VAGUE = frozenset({"accident", "mishap"})  # any mischance, a shot gone off as well
_TELLING = frozenset().union(*_KINDS)
_INSIDE = ("in", "during", "after", "when", "by", "with", "from", "following")


class _Group:
    """Mentions that mean one event, and what is known of it."""

    def __init__(self, mention: EventMention, lookup: Lookup) -> None:
        self.lookup = lookup
        self.mentions = [mention]
        self.names = {mention.names} - {""}
        self.agents = {*mention.agents, *mention.suspects}
        self.patients = set(mention.patients)
        self.places = set(mention.places)
        # When somebody died of it is not when it happened, only after it.
        time = mention.time
        days = {(time.earliest, time.latest)} if time and time.earliest and time.latest else set()
        of_death = mention.word.type == "death" and mention.verb
        self.days, self.deaths = (set[tuple[str, str]](), days) if of_death else (days, set[tuple[str, str]]())
        self.plural = mention.plural
        self.verb = mention.verb
        self.past = mention.past
        self.definite = mention.definite
        # Whether more than the verb of a quotation tells of it.
        self.told = not (mention.quoted and mention.verb and mention.word.family == "violence")
        self.families = {mention.word.family}
        self.types = {mention.word.type}
        self.telling = self.types & _TELLING if mention.word.lemma not in _VAGUE else set()
        # "the murder of X" is known by its victim; "X was murdered" may be one of several things that happened at once.
        self.victims = set(mention.victims)
        self.ages = {mention.aged} - {""}

    @property
    def harm(self) -> bool:
        return self.mentions[0].word.family in HARM_FAMILIES

    @property
    def named(self) -> bool:
        return bool(self.names)

    @property
    def first(self) -> int:
        return self.mentions[0].token

    def add(self, other: "_Group") -> None:
        self.mentions = sorted([*self.mentions, *other.mentions], key=lambda m: m.token)
        self.names |= other.names
        self.agents |= other.agents
        self.patients |= other.patients
        self.places |= other.places
        self.days |= other.days
        self.deaths |= other.deaths
        self.verb &= other.verb
        self.past |= other.past
        self.definite |= other.definite
        self.told |= other.told
        self.families |= other.families
        self.types |= other.types
        self.telling |= other.telling
        self.victims |= other.victims
        self.ages |= other.ages

    def fits(self, other: "_Group") -> bool:
        """Whether nothing known keeps the two apart."""
        families = self.families | other.families
        if self.plural != other.plural or (len(families) > 1 and not families <= HARM_FAMILIES):
            return False
        if self.names and other.names and not any(_same_name(a, b) for a in self.names for b in other.names):
            return False
        if _other_victims(self, other) or _other_victims(other, self):
            return False
        if (self.ages and other.ages and self.ages.isdisjoint(other.ages)) or self._lies_apart(other):
            return False
        return not (
            any(b < c or d < a for a, b in self.days for c, d in other.days)
            or _died_before(self, other)
            or _died_before(other, self)
        )

    def _lies_apart(self, other: "_Group") -> bool:
        """Whether both are told of towns, and each of those lies far from all of the other's."""
        known = self.lookup.towns
        towns, others = ([n for e in g.places if known.knows(n := g.lookup.names[e])] for g in (self, other))
        return bool(towns and others) and all(known.lie_apart(a, b) for a in towns for b in others)


def _alike(a: _Group, b: _Group) -> bool:
    """Whether what two groups say was done can be one thing; a robbery is not taken for whatever hurt people."""
    if not (a.told and b.told):  # what somebody is quoted to say was done adds no other deed
        return bool(a.types & b.types)
    x, y = a.telling, b.telling
    if not x or not y:
        return x | y != {"robbery"} or a.definite or b.definite
    return any(x & kinds and y & kinds for kinds in _KINDS)


def _other_victims(a: _Group, b: _Group) -> bool:
    return bool(a.victims and (b.names or b.patients) and not a.victims & b.patients)


def _died_before(a: _Group, b: _Group) -> bool:
    """Whether somebody died in one before the other happened."""
    return any(died < happened for _, died in a.deaths for happened, _ in b.days)


def _same_name(a: str, b: str) -> bool:
    x, y = set(a.split()), set(b.split())
    return x <= y or y <= x


def group_mentions(parse: Parse, mentions: list[EventMention], lookup: Lookup) -> list[tuple[list[EventMention], bool]]:
    """Mentions grouped by the event they tell, and whether it is several events told together.

    Returns:
        In order of the first mention.
    """
    told = [m for m in mentions if m.real or m.names]
    groups = {m.token: _Group(m, lookup) for m in told}
    _join_names(groups)
    _join_structure(parse, groups, told)
    _join_loose_plurals(groups)
    lead = next((s.i for s in parse.sentences if s.kind == "body"), 0) + _LEAD_SENTENCES
    main = _main(parse, _distinct(groups), lead)
    _join_lead(parse, groups, main, lead)
    _join_back(parse, groups, main)
    return [(group.mentions, group.plural) for group in _distinct(groups) if group.told and group.types != {POINTING}]


def _distinct(groups: dict[int, _Group]) -> list[_Group]:
    return sorted({id(g): g for g in groups.values()}.values(), key=lambda g: g.first)


def _merge(groups: dict[int, _Group], kept: _Group, other: _Group) -> None:
    if kept is other:
        return
    kept.add(other)
    for mention in other.mentions:
        groups[mention.token] = kept


def _join_names(groups: dict[int, _Group]) -> None:
    """The same name and a family that fits: one event."""
    by_name: dict[tuple[str, bool], list[_Group]] = {}
    for group in _distinct(groups):
        if not group.named:
            continue
        same = by_name.setdefault((next(iter(group.names)), group.plural), [])
        twin = next((g for g in same if g.fits(group)), None)
        if twin is None:
            same.append(group)
        else:
            _merge(groups, twin, group)


def _join_structure(parse: Parse, groups: dict[int, _Group], told: list[EventMention]) -> None:
    """A verb whose subject is an event, or that happens in one; verbs told together of one subject.

    Of "a quake wrecked the bridge and killed two" the deaths are the quake's, which is told by no verb of its own.
    """
    for mention in told:
        if not mention.verb or mention.word.family not in HARM_FAMILIES:
            continue
        one = subject(parse, mention.token)
        near = [*([one] if one is not None else []), *prepositional(parse, mention.token, *_INSIDE)]
        head = parse.tokens[mention.token]
        if head.dep in ("conj", "advcl", "xcomp", "pcomp", "acl", "relcl"):
            near.append(_last_before(groups, head.head, mention.token) if head.dep == "relcl" else head.head)
            near.append(parse.tokens[head.head].head)
            near += [i for i in agents(parse, head.head) if i in groups and groups[i].families == {"accident"}]
        for i in near:
            other = groups.get(i)
            if other is not None and i != mention.token and other.harm and _may_join(other, groups[mention.token]):
                _merge(groups, other, groups[mention.token])


def _last_before(groups: dict[int, _Group], noun: int, verb: int) -> int:
    """The event noun that a relative clause tells of: of several in a list the last."""
    return max((i for i in range(noun, verb) if i in groups), default=noun)


def _may_join(a: _Group, b: _Group) -> bool:
    return a.fits(b) or (a.plural and b.verb and not b.named)


def _join_loose_plurals(groups: dict[int, _Group]) -> None:
    """A plural under the very name of a single event is loose usage for that one: "the Port Ellis attacks"."""
    singles = {name: g for g in reversed(_distinct(groups)) if not g.plural for name in g.names}
    for group in _distinct(groups):
        twin = next((singles[name] for name in sorted(group.names) if name in singles), None)
        if group.plural and twin is not None and len(group.names) == 1 and twin.harm == group.harm:
            _merge(groups, twin, group)


def _main(parse: Parse, groups: list[_Group], lead: int) -> _Group | None:
    """The single event of violence or mischance that the report tells most about."""
    harm = [g for g in groups if g.harm and not g.plural and g.told and g.types != {POINTING}]
    harm = [g for g in harm if not g.past] or harm
    if not harm:
        return None

    def weight(group: _Group) -> tuple[int, int]:
        count = sum(_weight(parse, m, lead) for m in group.mentions)
        return count + _NAME_WEIGHT * group.named, -group.first

    return max(harm, key=weight)


def _join_lead(parse: Parse, groups: dict[int, _Group], main: _Group | None, lead: int) -> None:
    """What title and first sentences tell without a name is the main event told again: "a blast", "one killed"."""
    if main is None or parse.tokens[main.first].sentence >= lead:
        return
    for group in _distinct(groups):
        early = parse.tokens[group.first].sentence < lead and not group.mentions[0].fresh
        if early and group.harm and not group.plural and not group.named and _may_be(main, group):
            _merge(groups, main, group)


def _may_be(main: _Group, group: _Group) -> bool:
    return main.fits(group) and _alike(main, group) and main.past == group.past


def _weight(parse: Parse, mention: EventMention, lead: int) -> int:
    sentence = parse.sentences[parse.tokens[mention.token].sentence]
    if sentence.kind in ("title", "standfirst"):
        return _TITLE_WEIGHT
    return _LEAD_WEIGHT if sentence.i < lead else 1


def _join_back(parse: Parse, groups: dict[int, _Group], main: _Group | None) -> None:
    """Join what points back, left to right."""
    seen: list[_Group] = []
    for group in _distinct(groups):
        if groups[group.first] is not group:
            continue  # joined to another since
        target = None if group is main or group.named else _antecedent(parse, group, seen, main)
        if target is not None:
            _merge(groups, target, group)
        elif group not in seen:
            seen.append(group)


def _antecedent(parse: Parse, group: _Group, seen: list[_Group], main: _Group | None) -> _Group | None:
    mention = group.mentions[0]
    if mention.fresh:
        return None
    able = [g for g in seen[-_REACH:] if g is not group and g.fits(group)]
    if group.harm and not group.plural:
        return _harm_antecedent(parse, group, able, main)
    if group.verb:
        return next((g for g in reversed(able) if g.patients & group.patients), None)
    if not mention.definite:
        return None
    if group.plural:
        able = [g for g in able if g.mentions[0].word == mention.word]
    return next((g for g in reversed(able) if not group.agents or g.agents & group.agents), None)


def _last_mention(group: _Group, before: int) -> int | None:
    """The token of a group's last mention before a token."""
    at = bisect_left(group.mentions, before, key=attrgetter("token"))
    return group.mentions[at - 1].token if at else None


def _harm_antecedent(parse: Parse, group: _Group, able: list[_Group], main: _Group | None) -> _Group | None:
    fits_main = main is not None and main is not group and _may_be(main, group)
    if group.agents:
        by_agent = [g for g in able if g.agents & group.agents]
        if by_agent:
            return main if main in by_agent else by_agent[-1]
    if group.patients:
        suffering = [g for g in able if g.patients & group.patients]
        if suffering:
            return suffering[-1]
    here = parse.tokens[group.first].sentence
    beside = [
        (last, n)
        for n, g in enumerate(able)
        if (last := _last_mention(g, group.first)) is not None
        and parse.tokens[last].sentence == here
        and _alike(g, group)
        and g.past == group.past
    ]
    if beside and not group.mentions[0].plural:
        return able[max(beside)[1]]
    if not group.verb and not group.definite:
        shares = (
            fits_main
            and main is not None
            and (main.places & group.places or (main.days and group.days) or not group.places)
        )
        return main if shares else None
    able = [g for g in able if _may_be(g, group)]
    near = [
        (last, n)
        for n, g in enumerate(able)
        if (last := _last_mention(g, group.first)) is not None and here - parse.tokens[last].sentence < _NEAR
    ]
    if near and not (group.verb and fits_main):
        return able[max(near)[1]]
    return main if fits_main else None
