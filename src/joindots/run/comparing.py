"""Two reports laid side by side: given as files or addresses, or taken from an account."""

from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path

from msgspec.structs import replace

from joindots.account import render_comparison
from joindots.account.indexes import Index
from joindots.join import Pile, find, slice_pile
from joindots.model import Account, Document, InputError, OptionsError
from joindots.run.options import Options
from joindots.run.progress import Progress
from joindots.run.readings import read_pile
from joindots.store import write_files

_NAMED = 5  # reports that a message names


def read_two(paths: Sequence[str], *, options: Options, progress: Progress) -> Account:
    """Read two reports.

    Args:
        paths: Two files or web addresses, each with one report.
        options: What can be chosen.
        progress: Hears how far the run has come.

    Returns:
        The account of the two.

    Raises:
        InputError: They do not hold two reports; says what was found.
        EngineError: A language model is not installed, or a worker died.
    """
    account = read_pile(paths, options=options, progress=progress).account
    if len(account.documents) == 2:
        return account
    refused = [f"{rejection.source}: {rejection.reason}" for rejection in account.rejections]
    found = [document.source for document in account.documents]
    told = "; ".join(refused[:_NAMED]) or ", ".join(found[:_NAMED])
    count = {0: "no report", 1: "one report"}.get(len(found), f"{len(found):,} reports")
    raise InputError(" and ".join(paths), f"there is {count} to compare, not two ({told})")


def take_two(account: Account, names: Sequence[str]) -> Account:
    """Take two reports out of an account, and judge them as if they were all.

    Names and events keep the ids that the whole account gave them.

    Args:
        account: Any.
        names: Of two reports: mark on the page ("R3"), id, source, or a part of source, title or publisher that no
            other report has.

    Returns:
        The account of the two.

    Raises:
        OptionsError: A name fits no report or several, or both are one.
    """
    index = Index(account)
    chosen = [find_report(index, name) for name in names]
    if len({document.id for document in chosen}) < len(names):
        raise OptionsError(f"{names[0]} and {names[1]} are the same report.")
    whole = Pile(**{field: getattr(account, field) for field in Pile.__struct_fields__})
    pile = slice_pile(whole, [document.id for document in chosen])
    return replace(
        account,
        **{field: getattr(pile, field) for field in pile.__struct_fields__},
        findings=tuple(sorted(find(pile), key=attrgetter("id"))),
        rejections=(),
    )


def write_comparison(account: Account, path: Path) -> None:
    """Write the page that lays two reports side by side.

    Args:
        account: Of two reports.
        path: Of the page; its folder is made if missing, the page replaced if it is there.

    Raises:
        StoreError: It cannot be written; says why.
    """
    write_files(path.parent, {path.name: render_comparison(account).encode()})


def find_report(index: Index, name: str) -> Document:
    """The report of an account that a name means: mark on the page, id, source, or a part of source, title, publisher.

    Raises:
        OptionsError: The name fits no report or several.
    """
    exact = [d for d in index.reports if name in {d.id, d.source, index.mark(d.id)}]
    wanted = name.casefold()
    found = exact or [
        d for d in index.reports if any(wanted in (part or "").casefold() for part in (d.source, d.title, d.publisher))
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise OptionsError(f"No report of this account is called {name!r}; ask by its mark on the page, such as R1.")
    marks = ", ".join(f"{index.mark(d.id)} ({index.byline(d.id)})" for d in found[:_NAMED])
    raise OptionsError(f"{len(found)} reports of this account are called {name!r}: {marks} ... Ask by mark.")
