"""A small pile with its observations, and the account that decisions make of it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from operator import attrgetter

import pytest

from joindots.account import verify_account
from joindots.corrections import (
    correct_documents,
    judge_findings,
    make_decision,
    mark_account,
    next_moment,
    open_ledger,
)
from joindots.corrections.aiming import Sight
from joindots.extract import observe
from joindots.join import find
from joindots.model import SCHEMA, Account, Decision, Document, Generator, Observations
from joindots.run.correcting import join_corrected

REPORTS = (
    ("a.txt", "2031-05-03", "The Courier"),
    ("b.txt", "2031-05-04", "Evening Gazette"),
    ("c.txt", None, "Harbour Post"),
)
TEXTS = {
    "a.txt": """A fire at the Ostrow warehouse killed four people on Friday, the fire chief said.

Mara Quist, the mayor of Ostrow, said the sprinklers had failed. “Nobody had tested them,” she told reporters.

Police denied that the doors were locked. Ivo Quist, a guard, was taken to hospital.
""",
    "b.txt": """Five people died in the fire at the Ostrow warehouse on Friday, officials said.

Mayor Quist said the sprinklers had failed. Another fire broke out at the Lanfield mill on Saturday.
""",
    "c.txt": """The inquest into the Ostrow warehouse fire opened on 9 June 2031. The coroner said six people died.

Mara Quist said the town would pay for the funerals.
""",
}


class Desk:
    """The pile, what it shows, and the account of any history."""

    def __init__(self, documents: Sequence[Document], observations: Sequence[Observations]) -> None:
        self.documents, self.observations = tuple(documents), tuple(observations)
        self.base = self.derive([])
        self.sight = Sight(self.base)

    def derive(self, history: Sequence[Decision]) -> Account:
        ledger = open_ledger(history)
        documents = correct_documents(self.documents, ledger)
        pile = join_corrected(documents, self.observations, ledger)
        findings = judge_findings(pile.documents, find(pile), ledger)
        account = Account(
            schema=SCHEMA,
            generator=Generator(version="0", models=(), options={}),
            **{field: getattr(pile, field) for field in pile.__struct_fields__},
            findings=tuple(sorted(findings, key=attrgetter("id"))),
            rejections=(),
        )
        account = mark_account(account, ledger)
        verify_account(account)
        return account

    def entity(self, name: str):
        return next(e for e in self.base.entities if e.name == name)

    def event(self, words: str):
        return next(v for v in self.base.events if words in v.name and v.type == "fire")

    def said(self, words: str):
        return next(a for a in self.base.attributions if words in a.content[0].text)


@pytest.fixture(scope="session")
def desk(document: Callable[..., Document], engine) -> Desk:
    from joindots.parse import parse_documents

    documents = [document(TEXTS[s], source=s, published=day, publisher=by) for s, day, by in REPORTS]
    return Desk(documents, [observe(parse) for parse in parse_documents(documents, engine)])


@pytest.fixture(scope="session")
def decide() -> Callable[..., list[Decision]]:
    """A history of actions, one a millisecond."""

    def history(*actions, before: Sequence[Decision] = ()) -> list[Decision]:
        made = list(before)
        for action in actions:
            when = next_moment(datetime(2031, 7, 1, tzinfo=UTC), made)
            made.append(make_decision(action, who="A. Editor", why="so it is", when=when))
        return made

    return history
