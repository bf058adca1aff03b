"""What `import-annotations` prints."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.account.phrases import count_words
from joindots.model import Account
from joindots.run.annotating import Returned

_SHOWN = 60  # code points of a stretch


def show_returned(account: Account, returned: Sequence[Returned], *, appended: bool) -> None:
    """Name every change and what follows from it, then how many decisions there are.

    Args:
        account: That the annotations are of.
        returned: The changes.
        appended: Whether their decisions are in the history now.
    """
    console = Console(soft_wrap=True, highlight=False)
    index = Index(account)
    for one in returned:
        difference = one.difference
        stretch = difference.after or difference.before
        if stretch:
            text = flatten(index.document(one.document).text[stretch.start : stretch.end])
            words = text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + " …"
            what = "" if one.action is None else f" -> {one.action.__struct_config__.tag}"
            place = f"{index.mark(one.document)} {stretch.start}-{stretch.end}"
            console.print(escape(f"{difference.change:>8}  {difference.layer}  {place}  “{words}”{what}"))
    decisions = sum(one.action is not None for one in returned)
    told = f"{count_words(len(returned), 'change')}, {count_words(decisions, 'decision')}"
    then = " appended" if appended else "; append with --who NAME"
    console.print(told + (then if decisions else ""))
