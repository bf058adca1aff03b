"""Publication dates inferred from the rest of the pile (being written; infers nothing yet)."""

from collections.abc import Sequence

from joindots.model import Dated, Document, Observations


def infer_dates(documents: Sequence[Document], observations: Sequence[Observations]) -> dict[str, Dated]:  # noqa: ARG001
    """Document id to inferred publication date."""
    return {}
