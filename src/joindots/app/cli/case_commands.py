"""The commands for cases: piles that are kept and grow."""

from typing import Annotated

import typer

from joindots.app.cli.commands import app

CaseName = Annotated[str, typer.Argument(metavar="CASE", help="The file, or `postgresql://` database, of the pile.")]


@app.command()
def search(
    case: CaseName,
    query: Annotated[str, typer.Argument(metavar="WORDS", help="Reports that have them all are found.")],
    about: Annotated[
        str | None, typer.Option("--about", metavar="NAME", help="Only what mentions this person, place or body.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="Published on this day (2031-05-14) or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="Published on this day or earlier.")
    ] = None,
    most: Annotated[int, typer.Option("--most", "-n", metavar="N", help="Reports to show.", min=1)] = 20,
) -> None:
    """Search the reports of a case.

    Words are found in titles and texts, in any case and with or without accents, the best report first. No character
    has a special meaning.

    **Examples**

        joindots search case.joindots "fuel pier"

        joindots search case.joindots collision --about "Ilse Varga" --since 2031-05-14

    Exit status: 0 something was found, 1 nothing was.
    """
    from joindots.app.cli.case_reports import show_hits  # noqa: PLC0415 - `--help` need not load it
    from joindots.run.cases import Search, find_entity, open_case  # noqa: PLC0415 - as above

    with open_case(case) as opened:
        entity = find_entity(opened, about).id if about else None
        hits = opened.search(Search(query=query, entity=entity, since=since, until=until, most=most))
    show_hits(hits)
    if not hits:
        raise typer.Exit(1)
