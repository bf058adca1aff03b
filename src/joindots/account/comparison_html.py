"""Two reports side by side as one self-contained page."""

from collections import defaultdict

from joindots.account.comparisons import compare_reports
from joindots.account.html import fill_template
from joindots.account.views.comparisons import view_comparison
from joindots.model import Account


def render_comparison(account: Account, *, desk: str | None = None) -> str:
    """Render the page that lays two reports side by side.

    Args:
        account: Of two reports and nothing else; whatever comes from them is escaped.
        desk: Address of the desk that shows it, to link back to, "/" at the end; None for a page that stands alone.

    Returns:
        An HTML document that loads and runs nothing, the same whichever report was given first.

    Raises:
        InternalError: The account has not two reports.
    """
    page = view_comparison(account, compare_reports(account))
    voices: dict[str, tuple[str, ...]] = defaultdict(tuple)
    return fill_template("comparison.html.j2", page=page, desk=desk, voices=voices)
