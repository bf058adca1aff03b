"""An entity in the making."""

from msgspec import Struct, field

from joindots.extract.names.spans import NameSpan
from joindots.model import Entity, EntityKind, Mention, MentionForm, Role, make_id
from joindots.parse import Parse


class Draft(Struct, kw_only=True):
    """What is known so far of one entity of a document; grows while the document is read.

    Attributes:
        kind: What it is.
        spellings: Spelling to where it stands.
        gender: `m`, `f` or None.
        others: Token ranges of descriptions and pronouns that refer to it.
        roles: Token ranges that give its post or description.
        full: A name put together from the text ("Ann Ray" of "Ann and Bo Ray"), or what an actor without a name is
            called ("police"); None where a spelling is the name.
    """

    kind: EntityKind
    spellings: dict[str, list[NameSpan]]
    gender: str | None = None
    others: dict[tuple[int, int], MentionForm] = field(default_factory=dict)
    roles: list[tuple[int, int]] = field(default_factory=list)
    full: str | None = None

    @property
    def start(self) -> int:
        """First token of the first mention by name."""
        return min(span.first for spans in self.spellings.values() for span in spans)

    @property
    def name(self) -> str:
        """The fullest name: most words, then the most frequent, then the longest."""
        return self.full or min(
            self.spellings, key=lambda name: (-len(name.split()), -len(self.spellings[name]), -len(name), name)
        )

    def absorb(self, other: "Draft") -> None:
        """Take over everything known of another draft of the same entity."""
        for name, spans in other.spellings.items():
            self.spellings.setdefault(name, []).extend(spans)
        self.gender = self.gender or other.gender
        self.others |= other.others
        self.roles += other.roles
        self.full = self.full or other.full

    def to_entity(self, parse: Parse) -> Entity:
        """The finished record."""
        ranges: dict[tuple[int, int], MentionForm] = dict(self.others)
        ranges |= {(s.first, s.last): "name" for spans in self.spellings.values() for s in spans}
        name = self.name
        return Entity(
            id=make_id("e", parse.document.id, self.kind, name, parse.tokens[min(ranges)[0]].start),
            kind=self.kind,
            name=name,
            aliases=tuple(sorted(set(self.spellings) - {name})),
            roles=self._roles(parse),
            mentions=tuple(_mention(parse, *r, how) for r, how in sorted(ranges.items())),
        )

    def _roles(self, parse: Parse) -> tuple[Role, ...]:
        texts: dict[str, list[tuple[int, int]]] = {}
        for first, last in sorted(set(self.roles)):
            text = " ".join(parse.token_span(first, last).text.split())
            texts.setdefault(text, []).append((first, last))
        return tuple(
            Role(text=text, evidence=tuple(parse.token_span(*r) for r in ranges)) for text, ranges in texts.items()
        )


def _mention(parse: Parse, first: int, last: int, how: MentionForm) -> Mention:
    span = parse.token_span(first, last)
    return Mention(document=span.document, start=span.start, end=span.end, text=span.text, how=how)
